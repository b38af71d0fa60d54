// Which file of a repo an LFS object is. Looked for in the tree of its main branch, then in the trees of all commits
// that are known, and asked of upstream's own batch call last: an object is given only for a repo that has it, whatever
// the store holds. Thread: find() on I/O threads, learn functions on learners.
#pragma once

#include "mirror/knowledge.h"

#include <map>
#include <mutex>
#include <unordered_map>

namespace mirrorlake::mirror {

struct LfsFile
{
    CommitSha commit;
    RepoPath path; ///< one of our own making where upstream named none
    BlobHash oid;
    std::int64_t size = 0;
};

class LfsObjects
{
public:
    explicit LfsObjects(Knowledge &knowledge) : m_knowledge(knowledge) {}

    /// The head of the main branch and its tree.
    struct Head
    {
        RepoKey repo;
        CommitSha commit;
        Trees::TreePointer tree;
    };
    /// For whoever may read the repo's files.
    Known<Head> open(const RepoKey &asked, Ask &ask) const;

    /// One for each oid; empty for what the repo does not have.
    using Found = std::vector<std::optional<LfsFile>>;
    Known<Found> find(const Head &head, const std::vector<BlobHash> &oids, Ask &ask);

    /// A file of the head's tree that is named by this sha256.
    Known<std::optional<LfsFile>> inHead(const Head &head, const BlobHash &oid);

private:
    using Index = std::unordered_map<std::string, std::size_t>; ///< sha256 → place in the tree
    struct Elsewhere
    {
        std::optional<LfsFile> file; ///< nothing: upstream says the repo has no such object
        Clock::Steady at;
    };

    Known<Head> head(const RepoKey &asked, Ask &ask) const;
    Known<std::shared_ptr<const Index>> index(const Head &head);
    Result<void> learnElsewhere(const Head &head, std::vector<BlobHash> oids, const Caller &caller);
    void searchKnownCommits(const Head &head, std::vector<BlobHash> &oids);
    Result<void> askUpstream(const Head &head, const std::vector<BlobHash> &oids, const Caller &caller);
    const Elsewhere *elsewhere(const RepoKey &repo, const BlobHash &oid) const;
    void put(const RepoKey &repo, const BlobHash &oid, std::optional<LfsFile> file);

    Knowledge &m_knowledge;
    mutable std::mutex m_mutex;
    std::map<std::string, std::shared_ptr<const Index>> m_indexes; ///< by commit; at most 32
    std::map<std::string, Elsewhere> m_elsewhere;                  ///< by repo and oid; at most 10,000
};

} // namespace mirrorlake::mirror
