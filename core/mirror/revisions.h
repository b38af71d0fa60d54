// Refs are aliases (promise 5): a branch, tag or short commit stands for a commit, is believed for a while, then
// revalidated by one conditional call that all askers share. A full commit never costs a call. Thread: find() on I/O
// threads.
#pragma once

#include "mirror/documents.h"

namespace mirrorlake::mirror {

class Revisions
{
public:
    Revisions(catalog::Catalog &catalog, const Documents &documents, const Clock &clock, std::chrono::seconds ttl)
        : m_catalog(catalog), m_documents(documents), m_clock(clock), m_ttl(ttl)
    {}

    Known<CommitSha> find(const RepoKey &repo, const Revision &revision, Ask &ask) const;
    /// True when the ref was never seen: a question about one of its files then tells its commit in the same call.
    bool isUnseen(const RepoKey &repo, const Revision &revision) const;
    /// Asks upstream now. Blocking.
    Result<void> refresh(const RepoKey &repo, const Revision &revision, const Caller &caller) const;

private:
    catalog::Catalog &m_catalog;
    const Documents &m_documents;
    const Clock &m_clock;
    std::chrono::seconds m_ttl;
};

} // namespace mirrorlake::mirror
