// What the meter says of clients, repos and routes, as JSON and back. Pure.
#pragma once

#include "meter/meter.h"

#include <nlohmann/json.hpp>

namespace mirrorlake::control {

nlohmann::ordered_json asJson(const meter::Figures &figures);
/// What is missing keeps its default; a type that does not fit throws nlohmann's exception.
meter::Figures figuresFrom(const nlohmann::json &json);

} // namespace mirrorlake::control
