// When something may run: "22:00-06:00", each day in local time, over midnight too; empty for always. Pure.
#pragma once

#include "base/error.h"

#include <string>
#include <string_view>

namespace mirrorlake {

class Schedule
{
public:
    Schedule() = default; ///< always
    /// Errors: BadRequest that says what was expected.
    static Result<Schedule> parse(std::string_view text);

    bool isAlways() const { return m_begin == m_end; }
    bool isOpenAt(int minuteOfDay) const;
    /// "22:00-06:00", or empty.
    std::string text() const;

private:
    int m_begin = 0; ///< minutes after midnight
    int m_end = 0;
};

} // namespace mirrorlake
