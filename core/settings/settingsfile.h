// The settings file: TOML, only what differs from the defaults. Reading is strict: what is not understood
// is an error that names the line, never silently left out. Thread: any; a file has one writer at a time (the program
// that holds the data folder).
#pragma once

#include "base/error.h"
#include "settings/settings.h"
#include "settings/tomltext.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace mirrorlake::settings {

/// Puts what the text says over these settings. Errors: BadConfiguration with the line and the key; the settings are
/// then unchanged.
Result<void> applyToml(Settings &settings, std::string_view text);
/// The same for a file; one that is not there says nothing. Errors: also BadConfiguration when it cannot be read.
Result<void> applyFile(Settings &settings, const std::filesystem::path &file);

/// The whole file; empty when it is not there. Errors: BadConfiguration when it cannot be read, or is too large.
Result<std::string> fileText(const std::filesystem::path &file);

/// Makes the file say these settings, in one step (temporary file, sync, rename); a new one is its owner's only, and
/// so is its folder when that has to be made. What its owner wrote stays: comments, order, values that are the same.
/// Errors: BadConfiguration (one that is broken is left to its owner), NoSpace, ReadOnly, Io.
Result<void> saveFile(const Settings &settings, const std::filesystem::path &file);

} // namespace mirrorlake::settings
