#include "upstream/routechoice.h"

#include <algorithm>
#include <numeric>

namespace mirrorlake::upstream {

namespace {

int handicap(const RouteView &route)
{
    return (route.isAvoided ? 4 : 0) + (route.isResting ? 2 : 0) + (route.isSpent ? 1 : 0);
}

/// Smaller is faster; 0 where nothing is known.
double cost(const RouteView &route, bool isForBytes)
{
    const double weight = std::max(route.weight, 0.001);
    if (isForBytes)
        return route.bytesPerSecond > 0 ? 1 / (route.bytesPerSecond * weight) : 0;
    return static_cast<double>(route.latency.count()) / weight;
}

} // namespace

std::vector<std::size_t> orderOfRoutes(std::span<const RouteView> routes, RouteRule rule,
                                       std::chrono::milliseconds margin, bool isForBytes)
{
    auto best = std::chrono::milliseconds::max();
    for (const RouteView &route : routes) {
        if (route.latency.count() > 0 && handicap(route) == 0)
            best = std::min(best, route.latency);
    }
    const auto isTooSlow = [&](const RouteView &route) { return best != best.max() && route.latency > best + margin; };

    std::vector<std::size_t> order(routes.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
        const RouteView &left = routes[a];
        const RouteView &right = routes[b];
        if (handicap(left) != handicap(right))
            return handicap(left) < handicap(right);
        if (rule == RouteRule::Fastest)
            return cost(left, isForBytes) < cost(right, isForBytes);
        return rule == RouteRule::SwitchWhenSlow && isTooSlow(left) < isTooSlow(right);
    });
    return order;
}

} // namespace mirrorlake::upstream
