// Takes a folder with all that is in it to another place: in one step on the same file system, elsewhere as a copy that
// is compared before the old one goes. The old path stays as a link to the new one, so that services and scripts still
// find it. An error, a stop or a power cut on the way leaves the folder whole at its old path. Thread: one, which waits
// for the disk; nobody else may use the folder meanwhile.
#pragma once

#include "base/bytes.h"
#include "base/error.h"
#include "relocate/moveprogress.h"
#include "store/disk.h"

#include <filesystem>

namespace mirrorlake::relocate {

struct MoveOrder
{
    std::filesystem::path from;
    std::filesystem::path to; ///< not there yet, or an empty folder
    Bytes keepFree{};         ///< on the disk of to, as store::floorOf() takes it
};

/// Errors: DataFolderUnusable (to is not empty, lies within from, or cannot be made), NoSpace (says how much is
/// missing), ReadOnly, Io, HashMismatch, Cancelled.
Result<void> moveFolder(const MoveOrder &order, store::Disk &disk, const MoveWatch &watch);

} // namespace mirrorlake::relocate
