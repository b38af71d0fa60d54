#include "settings/units.h"

#include "base/text.h"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace mirrorlake::settings {

namespace {

struct Unit
{
    std::string_view name;
    std::int64_t factor;
};

constexpr std::int64_t k = 1000;
constexpr std::int64_t ki = 1024;

/// The first name of a factor is the one that is written.
constexpr std::array byteUnits{
    Unit{"TiB", ki *ki *ki *ki},
    Unit{"TB", k *k *k *k},
    Unit{"GiB", ki *ki *ki},
    Unit{"GB", k *k *k},
    Unit{"MiB", ki *ki},
    Unit{"MB", k *k},
    Unit{"KiB", ki},
    Unit{"kB", k},
    Unit{"B", 1},
};

constexpr std::array durationUnits{
    Unit{"d", 86400},    Unit{"day", 86400}, Unit{"days", 86400}, Unit{"h", 3600},    Unit{"hour", 3600},
    Unit{"hours", 3600}, Unit{"min", 60},    Unit{"m", 60},       Unit{"minute", 60}, Unit{"minutes", 60},
    Unit{"s", 1},        Unit{"sec", 1},     Unit{"second", 1},   Unit{"seconds", 1},
};

template<std::size_t N>
std::optional<std::int64_t> factorOf(std::string_view name, const std::array<Unit, N> &units)
{
    for (const Unit &unit : units) {
        if (equalsIgnoringCase(unit.name, name))
            return unit.factor;
    }
    return std::nullopt;
}

std::string_view takeWhile(std::string_view &rest, bool (*isWanted)(char))
{
    std::size_t count = 0;
    while (count < rest.size() && isWanted(rest[count]))
        ++count;
    const std::string_view taken = rest.substr(0, count);
    rest.remove_prefix(count);
    return taken;
}

bool isDigitOrPoint(char c)
{
    return (c >= '0' && c <= '9') || c == '.';
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t';
}

template<typename Number>
std::optional<Number> wholeNumber(std::string_view text)
{
    Number number{};
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

/// number × factor, exact for whole numbers; nothing when it does not fit.
std::optional<std::int64_t> scaled(std::string_view number, std::int64_t factor)
{
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    if (const auto whole = wholeNumber<std::int64_t>(number)) {
        if (*whole > most / factor)
            return std::nullopt;
        return *whole * factor;
    }
    const auto real = wholeNumber<double>(number);
    if (!real || factor == 1 || *real * static_cast<double>(factor) >= static_cast<double>(most))
        return std::nullopt;
    return std::llround(*real * static_cast<double>(factor));
}

} // namespace

std::optional<Bytes> parseBytes(std::string_view text)
{
    std::string_view rest = trimmed(text);
    const std::string_view number = takeWhile(rest, isDigitOrPoint);
    takeWhile(rest, isSpace);
    const auto factor = rest.empty() ? std::optional<std::int64_t>(1) : factorOf(rest, byteUnits);
    if (number.empty() || !factor)
        return std::nullopt;
    const auto count = scaled(number, *factor);
    return count ? std::optional(Bytes{*count}) : std::nullopt;
}

std::string bytesText(Bytes bytes)
{
    for (const Unit &unit : byteUnits) {
        if (unit.factor > 1 && bytes.count >= unit.factor && bytes.count % unit.factor == 0)
            return std::to_string(bytes.count / unit.factor) + std::string(unit.name);
    }
    return std::to_string(bytes.count);
}

std::optional<std::chrono::seconds> parseDuration(std::string_view text)
{
    std::string_view rest = trimmed(text);
    if (const auto whole = wholeNumber<std::int64_t>(rest); whole && *whole >= 0)
        return std::chrono::seconds(*whole);
    std::int64_t total = 0;
    bool hasPart = false;
    while (!rest.empty()) {
        const std::string_view number = takeWhile(rest, isDigitOrPoint);
        takeWhile(rest, isSpace);
        const auto factor = factorOf(takeWhile(rest, isLetter), durationUnits);
        takeWhile(rest, isSpace);
        if (number.empty() || !factor)
            return std::nullopt;
        const auto part = scaled(number, *factor);
        if (!part || *part > std::numeric_limits<std::int64_t>::max() - total)
            return std::nullopt;
        total += *part;
        hasPart = true;
    }
    return hasPart ? std::optional(std::chrono::seconds(total)) : std::nullopt;
}

std::string durationText(std::chrono::seconds duration)
{
    const std::int64_t count = duration.count();
    for (const Unit &unit : durationUnits) {
        if (count >= unit.factor && count % unit.factor == 0)
            return std::to_string(count / unit.factor) + std::string(unit.name);
    }
    return std::to_string(count) + "s";
}

} // namespace mirrorlake::settings
