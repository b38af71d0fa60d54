// A week of 7 × 24 hours, each at one of three levels, by the machine's local calendar. Written as rules such as
// "mon-fri 9-18 limited" or "sat+sun 0-24 full"; of two that meet the later wins, and where none stands limits apply.
// Pure but for the time zone. Thread: any.
#pragma once

#include "base/clock.h"
#include "base/error.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace mirrorlake {

enum class WeekLevel : unsigned char
{
    Full,    ///< no limit
    Limited, ///< limits apply
    Off,     ///< nothing moves
};

class Week
{
public:
    Week() { m_cells.fill(WeekLevel::Limited); }
    /// Errors: BadConfiguration, with what is wrong.
    static Result<Week> parse(const std::vector<std::string> &rules);

    WeekLevel at(Clock::Wall time) const;
    /// day 0 is Monday.
    WeekLevel cell(int day, int hour) const { return m_cells[static_cast<std::size_t>(day * 24 + hour)]; }
    /// Seconds until an hour that is not Off; 0 where it is none now, and where the whole week is off an hour.
    int secondsUntilOn(Clock::Wall time) const;
    bool operator==(const Week &) const = default;

private:
    Result<void> apply(std::string_view rule);

    std::array<WeekLevel, 168> m_cells; ///< Monday 0:00 first
};

/// One rule in its tidy form. Errors: BadConfiguration.
Result<std::string> checkedWeekRule(std::string_view rule);

} // namespace mirrorlake
