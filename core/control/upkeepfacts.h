// What the snapshot says of limits, eviction, upstream's routes and this process. Plain values.
#pragma once

#include "meter/requestlog.h"
#include "preload/predictor.h"
#include "sweep/sweeper.h"
#include "upstream/hub.h"

#include <string>
#include <vector>

namespace mirrorlake::control {

struct ProcessFacts
{
    double cpuSeconds = 0;
    std::int64_t residentBytes = 0;
    std::int64_t openFiles = 0;
    double memoryUse = 0; ///< of what may be used (control group or machine), 0 to 1
    bool isMemoryTight = false;
};

/// What a gigabyte from upstream costs.
struct PriceFacts
{
    double perGigabyte = 0; ///< 0: not set
    std::string currency;

    double of(std::int64_t bytes) const { return perGigabyte * static_cast<double>(bytes) / 1e9; }
};

struct UpkeepFacts
{
    int requests = 0;            ///< under way
    int waiting = 0;             ///< for their turn
    std::int64_t turnedAway = 0; ///< since the start
    std::string clientsLevel;    ///< "full", "limited" or "off": of this hour
    std::string upstreamLevel;
    meter::RequestCounts counts;
    sweep::SweepFacts eviction;
    std::vector<upstream::RouteHealth> routes;
    ProcessFacts process;
    std::int64_t servedBytes = 0;  ///< to clients, since the start
    std::int64_t fetchedBytes = 0; ///< from upstream, since the start
    PriceFacts price;
    preload::Predictor::Counts guesses; ///< of what clients want next
};

} // namespace mirrorlake::control
