// How a plain file looks as Xet data (client-findings §2.1): cut into xorbs, each a row of chunks of 131072 bytes (the
// last may be shorter), each chunk behind a header of 8 bytes, nothing compressed. Arithmetic on the size alone, so
// that the same content always has the same layout. Pure.
#pragma once

#include "base/byterange.h"

#include <cstdint>

namespace mirrorlake::xet {

constexpr std::int64_t chunkSize = 131072;
constexpr std::int64_t headerSize = 8;

/// Chunks [begin, end) of one xorb.
struct ChunkRange
{
    std::int64_t begin = 0;
    std::int64_t end = 0;

    constexpr bool operator==(const ChunkRange &) const = default;
};

class Layout
{
public:
    explicit Layout(std::int64_t fileSize);

    std::int64_t fileSize() const { return m_fileSize; }
    std::int64_t chunksPerXorb() const { return m_chunksPerXorb; } ///< 64 to 480
    std::int64_t xorbCount() const;

    // xorb is below xorbCount(), chunk below its chunkCount()
    std::int64_t chunkCount(std::int64_t xorb) const;
    std::int64_t xorbLength(std::int64_t xorb) const { return offsetOf(xorb, chunkCount(xorb)); }
    /// Where the header of a chunk begins in its xorb; for chunkCount(): the end of the xorb.
    std::int64_t offsetOf(std::int64_t xorb, std::int64_t chunk) const;
    /// The bytes of the file that lie in the xorb, or in one of its chunks.
    ByteRange fileRange(std::int64_t xorb) const;
    ByteRange fileRange(std::int64_t xorb, std::int64_t chunk) const;
    /// The bytes of the file of which these bytes of a xorb hold any; the range may begin and end anywhere.
    ByteRange fileRangeWithin(std::int64_t xorb, ByteRange bytes) const;

private:
    std::int64_t xorbSpan() const { return m_chunksPerXorb * chunkSize; } ///< bytes of the file in a full xorb

    std::int64_t m_fileSize;
    std::int64_t m_chunksPerXorb;
};

} // namespace mirrorlake::xet
