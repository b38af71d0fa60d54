#include "terminaltext.h"

#include "base/localtime.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace mirrorlake::app {

namespace {

std::string sizeText(double bytes)
{
    constexpr std::array units{"B", "kB", "MB", "GB", "TB", "PB"};
    std::size_t unit = 0;
    while (bytes >= 999.5 && unit + 1 < units.size()) {
        bytes /= 1000;
        ++unit;
    }
    const bool isShort = unit > 0 && bytes < 99.95;
    return isShort ? fmt::format("{:.1f} {}", bytes, units[unit]) : fmt::format("{:.0f} {}", bytes, units[unit]);
}

} // namespace

std::string sizeText(std::int64_t bytes)
{
    return sizeText(static_cast<double>(bytes));
}

std::string rateText(double bytesPerSecond)
{
    return bytesPerSecond < 1 ? "-" : sizeText(bytesPerSecond) + "/s";
}

std::string percentText(std::int64_t part, std::int64_t whole)
{
    return whole <= 0 ? "-" : fmt::format("{:.0f} %", 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

std::string timeText(std::int64_t unixSeconds)
{
    const std::tm local = localTimeOf(Clock::Wall(std::chrono::seconds(unixSeconds)));
    return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}", local.tm_year + 1900, local.tm_mon + 1, local.tm_mday,
                       local.tm_hour, local.tm_min, local.tm_sec);
}

std::string printable(std::string text)
{
    std::ranges::replace_if(
        text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, '?');
    return text;
}

} // namespace mirrorlake::app
