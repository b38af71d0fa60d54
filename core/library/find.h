// Where something is held: by repo, file or hash. Plain values.
#pragma once

#include "library/held.h"

namespace mirrorlake::library {

/// A file of a known commit.
struct FoundFile
{
    RepoKey repo;
    std::string commit;
    std::string path;
    std::string hash;
    std::int64_t size = 0;
    bool isHere = false;

    bool operator==(const FoundFile &) const = default;
};

struct FindAnswer
{
    std::vector<HeldRepo> repos{};  ///< whose name or commit was meant
    std::vector<FoundFile> files{}; ///< those that are here first
    bool hasMore = false;           ///< than were listed
    /// The blob of a hash that is here although no known commit has it; else empty.
    std::string strayBlob{};
    std::int64_t strayBytes = 0;
};

} // namespace mirrorlake::library
