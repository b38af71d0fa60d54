// Sizes and durations as people write them: "50MB", "64 KiB", "10s", "1h 30min". Pure.
#pragma once

#include "base/bytes.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace mirrorlake::settings {

/// A whole number of bytes, or a number with kB, MB, GB, TB (thousands) or KiB, MiB, GiB, TiB (1024s); nothing for
/// anything else.
std::optional<Bytes> parseBytes(std::string_view text);
/// The shortest form that parseBytes reads back as the same: "16KiB", "50MB", "12345".
std::string bytesText(Bytes bytes);

/// Whole seconds, or parts with ms, s, min, h, d: "90", "2 min", "1h30min"; nothing for anything else.
std::optional<std::chrono::milliseconds> parseDuration(std::string_view text);
/// The shortest form that parseDuration reads back as the same: "300ms", "75s", "2min", "1h".
std::string durationText(std::chrono::milliseconds duration);

} // namespace mirrorlake::settings
