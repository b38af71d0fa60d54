// A copy of a folder on another file system: each file is copied, brought to the disk, and read again from there to be
// compared with what was copied. What came of it is taken away again unless keep() is called. Thread: one, which waits
// for the disk. Errors: NoSpace, ReadOnly, Io, HashMismatch, Cancelled; no message names a whole path.
#pragma once

#include "base/error.h"
#include "relocate/moveprogress.h"
#include "store/disk.h"

#include <array>
#include <filesystem>
#include <string>
#include <vector>

namespace mirrorlake::relocate {

class FolderCopy
{
public:
    /// The folder to is there and empty.
    FolderCopy(std::filesystem::path from, std::filesystem::path to, store::Disk &disk, const MoveWatch &watch);
    ~FolderCopy();
    FolderCopy(const FolderCopy &) = delete;
    FolderCopy &operator=(const FolderCopy &) = delete;

    /// Finds all that is there. Sockets, pipes and devices are passed over.
    Result<void> count();
    std::int64_t bytesOnDisk() const { return m_bytesOnDisk; }
    Result<void> copy();
    Result<void> compare();
    void keep() { m_isKept = true; }

private:
    using Digest = std::array<std::uint64_t, 2>;
    struct File
    {
        std::string path; ///< below the folder
        std::int64_t size = 0;
        Digest digest{};
    };

    Result<void> add(const std::filesystem::directory_entry &entry);
    Result<Digest> copyFile(const File &file);
    Result<Digest> digestOf(const File &file);
    /// Calls take(offset, bytes) for all of it.
    template<typename Take>
    Result<void> readAll(const store::Descriptor &file, std::int64_t size, Take take);
    Result<void> advance(std::int64_t bytes);
    void enter(MoveProgress::Phase phase);

    const std::filesystem::path m_from;
    const std::filesystem::path m_to;
    store::Disk &m_disk;
    const MoveWatch &m_watch;
    MoveProgress m_progress;
    std::vector<std::string> m_folders; ///< those above before those within
    std::vector<std::pair<std::string, std::filesystem::path>> m_links;
    std::vector<File> m_files;
    std::int64_t m_bytesOnDisk = 0;
    std::vector<char> m_buffer;
    bool m_isKept = false;
};

} // namespace mirrorlake::relocate
