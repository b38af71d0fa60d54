// What people may be told of the cache: public repos of which something is kept, with sizes and the last use. Gated and
// private repos, and those whose rights are not known, are left out (promise 8). Thread: gatherLandingFacts() reads the
// catalogue's disk and belongs on a pool.
#pragma once

#include "catalog/catalog.h"

#include <string>
#include <vector>

namespace mirrorlake::mirror {

struct LandingRepo
{
    RepoKey key;
    std::string revisions; ///< "main, v1", or the first digits of commits that no ref names
    std::int64_t bytes = 0;
    std::int64_t lastUsedAt = 0; ///< unix seconds
};

struct LandingFacts
{
    std::vector<LandingRepo> repos; ///< last used first; at most mostLandingRepos
    std::int64_t repoCount = 0;     ///< also of those left out of the list
    std::int64_t bytes = 0;         ///< of all these repos; a blob that several share counts once
};

constexpr std::size_t mostLandingRepos = 500;

/// Errors: Io, when the catalogue cannot be read.
Result<LandingFacts> gatherLandingFacts(catalog::Catalog &catalog);

} // namespace mirrorlake::mirror
