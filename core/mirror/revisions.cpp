#include "mirror/revisions.h"

namespace mirrorlake::mirror {

Known<CommitSha> Revisions::find(const RepoKey &repo, const Revision &revision, Ask &ask) const
{
    if (const auto commit = CommitSha::parse(revision.text()))
        return *commit;
    const auto ref = m_catalog.ref(repo, revision);
    const bool isFresh = ref && unixSeconds(m_clock.wall()) - ref->checkedAt < m_ttl.count();
    if (ref && (isFresh || ask.allowsStale)) {
        ask.usedStale = ask.usedStale || !isFresh;
        return ref->commit;
    }
    return Need{"revision " + repo.text() + " " + revision.text() + " for " + ask.caller.fingerprint,
                [this, repo, revision, caller = ask.caller] { return refresh(repo, revision, caller); }};
}

bool Revisions::isUnseen(const RepoKey &repo, const Revision &revision) const
{
    return !revision.isCommit() && !m_catalog.ref(repo, revision);
}

Result<void> Revisions::refresh(const RepoKey &repo, const Revision &revision, const Caller &caller) const
{
    return m_documents.refresh(m_documents.infoQuestion(repo, revision, "", m_ttl), caller)
        .and_then([&]() -> Result<void> {
            if (m_catalog.ref(repo, revision))
                return {};
            return fail(ErrorCode::UpstreamBroken, "upstream did not say which commit the revision is at");
        });
}

} // namespace mirrorlake::mirror
