#include "xet/xorbsegments.h"

#include <algorithm>

namespace mirrorlake::xet {

namespace {

void appendNumber(std::string &bytes, std::int64_t number)
{
    for (const int shift : {0, 8, 16})
        bytes += static_cast<char>((number >> shift) & 0xff);
}

} // namespace

std::string chunkHeader(std::int64_t length)
{
    std::string header(1, '\0');
    appendNumber(header, length);
    header += '\0';
    appendNumber(header, length);
    return header;
}

XorbSegments::XorbSegments(const Layout &layout, std::int64_t xorb, ByteRange bytes)
    : m_layout(layout), m_xorb(xorb), m_bytes(bytes), m_position(bytes.begin)
{}

std::optional<BodySegment> XorbSegments::next()
{
    if (m_position >= m_bytes.end)
        return std::nullopt;
    const std::int64_t chunk = m_position / (chunkSize + headerSize);
    const std::int64_t begin = m_layout.offsetOf(m_xorb, chunk);
    const ByteRange payload = m_layout.fileRange(m_xorb, chunk);
    const std::int64_t from = m_position - begin;
    const std::int64_t to = std::min(m_bytes.end - begin, headerSize + payload.length());
    BodySegment segment;
    if (from < headerSize) {
        const auto start = static_cast<std::size_t>(from);
        segment.bytes =
            chunkHeader(payload.length()).substr(start, static_cast<std::size_t>(std::min(to, headerSize)) - start);
    }
    segment.file = {payload.begin + std::max<std::int64_t>(0, from - headerSize),
                    payload.begin + std::max<std::int64_t>(0, to - headerSize)};
    m_position = begin + to;
    return segment;
}

} // namespace mirrorlake::xet
