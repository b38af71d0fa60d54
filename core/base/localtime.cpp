#include "base/localtime.h"

namespace mirrorlake {

std::tm localTimeOf(Clock::Wall time)
{
    const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
    std::tm local = {};
#ifdef _WIN32
    localtime_s(&local, &seconds);
#else
    localtime_r(&seconds, &local);
#endif
    return local;
}

int minuteOfDay(Clock::Wall time)
{
    const std::tm local = localTimeOf(time);
    return local.tm_hour * 60 + local.tm_min;
}

bool hasPassed(int minute, std::int64_t before, std::int64_t now)
{
    std::tm local = localTimeOf(std::chrono::system_clock::from_time_t(static_cast<std::time_t>(now)));
    local.tm_hour = minute / 60;
    local.tm_min = minute % 60;
    local.tm_sec = 0;
    local.tm_isdst = -1;
    std::int64_t moment = std::mktime(&local);
    if (moment > now) {
        local.tm_mday -= 1;
        local.tm_isdst = -1;
        moment = std::mktime(&local);
    }
    return moment > before;
}

} // namespace mirrorlake
