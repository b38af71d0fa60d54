#include "meter/localday.h"

#include "base/localtime.h"

#include <fmt/format.h>

namespace mirrorlake::meter {

namespace {

Clock::Wall midnight(std::tm day, int daysLater)
{
    std::tm at = {};
    at.tm_year = day.tm_year;
    at.tm_mon = day.tm_mon;
    at.tm_mday = day.tm_mday + daysLater;
    at.tm_isdst = -1;
    return std::chrono::system_clock::from_time_t(std::mktime(&at));
}

} // namespace

LocalDay localDayOf(Clock::Wall time)
{
    const std::tm local = localTimeOf(time);
    return {fmt::format("{:04}-{:02}-{:02}", local.tm_year + 1900, local.tm_mon + 1, local.tm_mday), midnight(local, 0),
            midnight(local, 1)};
}

} // namespace mirrorlake::meter
