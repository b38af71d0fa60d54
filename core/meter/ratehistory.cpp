#include "meter/ratehistory.h"

#include <algorithm>

namespace mirrorlake::meter {

namespace {

constexpr std::size_t maxPoints = 120;

} // namespace

std::optional<Span> spanNamed(std::string_view name)
{
    constexpr std::array<std::string_view, 4> names{"minute", "ten-minutes", "hour", "day"};
    const auto found = std::ranges::find(names, name);
    return found == names.end() ? std::nullopt : std::optional(static_cast<Span>(found - names.begin()));
}

void RateHistory::add(const RatePoint &point, double seconds)
{
    for (Ring &ring : m_rings) {
        ring.seconds += seconds;
        ring.toClients += point.toClients * seconds;
        ring.fromUpstream += point.fromUpstream * seconds;
        if (ring.seconds < ring.pointSeconds)
            continue;
        ring.points.push_back(
            {point.unixMilliseconds, ring.toClients / ring.seconds, ring.fromUpstream / ring.seconds});
        ring.seconds = ring.toClients = ring.fromUpstream = 0;
        if (ring.points.size() > maxPoints)
            ring.points.pop_front();
    }
}

std::vector<RatePoint> RateHistory::points(Span span) const
{
    const Ring &ring = m_rings[static_cast<std::size_t>(span)];
    return {ring.points.begin(), ring.points.end()};
}

} // namespace mirrorlake::meter
