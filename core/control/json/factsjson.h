// What the snapshot says of limits, eviction, routes and the process, as JSON and back. Pure.
#pragma once

#include "control/upkeepfacts.h"

#include <nlohmann/json.hpp>

namespace mirrorlake::control {

nlohmann::ordered_json asJson(const UpkeepFacts &facts);
/// What is missing keeps its default; a type that does not fit throws nlohmann's exception.
UpkeepFacts upkeepFactsFrom(const nlohmann::json &json);

} // namespace mirrorlake::control
