#include "xet/layout.h"

#include <algorithm>

namespace mirrorlake::xet {

namespace {

constexpr std::int64_t fewestChunks = 64;
constexpr std::int64_t mostChunks = 480;
/// A xorb is fetched over one connection: of smaller files more of them can be fetched at once.
constexpr std::int64_t wantedXorbs = 32;

constexpr std::int64_t dividedUp(std::int64_t number, std::int64_t by)
{
    return number / by + (number % by == 0 ? 0 : 1);
}

} // namespace

Layout::Layout(std::int64_t fileSize)
    : m_fileSize(fileSize),
      m_chunksPerXorb(std::clamp(dividedUp(fileSize, chunkSize * wantedXorbs), fewestChunks, mostChunks))
{}

std::int64_t Layout::xorbCount() const
{
    return dividedUp(m_fileSize, xorbSpan());
}

ByteRange Layout::fileRange(std::int64_t xorb) const
{
    const std::int64_t begin = xorb * xorbSpan();
    return {begin, std::min(m_fileSize, begin + xorbSpan())};
}

ByteRange Layout::fileRange(std::int64_t xorb, std::int64_t chunk) const
{
    const ByteRange whole = fileRange(xorb);
    const std::int64_t begin = whole.begin + chunk * chunkSize;
    return {begin, std::min(whole.end, begin + chunkSize)};
}

std::int64_t Layout::chunkCount(std::int64_t xorb) const
{
    return dividedUp(fileRange(xorb).length(), chunkSize);
}

std::int64_t Layout::offsetOf(std::int64_t xorb, std::int64_t chunk) const
{
    return std::min(chunk * chunkSize, fileRange(xorb).length()) + chunk * headerSize;
}

ByteRange Layout::fileRangeWithin(std::int64_t xorb, ByteRange bytes) const
{
    const ByteRange whole = fileRange(xorb);
    const auto fileOffset = [&](std::int64_t position) {
        const std::int64_t chunk = position / (chunkSize + headerSize);
        const std::int64_t inChunk = position % (chunkSize + headerSize);
        return std::min(whole.end, whole.begin + chunk * chunkSize + std::max<std::int64_t>(0, inChunk - headerSize));
    };
    return {fileOffset(bytes.begin), fileOffset(bytes.end)};
}

} // namespace mirrorlake::xet
