// A file size and the two range headers that Xet clients send, of the file and of a xorb: the answers must fit
// together.
#include "base/byterange.h"
#include "fuzz/driver.h"
#include "xet/reconstruction.h"
#include "xet/xorbsegments.h"

#include <algorithm>
#include <cstring>

using namespace mirrorlake;

namespace {

constexpr std::int64_t largestFile = std::int64_t(1) << 50;
constexpr std::int64_t mostChunks = 2'000; ///< walked in one run

/// Segments of a xorb follow each other in the file, and are as long as they say together.
void walk(const xet::Layout &layout, std::int64_t xorb, ByteRange bytes)
{
    xet::XorbSegments segments(layout, xorb, bytes);
    const ByteRange file = layout.fileRangeWithin(xorb, bytes);
    std::int64_t length = 0;
    std::int64_t at = file.begin;
    while (const auto segment = segments.next()) {
        length += static_cast<std::int64_t>(segment->bytes.size()) + segment->file.length();
        test::promise(segment->file.isEmpty() || segment->file.begin == at, "bytes of the file come in order");
        at = segment->file.isEmpty() ? at : segment->file.end;
    }
    test::promise(length == segments.length() && length == bytes.length(), "a xorb's part is as long as it says");
    test::promise(at == file.end, "a xorb's part has all bytes of the file that it says");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    std::uint64_t number = 0;
    std::memcpy(&number, data, std::min(size, sizeof number));
    const std::string_view rest = test::textOf(data, size).substr(std::min(size, sizeof number));
    const xet::Layout layout(static_cast<std::int64_t>(number % largestFile) + 1);
    const auto asked = parseRangeHeader(rest.substr(0, rest.find('\n')));
    const auto part = parseRangeHeader(rest.substr(std::min(rest.find('\n'), rest.size() - 1) + 1));
    const auto range = asked ? asked->front().within(layout.fileSize()) : std::nullopt;
    if (!range)
        return 0;
    const ByteRange bounded{range->begin, std::min(range->end, range->begin + mostChunks * xet::chunkSize)};
    const xet::Reconstruction made = xet::reconstructionOf(layout, bounded);
    std::int64_t unpacked = -made.offsetIntoFirst;
    for (const xet::Term &term : made.terms) {
        test::promise(term.xorb < layout.xorbCount() && term.bytes.end <= layout.xorbLength(term.xorb),
                      "a term of a xorb");
        unpacked += term.unpackedLength;
        walk(layout, term.xorb, term.bytes);
        if (const auto own = part ? part->front().within(layout.xorbLength(term.xorb)) : std::nullopt)
            walk(layout, term.xorb, *own);
    }
    test::promise(made.offsetIntoFirst >= 0 && made.offsetIntoFirst < xet::chunkSize,
                  "the range begins in the first chunk");
    test::promise(unpacked >= bounded.length() && unpacked < bounded.length() + xet::chunkSize, "the range is covered");
    return 0;
}
