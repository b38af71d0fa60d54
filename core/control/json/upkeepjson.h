// Orders and answers of upkeep as JSON and back. Pure.
#pragma once

#include "control/upkeeporder.h"

#include <nlohmann/json.hpp>

#include <optional>

namespace mirrorlake::control {

/// "preview", "evict", "empty-trash", …: in addresses.
std::string_view nameOf(UpkeepVerb verb);
std::optional<UpkeepVerb> upkeepVerb(std::string_view name);

nlohmann::ordered_json asJson(const UpkeepOrder &order);
/// Errors: BadRequest.
Result<UpkeepOrder> upkeepOrderFromJson(UpkeepVerb verb, const std::string &json);
nlohmann::ordered_json asJson(const UpkeepAnswer &answer);
/// What is missing keeps its default. Errors: UpstreamBroken.
Result<UpkeepAnswer> upkeepAnswerFromJson(const std::string &json);

} // namespace mirrorlake::control
