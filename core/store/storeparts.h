// What the store and its open partial blobs share; it lives as long as the last of them. Thread: any.
#pragma once

#include "store/disk.h"
#include "store/layout.h"
#include "store/space.h"

#include <cstdint>
#include <memory>

struct stat;

namespace mirrorlake::store {

struct StoreParts
{
    Layout layout;
    std::shared_ptr<Disk> disk;
    Space space;
    bool keepsStamps = true; ///< the file system keeps a file's time to the microsecond
};

/// The nanoseconds of the time of change that a published blob carries. Whoever writes to the file or copies it loses
/// them, so that the change is seen when the blob is opened.
long stampOf(const BlobHash &hash, std::int64_t size);
bool hasStamp(const struct stat &facts, const BlobHash &hash);
Result<void> setStamp(int descriptor, const BlobHash &hash, std::int64_t size);
/// True if a file in this folder keeps its stamp.
bool keepsStamps(Disk &disk, const Layout &layout);

/// Makes an open file a complete blob, whose whole hash was found right: stamped, protected, synced and renamed from where
/// it lies. The folder is synced by the caller. Errors: as Disk.
Result<void> putInPlace(StoreParts &parts, int descriptor, const BlobHash &hash, std::int64_t size,
                        const std::filesystem::path &from);
/// Keeps the hashes of the pieces of a complete blob, for mending; losing them costs only a larger repair.
void keepPieces(StoreParts &parts, const BlobHash &hash, const std::filesystem::path &journal);

/// Makes the folder of a file if it is not there, for good.
Result<void> makeFolderOf(Disk &disk, const std::filesystem::path &file);

} // namespace mirrorlake::store
