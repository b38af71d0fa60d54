// Changes one byte of a file as a bad disk does: no time says so.
#pragma once

#include <QtCore/qglobal.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdint>
#include <filesystem>

namespace mirrorlake::test {

inline void flipByte(const std::filesystem::path &path, std::int64_t at)
{
    ::chmod(path.c_str(), 0644);
    const int file = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    struct stat before = {};
    ::fstat(file, &before);
    char byte = 0;
    const bool isRead = ::pread(file, &byte, 1, at) == 1;
    byte = static_cast<char>(byte ^ 1);
    if (!isRead || ::pwrite(file, &byte, 1, at) != 1)
        qFatal("cannot flip a byte");
    const timespec times[2] = {before.st_atim, before.st_mtim};
    ::futimens(file, times);
    ::fchmod(file, 0444);
    ::close(file);
}

} // namespace mirrorlake::test
