// Makes the planner's view from what the catalogue knows and the store holds. Reads everything once; takes as long as
// SQLite needs (a million blobs: seconds), and keeps no lock that a request waits for. Thread: any, one at a time.
#pragma once

#include "catalog/catalog.h"
#include "store/blobstore.h"
#include "sweep/cacheview.h"
#include "sweep/pin.h"

#include <map>

namespace mirrorlake::sweep {

/// A file that has a blob.
struct Place
{
    std::string repo; ///< "datasets/org/name"
    std::string commit;
    std::string path;
};

class Librarian
{
public:
    Librarian(catalog::Catalog &catalog, store::BlobStore &store, const Clock &clock)
        : m_catalog(catalog), m_store(store), m_clock(clock)
    {}

    /// With trees: snapshots, and which blobs a commit has. Pins are looked at in any case. Errors: Io.
    Result<CacheView> view(bool needsTrees) const;
    /// One file for each of these blobs, as far as there is one.
    Result<std::map<BlobName, Place>> placesOf(std::vector<BlobName> blobs) const;
    Result<std::vector<Pin>> pins() const;
    /// Complete blobs, those that these words name or all, whoever else needs them; sorted by name.
    Result<std::vector<HeldBlob>> onRecord(const std::optional<Pin> &what) const;
    /// Blobs that these words name and that no commit needs which they do not name.
    Result<std::vector<HeldBlob>> chosen(const Pin &what) const;
    /// Brings the catalogue in line with what really lies in the store; gives the bytes that are held. Reads the
    /// store's folders. Stops early when mayGoOn says so.
    Result<std::int64_t> reconcile(const std::function<bool()> &mayGoOn) const;

private:
    Result<void> addBlobs(CacheView &view) const;
    std::optional<HeldBlob> held(std::string_view hash, const catalog::Catalog::BlobLife &life,
                                 const std::vector<catalog::InflationRecord> &inflations) const;

    catalog::Catalog &m_catalog;
    store::BlobStore &m_store;
    const Clock &m_clock;
};

} // namespace mirrorlake::sweep
