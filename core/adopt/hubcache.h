// Reads the cache that Hugging Face's own libraries keep: models--org--name/{blobs,refs,snapshots/<commit>/<path>},
// where each file of a snapshot is a link to a blob that bears its hash as its name. What does not look so is passed
// over. Thread: any; takes as long as the disk needs.
#pragma once

#include "adopt/found.h"

#include <optional>

namespace mirrorlake::adopt {

struct Snapshot
{
    RepoKey repo;
    CommitSha commit;
    std::filesystem::path folder;
};

/// What a branch or tag was when a library last asked.
struct CachedRef
{
    RepoKey repo;
    Revision revision;
    CommitSha commit;
    std::int64_t saidAt = 0; ///< unix seconds
};

struct HubCache
{
    std::vector<Snapshot> snapshots; ///< sorted by repo and commit
    std::vector<CachedRef> refs;
};

/// Of the folder "huggingface", of "hub" in it, or of one repo in that. Nothing where there is no such cache.
std::optional<HubCache> readHubCache(const std::filesystem::path &folder);

/// The files of a snapshot as the cache itself names them; those that are no links to one of its blobs have no name
/// there, and are left out.
std::vector<Found> namedFiles(const Snapshot &snapshot);

} // namespace mirrorlake::adopt
