// All that is held, summed up by repo and revision from one picture of the cache. Immutable once made. Pure.
#pragma once

#include "catalog/catalog.h"
#include "library/held.h"
#include "sweep/cacheview.h"
#include "sweep/pin.h"

#include <functional>

namespace mirrorlake::library {

class HeldList
{
public:
    /// Branches and tags of a repo, and its record.
    using RefsOf = std::function<std::vector<std::pair<Revision, catalog::RefRecord>>(const RepoKey &)>;
    using RecordOf = std::function<std::optional<catalog::RepoRecord>(const RepoKey &)>;

    HeldList(const sweep::CacheView &view, const std::vector<sweep::Pin> &pins, const RefsOf &refsOf,
             const RecordOf &recordOf);

    const std::vector<HeldRepo> &repos() const { return m_repos; } ///< sorted by repo
    const HeldRepo *find(const RepoKey &repo) const;
    /// Bytes of a complete blob; nothing when it is not here.
    std::optional<std::int64_t> sizeOf(std::string_view blobName) const;
    std::int64_t bytes() const { return m_bytes; }
    std::int64_t files() const { return static_cast<std::int64_t>(m_blobs.size()); }
    std::int64_t strayBytes() const { return m_strayBytes; }

    /// One page, without the free space.
    HeldPage page(const HeldQuestion &question) const;

private:
    std::vector<HeldRepo> m_repos;
    std::vector<std::pair<sweep::BlobName, std::int64_t>> m_blobs; ///< sorted
    std::int64_t m_bytes = 0;
    std::int64_t m_strayBytes = 0;
};

} // namespace mirrorlake::library
