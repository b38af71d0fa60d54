// A disk that is small, for tests of what happens when it is full. Linux, and only where mounting is allowed.
#pragma once

#include <QTemporaryDir>

#include <sys/mount.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>

namespace mirrorlake::test {

/// A file system of its own in memory, for the life of this object.
class SmallDisk
{
public:
    explicit SmallDisk(const char *size)
        : m_isMounted(::mount("mirrorlake", path().c_str(), "tmpfs", 0, (std::string("size=") + size).c_str()) == 0),
          m_refusal(m_isMounted ? 0 : errno)
    {}
    ~SmallDisk() { setAway(); }
    void setAway()
    {
        if (std::exchange(m_isMounted, false))
            ::umount2(path().c_str(), MNT_DETACH);
    }
    bool isMounted() const { return m_isMounted; }
    /// Takes room away, as much as there is at most.
    void writeBallast(std::int64_t bytes) const
    {
        std::ofstream(path() + "/ballast") << std::string(static_cast<std::size_t>(bytes), 'x');
    }
    void throwBallast() const { std::filesystem::remove(path() + "/ballast"); }
    const char *refusal() const { return std::strerror(m_refusal); }
    std::string path() const { return m_folder.path().toStdString(); }

private:
    QTemporaryDir m_folder;
    bool m_isMounted;
    int m_refusal;
};

} // namespace mirrorlake::test
