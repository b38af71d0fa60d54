// Which file of a repo a Xet hash means: ours (xet::fileHash) or the Hub's own, which clients may hold from before they
// used a mirror (client-findings §2.1.11). What was announced lately is remembered; anything else is found in the
// commit's tree, through an index that is made when it is first needed; a hash that this tree does not say (a route may
// hide them) in the other trees of the repo, as long as the same content is in this one. Nothing is stored: all follows
// from the trees.
// Thread: announced() and find() on I/O threads, learn functions on learners.
#pragma once

#include "mirror/trees.h"

#include <deque>
#include <map>
#include <mutex>
#include <set>
#include <vector>

namespace mirrorlake::mirror {

class XetBook
{
public:
    XetBook(const Trees &trees, catalog::Catalog &catalog) : m_trees(trees), m_catalog(catalog) {}

    struct File
    {
        CommitSha commit;
        catalog::TreeEntry entry;
    };

    void announced(const RepoKey &repo, const CommitSha &commit, const catalog::TreeEntry &entry);
    /// The file, or an empty optional when the commit has none under this hash.
    Known<std::optional<File>> find(const RepoKey &repo, const CommitSha &commit, const std::string &hash,
                                    const Ask &ask);

private:
    /// Entries of one tree by the beginning of their hashes, two for each file; sorted.
    struct Index
    {
        std::string name;
        Trees::TreePointer tree;
        std::vector<std::pair<std::uint64_t, std::uint32_t>> places;
    };
    using IndexPointer = std::shared_ptr<const Index>;

    static IndexPointer indexOf(std::string name, Trees::TreePointer tree);
    static std::optional<catalog::TreeEntry> findIn(const Index &index, const std::string &hash);
    /// Blocking. Remembers the file, or that there is none.
    Result<void> searchOthers(const RepoKey &repo, const CommitSha &commit, const std::string &hash,
                              const IndexPointer &index);
    IndexPointer indexNamed(const std::string &name);
    void keep(IndexPointer index);
    void remember(const std::string &key, const File &file);

    const Trees &m_trees;
    catalog::Catalog &m_catalog;
    std::mutex m_mutex;
    std::set<std::string> m_absent;          ///< by commit and hash: no tree says it; until another tree is indexed
    std::map<std::string, File> m_announced; ///< by repo and hash
    std::deque<std::string> m_oldestFirst;   ///< keys of m_announced
    std::deque<IndexPointer> m_indexes;      ///< the last used first
};

} // namespace mirrorlake::mirror
