// Counts uses of blobs between two commits. add() comes with every request, so the counts are spread over shards that
// hardly ever meet. Thread: any.
#pragma once

#include "base/ids.h"

#include <array>
#include <cstdint>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace mirrorlake::catalog {

struct BlobUse
{
    std::int64_t hits = 0;
    std::int64_t lastUsedAt = 0;
};

class BlobUses
{
public:
    void add(const BlobHash &hash, std::int64_t now);
    void forget(const BlobHash &hash);
    std::vector<std::pair<BlobHash, BlobUse>> take();

private:
    struct alignas(64) Shard
    {
        std::mutex mutex;
        std::unordered_map<BlobHash, BlobUse> uses;
    };

    Shard &shardOf(const BlobHash &hash) { return m_shards[std::hash<BlobHash>()(hash) % m_shards.size()]; }

    std::array<Shard, 16> m_shards;
};

} // namespace mirrorlake::catalog
