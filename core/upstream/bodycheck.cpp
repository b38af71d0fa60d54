#include "upstream/bodycheck.h"

#include "base/text.h"
#include "upstream/factsreader.h"

#include <fmt/format.h>

#include <charconv>
#include <limits>

namespace mirrorlake::upstream {

namespace {

std::optional<std::int64_t> takeNumber(std::string_view &text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || value < 0)
        return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return value;
}

bool takeCharacter(std::string_view &text, char c)
{
    if (text.empty() || text.front() != c)
        return false;
    text.remove_prefix(1);
    return true;
}

tl::unexpected<Error> broken(std::string message)
{
    return fail(ErrorCode::UpstreamBroken, std::move(message));
}

/// The length must be as promised where it is said; an HTML page in place of a file shows here.
Result<void> checkedLength(const Response &head, std::int64_t expected)
{
    const auto field = head.header("content-length");
    if (!field || *field == std::to_string(expected))
        return {};
    const std::string type(head.header("content-type").value_or("no type"));
    return broken(fmt::format("{} bytes of {} came where {} were expected", *field, type, expected));
}

Result<void> checkedRange(const Response &head, ByteRange range, std::int64_t size)
{
    const auto field = head.header("content-range");
    if (!field)
        return broken("a 206 without Content-Range");
    const auto parsed = parseContentRange(*field);
    if (!parsed || parsed->first != range)
        return broken(fmt::format("Content-Range is \"{}\", asked was {}-{}", *field, range.begin, range.end - 1));
    if (parsed->second != size)
        return broken(fmt::format("the file has {} bytes there, not {}", parsed->second, size));
    return {};
}

} // namespace

std::optional<std::pair<ByteRange, std::int64_t>> parseContentRange(std::string_view field)
{
    field = trimmed(field);
    if (field.size() < 6 || !equalsIgnoringCase(field.substr(0, 6), "bytes "))
        return std::nullopt;
    field.remove_prefix(6);
    const auto first = takeNumber(field);
    if (!first || !takeCharacter(field, '-'))
        return std::nullopt;
    const auto last = takeNumber(field);
    if (!last || *last == std::numeric_limits<std::int64_t>::max() || !takeCharacter(field, '/'))
        return std::nullopt;
    const auto size = takeNumber(field);
    if (!size || !field.empty() || *last < *first)
        return std::nullopt;
    return std::pair{ByteRange{*first, *last + 1}, *size};
}

Result<void> checkedTag(const Response &answer, const FileSource &source, bool isOwnOrigin)
{
    if (!isOwnOrigin)
        return {};
    const std::optional<BlobHash> blob = promisedBlob(answer);
    const bool isXetTag =
        blob && source.isLfs && !answer.header("x-linked-etag"); // a copied data host's ETag is the Xet hash
    if (!blob || isXetTag || *blob == source.blob)
        return {};
    return broken("another blob is there now: " + blob->text());
}

Result<BodyEnd> checkedBody(const Response &head, const FileSource &source, ByteRange range, bool isOwnOrigin)
{
    const auto coding = head.header("content-encoding");
    if (coding && !coding->empty() && !equalsIgnoringCase(*coding, "identity"))
        return broken("the body is coded as " + std::string(*coding));
    if (const auto tag = checkedTag(head, source, isOwnOrigin); !tag)
        return fail(tag.error());
    if (head.status == 206) {
        const auto right =
            checkedRange(head, range, source.size).and_then([&] { return checkedLength(head, range.length()); });
        return right ? Result<BodyEnd>(BodyEnd::WithAnswer) : fail(right.error());
    }
    if (const auto right = checkedLength(head, source.size); !right)
        return fail(right.error());
    if (range.begin != 0 && !head.header("content-length"))
        return broken("an answer of unknown length where a part of a file was asked for");
    if (range.begin != 0 && !source.mayComeWhole)
        return fail(ErrorCode::UpstreamIgnoresRange, "the route ignores Range");
    return range.end == source.size ? BodyEnd::WithAnswer : BodyEnd::AfterRange;
}

} // namespace mirrorlake::upstream
