#include "upstream/huburl.h"

#include "base/text.h"

namespace mirrorlake::upstream {

std::string resolvePath(const RepoKey &repo, const Revision &revision, const RepoPath &path)
{
    return "/" + std::string(urlPrefixOf(repo.type)) + repo.id.text() + "/resolve/" + percentEncoded(revision.text()) +
           "/" + percentEncoded(path.text(), "/");
}

std::string resolveCachePath(const RepoKey &repo, const CommitSha &commit, const RepoPath &path)
{
    return "/api/resolve-cache/" + std::string(apiNameOf(repo.type)) + "/" + repo.id.text() + "/" + commit.text() +
           "/" + percentEncoded(path.text(), "/");
}

} // namespace mirrorlake::upstream
