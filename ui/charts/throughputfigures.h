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

/// How much time a chart shows, in milliseconds.
struct ChartSpan
{
    std::int64_t length = shownMilliseconds;
    std::int64_t tick = 10'000;         ///< between two labels
    std::int64_t gap = gapMilliseconds; ///< a longer pause between two points was not measured

    bool operator==(const ChartSpan &) const = default;
};

/// Points not older than a minute before now, oldest first.
std::span<const meter::RatePoint> lastMinuteOf(const std::vector<meter::RatePoint> &points,
                                               std::int64_t nowMilliseconds);
std::span<const meter::RatePoint> pointsWithin(const std::vector<meter::RatePoint> &points, const ChartSpan &span,
                                               std::int64_t nowMilliseconds);
ThroughputFigures figuresOf(std::span<const meter::RatePoint> points);
/// The points cut at gaps.
std::vector<std::span<const meter::RatePoint>> runsOf(std::span<const meter::RatePoint> points,
                                                      std::int64_t gap = gapMilliseconds);
/// Where the labels of the time axis stand: even and round in local time.
std::vector<std::int64_t> ticksOf(const ChartSpan &span, std::int64_t nowMilliseconds);

} // namespace mirrorlake::ui
