// A body made of pieces: bytes of memory and ranges of one file in turn, as multipart/byteranges and xorbs need them.
// Pieces are made when they are due, so that a body of thousands of them takes no memory. Pure.
#pragma once

#include "base/byterange.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mirrorlake {

/// First the bytes, then the range of HttpReply::file; either may be empty.
struct BodySegment
{
    std::string bytes;
    ByteRange file;

    std::int64_t length() const { return static_cast<std::int64_t>(bytes.size()) + file.length(); }
};

/// Gives the segments of one body, once, in their order. Belongs to one reply. Thread: the connection's own; next()
/// must be cheap (arithmetic, no disk).
class SegmentSource
{
public:
    virtual ~SegmentSource() = default;
    /// Of the whole body, whatever has been taken: the sum of all segments. It becomes the Content-Length.
    virtual std::int64_t length() const = 0;
    /// Nothing after the last one.
    virtual std::optional<BodySegment> next() = 0;
};

/// Segments that are few and known beforehand.
class ListedSegments final : public SegmentSource
{
public:
    explicit ListedSegments(std::vector<BodySegment> segments);

    std::int64_t length() const override { return m_length; }
    std::optional<BodySegment> next() override;

private:
    std::vector<BodySegment> m_segments;
    std::int64_t m_length = 0;
    std::size_t m_next = 0;
};

} // namespace mirrorlake
