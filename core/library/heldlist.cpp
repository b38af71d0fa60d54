#include "library/heldlist.h"

#include "base/text.h"

#include <algorithm>
#include <map>
#include <set>

namespace mirrorlake::library {

namespace {

using sweep::CacheView;
using sweep::HeldBlob;
using sweep::HeldSnapshot;

/// How many snapshots, and how many repos, have each blob.
struct Uses
{
    std::vector<std::uint32_t> snapshots;
    std::vector<std::uint32_t> repos;
};

using Shelves = std::map<RepoKey, std::vector<const HeldSnapshot *>>;

std::set<std::uint32_t> blobsOf(const std::vector<const HeldSnapshot *> &snapshots)
{
    std::set<std::uint32_t> blobs;
    for (const HeldSnapshot *snapshot : snapshots)
        blobs.insert(snapshot->blobs.begin(), snapshot->blobs.end());
    return blobs;
}

bool mayGo(const HeldBlob &blob)
{
    return !blob.isPinned && !blob.isInUse;
}

HeldRevision revisionOf(const CacheView &view, const HeldSnapshot &snapshot, const Uses &uses)
{
    HeldRevision revision{snapshot.commit.text()};
    for (const std::uint32_t index : snapshot.blobs) {
        const HeldBlob &blob = view.blobs[index];
        revision.bytes += blob.facts.size;
        ++revision.files;
        revision.lastUsedAt = std::max(revision.lastUsedAt, blob.facts.lastUsedAt);
        if (uses.snapshots[index] == 1 && mayGo(blob))
            revision.freedBytes += blob.facts.size;
    }
    return revision;
}

HeldRepo repoOf(const CacheView &view, const RepoKey &key, const std::set<std::uint32_t> &blobs, const Uses &uses)
{
    HeldRepo repo{key};
    for (const std::uint32_t index : blobs) {
        const HeldBlob &blob = view.blobs[index];
        repo.held.bytes += blob.facts.size;
        ++repo.held.files;
        repo.held.lastUsedAt = std::max(repo.held.lastUsedAt, blob.facts.lastUsedAt);
        repo.hits += blob.facts.hits;
        repo.arrivedAt = std::max(repo.arrivedAt, blob.facts.arrivedAt);
        if (uses.repos[index] > 1)
            repo.sharedBytes += blob.facts.size;
        else if (mayGo(blob))
            repo.freedBytes += blob.facts.size;
    }
    return repo;
}

Pinned pinnedBy(const std::vector<sweep::Pin> &pins, const RepoKey &repo)
{
    Pinned pinned = Pinned::No;
    for (const sweep::Pin &pin : pins) {
        if (pin.matchesRepo(repo))
            pinned =
                pinned == Pinned::Whole || (pin.revision.empty() && pin.path.empty()) ? Pinned::Whole : Pinned::Partly;
    }
    return pinned;
}

std::string_view typeName(RepoType type)
{
    std::string_view name = apiNameOf(type);
    name.remove_suffix(1); // "models" are many
    return name;
}

bool fits(const HeldRepo &repo, const HeldQuestion &question, const std::string &text)
{
    return (question.type.empty() || typeName(repo.repo.type) == question.type) &&
           (text.empty() || lowered(sweep::nameOf(repo.repo)).find(text) != std::string::npos);
}

std::int64_t sortValue(const HeldRepo &repo, std::string_view sort)
{
    return sort == "size"      ? repo.held.bytes
           : sort == "freed"   ? repo.freedBytes
           : sort == "hits"    ? repo.hits
           : sort == "arrived" ? repo.arrivedAt
                               : repo.held.lastUsedAt;
}

} // namespace

HeldList::HeldList(const CacheView &view, const std::vector<sweep::Pin> &pins, const RefsOf &refsOf,
                   const RecordOf &recordOf)
{
    Shelves shelves;
    Uses uses{std::vector<std::uint32_t>(view.blobs.size()), std::vector<std::uint32_t>(view.blobs.size())};
    for (const HeldSnapshot &snapshot : view.snapshots) {
        shelves[snapshot.repo].push_back(&snapshot);
        for (const std::uint32_t index : snapshot.blobs)
            ++uses.snapshots[index];
    }
    std::map<RepoKey, std::set<std::uint32_t>> blobs;
    for (const auto &[key, snapshots] : shelves) {
        for (const std::uint32_t index : blobs[key] = blobsOf(snapshots))
            ++uses.repos[index];
    }
    for (const auto &[key, snapshots] : shelves) {
        HeldRepo repo = repoOf(view, key, blobs[key], uses);
        repo.held.pinned = pinnedBy(pins, key);
        const auto record = recordOf(key);
        repo.isGone = record && record->presence == catalog::Presence::Gone;
        repo.isGated = record && record->access == catalog::Access::Gated;
        const auto refs = refsOf(key);
        for (const HeldSnapshot *snapshot : snapshots) {
            HeldRevision revision = revisionOf(view, *snapshot, uses);
            for (const auto &[name, ref] : refs) {
                if (ref.commit == snapshot->commit && !name.isCommit())
                    revision.names.push_back(name.text());
            }
            repo.revisions.push_back(std::move(revision));
        }
        std::ranges::stable_sort(repo.revisions, std::greater(), &HeldRevision::lastUsedAt);
        m_repos.push_back(std::move(repo));
    }
    m_blobs.reserve(view.blobs.size());
    for (std::size_t i = 0; i < view.blobs.size(); ++i) {
        m_blobs.emplace_back(view.blobs[i].name, view.blobs[i].facts.size);
        m_bytes += view.blobs[i].facts.size;
        if (uses.snapshots[i] == 0)
            m_strayBytes += view.blobs[i].facts.size;
    }
}

const HeldRepo *HeldList::find(const RepoKey &repo) const
{
    const auto found = std::ranges::lower_bound(m_repos, repo, {}, &HeldRepo::repo);
    return found != m_repos.end() && found->repo == repo ? &*found : nullptr;
}

std::optional<std::int64_t> HeldList::sizeOf(std::string_view blobName) const
{
    const auto name = sweep::BlobName::parse(blobName);
    if (!name)
        return std::nullopt;
    const auto found = std::ranges::lower_bound(m_blobs, *name, {}, [](const auto &blob) { return blob.first; });
    return found != m_blobs.end() && found->first == *name ? std::optional(found->second) : std::nullopt;
}

HeldPage HeldList::page(const HeldQuestion &question) const
{
    const std::string text = lowered(question.text);
    std::vector<const HeldRepo *> found;
    for (const HeldRepo &repo : m_repos) {
        if (fits(repo, question, text))
            found.push_back(&repo);
    }
    if (question.sort == "name") {
        if (!question.isAscending) // they are in order of name
            std::ranges::reverse(found);
    } else {
        std::ranges::stable_sort(found, [&](const HeldRepo *a, const HeldRepo *b) {
            const std::int64_t x = sortValue(*a, question.sort);
            const std::int64_t y = sortValue(*b, question.sort);
            return question.isAscending ? x < y : y < x;
        });
    }
    HeldPage page{{}, static_cast<std::int64_t>(found.size()), bytes(), files(), strayBytes(), 0};
    const std::size_t end = std::min(found.size(), question.offset + question.limit);
    for (std::size_t i = question.offset; i < end; ++i)
        page.repos.push_back(*found[i]);
    return page;
}

} // namespace mirrorlake::library
