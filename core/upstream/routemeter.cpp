#include "upstream/routemeter.h"

#include <algorithm>

namespace mirrorlake::upstream {

namespace {

constexpr double newShare = 0.25;
constexpr std::chrono::seconds memory{60};
constexpr std::int64_t leastBytes = 64 * 1024; ///< fewer say more of the latency than of the speed

} // namespace

void RouteMeter::Average::add(double sample, Clock::Steady now)
{
    const double before = at(now);
    value = before > 0 ? before + newShare * (sample - before) : sample;
    measured = now;
}

double RouteMeter::Average::at(Clock::Steady now) const
{
    return now - measured < memory ? value : 0;
}

void RouteMeter::answered(std::chrono::milliseconds latency, Clock::Steady now)
{
    ++m_requests;
    m_latency.add(static_cast<double>(std::max<std::int64_t>(latency.count(), 1)), now);
}

void RouteMeter::delivered(std::int64_t bytes, std::chrono::milliseconds took, Clock::Steady now)
{
    if (bytes >= leastBytes)
        m_speed.add(static_cast<double>(bytes) * 1000 / static_cast<double>(std::max<std::int64_t>(took.count(), 1)),
                    now);
}

std::chrono::milliseconds RouteMeter::latency(Clock::Steady now) const
{
    return std::chrono::milliseconds(static_cast<std::int64_t>(m_latency.at(now)));
}

double RouteMeter::bytesPerSecond(Clock::Steady now) const
{
    return m_speed.at(now);
}

} // namespace mirrorlake::upstream
