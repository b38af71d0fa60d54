#include "sweep/sweepoptions.h"

#include <ctime>

namespace mirrorlake::sweep {

bool hasPassed(int minute, std::int64_t before, std::int64_t now)
{
    const auto seconds = static_cast<std::time_t>(now);
    std::tm local = {};
    ::localtime_r(&seconds, &local);
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

} // namespace mirrorlake::sweep
