#include "mirror/lfs/grantedfile.h"

namespace mirrorlake::mirror {

Result<FileHandler::Content> grantedFile(const Knowledge &knowledge, GrantPurpose purpose, std::string_view text,
                                         const BlobHash &blob)
{
    const auto grant = knowledge.grants.check(purpose, text);
    if (!grant)
        return fail(grant.error());
    const auto commit = CommitSha::parse(grant->commit);
    const auto path = RepoPath::parse(grant->path);
    if (grant->blob != blob.text() || !commit || !path)
        return fail(ErrorCode::AccessDenied, "this link is for something else: ask for a new one");
    if (!grant->caller.empty() && knowledge.access.isRefused(grant->repo, grant->caller))
        return fail(ErrorCode::AccessDenied, "the right to this repository was taken back");
    catalog::TreeEntry entry;
    entry.path = path->text();
    entry.size = grant->size;
    entry.lfsSha256 = blob.text();
    return FileHandler::Content{grant->repo,           *commit, *path,        std::move(entry), blob,
                                grant->caller.empty(), true,    grant->caller};
}

} // namespace mirrorlake::mirror
