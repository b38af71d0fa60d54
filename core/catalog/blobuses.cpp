#include "catalog/blobuses.h"

#include <utility>

namespace mirrorlake::catalog {

void BlobUses::add(const BlobHash &hash, std::int64_t now)
{
    auto &shard = shardOf(hash);
    const std::lock_guard lock(shard.mutex);
    auto &use = shard.uses[hash];
    ++use.hits;
    use.lastUsedAt = now;
}

void BlobUses::forget(const BlobHash &hash)
{
    auto &shard = shardOf(hash);
    const std::lock_guard lock(shard.mutex);
    shard.uses.erase(hash);
}

std::vector<std::pair<BlobHash, BlobUse>> BlobUses::take()
{
    std::vector<std::pair<BlobHash, BlobUse>> all;
    for (auto &shard : m_shards) {
        std::unordered_map<BlobHash, BlobUse> uses;
        {
            const std::lock_guard lock(shard.mutex);
            uses.swap(shard.uses);
        }
        all.insert(all.end(), uses.begin(), uses.end());
    }
    return all;
}

} // namespace mirrorlake::catalog
