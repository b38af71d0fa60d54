// What the last minute's points say in figures: current, peak and mean on each side, and the runs between gaps. Pure.
#pragma once

#include "meter/meter.h"

#include <span>
#include <vector>

namespace mirrorlake::ui {

struct SideFigures
{
    double current = 0;
    double peak = 0;
    double mean = 0;
};

struct ThroughputFigures
{
    SideFigures toClients;
    SideFigures fromUpstream;
    bool isEmpty = true; ///< nothing measured in the minute
    bool isQuiet = true; ///< measured, but nothing moved
};

constexpr std::int64_t shownMilliseconds = 60'000;
/// A pause longer than this between two points was not measured.
constexpr std::int64_t gapMilliseconds = 1'500;

/// Points not older than a minute before now, oldest first.
std::span<const meter::RatePoint> lastMinuteOf(const std::vector<meter::RatePoint> &points,
                                               std::int64_t nowMilliseconds);
ThroughputFigures figuresOf(std::span<const meter::RatePoint> points);
/// The points cut at gaps.
std::vector<std::span<const meter::RatePoint>> runsOf(std::span<const meter::RatePoint> points);

} // namespace mirrorlake::ui
