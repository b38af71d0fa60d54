// The Hub's URLs as we ask them (hub-protocol §1.1): everything percent-coded, a revision as one segment. Pure. Thread:
// any.
#pragma once

#include "base/ids.h"

#include <string>

namespace mirrorlake::upstream {

/// "/datasets/org/name/resolve/refs%2Fpr%2F1/a%20b.txt"
std::string resolvePath(const RepoKey &repo, const Revision &revision, const RepoPath &path);

/// "/api/resolve-cache/datasets/org/name/{sha}/a%20b.txt": small files without a redirect (hub-protocol §1.2 row 8)
std::string resolveCachePath(const RepoKey &repo, const CommitSha &commit, const RepoPath &path);

} // namespace mirrorlake::upstream
