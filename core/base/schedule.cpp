#include "base/schedule.h"

#include "base/text.h"

#include <fmt/format.h>

#include <optional>

namespace mirrorlake {

namespace {

constexpr int minutesPerDay = 24 * 60;

std::optional<int> numberOf(std::string_view text, int most)
{
    if (text.empty() || text.size() > 2)
        return std::nullopt;
    int number = 0;
    for (const char c : text) {
        if (c < '0' || c > '9')
            return std::nullopt;
        number = number * 10 + (c - '0');
    }
    return number <= most ? std::optional(number) : std::nullopt;
}

std::optional<int> minuteOf(std::string_view time)
{
    const auto parts = split(trimmed(time), ':');
    if (parts.size() != 2)
        return std::nullopt;
    const auto hour = numberOf(parts[0], 24);
    const auto minute = numberOf(parts[1], 59);
    if (!hour || !minute || *hour * 60 + *minute > minutesPerDay)
        return std::nullopt;
    return *hour * 60 + *minute;
}

} // namespace

Result<Schedule> Schedule::parse(std::string_view text)
{
    Schedule schedule;
    if (trimmed(text).empty())
        return schedule;
    const auto parts = split(text, '-');
    const auto begin = parts.size() == 2 ? minuteOf(parts[0]) : std::nullopt;
    const auto end = parts.size() == 2 ? minuteOf(parts[1]) : std::nullopt;
    if (!begin || !end || *begin == *end)
        return fail(ErrorCode::BadRequest, "a schedule is a time of day such as 22:00-06:00, or nothing");
    schedule.m_begin = *begin;
    schedule.m_end = *end;
    return schedule;
}

bool Schedule::isOpenAt(int minute) const
{
    if (isAlways())
        return true;
    if (m_begin < m_end)
        return minute >= m_begin && minute < m_end;
    return minute >= m_begin || minute < m_end;
}

std::string Schedule::text() const
{
    return isAlways() ? std::string()
                      : fmt::format("{:02}:{:02}-{:02}:{:02}", m_begin / 60, m_begin % 60, m_end / 60, m_end % 60);
}

} // namespace mirrorlake
