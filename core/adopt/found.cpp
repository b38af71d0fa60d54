#include "adopt/found.h"

#include <sys/stat.h>

namespace mirrorlake::adopt {

std::int64_t sizeOf(const std::filesystem::path &file)
{
    struct stat facts = {};
    return ::stat(file.c_str(), &facts) == 0 && S_ISREG(facts.st_mode) ? facts.st_size : -1;
}

std::vector<Found> filesIn(const std::filesystem::path &folder, const std::vector<catalog::TreeEntry> &entries)
{
    std::vector<Found> found;
    for (const catalog::TreeEntry &entry : entries) {
        std::filesystem::path file = folder / entry.path;
        if (!entry.isDirectory && sizeOf(file) >= 0)
            found.push_back({entry, std::move(file)});
    }
    return found;
}

} // namespace mirrorlake::adopt
