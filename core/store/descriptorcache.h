// Complete blobs kept open, the least lately used closed first. Thread: any.
#pragma once

#include "base/ids.h"

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <unordered_map>

namespace mirrorlake::store {

class StoredBlob;

class DescriptorCache
{
public:
    explicit DescriptorCache(std::size_t limit) : m_limit(limit) {}

    std::shared_ptr<StoredBlob> find(const BlobHash &hash);
    void put(const BlobHash &hash, std::shared_ptr<StoredBlob> blob);
    void drop(const BlobHash &hash);

private:
    using Entry = std::pair<BlobHash, std::shared_ptr<StoredBlob>>;

    const std::size_t m_limit;
    std::mutex m_mutex;
    std::list<Entry> m_byUse; // latest first
    std::unordered_map<BlobHash, std::list<Entry>::iterator> m_byHash;
};

} // namespace mirrorlake::store
