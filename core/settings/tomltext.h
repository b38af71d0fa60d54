// Settings as TOML text: one table an area. Pure.
#pragma once

#include "settings/fieldvalue.h"

#include <string>

namespace mirrorlake::settings {

/// One value: "text", 5, true, ["a", "b"]. Secrets are in it.
std::string tomlValue(const Settings &settings, const Field &field);

/// What differs from the defaults. Secrets are in it.
std::string changesAsToml(const Settings &settings);
/// Everything with a line of help each, secrets masked; for --print-config.
std::string allAsToml(const Settings &settings);

} // namespace mirrorlake::settings
