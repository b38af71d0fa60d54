// Where settings come from, weakest first: the defaults, the settings file, the environment
// (MIRRORLAKE_SERVER_LISTEN=…), the command line (--set server.listen=…). Each source puts what it says over what was
// there. Pure, but for the file.
#pragma once

#include "base/error.h"
#include "settings/settings.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace mirrorlake::settings {

/// "MIRRORLAKE_SERVER_IDLE_TIMEOUT" for "server.idle_timeout".
std::string environmentName(std::string_view key);

/// Takes "NAME=value" entries; those that name no area of settings are left alone. Errors: BadConfiguration that names
/// the variable.
Result<void> applyEnvironment(Settings &settings, const std::vector<std::string> &entries);

/// One "key=value". Errors: BadConfiguration.
Result<void> applyAssignment(Settings &settings, std::string_view assignment);

} // namespace mirrorlake::settings
