#include "fill/chunkplanner.h"

#include <algorithm>
#include <limits>

namespace mirrorlake::fill {

ChunkPlanner::ChunkPlanner(std::int64_t size, std::int64_t align) : m_size(size), m_align(align) {}

void ChunkPlanner::hold(ByteRange range)
{
    m_held.add(range);
    m_taken.add(range);
}

void ChunkPlanner::settle(ByteRange held, bool isPresent)
{
    m_held.remove(held);
    if (isPresent)
        m_present.add(held);
    else
        m_taken.remove(held);
}

void ChunkPlanner::lose(ByteRange range)
{
    m_present.remove(range);
    m_taken.remove(range);
}

std::optional<Chunk> ChunkPlanner::next(std::span<const Demand> demands, std::int64_t bytes, Time now)
{
    const auto due =
        std::find_if(m_delayed.begin(), m_delayed.end(), [now](const Delayed &one) { return one.notBefore <= now; });
    if (due != m_delayed.end()) {
        const Delayed again = *due;
        m_delayed.erase(due);
        return launch(again.range, again.attempts);
    }
    std::optional<ByteRange> gap = gapFor(demands);
    if (!gap)
        gap = m_taken.firstGap({0, m_size});
    if (!gap)
        return std::nullopt;
    return launch(trimmed(*gap, bytes), 0);
}

std::optional<ByteRange> ChunkPlanner::gapFor(std::span<const Demand> demands) const
{
    std::optional<ByteRange> best;
    bool isBestWaiting = false;
    std::int64_t bestLead = std::numeric_limits<std::int64_t>::max();
    for (const Demand &demand : demands) {
        const std::int64_t roundedEnd = std::min(m_size, (demand.end + m_align - 1) / m_align * m_align);
        const std::optional<ByteRange> gap = m_taken.firstGap({demand.from, roundedEnd});
        if (!gap || gap->begin >= demand.end)
            continue;
        const std::int64_t lead = gap->begin - demand.from;
        const bool isBetter = demand.isWaiting != isBestWaiting ? demand.isWaiting : lead < bestLead;
        if (best && !isBetter)
            continue;
        best = gap;
        isBestWaiting = demand.isWaiting;
        bestLead = lead;
    }
    if (!best)
        return std::nullopt;
    // A demand in the middle of a piece takes the piece from its beginning, so that it can be claimed as a whole.
    const std::int64_t pieceBegin = best->begin / m_align * m_align;
    const std::optional<ByteRange> fromPiece = m_taken.firstGap({pieceBegin, best->end});
    return fromPiece && fromPiece->end == best->end ? fromPiece : best;
}

ByteRange ChunkPlanner::trimmed(ByteRange gap, std::int64_t bytes) const
{
    const std::int64_t end = (gap.begin + std::max(bytes, m_align)) / m_align * m_align;
    return {gap.begin, std::min(gap.end, std::max(end, gap.begin / m_align * m_align + m_align))};
}

Chunk &ChunkPlanner::launch(ByteRange range, int attempts)
{
    m_taken.add(range);
    const int id = ++m_lastId;
    return m_inFlight.emplace(id, Chunk{id, range, range.begin, attempts, false}).first->second;
}

const Chunk *ChunkPlanner::longest() const
{
    const Chunk *longest = nullptr;
    for (const auto &[id, chunk] : m_inFlight) {
        if (!chunk.isRace && (longest == nullptr || chunk.left() > longest->left()))
            longest = &chunk;
    }
    return longest;
}

std::optional<Chunk> ChunkPlanner::halve(int id)
{
    const auto found = m_inFlight.find(id);
    if (found == m_inFlight.end() || found->second.left() < 2 * m_align)
        return std::nullopt;
    Chunk &chunk = found->second;
    const std::int64_t end = chunk.range.end;
    const std::int64_t middle = (chunk.position + chunk.left() / 2 + m_align - 1) / m_align * m_align;
    if (middle >= end)
        return std::nullopt;
    chunk.range.end = middle;
    return launch({middle, end}, 0);
}

std::optional<Chunk> ChunkPlanner::race(int id)
{
    const auto found = m_inFlight.find(id);
    if (found == m_inFlight.end() || found->second.isRace || found->second.position >= found->second.range.end)
        return std::nullopt;
    found->second.isRace = true;
    Chunk &twin = launch({found->second.position, found->second.range.end}, 0);
    twin.isRace = true;
    return twin;
}

bool ChunkPlanner::cutBefore(std::int64_t position, std::int64_t distance)
{
    const std::int64_t cut = position / m_align * m_align;
    for (auto &[id, chunk] : m_inFlight) {
        if (chunk.isRace || cut <= chunk.position || cut >= chunk.range.end || position - chunk.position <= distance)
            continue;
        m_taken.remove({cut, chunk.range.end});
        chunk.range.end = cut;
        return true;
    }
    return false;
}

void ChunkPlanner::endWithPieces()
{
    for (auto &[id, chunk] : m_inFlight) {
        const std::int64_t end = (chunk.position / m_align + 1) * m_align;
        if (end >= chunk.range.end)
            continue;
        m_taken.remove({end, chunk.range.end});
        chunk.range.end = end;
    }
    // Of two that race, one is cut behind where the other is.
    for (const auto &[id, chunk] : m_inFlight)
        m_taken.add(chunk.range);
}

const Chunk *ChunkPlanner::find(int id) const
{
    const auto found = m_inFlight.find(id);
    return found == m_inFlight.end() ? nullptr : &found->second;
}

const Chunk *ChunkPlanner::covering(std::int64_t position) const
{
    for (const auto &[id, chunk] : m_inFlight) {
        if (position >= chunk.position && position < chunk.range.end)
            return &chunk;
    }
    return nullptr;
}

void ChunkPlanner::commit(int id, ByteRange range)
{
    m_present.add(range);
    m_taken.add(range);
    const auto found = m_inFlight.find(id);
    if (found != m_inFlight.end())
        found->second.position = std::max(found->second.position, range.end);
}

void ChunkPlanner::giveBack(int id, int attempts, Time notBefore)
{
    const auto found = m_inFlight.find(id);
    if (found == m_inFlight.end())
        return;
    const ByteRange rest{found->second.position, found->second.range.end};
    m_inFlight.erase(found);
    std::int64_t at = rest.begin;
    while (const std::optional<ByteRange> gap = m_present.firstGap({at, rest.end})) {
        at = gap->end;
        // What a twin is still fetching stays with the twin.
        if (isInFlight(gap->begin, id))
            continue;
        if (attempts == 0)
            m_taken.remove(*gap);
        else
            m_delayed.push_back({*gap, attempts, notBefore});
    }
}

bool ChunkPlanner::isInFlight(std::int64_t position, int exceptId) const
{
    return std::any_of(m_inFlight.begin(), m_inFlight.end(), [&](const auto &entry) {
        return entry.first != exceptId && position >= entry.second.range.begin && position < entry.second.range.end;
    });
}

bool ChunkPlanner::hasDue(Time now) const
{
    return unassigned() > 0 ||
           std::any_of(m_delayed.begin(), m_delayed.end(), [now](const Delayed &one) { return one.notBefore <= now; });
}

} // namespace mirrorlake::fill
