// The disk as the store sees it. The real one is plain POSIX; a test's own refuses the n-th operation, or tells of a
// full disk. Thread: any. Errors: NoSpace, ReadOnly, Io; no message names a path.
#pragma once

#include "base/error.h"
#include "store/descriptor.h"

#include <cstdint>
#include <filesystem>
#include <span>

namespace mirrorlake::store {

struct DiskUsage
{
    std::int64_t free = 0;  ///< bytes that an ordinary user may still take
    std::int64_t total = 0; ///< bytes of the whole file system
};

class Disk
{
public:
    virtual ~Disk() = default;

    /// A regular file, opened for reading and writing, made if it is not there. Never follows a link at the last name.
    virtual Result<Descriptor> openForWriting(const std::filesystem::path &path);
    /// All bytes, at this offset.
    virtual Result<void> write(int descriptor, std::int64_t offset, std::span<const char> bytes);
    /// As many bytes as there are, up to the length of the span; less only at the end of the file.
    virtual Result<std::size_t> read(int descriptor, std::int64_t offset, std::span<char> bytes);
    /// Takes the space of the first size bytes now. False where the file system cannot: the file is then sparse.
    virtual Result<bool> allocate(int descriptor, std::int64_t size);
    virtual Result<void> sync(int descriptor);
    virtual Result<void> rename(const std::filesystem::path &from, const std::filesystem::path &to);
    virtual Result<void> syncFolder(const std::filesystem::path &folder);
    virtual Result<DiskUsage> usage(const std::filesystem::path &folder);
};

} // namespace mirrorlake::store
