// What is held, as the planner sees it: complete blobs, and the snapshots (commits) that use them. A picture of one
// moment; plain values.
#pragma once

#include "sweep/blobname.h"
#include "sweep/candidate.h"

#include <vector>

namespace mirrorlake::sweep {

struct HeldBlob
{
    BlobName name;
    Candidate facts;
    bool isPinned = false;
    bool isInUse = false;      ///< somebody reads it now
    bool isReferenced = false; ///< a known commit has it
};

/// One commit of which something is held.
struct HeldSnapshot
{
    RepoKey repo;
    CommitSha commit;
    bool isNamed = false;             ///< by a branch or tag
    std::vector<std::uint32_t> blobs; ///< indices, each once, sorted
};

struct CacheView
{
    std::int64_t now = 0;        ///< unix seconds
    std::vector<HeldBlob> blobs; ///< sorted by name
    std::vector<HeldSnapshot> snapshots;

    /// Index of a blob; nothing when it is not held.
    std::optional<std::uint32_t> find(const BlobName &name) const;
};

} // namespace mirrorlake::sweep
