#include "datafolder.h"

#include <QtCore/QStandardPaths>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <string>
#include <system_error>

namespace mirrorlake::app {

namespace {

std::string reason(int number)
{
    return std::generic_category().message(number);
}

/// Makes the folder and those above it; a new one is its owner's only, because it may come to hold files of private
/// repos.
Result<void> make(const std::filesystem::path &folder)
{
    std::error_code failure;
    if (std::filesystem::is_directory(folder, failure))
        return {};
    std::filesystem::create_directories(folder.parent_path(), failure);
    if (!failure && ::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
        failure = std::error_code(errno, std::generic_category());
    if (failure)
        return fail(ErrorCode::DataFolderUnusable, "it cannot be made (" + failure.message() + ")");
    if (!std::filesystem::is_directory(folder, failure))
        return fail(ErrorCode::DataFolderUnusable, "it is not a folder");
    return {};
}

/// Who wrote its pid into the lock file; 0 if nobody did.
long holderOf(int descriptor)
{
    char text[24]{};
    const ssize_t count = ::pread(descriptor, text, sizeof text - 1, 0);
    long pid = 0;
    if (count > 0)
        std::from_chars(text, text + count, pid);
    return pid;
}

Error lockFailure(int descriptor, int number)
{
    if (number != EWOULDBLOCK)
        return {ErrorCode::DataFolderUnusable, "it cannot be locked (" + reason(number) + ")"};
    const long pid = holderOf(descriptor);
    return {ErrorCode::DataFolderInUse,
            pid > 0 ? "process " + std::to_string(pid) + " uses it" : std::string("another process uses it")};
}

int lock(int descriptor)
{
    while (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EINTR)
            return errno;
    }
    return 0;
}

int writePid(int descriptor)
{
    const std::string text = std::to_string(::getpid()) + "\n";
    const bool isWritten = ::ftruncate(descriptor, 0) == 0 &&
                           ::pwrite(descriptor, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size());
    return isWritten ? 0 : errno;
}

} // namespace

std::filesystem::path DataFolder::defaultPath()
{
    const QString base = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    return std::filesystem::path(base.toStdString()) / "mirrorlake";
}

Result<DataFolder> DataFolder::open(const std::filesystem::path &path)
{
    if (auto made = make(path); !made)
        return fail(made.error());
    const int descriptor = ::open((path / "mirrorlake.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return fail(ErrorCode::DataFolderUnusable, "it cannot be written (" + reason(errno) + ")");
    if (const int failure = lock(descriptor)) {
        const Error error = lockFailure(descriptor, failure);
        ::close(descriptor);
        return fail(error);
    }
    DataFolder folder(path, descriptor);
    if (const int failure = writePid(descriptor))
        return fail(ErrorCode::DataFolderUnusable, "it cannot be written (" + reason(failure) + ")");
    return folder;
}

DataFolder::~DataFolder()
{
    if (m_lock >= 0)
        ::close(m_lock);
}

DataFolder::DataFolder(DataFolder &&other) noexcept
    : m_path(std::move(other.m_path)), m_lock(std::exchange(other.m_lock, -1))
{}

} // namespace mirrorlake::app
