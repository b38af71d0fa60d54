// Which file of a repo a Xet hash means: ours (xet::fileHash) or the Hub's own, which clients may hold from before they
// used a mirror (client-findings §2.1.11). What was announced lately is remembered; anything else is found in the
// commit's tree, through an index that is made when it is first needed. Nothing is stored: both follow from the tree.
// Thread: announced() and find() on I/O threads, learn functions on learners.
#pragma once

#include "mirror/trees.h"

#include <deque>
#include <map>
#include <mutex>
#include <vector>

namespace mirrorlake::mirror {

class XetBook
{
public:
    explicit XetBook(const Trees &trees) : m_trees(trees) {}

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
    IndexPointer indexNamed(const std::string &name);
    void keep(IndexPointer index);
    void remember(const std::string &key, const File &file);

    const Trees &m_trees;
    std::mutex m_mutex;
    std::map<std::string, File> m_announced; ///< by repo and hash
    std::deque<std::string> m_oldestFirst;   ///< keys of m_announced
    std::deque<IndexPointer> m_indexes;      ///< the last used first
};

} // namespace mirrorlake::mirror
