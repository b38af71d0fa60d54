// The data folder that somebody chose in the window, for later starts of every program of this user. One line in
// ~/.config/mirrorlake/data-folder; options and environment win over it. Thread: any.
#pragma once

#include "base/error.h"
#include "control/configuration.h"

#include <filesystem>
#include <vector>

namespace mirrorlake::app {

/// Empty when none was chosen.
std::filesystem::path chosenDataFolder();
/// Tries the folder, takes the settings along, and remembers it. Errors: DataFolderInUse, DataFolderUnusable, ReadOnly,
/// Io.
Result<void> chooseDataFolder(const std::filesystem::path &folder, const std::filesystem::path &settingsFile);

/// Puts these over the settings that a data folder keeps. Errors: BadConfiguration, NoSpace, ReadOnly, Io.
Result<void> assignIn(const std::filesystem::path &folder, const std::vector<control::Assignment> &assignments);

} // namespace mirrorlake::app
