#include "base/byterange.h"

#include "base/text.h"

#include <algorithm>
#include <charconv>

namespace mirrorlake {

namespace {

constexpr std::size_t maxParts = 16;

/// Digits only; nothing else may stand in the text. Values too large for 63 bits mean "beyond any file".
bool parseNumber(std::string_view text, std::int64_t &number)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.empty() || !std::ranges::all_of(text, isDigit))
        return false;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc::result_out_of_range)
        number = INT64_MAX;
    return end == text.data() + text.size();
}

std::optional<RangeSpec> parseSpec(std::string_view text)
{
    const std::size_t dash = text.find('-');
    if (dash == std::string_view::npos)
        return std::nullopt;
    const std::string_view before = trimmed(text.substr(0, dash));
    const std::string_view after = trimmed(text.substr(dash + 1));
    RangeSpec spec;
    std::int64_t number = 0;
    if (!before.empty()) {
        if (!parseNumber(before, number))
            return std::nullopt;
        spec.first = number;
    }
    if (!after.empty()) {
        if (!parseNumber(after, number))
            return std::nullopt;
        spec.last = number;
    }
    const bool isReversed = spec.first && spec.last && *spec.last < *spec.first;
    if ((!spec.first && !spec.last) || isReversed)
        return std::nullopt;
    return spec;
}

} // namespace

std::optional<ByteRange> RangeSpec::within(std::int64_t size) const
{
    if (!first) {
        const std::int64_t length = std::min(*last, size);
        return length > 0 ? std::optional(ByteRange{size - length, size}) : std::nullopt;
    }
    if (*first >= size)
        return std::nullopt;
    const std::int64_t end = last && *last < size - 1 ? *last + 1 : size;
    return ByteRange{*first, end};
}

std::optional<std::vector<RangeSpec>> parseRangeHeader(std::string_view value)
{
    const std::size_t equals = value.find('=');
    if (equals == std::string_view::npos || !equalsIgnoringCase(trimmed(value.substr(0, equals)), "bytes"))
        return std::nullopt;
    std::vector<RangeSpec> specs;
    for (const std::string_view part : split(value.substr(equals + 1), ',')) {
        if (trimmed(part).empty())
            continue;
        const auto spec = parseSpec(trimmed(part));
        if (!spec || specs.size() == maxParts)
            return std::nullopt;
        specs.push_back(*spec);
    }
    return specs.empty() ? std::nullopt : std::optional(std::move(specs));
}

} // namespace mirrorlake
