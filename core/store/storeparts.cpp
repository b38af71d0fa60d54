#include "store/storeparts.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <fcntl.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <ctime>
#include <string>

namespace mirrorlake::store {

long stampOf(const BlobHash &hash, std::int64_t size)
{
    const std::string text = hash.text() + ' ' + std::to_string(size);
    const XXH64_hash_t mixed = XXH3_64bits(text.data(), text.size());
    return static_cast<long>(mixed % 999'999 + 1) * 1000;
}

bool hasStamp(const struct stat &facts, const BlobHash &hash)
{
    return facts.st_mtim.tv_nsec == stampOf(hash, facts.st_size);
}

Result<void> setStamp(int descriptor, const BlobHash &hash, std::int64_t size)
{
    std::array<timespec, 2> times = {};
    times[0].tv_nsec = UTIME_OMIT;
    times[1].tv_sec = std::time(nullptr);
    times[1].tv_nsec = stampOf(hash, size);
    if (::futimens(descriptor, times.data()) != 0)
        return fail(errorFromErrno(errno, "cannot set the time of a blob"));
    return {};
}

bool keepsStamps(Disk &disk, const Layout &layout)
{
    const Result<BlobHash> hash = BlobHash::parse(std::string(40, '0'));
    const std::filesystem::path probe = layout.partialFolder() / "probe";
    const Result<Descriptor> file = disk.openForWriting(probe);
    if (!file)
        return false;
    struct stat facts = {};
    const bool isKept =
        setStamp(file->number(), *hash, 0) && ::fstat(file->number(), &facts) == 0 && hasStamp(facts, *hash);
    ::unlink(probe.c_str());
    return isKept;
}

Result<void> putInPlace(StoreParts &parts, int descriptor, const BlobHash &hash, std::int64_t size,
                        const std::filesystem::path &from)
{
    const std::filesystem::path target = parts.layout.blob(hash);
    if (auto stamped = setStamp(descriptor, hash, size); !stamped)
        return stamped;
    if (::fchmod(descriptor, 0444) != 0)
        return fail(errorFromErrno(errno, "cannot protect a blob"));
    if (auto synced = parts.disk->sync(descriptor); !synced)
        return synced;
    if (auto made = makeFolderOf(*parts.disk, target); !made)
        return made;
    return parts.disk->rename(from, target);
}

void keepPieces(StoreParts &parts, const BlobHash &hash, const std::filesystem::path &journal)
{
    const std::filesystem::path pieces = parts.layout.pieces(hash);
    if (!makeFolderOf(*parts.disk, pieces) || !parts.disk->rename(journal, pieces))
        ::unlink(journal.c_str());
}

Result<void> makeFolderOf(Disk &disk, const std::filesystem::path &file)
{
    const std::filesystem::path folder = file.parent_path();
    if (::mkdir(folder.c_str(), 0755) == 0)
        return disk.syncFolder(folder.parent_path());
    if (errno != EEXIST)
        return fail(errorFromErrno(errno, "cannot make a folder of the store"));
    return {};
}

} // namespace mirrorlake::store
