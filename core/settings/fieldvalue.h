// The value of one field as text, in and out. Whatever comes from a file, the environment or a command line passes
// through assign(). Pure.
#pragma once

#include "settings/field.h"

namespace mirrorlake::settings {

/// The value as people write it: "16KiB", "75s", "127.0.0.1:8090, [::1]:8090". assign() reads it back as the same.
std::string valueText(const Settings &settings, const Field &field);
/// The same with its secrets masked.
std::string shownText(const Settings &settings, const Field &field);
/// True if both hold the same.
bool isSame(const Settings &a, const Settings &b, const Field &field);

/// Items of a list field; one item for any other.
std::vector<std::string> valueItems(const Settings &settings, const Field &field);
/// The same with their secrets masked.
std::vector<std::string> shownItems(const Settings &settings, const Field &field);

/// Sets the value. Errors: BadConfiguration that names the key, what was given (unless secret) and what is allowed;
/// the settings are then unchanged.
Result<void> assign(Settings &settings, const Field &field, std::string_view text);
/// The same for a list, item by item; any other field takes exactly one.
Result<void> assignItems(Settings &settings, const Field &field, const std::vector<std::string> &items);

/// The first value that its row does not allow, as BadConfiguration.
Result<void> validate(const Settings &settings);

} // namespace mirrorlake::settings
