// Differences of settings as JSON and back. Pure.
#pragma once

#include "settings/transfer.h"

namespace mirrorlake::control {

/// {"differences":[{"key":…,"from":…,"to":…,"needs_restart":…}]}
std::string differencesJson(const std::vector<settings::Difference> &differences);
/// Errors: UpstreamBroken.
Result<std::vector<settings::Difference>> differencesFromJson(const std::string &json);

} // namespace mirrorlake::control
