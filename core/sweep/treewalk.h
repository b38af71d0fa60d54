// Walks all known commits once and notes in a view which blobs they have, which snapshots there are, and what is
// pinned. Thread: its caller's.
#pragma once

#include "catalog/catalog.h"
#include "sweep/cacheview.h"
#include "sweep/pin.h"

#include <map>

namespace mirrorlake::sweep {

class TreeWalk
{
public:
    TreeWalk(CacheView &view, const catalog::Catalog &catalog, std::vector<Pin> pins);
    Result<void> run();
    /// True if a file that no pin matches has this blob too.
    bool isNeededElsewhere(std::uint32_t blob) const { return m_isUnpinnedSomewhere[blob]; }

private:
    using Commit = std::pair<RepoKey, CommitSha>;

    void visit(const RepoKey &repo, const CommitSha &commit, const catalog::Tree &tree);
    void visit(const RepoKey &repo, const CommitSha &commit, std::string_view path, std::string_view blobName);
    HeldSnapshot &snapshotOf(const RepoKey &repo, const CommitSha &commit);
    std::vector<const Pin *> pinsOf(const RepoKey &repo, const CommitSha &commit) const;
    void note(HeldSnapshot &snapshot, const std::vector<const Pin *> &pins, std::string_view path,
              std::string_view blobName);

    CacheView &m_view;
    const catalog::Catalog &m_catalog;
    const std::vector<Pin> m_pins;
    std::vector<bool> m_isUnpinnedSomewhere;   ///< by blob
    std::map<Commit, std::size_t> m_snapshots; ///< index in the view
};

} // namespace mirrorlake::sweep
