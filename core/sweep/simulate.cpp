#include "sweep/simulate.h"

#include <algorithm>
#include <numeric>
#include <set>

namespace mirrorlake::sweep {

namespace {

/// A cache of so many bytes in which only sizes are held.
class ModelCache
{
public:
    ModelCache(const Policy &policy, const std::vector<std::int64_t> &sizes, std::int64_t limit)
        : m_policy(policy), m_limit(limit), m_files(sizes.size())
    {
        for (std::size_t i = 0; i < sizes.size(); ++i)
            m_files[i].facts.size = sizes[i];
    }

    /// True if it was there.
    bool use(std::uint32_t index, std::int64_t now)
    {
        File &file = m_files[index];
        const bool wasHeld = file.isHeld;
        if (!wasHeld && (file.facts.size > m_limit || !makeRoom(file.facts.size)))
            return false;
        if (wasHeld)
            m_order.erase({file.worth, file.facts.lastUsedAt, index});
        file.facts.hits = wasHeld ? file.facts.hits + 1 : 1;
        file.facts.arrivedAt = wasHeld ? file.facts.arrivedAt : now;
        file.facts.lastUsedAt = now;
        file.facts.inflation = m_inflation;
        file.worth = m_policy.worth(file.facts);
        m_order.insert({file.worth, now, index});
        m_held += wasHeld ? 0 : file.facts.size;
        file.isHeld = true;
        return wasHeld;
    }

    std::int64_t evicted() const { return m_evicted; }

private:
    struct File
    {
        Candidate facts;
        double worth = 0;
        bool isHeld = false;
    };
    struct Place
    {
        double worth = 0;
        std::int64_t lastUsedAt = 0;
        std::uint32_t index = 0;
        auto operator<=>(const Place &) const = default;
    };

    bool makeRoom(std::int64_t size)
    {
        while (m_held + size > m_limit && !m_order.empty()) {
            const Place least = *m_order.begin();
            m_order.erase(m_order.begin());
            m_inflation = std::max(m_inflation, least.worth);
            m_held -= m_files[least.index].facts.size;
            m_files[least.index].isHeld = false;
            ++m_evicted;
        }
        return m_held + size <= m_limit;
    }

    const Policy &m_policy;
    const std::int64_t m_limit;
    std::vector<File> m_files;
    std::set<Place> m_order; ///< what goes first stands first
    std::int64_t m_held = 0;
    std::int64_t m_evicted = 0;
    double m_inflation = 0;
};

} // namespace

std::int64_t AccessRecord::totalSize() const
{
    return std::accumulate(sizes.begin(), sizes.end(), std::int64_t{0});
}

SimulatedRatios simulate(const AccessRecord &record, std::string_view policy, std::int64_t size)
{
    const auto chosen = makePolicy(policy);
    ModelCache cache(*chosen, record.sizes, size);
    std::int64_t hits = 0;
    std::int64_t bytes = 0;
    std::int64_t hitBytes = 0;
    for (const Use &use : record.uses) {
        const bool isHit = cache.use(use.file, use.at);
        hits += isHit ? 1 : 0;
        bytes += use.bytes;
        hitBytes += isHit ? use.bytes : 0;
    }
    const auto ratio = [](std::int64_t part, std::int64_t whole) {
        return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0.0;
    };
    return {std::string(policy), size, ratio(hits, static_cast<std::int64_t>(record.uses.size())),
            ratio(hitBytes, bytes), cache.evicted()};
}

} // namespace mirrorlake::sweep
