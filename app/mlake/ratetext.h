// Speeds as people type them. Pure.
#pragma once

#include "settings/units.h"

#include <optional>
#include <string>

namespace mirrorlake::app {

/// "50MB/s" is how people say it; a setting is 50MB.
inline std::string withoutPerSecond(const std::string &value)
{
    return value.ends_with("/s") ? value.substr(0, value.size() - 2) : value;
}

/// Bytes a second of "5MB/s", "64KiB" or "0"; nothing for anything else.
inline std::optional<std::int64_t> rateIn(const std::string &value)
{
    const auto bytes = settings::parseBytes(withoutPerSecond(value));
    return bytes ? std::optional(bytes->count) : std::nullopt;
}

} // namespace mirrorlake::app
