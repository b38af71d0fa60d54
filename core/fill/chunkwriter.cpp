#include "fill/chunkwriter.h"

#include "fill/fill.h"

#include <xxhash.h>

#include <algorithm>
#include <cstring>

namespace mirrorlake::fill {

namespace {

constexpr std::int64_t flushSize = 256 * 1024;
constexpr std::chrono::milliseconds awaitedFlush{2};

} // namespace

FetchWriter::FetchWriter(Fill &fill, ChunkTask &task, const Clock &clock, std::vector<char> &buffer)
    : m_fill(fill), m_task(task), m_clock(clock), m_buffer(buffer), m_position(task.begin),
      m_pieceHash(task.begin, fill.size())
{
    m_buffer.resize(static_cast<std::size_t>(flushSize));
}

bool FetchWriter::take(std::span<const char> bytes)
{
    while (!bytes.empty()) {
        // Writes end at multiples of their size, so that they stay aligned after an early flush.
        const auto room = static_cast<std::size_t>(flushSize - m_position % flushSize) - m_filled;
        const std::size_t count = std::min(room, bytes.size());
        std::memcpy(m_buffer.data() + m_filled, bytes.data(), count);
        m_filled += count;
        bytes = bytes.subspan(count);
        if (count == room && !flush())
            return false;
    }
    const bool isLast = m_position + static_cast<std::int64_t>(m_filled) >= m_task.end.load(std::memory_order_relaxed);
    return (!isLast && !isFlushDue()) || flush();
}

bool FetchWriter::isFlushDue() const
{
    return m_filled > 0 && m_task.isAwaited.load(std::memory_order_relaxed) &&
           m_clock.steady() - m_flushedAt >= awaitedFlush;
}

bool FetchWriter::idle()
{
    return !isFlushDue() || flush();
}

bool FetchWriter::flush()
{
    if (m_filled == 0)
        return true;
    if (!m_hasSpace && !m_fill.awaitSpace(m_task))
        return false;
    m_hasSpace = true;
    if (m_task.isRace)
        return flushRacing();
    const std::span<const char> bytes(m_buffer.data(), m_filled);
    const std::int64_t begin = m_position;
    m_task.isAwaited.store(false, std::memory_order_relaxed);
    if (const Result<void> written = m_task.blob->write(begin, bytes); !written)
        return failWith(written.error());
    m_position += static_cast<std::int64_t>(m_filled);
    m_filled = 0;
    m_flushedAt = m_clock.steady();
    m_fill.committed(m_task, {begin, m_position}, m_pieceHash.hashedFrom());
    if (const Result<void> claimed = claimWhole(bytes); !claimed)
        return failWith(claimed.error());
    m_fill.offer(m_task, begin, bytes);
    return true;
}

Result<void> FetchWriter::claimWhole(std::span<const char> bytes)
{
    for (const HashedPiece &whole : m_pieceHash.add(bytes)) {
        if (const Result<void> claimed = m_task.blob->claim(whole.piece, whole.xxh3); !claimed)
            return claimed;
    }
    return {};
}

bool FetchWriter::flushRacing()
{
    const std::lock_guard lock(m_fill.raceMutex());
    const std::int64_t begin = m_position;
    const std::int64_t end = m_position + static_cast<std::int64_t>(m_filled);
    while (const std::optional<ByteRange> gap = m_fill.firstMissing({m_position, end})) {
        const std::span<const char> bytes(m_buffer.data() + (gap->begin - begin),
                                          static_cast<std::size_t>(gap->length()));
        if (const Result<void> written = m_task.blob->write(gap->begin, bytes); !written)
            return failWith(written.error());
        // Pieces made by two have no hash in hand.
        m_fill.committed(m_task, *gap, m_fill.size());
        m_position = gap->end;
    }
    m_fill.committed(m_task, {end, end}, m_fill.size());
    m_position = end;
    m_filled = 0;
    m_flushedAt = m_clock.steady();
    m_fill.offer(m_task, end, {});
    return true;
}

void FetchWriter::end()
{
    if (!error() && !m_task.isCancelled)
        flush();
}

CompareWriter::CompareWriter(Fill &fill, ChunkTask &task, std::vector<char> &buffer)
    : m_fill(fill), m_task(task), m_buffer(buffer), m_position(task.begin)
{
    m_buffer.resize(static_cast<std::size_t>(store::PartialBlob::pieceSize));
}

bool CompareWriter::take(std::span<const char> bytes)
{
    while (!bytes.empty()) {
        const std::int64_t pieceEnd = std::min(m_position + store::PartialBlob::pieceSize, m_fill.size());
        const auto room = static_cast<std::size_t>(pieceEnd - m_position) - m_filled;
        const std::size_t count = std::min(room, bytes.size());
        std::memcpy(m_buffer.data() + m_filled, bytes.data(), count);
        m_filled += count;
        bytes = bytes.subspan(count);
        if (count == room && !comparePiece({m_position, pieceEnd}))
            return false;
    }
    return true;
}

bool CompareWriter::comparePiece(ByteRange piece)
{
    const std::span<const char> fetched(m_buffer.data(), m_filled);
    const std::uint64_t hash = XXH3_64bits(fetched.data(), fetched.size());
    const Result<std::uint64_t> onDisk = m_task.blob->hashOnDisk(piece);
    if (!onDisk || *onDisk != hash) {
        const ByteRange wrong = differing(piece, fetched);
        if (const Result<void> written = m_task.blob->write(piece.begin, fetched); !written)
            return failWith(written.error());
        if (const Result<void> claimed = m_task.blob->claim(piece, hash); !claimed)
            return failWith(claimed.error());
        m_fill.replaced(m_task, wrong);
    }
    m_fill.committed(m_task, piece, piece.begin);
    m_position = piece.end;
    m_filled = 0;
    return true;
}

ByteRange CompareWriter::differing(ByteRange piece, std::span<const char> fetched) const
{
    std::vector<char> there(fetched.size());
    const Result<std::size_t> count = m_task.blob->read(piece.begin, there);
    if (!count || *count != fetched.size())
        return piece;
    const auto first = std::mismatch(fetched.begin(), fetched.end(), there.begin()).first - fetched.begin();
    const auto afterLast =
        std::mismatch(fetched.rbegin(), fetched.rend(), there.rbegin()).first.base() - fetched.begin();
    return {piece.begin + first, piece.begin + afterLast};
}

} // namespace mirrorlake::fill
