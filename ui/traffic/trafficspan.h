// The times that the traffic page can look back on: live ones as a line, days and months as bars. Plain values.
#pragma once

#include "control/upkeeporder.h"
#include "ui/charts/throughputfigures.h"

#include <QStringList>

namespace mirrorlake::ui {

enum class TrafficSpan
{
    Minute,
    TenMinutes,
    Hour,
    Day,
    Days,
    Months
};

constexpr bool isLive(TrafficSpan span)
{
    return span < TrafficSpan::Days;
}

/// Of a live one.
constexpr ChartSpan chartSpanOf(TrafficSpan span)
{
    constexpr std::int64_t minute = 60'000;
    switch (span) {
    case TrafficSpan::TenMinutes:
        return {10 * minute, 2 * minute, 15'000};
    case TrafficSpan::Hour:
        return {60 * minute, 10 * minute, 90'000};
    case TrafficSpan::Day:
        return {24 * 60 * minute, 4 * 60 * minute, 30 * minute};
    default:
        return {};
    }
}

/// As UpkeepVerb::Rates names it.
constexpr const char *rateNameOf(TrafficSpan span)
{
    constexpr std::array names{"minute", "ten-minutes", "hour", "day", "", ""};
    return names[std::size_t(span)];
}

/// "1 min" and so on, in the order of the spans.
QStringList spanTexts();

} // namespace mirrorlake::ui
