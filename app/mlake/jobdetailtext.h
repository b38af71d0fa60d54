// One job with all that is known of it, as lines for a terminal. Pure.
#pragma once

#include "preload/jobdetail.h"

#include <string>

namespace mirrorlake::app {

std::string jobDetailText(const preload::JobDetail &detail);

} // namespace mirrorlake::app
