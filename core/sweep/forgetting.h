// Which commits are no longer known once the files they name were removed by hand. Thread: its caller's.
#pragma once

#include "catalog/catalog.h"
#include "sweep/cacheview.h"
#include "sweep/pin.h"

#include <set>

namespace mirrorlake::sweep {

using Commits = std::set<std::pair<RepoKey, CommitSha>>;

/// Those that the words name whole, of repos of which something is held.
Commits commitsOf(const Pin &what, const CacheView &view, const catalog::Catalog &catalog);
/// What they share with others is theirs no more, and upstream is asked anew before any of it is served as theirs.
void forget(const Commits &commits, catalog::Catalog &catalog);

} // namespace mirrorlake::sweep
