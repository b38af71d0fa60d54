// Is the clock right? The Date of the first route that answers knows.
#include "doctor/checks.h"

#include <ctime>

namespace mirrorlake::doctor {

namespace {

constexpr std::int64_t noticeable = 30;
constexpr std::int64_t harmful = 300; ///< signed links and certificates fail

/// Unix seconds of "Sat, 21 Nov 2026 12:00:00 GMT"; nothing for what is none.
std::optional<std::int64_t> timeOf(const std::string &date)
{
    std::tm parts = {};
    const char *end = ::strptime(date.c_str(), "%a, %d %b %Y %H:%M:%S", &parts);
    if (!end)
        return std::nullopt;
    return static_cast<std::int64_t>(::timegm(&parts));
}

} // namespace

Findings checkClock(const Bench &bench)
{
    for (const Visit &visit : bench.visits) {
        if (!visit.list || !*visit.list)
            continue;
        const auto there = timeOf(std::string((*visit.list)->header("Date").value_or("")));
        if (!there)
            continue;
        const std::int64_t away = std::abs(unixSeconds(visit.askedAt) - *there);
        const char *code = away > harmful ? "clock-wrong" : away > noticeable ? "clock-off" : "clock-right";
        return {{code, {visit.parts.host, std::to_string(away)}}};
    }
    return {{"clock-unknown"}};
}

} // namespace mirrorlake::doctor
