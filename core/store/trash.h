// Blobs that were let go and can still come back: trash/<unix seconds>-<hash>, moved there by one rename, so that
// whoever reads one goes on. What lies here is known in memory; opening the store reads this one folder. Thread: any.
#pragma once

#include "store/disk.h"
#include "store/layout.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace mirrorlake::store {

struct TrashedBlob
{
    BlobHash hash;
    std::int64_t size = 0;
    std::int64_t trashedAt = 0; ///< unix seconds
};

class Trash
{
public:
    Trash(const Layout &layout, std::shared_ptr<Disk> disk);

    /// Moves a complete blob here. False if it is not in the store. Errors: as Disk.
    Result<bool> take(const BlobHash &hash, std::int64_t now);
    /// Puts it back among the complete ones. False if it is not here. Errors: as Disk.
    Result<bool> giveBack(const BlobHash &hash);
    /// Deletes it for good; its bytes are free when its last reader is done.
    void purge(const BlobHash &hash);

    bool holds(const BlobHash &hash) const;
    std::vector<TrashedBlob> list() const; ///< the oldest first
    /// Bytes that came back since the last call, asked for or by themselves.
    std::int64_t takeGivenBack() { return m_givenBack.exchange(0, std::memory_order_relaxed); }
    std::int64_t bytes() const { return m_bytes.load(std::memory_order_relaxed); }

private:
    std::filesystem::path folder() const { return m_layout.root() / "trash"; }
    std::filesystem::path pathOf(const TrashedBlob &blob) const;
    void readFolder();
    void forget(const BlobHash &hash);

    const Layout &m_layout;
    const std::shared_ptr<Disk> m_disk;
    mutable std::mutex m_mutex;
    std::unordered_map<BlobHash, TrashedBlob> m_blobs;
    std::atomic<std::int64_t> m_count{0}; ///< so that a miss costs no lock while nothing lies here
    std::atomic<std::int64_t> m_bytes{0};
    std::atomic<std::int64_t> m_givenBack{0};
};

} // namespace mirrorlake::store
