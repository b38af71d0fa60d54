// The other way round: addresses made from typed values. Pure.
#pragma once

#include "base/ids.h"

#include <string>

namespace mirrorlake::hub {

/// "/datasets/org/name/resolve/{rev}/{path}", encoded; the revision's slashes become %2F.
std::string resolveTarget(const RepoKey &repo, const Revision &revision, const RepoPath &path);
/// "/api/models/org/name".
std::string apiTarget(const RepoKey &repo);
/// "/api/models/org/name/{verb}/{rev}".
std::string apiTarget(const RepoKey &repo, std::string_view verb, const Revision &revision);

} // namespace mirrorlake::hub
