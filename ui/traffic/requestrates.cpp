#include "ui/traffic/requestrates.h"

#include <algorithm>

namespace mirrorlake::ui {

namespace {

constexpr qint64 steps = 60;

} // namespace

RequestRates requestRates(const std::vector<RequestRow> &rows, const ChartSpan &span, qint64 knownSince, qint64 now)
{
    const qint64 step = span.length / steps;
    const qint64 end = now / step * step;
    const qint64 from = std::max(end - span.length, (knownSince + step - 1) / step * step);
    RequestRates rates;
    for (qint64 at = from + step; at <= end; at += step)
        rates.points.push_back({.unixMilliseconds = at});
    if (rates.points.empty())
        return rates;
    const double perRequest = 1000.0 / double(step);
    for (const RequestRow &row : rows) {
        const qint64 ended = row.at + row.took;
        if (row.isOpen || ended < from || ended >= end)
            continue;
        RequestPoint &point = rates.points[std::size_t((ended - from) / step)];
        const RequestResult result = resultOf(row);
        if (result == RequestResult::Hit || result == RequestResult::Stale)
            point.hits += perRequest;
        else if (result == RequestResult::Joined)
            point.joined += perRequest;
        else if (result == RequestResult::Miss)
            point.misses += perRequest;
        else if (result == RequestResult::Rejected || result == RequestResult::Failed)
            ++rates.errors;
    }
    for (const RequestPoint &point : rates.points) {
        rates.hits += point.hits / double(rates.points.size());
        rates.joined += point.joined / double(rates.points.size());
        rates.misses += point.misses / double(rates.points.size());
    }
    return rates;
}

} // namespace mirrorlake::ui
