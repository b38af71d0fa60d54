// In which order routes are asked. Pure. Thread: any.
#pragma once

#include "upstream/routes.h"

#include <span>
#include <vector>

namespace mirrorlake::upstream {

/// What is known of a route at the moment of choosing.
struct RouteView
{
    bool isAvoided = false;               ///< gave wrong bytes
    bool isResting = false;               ///< failed lately
    bool isSpent = false;                 ///< its request budget makes us wait
    std::chrono::milliseconds latency{0}; ///< 0: not measured lately
    double bytesPerSecond = 0;            ///< 0: not measured lately
    double weight = 1;
};

/// Indices of all routes, the one to ask first in front. Routes that are avoided, resting or spent go behind, in this
/// order of weight; among equals the rule decides, and then the order as set. A fastest route that was not measured
/// lately is tried first.
std::vector<std::size_t> orderOfRoutes(std::span<const RouteView> routes, RouteRule rule,
                                       std::chrono::milliseconds margin, bool isForBytes);

} // namespace mirrorlake::upstream
