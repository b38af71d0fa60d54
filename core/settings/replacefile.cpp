#include "settings/replacefile.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace mirrorlake::settings {

namespace {

/// A descriptor that closes itself.
class Descriptor
{
public:
    explicit Descriptor(int number) : m_number(number) {}
    ~Descriptor()
    {
        if (m_number >= 0)
            ::close(m_number);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    int number() const { return m_number; }

private:
    int m_number;
};

Result<void> writeAll(int descriptor, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t count = ::write(descriptor, text.data(), text.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return fail(errorFromErrno(errno, "writing the settings file"));
        text.remove_prefix(static_cast<std::size_t>(count));
    }
    if (::fsync(descriptor) != 0)
        return fail(errorFromErrno(errno, "writing the settings file"));
    return {};
}

/// Who may read the file now; its owner only if there is none.
mode_t modeOf(const std::filesystem::path &file)
{
    struct stat facts
    {};
    return ::stat(file.c_str(), &facts) == 0 ? facts.st_mode & 0777 : 0600;
}

} // namespace

Result<void> replaceFile(const std::filesystem::path &file, std::string_view text)
{
    std::filesystem::path temporary = file;
    temporary += ".new";
    ::unlink(temporary.c_str());
    const Descriptor out(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (out.number() < 0)
        return fail(errorFromErrno(errno, "writing the settings file"));
    auto written = writeAll(out.number(), text);
    if (written && (::fchmod(out.number(), modeOf(file)) != 0 || ::rename(temporary.c_str(), file.c_str()) != 0))
        written = fail(errorFromErrno(errno, "replacing the settings file"));
    if (!written)
        ::unlink(temporary.c_str());
    return written;
}

} // namespace mirrorlake::settings
