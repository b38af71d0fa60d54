// Finds out what a job is about: which commit, which of its files, what of them is here already. Asks upstream through
// the same knowledge as the mirror's own answers, so that what a job learns answers clients too. Thread: any; blocks.
#pragma once

#include "mirror/accessbook.h"
#include "mirror/documents.h"
#include "mirror/revisions.h"
#include "mirror/trees.h"
#include "preload/job.h"

namespace mirrorlake::preload {

struct Resolved
{
    RepoKey repo; ///< under its canonical name
    CommitSha commit;
    std::vector<catalog::TreeEntry> files;
    std::optional<JobNote> change{}; ///< since the job's last commit, when that is known
};

class Resolver
{
public:
    Resolver(catalog::Catalog &catalog, upstream::Hub &hub, const Clock &clock);

    /// Errors: as the Hub's; EntryNotFound when no file fits the choice. While upstream cannot be asked, what is known
    /// of the revision counts.
    Result<Resolved> resolve(const Job &job) const;

private:
    Result<CommitSha> commitOf(const RepoKey &repo, const Revision &revision) const;
    Result<CommitSha> commitByOwnRight(const RepoKey &repo, const Revision &revision) const;
    std::optional<JobNote> changeSince(const Job &job, const Resolved &now) const;
    RepoKey canonical(const RepoKey &repo) const { return m_catalog.canonical(repo).value_or(repo); }

    catalog::Catalog &m_catalog;
    upstream::Hub &m_hub;
    const Clock &m_clock;
    mutable mirror::AccessBook m_access;
    mirror::Documents m_documents;
    mirror::Revisions m_revisions;
    mirror::Trees m_trees;
};

} // namespace mirrorlake::preload
