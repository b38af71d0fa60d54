#include "store/descriptorcache.h"

#include "store/blobstore.h"

#include <algorithm>

namespace mirrorlake::store {

std::shared_ptr<StoredBlob> DescriptorCache::find(const BlobHash &hash)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_byHash.find(hash);
    if (found == m_byHash.end())
        return nullptr;
    m_byUse.splice(m_byUse.begin(), m_byUse, found->second);
    return found->second->second;
}

void DescriptorCache::put(const BlobHash &hash, std::shared_ptr<StoredBlob> blob)
{
    std::shared_ptr<StoredBlob> closed; // closes its file after the lock is given back
    const std::lock_guard lock(m_mutex);
    if (m_limit == 0 || m_byHash.contains(hash))
        return remember(hash, blob);
    if (m_byUse.size() >= m_limit) {
        closed = std::move(m_byUse.back().second);
        remember(m_byUse.back().first, closed);
        m_byHash.erase(m_byUse.back().first);
        m_byUse.pop_back();
    }
    m_byUse.emplace_front(hash, std::move(blob));
    m_byHash.emplace(hash, m_byUse.begin());
}

void DescriptorCache::drop(const BlobHash &hash)
{
    std::shared_ptr<StoredBlob> closed;
    const std::lock_guard lock(m_mutex);
    const auto found = m_byHash.find(hash);
    if (found == m_byHash.end())
        return;
    closed = std::move(found->second->second);
    remember(hash, closed);
    m_byUse.erase(found->second);
    m_byHash.erase(found);
}

void DescriptorCache::condemn(const BlobHash &hash)
{
    drop(hash);
    const std::lock_guard lock(m_mutex);
    const auto [first, end] = m_closedHere.equal_range(hash);
    for (auto at = first; at != end; ++at) {
        if (const auto blob = at->second.lock())
            blob->condemn();
    }
}

/// Cleared of the dead whenever it has doubled, so that remembering costs a constant on average.
void DescriptorCache::remember(const BlobHash &hash, const std::shared_ptr<StoredBlob> &blob)
{
    if (m_closedHere.size() >= m_clearAt) {
        std::erase_if(m_closedHere, [](const auto &entry) { return entry.second.expired(); });
        m_clearAt = std::max<std::size_t>(64, 2 * m_closedHere.size());
    }
    if (blob.use_count() > 1)
        m_closedHere.emplace(hash, blob);
}

std::vector<BlobHash> DescriptorCache::held() const
{
    std::vector<BlobHash> found;
    const std::lock_guard lock(m_mutex);
    for (const auto &[hash, blob] : m_byUse) {
        if (blob.use_count() > 1)
            found.push_back(hash);
    }
    for (const auto &[hash, blob] : m_closedHere) {
        if (!blob.expired())
            found.push_back(hash);
    }
    return found;
}

} // namespace mirrorlake::store
