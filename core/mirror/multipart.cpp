#include "mirror/multipart.h"

#include "base/text.h"

#include <algorithm>

namespace mirrorlake::mirror {

namespace {

constexpr std::int64_t smallGap = 128; ///< about what a part's own head takes
constexpr std::string_view contentType = "Content-Type";

/// Follows from the file's tag, which is its hash, and from the parts: no file can contain it on purpose.
std::string boundaryOf(const HttpReply &reply, const std::vector<ByteRange> &parts)
{
    std::string text = std::string(reply.headers.find("ETag").value_or(""));
    for (const ByteRange &part : parts)
        text += " " + std::to_string(part.begin) + "-" + std::to_string(part.end);
    std::uint64_t sum = 0xcbf29ce484222325;
    std::string boundary = "mirrorlake-";
    for (int i = 0; i < 2; ++i) {
        for (const char c : text)
            sum = (sum ^ static_cast<unsigned char>(c)) * 0x100000001b3;
        boundary += toHex(reinterpret_cast<const unsigned char *>(&sum), sizeof sum);
    }
    return boundary;
}

HeaderBlock withoutContentType(const HeaderBlock &headers)
{
    HeaderBlock kept;
    for (std::string_view line : split(headers.text(), '\n')) {
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos || equalsIgnoringCase(line.substr(0, colon), contentType))
            continue;
        kept.add(line.substr(0, colon), trimmed(line.substr(colon + 1)));
    }
    return kept;
}

} // namespace

std::string contentRangeOf(ByteRange range, std::int64_t size)
{
    return "bytes " + std::to_string(range.begin) + "-" + std::to_string(range.end - 1) + "/" + std::to_string(size);
}

std::vector<ByteRange> wantedParts(const std::vector<RangeSpec> &specs, std::int64_t size)
{
    std::vector<ByteRange> wanted;
    for (const RangeSpec &spec : specs) {
        if (const auto range = spec.within(size))
            wanted.push_back(*range);
    }
    std::ranges::sort(wanted, {}, &ByteRange::begin);
    std::vector<ByteRange> parts;
    for (const ByteRange &range : wanted) {
        if (!parts.empty() && range.begin <= parts.back().end + smallGap)
            parts.back().end = std::max(parts.back().end, range.end);
        else
            parts.push_back(range);
    }
    return parts;
}

void makeMultipart(HttpReply &reply, const std::vector<ByteRange> &parts, std::int64_t size)
{
    const std::string type(reply.headers.find(contentType).value_or("application/octet-stream"));
    const std::string boundary = boundaryOf(reply, parts);
    std::vector<BodySegment> segments;
    std::string before;
    for (const ByteRange &part : parts) {
        before += "--" + boundary + "\r\nContent-Type: " + type + "\r\nContent-Range: " + contentRangeOf(part, size) +
                  "\r\n\r\n";
        segments.push_back({std::move(before), part});
        before = "\r\n";
    }
    segments.push_back({before + "--" + boundary + "--\r\n", {}});
    reply.status = 206;
    reply.headers = withoutContentType(reply.headers);
    reply.headers.add(contentType, "multipart/byteranges; boundary=" + boundary);
    reply.fileRange = {parts.front().begin, parts.back().end};
    reply.segments = std::make_shared<ListedSegments>(std::move(segments));
}

} // namespace mirrorlake::mirror
