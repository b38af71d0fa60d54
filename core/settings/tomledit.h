// Changes values in a settings file and leaves everything else as its owner wrote it. Pure.
#pragma once

#include "settings/settings.h"

#include <string>

namespace mirrorlake::settings {

/// The text, changed where it says something else than these settings. One that cannot be changed in place (or read at
/// all) is written anew, without its comments.
std::string editedToml(const std::string &text, const Settings &settings);

} // namespace mirrorlake::settings
