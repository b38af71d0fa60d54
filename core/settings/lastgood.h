// The settings file as it last was in order, kept beside the data: when the file is broken, the mirror starts with
// these and says so, and the broken one is left to its owner. Thread: any; one writer a folder.
#pragma once

#include "settings/settingsfile.h"

#include <optional>

namespace mirrorlake::settings {

/// Keeps what the settings file says, if it is in order. Errors: NoSpace, ReadOnly, Io, BadConfiguration.
Result<void> keepLastGood(const std::filesystem::path &file, const std::filesystem::path &dataFolder);

/// Puts what the file says over these settings; where it is broken, what it said when it was last in order. Gives what
/// is wrong with the file, if anything. Errors: BadConfiguration when nothing was kept.
Result<std::optional<Error>> applyFileOrLastGood(Settings &settings, const std::filesystem::path &file,
                                                 const std::filesystem::path &dataFolder);

} // namespace mirrorlake::settings
