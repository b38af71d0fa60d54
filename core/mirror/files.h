// One file of a commit: what it is, learned the cheapest way. The first file of a commit is asked for by itself (one
// HEAD tells the commit of a branch, hash, size and place of the bytes); the second makes the whole tree come, in the
// background. That a file is absent is believed only from the tree (hub-protocol §3.4). Thread: find() on I/O threads,
// learn functions on learners.
#pragma once

#include "mirror/accessbook.h"
#include "mirror/learner.h"
#include "mirror/revisions.h"
#include "mirror/trees.h"

#include <set>

namespace mirrorlake::mirror {

class Files
{
public:
    /// What it works with; all outlive it.
    struct Parts
    {
        catalog::Catalog &catalog;
        upstream::Hub &hub;
        AccessBook &access;
        const Documents &documents;
        const Revisions &revisions;
        const Trees &trees;
        Learner &learner;
        const Clock &clock;
    };

    explicit Files(Parts parts) : m_parts(parts) {}

    /// The file, or an empty optional when the commit's tree proves that it has none.
    Known<std::optional<catalog::TreeEntry>> find(const RepoKey &repo, const CommitSha &commit, const RepoPath &path,
                                                  const Ask &ask);
    /// Asks upstream about a file with the caller's rights; learns access, ref and file in one call.
    Need need(const RepoKey &repo, const Revision &revision, const RepoPath &path, const Ask &ask);

private:
    Result<void> learn(const RepoKey &repo, const Revision &revision, const RepoPath &path, const Caller &caller);
    Result<upstream::FileFacts> askUpstream(const RepoKey &repo, const Revision &revision, const RepoPath &path,
                                            const Caller &caller);
    Result<upstream::FileFacts> askAs(const RepoKey &repo, const Revision &revision, const RepoPath &path,
                                      const Caller &caller);
    Result<upstream::FileFacts> askAnonymously(const RepoKey &repo, const Revision &revision, const RepoPath &path,
                                               const Caller &caller);
    Result<void> proveAbsence(const RepoKey &repo, const Revision &revision, const Caller &caller) const;
    bool isFirstOf(const RepoKey &repo, const CommitSha &commit);

    Parts m_parts;
    std::mutex m_mutex;
    std::set<std::string> m_begun; ///< commits of which a file was asked for; at most 10,000
};

} // namespace mirrorlake::mirror
