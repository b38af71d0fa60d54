#include "upstream/ratelimit.h"

#include "base/text.h"

#include <algorithm>
#include <charconv>

namespace mirrorlake::upstream {

namespace {

constexpr int longestReset = 24 * 3600;

std::optional<int> numberIn(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() && value >= 0 ? std::optional(value) : std::nullopt;
}

} // namespace

std::optional<RateLimit> parseRateLimit(std::string_view field)
{
    RateLimit limit;
    bool hasRemaining = false;
    bool isFirst = true;
    for (const std::string_view raw : split(field, ';')) {
        const std::string_view part = trimmed(raw);
        if (isFirst) {
            if (part.size() < 3 || part.front() != '"' || part.back() != '"')
                return std::nullopt;
            limit.bucket = part.substr(1, part.size() - 2);
            isFirst = false;
            continue;
        }
        const std::optional<int> value = part.size() > 2 && part[1] == '=' ? numberIn(part.substr(2)) : std::nullopt;
        if (value && part[0] == 'r') {
            limit.remaining = *value;
            hasRemaining = true;
        } else if (value && part[0] == 't') {
            limit.reset = std::chrono::seconds(std::min(*value, longestReset));
        }
    }
    return hasRemaining ? std::optional(std::move(limit)) : std::nullopt;
}

std::string_view bucketOfPath(std::string_view path)
{
    path = path.substr(0, path.find('?'));
    if (path.find("/resolve/") != std::string_view::npos || path.starts_with("/api/resolve-cache/"))
        return "resolvers";
    return path.starts_with("/api/") ? "api" : "pages";
}

} // namespace mirrorlake::upstream
