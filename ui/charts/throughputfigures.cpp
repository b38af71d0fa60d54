#include "ui/charts/throughputfigures.h"

#include <QDateTime>

#include <algorithm>

namespace mirrorlake::ui {

std::span<const meter::RatePoint> lastMinuteOf(const std::vector<meter::RatePoint> &points,
                                               std::int64_t nowMilliseconds)
{
    return pointsWithin(points, {}, nowMilliseconds);
}

std::span<const meter::RatePoint> pointsWithin(const std::vector<meter::RatePoint> &points, const ChartSpan &span,
                                               std::int64_t nowMilliseconds)
{
    const auto first =
        std::ranges::lower_bound(points, nowMilliseconds - span.length, {}, &meter::RatePoint::unixMilliseconds);
    return {first, points.end()};
}

std::vector<std::int64_t> ticksOf(const ChartSpan &span, std::int64_t nowMilliseconds)
{
    const std::int64_t local = QDateTime::fromMSecsSinceEpoch(nowMilliseconds).offsetFromUtc() * std::int64_t{1000};
    const std::int64_t from = nowMilliseconds - span.length + local;
    std::vector<std::int64_t> ticks;
    for (std::int64_t tick = (from + span.tick - 1) / span.tick * span.tick; tick <= nowMilliseconds + local;
         tick += span.tick)
        ticks.push_back(tick - local);
    return ticks;
}

ThroughputFigures figuresOf(std::span<const meter::RatePoint> points)
{
    ThroughputFigures figures;
    if (points.empty())
        return figures;
    figures.isEmpty = false;
    for (const meter::RatePoint &point : points) {
        figures.toClients.peak = std::max(figures.toClients.peak, point.toClients);
        figures.fromUpstream.peak = std::max(figures.fromUpstream.peak, point.fromUpstream);
        figures.toClients.mean += point.toClients / double(points.size());
        figures.fromUpstream.mean += point.fromUpstream / double(points.size());
    }
    figures.toClients.current = points.back().toClients;
    figures.fromUpstream.current = points.back().fromUpstream;
    figures.isQuiet = figures.toClients.peak == 0 && figures.fromUpstream.peak == 0;
    return figures;
}

std::vector<std::span<const meter::RatePoint>> runsOf(std::span<const meter::RatePoint> points, std::int64_t gap)
{
    std::vector<std::span<const meter::RatePoint>> runs;
    std::size_t start = 0;
    for (std::size_t i = 1; i <= points.size(); ++i) {
        const bool isEnd = i == points.size();
        if (!isEnd && points[i].unixMilliseconds - points[i - 1].unixMilliseconds <= gap)
            continue;
        runs.push_back(points.subspan(start, i - start));
        start = i;
    }
    return runs;
}

} // namespace mirrorlake::ui
