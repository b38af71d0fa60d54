#include "hub/address.h"

#include "base/text.h"

namespace mirrorlake::hub {

std::string resolveTarget(const RepoKey &repo, const Revision &revision, const RepoPath &path)
{
    return "/" + std::string(urlPrefixOf(repo.type)) + repo.id.text() + "/resolve/" + percentEncoded(revision.text()) +
           "/" + percentEncoded(path.text(), "/");
}

std::string apiTarget(const RepoKey &repo)
{
    return "/api/" + std::string(apiNameOf(repo.type)) + "/" + repo.id.text();
}

std::string apiTarget(const RepoKey &repo, std::string_view verb, const Revision &revision)
{
    return apiTarget(repo) + "/" + std::string(verb) + "/" + percentEncoded(revision.text());
}

} // namespace mirrorlake::hub
