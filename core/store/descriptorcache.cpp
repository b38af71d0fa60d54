#include "store/descriptorcache.h"

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
        return;
    if (m_byUse.size() >= m_limit) {
        closed = std::move(m_byUse.back().second);
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
    m_byUse.erase(found->second);
    m_byHash.erase(found);
}

} // namespace mirrorlake::store
