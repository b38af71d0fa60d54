// The parts of the catalogue and how they hang together: what is in memory, guarded by one shared lock, and the thread
// that writes. A put changes memory and queues its row under the same lock, so both see all puts in the same order.
#pragma once

#include "catalog/blobuses.h"
#include "catalog/catalog.h"
#include "catalog/documentnews.h"
#include "catalog/pinnedcache.h"
#include "catalog/readerpool.h"
#include "catalog/repobook.h"
#include "catalog/wantedlist.h"
#include "catalog/writer.h"

#include <atomic>
#include <shared_mutex>

namespace mirrorlake::catalog {

class Catalog::Impl
{
public:
    Impl(const std::filesystem::path &file, std::unique_ptr<Connection> connection, RepoBook loaded, const Clock &clock,
         const CatalogOptions &options);

    std::int64_t now() const { return unixSeconds(clock.wall()); }
    static std::string treeKey(const RepoKey &repo, const CommitSha &commit);
    static std::string fileKey(const RepoKey &repo, const CommitSha &commit, std::string_view path);

    /// Reads with a connection of the pool; damage that it meets is noted for the next start.
    template<typename Function>
    auto read(Function function) -> decltype(function(std::declval<Connection &>()))
    {
        return readers.with([&](Connection &connection) {
            auto result = function(connection);
            if (connection.trouble() == Trouble::Damaged)
                noteDamage();
            return result;
        });
    }

    /// The same after a flush, so that all that was put is seen.
    template<typename Function>
    auto readAll(Function function) -> decltype(function(std::declval<Connection &>()))
    {
        if (auto flushed = writer->flush(); !flushed)
            return fail(flushed.error());
        return read(std::move(function));
    }

    /// Under the exclusive lock.
    void removeTree(const RepoKey &repo, const CommitSha &commit);
    Result<std::shared_ptr<const Tree>> readTree(const RepoKey &repo, const CommitSha &commit);

    const std::filesystem::path file;
    const Clock &clock;
    const CatalogOptions options;

    mutable std::shared_mutex mutex; ///< guards book and caches; the writer's own lock comes after it
    RepoBook book;
    PinnedCache<Tree> trees;
    PinnedCache<TreeEntry> files;
    PinnedCache<Document> documents;
    std::int64_t documentPuts = 0;
    DocumentNews documentNews;

    BlobUses blobUses;
    WantedList wantedList;
    ReaderPool readers;
    std::atomic<bool> isDamageNoted{false};
    std::unique_ptr<Writer> writer; ///< depends on: all above

private:
    void noteDamage();
    void gather(Writer &into);
    void committed(std::uint64_t sequence);
};

} // namespace mirrorlake::catalog
