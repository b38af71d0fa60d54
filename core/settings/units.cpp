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

constexpr std::int64_t second = 1000; // in milliseconds, as all of these
constexpr std::int64_t minute = 60 * second;
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t day = 24 * hour;

constexpr std::array durationUnits{
    Unit{"d", day},      Unit{"day", day},    Unit{"days", day},      Unit{"h", hour},         Unit{"hour", hour},
    Unit{"hours", hour}, Unit{"min", minute}, Unit{"m", minute},      Unit{"minute", minute},  Unit{"minutes", minute},
    Unit{"s", second},   Unit{"sec", second}, Unit{"second", second}, Unit{"seconds", second}, Unit{"ms", 1},
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

std::optional<std::chrono::milliseconds> parseDuration(std::string_view text)
{
    std::string_view rest = trimmed(text);
    if (!rest.empty() && rest.find_first_not_of("0123456789") == std::string_view::npos) {
        const auto milliseconds = scaled(rest, second);
        return milliseconds ? std::optional(std::chrono::milliseconds(*milliseconds)) : std::nullopt;
    }
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
    return hasPart ? std::optional(std::chrono::milliseconds(total)) : std::nullopt;
}

std::string durationText(std::chrono::milliseconds duration)
{
    const std::int64_t count = duration.count();
    for (const Unit &unit : durationUnits) {
        if (count >= unit.factor && count % unit.factor == 0)
            return std::to_string(count / unit.factor) + std::string(unit.name);
    }
    return count == 0 ? "0s" : std::to_string(count) + "ms";
}

} // namespace mirrorlake::settings
