// A checkup as JSON and back: codes and words for programs, sentences for people. Pure.
#pragma once

#include "control/checkup.h"

namespace mirrorlake::control {

std::string toJson(const Checkup &checkup);
/// Errors: UpstreamBroken.
Result<Checkup> checkupFromJson(const std::string &json);

} // namespace mirrorlake::control
