#include "mirror/revisions.h"

#include "hub/address.h"
#include "hub/infojson.h"

#include <algorithm>

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

Revisions::Place Revisions::place(const RepoKey &repo, const Revision &first, const std::string &rest) const
{
    Place best{first, rest};
    if (first.isCommit() || rest.empty())
        return best;
    const std::string whole = first.text() + "/" + rest;
    for (const auto &[revision, record] : m_catalog.refs(repo)) {
        const std::string &name = revision.text();
        const bool isInside = whole.starts_with(name) && (whole.size() == name.size() || whole[name.size()] == '/');
        if (isInside && name.size() > best.revision.text().size())
            best = {revision, whole.substr(std::min(name.size() + 1, whole.size()))};
    }
    return best;
}

Need Revisions::orLonger(Need need, const RepoKey &repo, const Revision &first, const std::string &rest,
                         const Ask &ask) const
{
    if (first.isCommit() || rest.find('/') == std::string::npos)
        return need;
    auto learn = [this, repo, first, rest, caller = ask.caller, inner = std::move(need.learn)]() -> Result<void> {
        auto learned = inner();
        if (learned || learned.error().code != ErrorCode::RevisionNotFound || !learnRefs(repo, caller))
            return learned;
        return place(repo, first, rest).revision == first ? learned : Result<void>();
    };
    return {need.key + " / " + rest, std::move(learn)};
}

Result<void> Revisions::learnRefs(const RepoKey &repo, const Caller &caller) const
{
    const DocumentQuestion question{repo, hub::apiTarget(repo) + "/refs", std::nullopt, {}, m_ttl};
    if (const auto asked = m_documents.refresh(question, caller); !asked)
        return asked;
    const auto document = m_catalog.loadDocument(question.key());
    if (!document || !*document)
        return fail(ErrorCode::UpstreamBroken, "upstream did not say which refs there are");
    for (const auto &[revision, commit] : hub::readRefs((*document)->body))
        m_catalog.putRef(repo, revision, {commit, unixSeconds(m_clock.wall())});
    return {};
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
