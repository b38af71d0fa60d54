// A half-open range of bytes, and the Range header that asks for one (RFC 9110 §14, hub-protocol §4.1). Pure.
#pragma once

#include "base/error.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace mirrorlake {

/// [begin, end), in bytes from the start of a file; 0 <= begin <= end.
struct ByteRange
{
    std::int64_t begin = 0;
    std::int64_t end = 0;

    constexpr std::int64_t length() const { return end - begin; }
    constexpr bool isEmpty() const { return end <= begin; }
    constexpr bool operator==(const ByteRange &) const = default;
};

/// One "a-b", "a-" or "-n" as written; not yet measured against a file.
struct RangeSpec
{
    std::optional<std::int64_t> first;
    std::optional<std::int64_t> last; ///< inclusive; with no first: the length of the suffix

    /// The bytes meant in a file of this size, clamped at its end; nothing if there are none (416).
    std::optional<ByteRange> within(std::int64_t size) const;
};

/// The parts of a Range header. Nothing if the header is not a valid bytes range, which RFC 9110 says to ignore;
/// at most 16 parts are taken, more are treated as not valid.
std::optional<std::vector<RangeSpec>> parseRangeHeader(std::string_view value);

} // namespace mirrorlake
