// Requests, rates and days of traffic to look at: the same numbers every time. Pure.
#pragma once

#include "control/upkeeporder.h"

namespace mirrorlake::test {

/// Numbered from first, ended one after the other until sceneTime; every kind of result is among them.
std::vector<meter::RequestRecord> sceneRequests(int count, std::int64_t first = 1);
/// As a busy mirror answers Requests, Rates, Days, Months, Clients and Repos; everything else is empty.
control::UpkeepAnswer trafficAnswer(const control::UpkeepOrder &order);

} // namespace mirrorlake::test
