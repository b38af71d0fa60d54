// What is asked of the pre-download queue, as JSON and back, as the admin API has it. Pure.
#pragma once

#include "preload/job.h"

#include <nlohmann/json_fwd.hpp>

#include <string_view>

namespace mirrorlake::control {

nlohmann::ordered_json asJson(const preload::JobOrder &order);
/// {"wish":"org/name@rev:Q4_K_M"} or {"type":"model","repo":"org/name","revision":"main"}, and beside it preset,
/// quantisation, include, exclude, files, priority, schedule, keep_current. Errors: BadRequest.
Result<preload::JobOrder> orderFromJson(std::string_view text);

nlohmann::ordered_json asJson(const preload::JobChange &change);
/// {"priority":5,"position":0,"schedule":"22:00-06:00","keep_current":true}, at least one. Errors: BadRequest.
Result<preload::JobChange> changeFromJson(std::string_view text);

/// "pause", "resume", "retry".
std::string_view nameOf(preload::JobCommand command);
std::optional<preload::JobCommand> jobCommandNamed(std::string_view name);

/// "model", "dataset", "space", "kernel".
std::string_view nameOf(RepoType type);
std::optional<RepoType> repoTypeNamed(std::string_view name);

} // namespace mirrorlake::control
