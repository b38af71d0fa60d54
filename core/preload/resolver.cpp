#include "preload/resolver.h"

#include "hub/address.h"
#include "hub/infojson.h"
#include "preload/treediff.h"
#include "upstream/ownright.h"

namespace mirrorlake::preload {

namespace {

constexpr std::size_t shortCommit = 8;

} // namespace

Resolver::Resolver(catalog::Catalog &catalog, upstream::Hub &hub, const Clock &clock)
    : m_catalog(catalog), m_hub(hub), m_clock(clock), m_access(catalog, clock),
      m_documents(catalog, hub, m_access, clock), m_revisions(catalog, m_documents, clock, std::chrono::seconds(0)),
      m_trees(catalog, hub, m_access)
{}

Result<Resolved> Resolver::resolve(const Job &job) const
{
    auto commit = commitOf(job.repo, job.revision);
    if (!commit)
        return fail(commit.error());
    const RepoKey repo = canonical(job.repo); // upstream has told what it stands for by now
    const auto tree = m_trees.learn(repo, *commit, {});
    if (!tree)
        return fail(tree.error());
    auto files = chosenFiles(**tree, job.choice);
    if (!files)
        return fail(files.error());
    Resolved resolved{repo, std::move(*commit), std::move(*files)};
    resolved.change = changeSince(job, resolved);
    return resolved;
}

Result<CommitSha> Resolver::commitOf(const RepoKey &repo, const Revision &revision) const
{
    if (auto commit = CommitSha::parse(revision.text())) {
        // Who may read it has to be known before clients are served; upstream is asked for that at most once.
        static_cast<void>(m_documents.classify(repo, {}));
        return commit;
    }
    const auto refreshed = m_revisions.refresh(repo, revision, {});
    if (!refreshed && mirror::isClosed(refreshed.error().code))
        return commitByOwnRight(repo, revision);
    const auto known = m_catalog.ref(repo, revision);
    if (known && (refreshed || mirror::isUpstreamTrouble(refreshed.error().code)))
        return known->commit;
    return refreshed ? fail(ErrorCode::UpstreamBroken, "upstream did not say which commit the revision is at")
                     : fail(refreshed.error());
}

/// The repo is closed to the anonymous; the mirror's own token may open it. Its files then go to callers of their own
/// right only.
Result<CommitSha> Resolver::commitByOwnRight(const RepoKey &repo, const Revision &revision) const
{
    const auto response = upstream::askByOwnRight(m_hub, hub::apiTarget(repo, "revision", revision));
    if (!response)
        return fail(response.error());
    const auto info = hub::readInfo(response->body);
    if (!info)
        return fail(info.error());
    if (!info->commit)
        return fail(ErrorCode::UpstreamBroken, "upstream did not say which commit the revision is at");
    const bool isGated = info->isGated == true && info->isPrivate != true;
    m_access.setAccess(repo, isGated ? catalog::Access::Gated : catalog::Access::Private);
    m_catalog.putRef(repo, revision, {*info->commit, unixSeconds(m_clock.wall())});
    return *info->commit;
}

std::optional<JobNote> Resolver::changeSince(const Job &job, const Resolved &now) const
{
    const auto before = CommitSha::parse(job.commit);
    if (!before || *before == now.commit)
        return std::nullopt;
    const auto tree = m_catalog.loadTree(now.repo, *before);
    if (!tree || !*tree)
        return std::nullopt;
    const auto files = chosenFiles(**tree, job.choice);
    return diffOf(files ? *files : std::vector<catalog::TreeEntry>(), now.files)
        .noteSince(job.commit.substr(0, shortCommit));
}

} // namespace mirrorlake::preload
