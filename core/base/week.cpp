#include "base/week.h"

#include "base/localtime.h"
#include "base/text.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace mirrorlake {

namespace {

constexpr std::array<std::string_view, 7> dayNames{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr std::array<std::string_view, 3> levelNames{"full", "limited", "off"};

template<std::size_t count>
std::optional<int> indexOf(const std::array<std::string_view, count> &names, std::string_view name)
{
    const auto place = std::ranges::find(names, name);
    return place == names.end() ? std::nullopt : std::optional(static_cast<int>(place - names.begin()));
}

std::optional<int> numberIn(std::string_view text)
{
    int value = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

Error badRule(std::string_view rule)
{
    return {ErrorCode::BadConfiguration,
            "'" + std::string(rule) + "' is no hours of a week; written as mon-fri 9-18 limited (or full, or off)"};
}

std::size_t cellOf(const std::tm &local)
{
    return static_cast<std::size_t>((local.tm_wday + 6) % 7 * 24 + local.tm_hour);
}

} // namespace

Result<Week> Week::parse(const std::vector<std::string> &rules)
{
    Week week;
    for (const std::string &rule : rules) {
        if (auto applied = week.apply(rule); !applied)
            return fail(applied.error());
    }
    return week;
}

Result<void> Week::apply(std::string_view rule)
{
    const std::string text = lowered(trimmed(rule));
    const auto words = split(text, ' ');
    const auto hours = words.size() == 3 ? split(words[1], '-') : std::vector<std::string_view>();
    const auto level = words.size() == 3 ? indexOf(levelNames, words[2]) : std::nullopt;
    const auto from = hours.size() == 2 ? numberIn(hours[0]) : std::nullopt;
    const auto to = hours.size() == 2 ? numberIn(hours[1]) : std::nullopt;
    const bool areHours = from && to && *from >= 0 && *from < 24 && *to >= 0 && *to <= 24 && *from != *to;
    if (!level || !areHours)
        return fail(badRule(rule));
    const int end = *to > *from ? *to : *to + 24; // 22-6 ends on the day that follows
    for (const std::string_view part : split(words[0], '+')) {
        const auto ends = split(part, '-');
        const auto first = indexOf(dayNames, ends.front());
        const auto last = indexOf(dayNames, ends.back());
        if (ends.size() > 2 || !first || !last)
            return fail(badRule(rule));
        for (int day = *first;; day = (day + 1) % 7) {
            for (int hour = *from; hour < end; ++hour)
                m_cells[static_cast<std::size_t>((day * 24 + hour) % 168)] = static_cast<WeekLevel>(*level);
            if (day == *last)
                break;
        }
    }
    return {};
}

WeekLevel Week::at(Clock::Wall time) const
{
    return m_cells[cellOf(localTimeOf(time))];
}

int Week::secondsUntilOn(Clock::Wall time) const
{
    constexpr int hour = 3600;
    const std::tm local = localTimeOf(time);
    const std::size_t now = cellOf(local);
    if (m_cells[now] != WeekLevel::Off)
        return 0;
    const int left = hour - local.tm_min * 60 - local.tm_sec;
    for (int ahead = 1; ahead < 168; ++ahead) {
        if (m_cells[(now + static_cast<std::size_t>(ahead)) % 168] != WeekLevel::Off)
            return left + (ahead - 1) * hour;
    }
    return hour;
}

Result<std::string> checkedWeekRule(std::string_view rule)
{
    const std::string tidy = lowered(trimmed(rule));
    return Week::parse({tidy}).map([&](const Week &) { return tidy; });
}

} // namespace mirrorlake
