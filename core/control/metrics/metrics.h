// The snapshot in Prometheus' text format, and the document that describes every metric; both made from one table.
// Labels hold names of ours only (outcomes, states, numbers of routes), so their values are few. Pure.
#pragma once

#include "control/snapshot.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mirrorlake::control {

struct Sample
{
    std::string label; ///< value of the metric's label, or empty
    double value = 0;
};

enum class MetricKind
{
    Gauge,
    Counter ///< since the mirror was started
};

struct Metric
{
    std::string_view name;
    MetricKind kind = MetricKind::Gauge;
    std::string_view help;
    std::string_view label = {}; ///< its one label, or none
    std::vector<Sample> (*samples)(const Snapshot &) = nullptr;
};

std::span<const Metric> metrics();
std::string metricsText(const Snapshot &snapshot);
/// docs/metrics.md.
std::string metricsDocument();

} // namespace mirrorlake::control
