// All that is known of one job as JSON, and back. Pure.
#pragma once

#include "preload/jobdetail.h"

#include <string>

namespace mirrorlake::control {

std::string toJson(const preload::JobDetail &detail);
/// Errors: UpstreamBroken.
Result<preload::JobDetail> jobDetailFromJson(const std::string &json);

} // namespace mirrorlake::control
