// A range of a xorb as pieces: the headers of its chunks from memory, their bytes from the file. Pure; the file's bytes
// are only named here.
#pragma once

#include "base/bodysegments.h"
#include "xet/layout.h"

namespace mirrorlake::xet {

class XorbSegments final : public SegmentSource
{
public:
    /// bytes lie inside the xorb and may begin and end anywhere, in a header too.
    XorbSegments(const Layout &layout, std::int64_t xorb, ByteRange bytes);

    std::int64_t length() const override { return m_bytes.length(); }
    /// One chunk at a time.
    std::optional<BodySegment> next() override;

private:
    const Layout m_layout;
    const std::int64_t m_xorb;
    const ByteRange m_bytes;
    std::int64_t m_position;
};

/// The 8 bytes before a chunk of this length: version 0, stored length, scheme 0 (as it is), length.
std::string chunkHeader(std::int64_t length);

} // namespace mirrorlake::xet
