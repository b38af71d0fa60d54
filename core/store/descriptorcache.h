// Complete blobs kept open, the least lately used closed first. Thread: any.
#pragma once

#include "base/ids.h"

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace mirrorlake::store {

class StoredBlob;

class DescriptorCache
{
public:
    explicit DescriptorCache(std::size_t limit) : m_limit(limit) {}

    std::shared_ptr<StoredBlob> find(const BlobHash &hash);
    void put(const BlobHash &hash, std::shared_ptr<StoredBlob> blob);
    void drop(const BlobHash &hash);
    /// Drops it, and lets nobody who holds it read on.
    void condemn(const BlobHash &hash);
    /// Blobs that somebody else holds too, open here or not.
    std::vector<BlobHash> held() const;

private:
    using Entry = std::pair<BlobHash, std::shared_ptr<StoredBlob>>;

    void remember(const BlobHash &hash, const std::shared_ptr<StoredBlob> &blob);

    const std::size_t m_limit;
    mutable std::mutex m_mutex;
    std::unordered_multimap<BlobHash, std::weak_ptr<StoredBlob>> m_closedHere; // whose readers may go on
    std::size_t m_clearAt = 64;
    std::list<Entry> m_byUse; // latest first
    std::unordered_map<BlobHash, std::list<Entry>::iterator> m_byHash;
};

} // namespace mirrorlake::store
