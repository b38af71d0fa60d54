// Takes the data folder to another place while no mirror uses it, and remembers the new one for later starts. Thread:
// one, which waits for the disk.
#pragma once

#include "relocate/foldermove.h"

namespace mirrorlake::app {

/// Errors: DataFolderInUse while a mirror runs on it, and those of relocate::moveFolder.
Result<void> moveDataFolder(const relocate::MoveOrder &order, const std::filesystem::path &settingsFile,
                            const relocate::MoveWatch &watch);

} // namespace mirrorlake::app
