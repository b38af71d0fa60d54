#include "control/metrics/metrics.h"

#include <fmt/format.h>

namespace mirrorlake::control {

namespace {

std::string_view nameOf(MetricKind kind)
{
    return kind == MetricKind::Counter ? "counter" : "gauge";
}

std::string escaped(std::string_view value)
{
    std::string text;
    for (const char c : value) {
        if (c == '\\' || c == '"')
            text += '\\';
        text += c == '\n' ? ' ' : c;
    }
    return text;
}

} // namespace

std::string metricsText(const Snapshot &snapshot)
{
    std::string text;
    for (const Metric &metric : metrics()) {
        const auto samples = metric.samples(snapshot);
        if (samples.empty())
            continue;
        text += fmt::format("# HELP {} {}\n# TYPE {} {}\n", metric.name, metric.help, metric.name, nameOf(metric.kind));
        for (const Sample &sample : samples) {
            const std::string label = metric.label.empty()
                                          ? std::string()
                                          : fmt::format("{{{}=\"{}\"}}", metric.label, escaped(sample.label));
            text += fmt::format("{}{} {}\n", metric.name, label, sample.value);
        }
    }
    return text;
}

std::string metricsDocument()
{
    std::string text =
        "# Metrics\n\n"
        "`GET /-/metrics` answers in Prometheus' text format, without a token. `resources/grafana` has a "
        "dashboard and alert rules. Counters begin at 0 when the mirror starts.\n"
        "This page is made from the table in `core/control/metrics/metrictable.cpp`.\n\n"
        "| metric | kind | label | what |\n|---|---|---|---|\n";
    for (const Metric &metric : metrics())
        text += fmt::format("| `{}` | {} | {} | {} |\n", metric.name, nameOf(metric.kind), metric.label, metric.help);
    return text;
}

} // namespace mirrorlake::control
