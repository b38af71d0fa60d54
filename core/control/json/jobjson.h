// Jobs of the pre-download queue as JSON and back, as the admin API has them. Pure.
#pragma once

#include "preload/job.h"

#include <nlohmann/json_fwd.hpp>

namespace mirrorlake::control {

nlohmann::ordered_json asJson(const preload::Job &job);
/// Errors: UpstreamBroken when it is not a job.
Result<preload::Job> jobFrom(const nlohmann::json &value);

} // namespace mirrorlake::control
