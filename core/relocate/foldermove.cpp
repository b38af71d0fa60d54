#include "relocate/foldermove.h"

#include "base/log.h"
#include "relocate/foldercopy.h"
#include "store/space.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <optional>

namespace mirrorlake::relocate {

namespace {

/// In a folder that a copy goes to: what is there beside it came from a move that did not end.
constexpr const char *unfinished = ".mirrorlake-unfinished-move";
constexpr double gigabyte = 1e9;

tl::unexpected<Error> unusable(std::string why)
{
    return fail(ErrorCode::DataFolderUnusable, std::move(why));
}

bool isWithin(const std::filesystem::path &path, const std::filesystem::path &folder)
{
    const auto relative = path.lexically_relative(folder);
    return !relative.empty() && *relative.begin() != "..";
}

std::optional<dev_t> deviceOf(const std::filesystem::path &path)
{
    struct stat facts = {};
    return ::stat(path.c_str(), &facts) == 0 ? std::optional(facts.st_dev) : std::nullopt;
}

/// The target as an empty folder. What a move before this one left there goes.
Result<void> prepare(const std::filesystem::path &from, const std::filesystem::path &to)
{
    std::error_code failure;
    if (std::filesystem::is_symlink(to, failure) && std::filesystem::canonical(to, failure) == from)
        std::filesystem::remove(to, failure); // it was moved from there
    std::filesystem::create_directories(to, failure);
    if (failure || !std::filesystem::is_directory(to, failure))
        return unusable("the new folder cannot be made");
    if (std::filesystem::exists(to / unfinished, failure)) {
        for (const auto &entry : std::filesystem::directory_iterator(to, failure))
            std::filesystem::remove_all(entry.path(), failure);
    }
    // An old disk has it at its top, and it holds nothing.
    if (std::filesystem::is_directory(to / "lost+found", failure))
        return unusable("the new folder is the top of a disk: name a folder on it");
    if (!std::filesystem::is_empty(to, failure) || failure)
        return unusable("the new folder is not empty");
    return {};
}

/// Two paths change places in one step; false where the file system cannot.
bool exchanged(const std::filesystem::path &one, const std::filesystem::path &other)
{
#ifdef RENAME_EXCHANGE
    return ::renameat2(AT_FDCWD, one.c_str(), AT_FDCWD, other.c_str(), RENAME_EXCHANGE) == 0;
#else
    static_cast<void>(one);
    static_cast<void>(other);
    return false;
#endif
}

/// Puts a link to target where the folder was, and the folder to aside; at any moment one of both is at path.
Result<void> putLink(const std::filesystem::path &path, const std::filesystem::path &target,
                     const std::filesystem::path &aside)
{
    if (::symlink(target.c_str(), aside.c_str()) == 0) {
        if (exchanged(path, aside))
            return {};
        ::unlink(aside.c_str());
    }
    if (::rename(path.c_str(), aside.c_str()) != 0)
        return fail(errorFromErrno(errno, "the folder cannot be moved"));
    if (::symlink(target.c_str(), path.c_str()) != 0)
        log::warning("relocate", "the old path of the data folder leads nowhere: links cannot be made there");
    return {};
}

/// On one file system nothing is copied.
Result<void> renameFolder(const MoveOrder &order)
{
    if (::rmdir(order.to.c_str()) != 0)
        return fail(errorFromErrno(errno, "the new folder cannot be replaced"));
    return putLink(order.from, order.to, order.to);
}

Result<void> checkSpace(const MoveOrder &order, std::int64_t wanted, store::Disk &disk)
{
    const auto usage = disk.usage(order.to);
    if (!usage)
        return fail(usage.error());
    const std::int64_t room = usage->free - store::floorOf(*usage, order.keepFree);
    if (wanted <= room)
        return {};
    return fail(ErrorCode::NoSpace, fmt::format("{:.2f} GB are to be moved, and {:.2f} GB may be taken there",
                                                static_cast<double>(wanted) / gigabyte,
                                                static_cast<double>(std::max<std::int64_t>(room, 0)) / gigabyte));
}

std::filesystem::path beside(const std::filesystem::path &folder)
{
    return folder.parent_path() / (folder.filename().string() + ".moved-away");
}

Result<void> copyFolder(const MoveOrder &order, store::Disk &disk, const MoveWatch &watch)
{
    FolderCopy copy(order.from, order.to, disk, watch);
    if (auto made = disk.openForWriting(order.to / unfinished); !made)
        return fail(made.error());
    auto done = copy.count();
    if (done)
        done = checkSpace(order, copy.bytesOnDisk(), disk);
    if (done)
        done = copy.copy();
    if (done)
        done = copy.compare();
    if (!done)
        return done;
    const std::filesystem::path old = beside(order.from);
    std::error_code ignored;
    std::filesystem::remove(order.to / unfinished, ignored);
    if (auto linked = putLink(order.from, order.to, old); !linked)
        return linked;
    copy.keep();
    watch({MoveProgress::Phase::Clearing, 0, 0});
    std::error_code failure;
    std::filesystem::remove_all(old, failure);
    if (failure)
        log::warning("relocate", "what was moved is still at its old place, too, and can be removed by hand: {}",
                     failure.message());
    return {};
}

} // namespace

Result<void> moveFolder(const MoveOrder &order, store::Disk &disk, const MoveWatch &watch)
{
    std::error_code failure;
    MoveOrder whole = order;
    whole.from = std::filesystem::canonical(order.from, failure);
    if (failure || !std::filesystem::is_directory(whole.from, failure))
        return unusable("there is no folder to move");
    whole.to = std::filesystem::weakly_canonical(order.to.parent_path(), failure) / order.to.filename();
    if (failure || !order.to.is_absolute() || !order.to.has_filename())
        return unusable("the new folder needs a whole path");
    if (whole.to == whole.from || isWithin(whole.to, whole.from) || isWithin(whole.from, whole.to))
        return unusable("the new folder lies within the old one, or the other way round");
    if (auto prepared = prepare(whole.from, whole.to); !prepared)
        return prepared;
    const bool isSameDisk = deviceOf(whole.from) == deviceOf(whole.to);
    if (isSameDisk && renameFolder(whole))
        return {};
    std::filesystem::create_directories(whole.to, failure); // a mount within a file system cannot be renamed across
    return copyFolder(whole, disk, watch);
}

} // namespace mirrorlake::relocate
