// Requests per second by what became of them, counted from the list of requests. Pure.
#pragma once

#include "ui/charts/requestschart.h"
#include "ui/traffic/requestrow.h"

namespace mirrorlake::ui {

struct RequestRates
{
    std::vector<RequestPoint> points; ///< sixty for a span; none before the list begins
    double hits = 0;                  ///< means per second of the time that the points cover
    double joined = 0;
    double misses = 0;
    qint64 errors = 0; ///< rejected or failed
};

/// knownSince: unix milliseconds before which requests may be missing from the rows.
RequestRates requestRates(const std::vector<RequestRow> &rows, const ChartSpan &span, qint64 knownSince, qint64 now);

} // namespace mirrorlake::ui
