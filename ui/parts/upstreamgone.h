// Whether upstream can be reached, as far as it was asked. Pure.
#pragma once

#include "control/snapshot.h"

#include <algorithm>

namespace mirrorlake::ui {

/// Every route rests: each was asked and failed.
inline bool isUpstreamGone(const control::Snapshot &snapshot)
{
    const auto &routes = snapshot.upkeep->routes;
    return !snapshot.isOffline && !routes.empty() && std::ranges::all_of(routes, [](const auto &route) {
        return route.state != upstream::RouteHealth::State::Working;
    });
}

} // namespace mirrorlake::ui
