// A file of a commit that lies in a folder outside. Thread: any; looks at the disk.
#pragma once

#include "catalog/tree.h"

#include <filesystem>
#include <vector>

namespace mirrorlake::adopt {

struct Found
{
    catalog::TreeEntry entry; ///< what it is to be
    std::filesystem::path file;
};

/// Bytes of a regular file, which a link may lead to; -1 where there is none.
std::int64_t sizeOf(const std::filesystem::path &file);

/// Of these entries those that lie in the folder at their own path. The size is not compared.
std::vector<Found> filesIn(const std::filesystem::path &folder, const std::vector<catalog::TreeEntry> &entries);

} // namespace mirrorlake::adopt
