// Decides which bytes are fetched next: what waiting readers need first, then in order, at the end the halves of slow
// chunks. Knows what is present, in flight, held (on disk but not yet checked) and given back to wait for its next
// attempt. Pure: takes times and ranges, knows no thread, disk or network. Thread: none; the fill guards it.
#pragma once

#include "fill/intervalset.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

namespace mirrorlake::fill {

/// What one reader still wants: [from, end), and whether it has nothing to send meanwhile.
struct Demand
{
    std::int64_t from = 0;
    std::int64_t end = 0;
    bool isWaiting = false;
};

/// A range in flight.
struct Chunk
{
    int id = 0;
    ByteRange range;           ///< its end may shrink
    std::int64_t position = 0; ///< bytes below are present
    int attempts = 0;          ///< failed ones before this
    bool isRace = false;       ///< another chunk fetches the same bytes

    std::int64_t left() const { return range.end - position; }
};

class ChunkPlanner
{
public:
    using Time = std::chrono::steady_clock::time_point;

    /// Chunks begin and end at multiples of align, but where a cut chunk goes on from its exact byte.
    ChunkPlanner(std::int64_t size, std::int64_t align);

    // What is known of the file
    void hold(ByteRange range);
    void settle(ByteRange held, bool isPresent);
    /// Bytes that were present cannot be read any more.
    void lose(ByteRange range);
    const IntervalSet &present() const { return m_present; }
    const IntervalSet &held() const { return m_held; }
    bool isComplete() const { return m_present.count() == m_size; }
    std::int64_t unassigned() const { return m_size - m_taken.count(); }

    // What is in flight
    /// The next chunk of about this many bytes, or nothing if all is present, in flight, held or not yet due.
    std::optional<Chunk> next(std::span<const Demand> demands, std::int64_t bytes, Time now);
    /// The chunk with the most left that nobody races for.
    const Chunk *longest() const;
    /// Cuts what a chunk has left in two and gives out the second half; nothing if it is shorter than two pieces.
    std::optional<Chunk> halve(int id);
    /// Gives out once more what a chunk has left, to be fetched beside it.
    std::optional<Chunk> race(int id);
    /// If this byte lies further than distance before the position of the chunk that fetches it, that chunk is cut
    /// before it.
    bool cutBefore(std::int64_t position, std::int64_t distance);
    /// Every chunk ends with the piece that it is in.
    void endWithPieces();
    const Chunk *find(int id) const;
    const Chunk *covering(std::int64_t position) const;
    const std::map<int, Chunk> &inFlight() const { return m_inFlight; }

    /// Bytes of a chunk are present now.
    void commit(int id, ByteRange range);
    /// The chunk is over; what it has left is missing again, and waits until then for its next attempt.
    void giveBack(int id, int attempts, Time notBefore);

    /// Bytes in flight or present from here on without a gap.
    std::int64_t leadOf(std::int64_t position) const { return m_taken.endOfRun(position) - position; }
    bool hasDue(Time now) const;

private:
    struct Delayed
    {
        ByteRange range;
        int attempts = 0;
        Time notBefore;
    };

    Chunk &launch(ByteRange range, int attempts);
    std::optional<ByteRange> gapFor(std::span<const Demand> demands) const;
    ByteRange trimmed(ByteRange gap, std::int64_t bytes) const;
    bool isInFlight(std::int64_t position, int exceptId) const;

    std::int64_t m_size;
    std::int64_t m_align;
    IntervalSet m_present;
    IntervalSet m_held;
    IntervalSet m_taken; // present, held, in flight or delayed
    std::map<int, Chunk> m_inFlight;
    std::vector<Delayed> m_delayed;
    int m_lastId = 0;
};

} // namespace mirrorlake::fill
