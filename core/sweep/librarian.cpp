#include "sweep/librarian.h"

#include "sweep/treewalk.h"

#include <sys/stat.h>

#include <algorithm>

namespace mirrorlake::sweep {

namespace {

double inflationAt(const std::vector<catalog::InflationRecord> &rises, std::int64_t at)
{
    const auto after = std::ranges::upper_bound(rises, at, {}, &catalog::InflationRecord::at);
    return after == rises.begin() ? 0 : static_cast<double>(std::prev(after)->millionths) / 1e6;
}

/// Bytes and time of a complete blob that is not on record.
std::optional<Candidate> factsOnDisk(const std::filesystem::path &path)
{
    struct stat facts = {};
    if (::lstat(path.c_str(), &facts) != 0 || !S_ISREG(facts.st_mode))
        return std::nullopt;
    return Candidate{facts.st_size, facts.st_mtim.tv_sec, facts.st_mtim.tv_sec, 0, 0};
}

} // namespace

std::optional<HeldBlob> Librarian::held(std::string_view hash, const catalog::Catalog::BlobLife &life,
                                        const std::vector<catalog::InflationRecord> &inflations) const
{
    const auto name = BlobName::parse(hash);
    if (!name)
        return std::nullopt;
    HeldBlob blob{*name, {life.size, life.completedAt, life.lastUsedAt, life.hits, 0}};
    if (life.completedAt == 0) {
        const auto onDisk = factsOnDisk(m_store.pathOf(name->hash()));
        if (!onDisk)
            return std::nullopt;
        blob.facts.size = onDisk->size;
        blob.facts.arrivedAt = onDisk->arrivedAt;
        m_catalog.blobFound(name->hash(), onDisk->size, onDisk->arrivedAt);
    }
    blob.facts.inflation = inflationAt(inflations, blob.facts.lastUsedAt);
    return blob;
}

Result<void> Librarian::addBlobs(CacheView &view) const
{
    const auto inflations = m_catalog.inflations();
    if (!inflations)
        return fail(inflations.error());
    const auto read = m_catalog.eachBlob([&](std::string_view hash, const catalog::Catalog::BlobLife &life) {
        if (auto blob = held(hash, life, *inflations))
            view.blobs.push_back(std::move(*blob));
    });
    std::ranges::sort(view.blobs, {}, &HeldBlob::name);
    for (const BlobHash &hash : m_store.inUse()) {
        if (const auto index = view.find(BlobName(hash)))
            view.blobs[*index].isInUse = true;
    }
    return read;
}

Result<CacheView> Librarian::view(bool needsTrees) const
{
    CacheView view;
    view.now = unixSeconds(m_clock.wall());
    auto wanted = pins();
    if (!wanted)
        return fail(wanted.error());
    if (auto added = addBlobs(view); !added)
        return fail(added.error());
    if (!needsTrees && wanted->empty())
        return view;
    TreeWalk walk(view, m_catalog, std::move(*wanted));
    if (auto walked = walk.run(); !walked)
        return fail(walked.error());
    return view;
}

Result<std::vector<HeldBlob>> Librarian::onRecord(const std::optional<Pin> &what) const
{
    CacheView view;
    if (auto added = addBlobs(view); !added)
        return fail(added.error());
    if (!what)
        return std::move(view.blobs);
    TreeWalk walk(view, m_catalog, {*what});
    if (auto walked = walk.run(); !walked)
        return fail(walked.error());
    std::erase_if(view.blobs, [](const HeldBlob &blob) { return !blob.isPinned; });
    return std::move(view.blobs);
}

/// Seen with the words as the only pin, what is meant is what is pinned, and what others need is told by them.
Result<std::vector<HeldBlob>> Librarian::chosen(const Pin &what) const
{
    auto real = view(true);
    if (!real)
        return fail(real.error());
    CacheView meant = *real;
    meant.snapshots.clear();
    for (HeldBlob &blob : meant.blobs)
        blob.isPinned = false;
    TreeWalk walk(meant, m_catalog, {what});
    if (auto walked = walk.run(); !walked)
        return fail(walked.error());
    std::vector<HeldBlob> found;
    for (std::size_t i = 0; i < meant.blobs.size(); ++i) {
        if (meant.blobs[i].isPinned && !walk.isNeededElsewhere(static_cast<std::uint32_t>(i)))
            found.push_back(real->blobs[i]);
    }
    return found;
}

Result<std::vector<Pin>> Librarian::pins() const
{
    const auto records = m_catalog.pins();
    if (!records)
        return fail(records.error());
    std::vector<Pin> found;
    for (const catalog::PinRecord &record : *records)
        found.push_back({record.repo, record.revision, record.path});
    return found;
}

Result<std::map<BlobName, Place>> Librarian::placesOf(std::vector<BlobName> blobs) const
{
    std::ranges::sort(blobs);
    std::map<BlobName, Place> places;
    const auto note = [&](const RepoKey &repo, const CommitSha &commit, std::string_view path, std::string_view hash) {
        const auto name = BlobName::parse(hash);
        if (name && std::ranges::binary_search(blobs, *name))
            places.try_emplace(*name, Place{nameOf(repo), commit.text(), std::string(path)});
    };
    auto read = m_catalog.eachTree([&](const RepoKey &repo, const CommitSha &commit, const catalog::Tree &tree) {
        for (std::size_t i = 0; i < tree.size(); ++i) {
            const catalog::TreeEntry entry = tree.at(i);
            if (!entry.isDirectory)
                note(repo, commit, entry.path, entry.blobName());
        }
    });
    if (read)
        read = m_catalog.eachFile(note);
    if (!read)
        return fail(read.error());
    return places;
}

Result<std::int64_t> Librarian::reconcile(const std::function<bool()> &mayGoOn) const
{
    std::vector<BlobName> recorded;
    auto read = m_catalog.eachBlob([&](std::string_view hash, const catalog::Catalog::BlobLife &life) {
        if (const auto name = BlobName::parse(hash); name && life.completedAt != 0)
            recorded.push_back(*name);
    });
    if (!read)
        return fail(read.error());
    std::ranges::sort(recorded);
    std::vector<bool> isHere(recorded.size());
    std::int64_t bytes = 0;
    bool wentOn = true;
    m_store.eachStored([&](const BlobHash &hash, std::int64_t size, std::int64_t completedAt) {
        bytes += size;
        const BlobName name(hash);
        const auto place = std::ranges::lower_bound(recorded, name);
        if (place != recorded.end() && *place == name)
            isHere[static_cast<std::size_t>(place - recorded.begin())] = true;
        else
            m_catalog.blobFound(hash, size, completedAt);
        return wentOn = mayGoOn();
    });
    for (std::size_t i = 0; wentOn && i < recorded.size(); ++i) {
        const BlobHash hash = recorded[i].hash();
        // What is damaged and was set aside stays on record, so that it can be mended.
        if (!isHere[i] && !factsOnDisk(m_store.pathOf(hash)) && !m_store.isUnfinished(hash))
            m_catalog.blobRemoved(hash);
    }
    return bytes;
}

} // namespace mirrorlake::sweep
