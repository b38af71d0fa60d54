#include "sweep/treewalk.h"

#include <algorithm>

namespace mirrorlake::sweep {

TreeWalk::TreeWalk(CacheView &view, const catalog::Catalog &catalog, std::vector<Pin> pins)
    : m_view(view), m_catalog(catalog), m_pins(std::move(pins)), m_isUnpinnedSomewhere(view.blobs.size())
{}

Result<void> TreeWalk::run()
{
    auto read = m_catalog.eachTree(
        [this](const RepoKey &repo, const CommitSha &commit, const catalog::Tree &tree) { visit(repo, commit, tree); });
    if (read)
        read = m_catalog.eachFile([this](const RepoKey &repo, const CommitSha &commit, std::string_view path,
                                         std::string_view blobName) { visit(repo, commit, path, blobName); });
    for (HeldSnapshot &snapshot : m_view.snapshots) {
        std::ranges::sort(snapshot.blobs);
        const auto repeated = std::ranges::unique(snapshot.blobs);
        snapshot.blobs.erase(repeated.begin(), repeated.end());
    }
    std::erase_if(m_view.snapshots, [](const HeldSnapshot &snapshot) { return snapshot.blobs.empty(); });
    return read;
}

void TreeWalk::visit(const RepoKey &repo, const CommitSha &commit, const catalog::Tree &tree)
{
    const auto pins = pinsOf(repo, commit);
    HeldSnapshot &snapshot = snapshotOf(repo, commit);
    for (std::size_t i = 0; i < tree.size(); ++i) {
        const catalog::TreeEntry entry = tree.at(i);
        if (!entry.isDirectory)
            note(snapshot, pins, entry.path, entry.blobName());
    }
}

void TreeWalk::visit(const RepoKey &repo, const CommitSha &commit, std::string_view path, std::string_view blobName)
{
    note(snapshotOf(repo, commit), pinsOf(repo, commit), path, blobName);
}

HeldSnapshot &TreeWalk::snapshotOf(const RepoKey &repo, const CommitSha &commit)
{
    const auto [place, isNew] = m_snapshots.try_emplace({repo, commit}, m_view.snapshots.size());
    if (isNew) {
        const auto refs = m_catalog.refs(repo);
        const bool isNamed = std::ranges::any_of(refs, [&](const auto &ref) { return ref.second.commit == commit; });
        m_view.snapshots.push_back({repo, commit, isNamed, {}});
    }
    return m_view.snapshots[place->second];
}

std::vector<const Pin *> TreeWalk::pinsOf(const RepoKey &repo, const CommitSha &commit) const
{
    std::vector<const Pin *> found;
    for (const Pin &pin : m_pins) {
        if (!pin.matchesRepo(repo))
            continue;
        bool isMeant = pin.revision.empty() || pin.revision == commit.text();
        if (const auto revision = Revision::parse(pin.revision); !isMeant && revision) {
            const auto ref = m_catalog.ref(repo, *revision);
            isMeant = ref && ref->commit == commit;
        }
        if (isMeant)
            found.push_back(&pin);
    }
    return found;
}

void TreeWalk::note(HeldSnapshot &snapshot, const std::vector<const Pin *> &pins, std::string_view path,
                    std::string_view blobName)
{
    const auto name = BlobName::parse(blobName);
    const auto index = name ? m_view.find(*name) : std::nullopt;
    if (!index)
        return;
    HeldBlob &blob = m_view.blobs[*index];
    blob.isReferenced = true;
    const bool isMatched = std::ranges::any_of(pins, [&](const Pin *pin) { return pin->matchesPath(path); });
    blob.isPinned = blob.isPinned || isMatched;
    if (!isMatched)
        m_isUnpinnedSomewhere[*index] = true;
    snapshot.blobs.push_back(*index);
}

} // namespace mirrorlake::sweep
