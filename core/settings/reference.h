// The reference of all settings for people, made from the table: docs/settings.md. Pure.
#pragma once

#include <string>

namespace mirrorlake::settings {

std::string settingsDocument();

} // namespace mirrorlake::settings
