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
    /// A branch may have slashes, and clients may send them raw, so that first holds its beginning only and rest goes
    /// on with it (hub-protocol §1.1): the longest ref that is known decides.
    struct Place
    {
        Revision revision;
        std::string rest; ///< path inside the repo, or empty
    };
    Place place(const RepoKey &repo, const Revision &first, const std::string &rest) const;
    /// The need, which when upstream knows no such revision also learns all refs, and is met if a longer one fits.
    Need orLonger(Need need, const RepoKey &repo, const Revision &first, const std::string &rest, const Ask &ask) const;
    /// Asks upstream now. Blocking.
    Result<void> refresh(const RepoKey &repo, const Revision &revision, const Caller &caller) const;

private:
    Result<void> learnRefs(const RepoKey &repo, const Caller &caller) const;

    catalog::Catalog &m_catalog;
    const Documents &m_documents;
    const Clock &m_clock;
    std::chrono::seconds m_ttl;
};

} // namespace mirrorlake::mirror
