// Orders and reports of an import as JSON and back. Pure.
#pragma once

#include "adopt/report.h"

#include "base/error.h"

#include <nlohmann/json.hpp>

namespace mirrorlake::control {

/// "never", "looking", "taking", "over".
std::string_view nameOf(adopt::Phase phase);

nlohmann::ordered_json asJson(const adopt::Order &order);
/// Errors: BadRequest.
Result<adopt::Order> adoptOrderFromJson(const std::string &json);
nlohmann::ordered_json asJson(const adopt::Report &report);
/// Errors: UpstreamBroken.
Result<adopt::Report> adoptReportFromJson(const std::string &json);

} // namespace mirrorlake::control
