#include "store/disk.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include <algorithm>
#include <cerrno>

namespace mirrorlake::store {

namespace {

/// One call takes this much: for more the kernel looks for larger pieces of memory, which measured two to five times as
/// costly where memory is not at hand, and keeps other writers of the file waiting longer.
constexpr std::size_t writeStep = 64 * 1024;

} // namespace

Result<Descriptor> Disk::openForWriting(const std::filesystem::path &path)
{
    Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0644));
    if (!file.isOpen())
        return fail(errorFromErrno(errno, "cannot open a file of the store"));
    struct stat facts = {};
    if (::fstat(file.number(), &facts) != 0)
        return fail(errorFromErrno(errno, "cannot look at a file of the store"));
    if (!S_ISREG(facts.st_mode))
        return fail(ErrorCode::Io, "a file of the store is not a regular file");
    return file;
}

Result<void> Disk::write(int descriptor, std::int64_t offset, std::span<const char> bytes)
{
    while (!bytes.empty()) {
        const ssize_t count = ::pwrite(descriptor, bytes.data(), std::min(bytes.size(), writeStep), offset);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return fail(errorFromErrno(errno, "cannot write to the store"));
        offset += count;
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return {};
}

Result<std::size_t> Disk::read(int descriptor, std::int64_t offset, std::span<char> bytes)
{
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t count =
            ::pread(descriptor, bytes.data() + done, bytes.size() - done, offset + static_cast<std::int64_t>(done));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return fail(errorFromErrno(errno, "cannot read from the store"));
        if (count == 0)
            break;
        done += static_cast<std::size_t>(count);
    }
    return done;
}

Result<bool> Disk::allocate(int descriptor, std::int64_t size)
{
    if (size == 0)
        return true;
#ifdef __linux__
    int refusal = 0;
    do {
        refusal = ::fallocate(descriptor, 0, 0, size) == 0 ? 0 : errno;
    } while (refusal == EINTR);
    if (refusal == 0)
        return true;
    if (refusal != EOPNOTSUPP && refusal != ENOSYS)
        return fail(errorFromErrno(refusal, "cannot reserve space in the store"));
#endif
    struct stat facts = {};
    if (::fstat(descriptor, &facts) != 0)
        return fail(errorFromErrno(errno, "cannot look at a file of the store"));
    if (facts.st_size < size && ::ftruncate(descriptor, size) != 0)
        return fail(errorFromErrno(errno, "cannot reserve space in the store"));
    return false;
}

Result<void> Disk::sync(int descriptor)
{
    if (::fsync(descriptor) != 0)
        return fail(errorFromErrno(errno, "cannot sync a file of the store"));
    return {};
}

Result<void> Disk::rename(const std::filesystem::path &from, const std::filesystem::path &to)
{
    if (::rename(from.c_str(), to.c_str()) != 0)
        return fail(errorFromErrno(errno, "cannot rename a file of the store"));
    return {};
}

Result<void> Disk::syncFolder(const std::filesystem::path &folder)
{
    const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!opened.isOpen() || ::fsync(opened.number()) != 0)
        return fail(errorFromErrno(errno, "cannot sync a folder of the store"));
    return {};
}

Result<DiskUsage> Disk::usage(const std::filesystem::path &folder)
{
    struct statvfs facts = {};
    if (::statvfs(folder.c_str(), &facts) != 0)
        return fail(errorFromErrno(errno, "cannot ask for the free space of the store"));
    const auto block = static_cast<std::int64_t>(facts.f_frsize);
    return DiskUsage{static_cast<std::int64_t>(facts.f_bavail) * block,
                     static_cast<std::int64_t>(facts.f_blocks) * block};
}

} // namespace mirrorlake::store
