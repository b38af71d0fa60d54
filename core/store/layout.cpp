#include "store/layout.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <string>
#include <system_error>

namespace mirrorlake::store {

namespace {

Error unusable(int number)
{
    Error error = errorFromErrno(number, "the store's folder cannot be used");
    if (error.code == ErrorCode::Io)
        error.code = ErrorCode::DataFolderUnusable;
    return error;
}

Result<void> writeVersion(const std::filesystem::path &file)
{
    std::ofstream out(file);
    out << Layout::version << '\n';
    out.flush();
    if (!out)
        return fail(unusable(errno));
    return {};
}

Result<void> checkVersion(const std::filesystem::path &file)
{
    std::ifstream in(file);
    int found = 0;
    if (!(in >> found) || found < 1)
        return fail(ErrorCode::DataFolderUnusable, "the store's version file cannot be read");
    if (found > Layout::version)
        return fail(ErrorCode::DataFolderUnusable,
                    "the store was written by a later version of Mirrorlake (format " + std::to_string(found) + ")");
    return {};
}

} // namespace

Result<void> Layout::prepare() const
{
    std::error_code refusal;
    std::filesystem::remove_all(incomingFolder(), refusal); // of a copy that did not end
    for (const char *folder :
         {"blobs/sha256", "blobs/git", "pieces/sha256", "pieces/git", "partial", "quarantine", "incoming"}) {
        std::filesystem::create_directories(m_root / folder, refusal);
        if (refusal)
            return fail(unusable(refusal.value()));
    }
    if (::access(partialFolder().c_str(), W_OK | X_OK) != 0)
        return fail(unusable(errno));
    if (!std::filesystem::exists(versionFile(), refusal))
        return writeVersion(versionFile());
    return checkVersion(versionFile());
}

} // namespace mirrorlake::store
