// Orders and reports of a look through the cache as JSON and back. Pure.
#pragma once

#include "verify/report.h"

#include "base/error.h"

#include <nlohmann/json.hpp>

namespace mirrorlake::control {

/// "never", "choosing", "reading", "mending", "over".
std::string_view nameOf(verify::Phase phase);
/// "damaged", "missing", "unreadable".
std::string_view nameOf(verify::Harm harm);

nlohmann::ordered_json asJson(const verify::Order &order);
/// Errors: BadRequest.
Result<verify::Order> verifyOrderFromJson(const std::string &json);
nlohmann::ordered_json asJson(const verify::Report &report);
/// What is missing keeps its default; a type that does not fit throws nlohmann's exception.
verify::Report verifyReportFrom(const nlohmann::json &json);

} // namespace mirrorlake::control
