#include "ui/settings/weekrules.h"

#include <algorithm>

namespace mirrorlake::ui {

namespace {

constexpr int days = 7;
constexpr int hours = 24;
constexpr std::array<const char *, days> dayNames{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

/// Hours of one day that have the same level, which is not the one without a rule.
struct Run
{
    int from = 0;
    int to = 0;
    WeekLevel level = WeekLevel::Full;
    bool operator==(const Run &) const = default;
};

std::vector<Run> runsOf(const WeekCells &cells, int day)
{
    std::vector<Run> runs;
    for (int hour = 0; hour < hours; ++hour) {
        const WeekLevel level = cells[std::size_t(day * hours + hour)];
        if (level == WeekLevel::Limited)
            continue;
        if (!runs.empty() && runs.back().to == hour && runs.back().level == level)
            ++runs.back().to;
        else
            runs.push_back({hour, hour + 1, level});
    }
    return runs;
}

} // namespace

WeekCells cellsOf(const Week &week)
{
    WeekCells cells{};
    for (int day = 0; day < days; ++day) {
        for (int hour = 0; hour < hours; ++hour)
            cells[std::size_t(day * hours + hour)] = week.cell(day, hour);
    }
    return cells;
}

std::vector<std::string> rulesOf(const WeekCells &cells)
{
    std::array<std::vector<Run>, days> left;
    for (int day = 0; day < days; ++day)
        left[std::size_t(day)] = runsOf(cells, day);
    std::vector<std::string> rules;
    for (int day = 0; day < days; ++day) {
        for (const Run &run : left[std::size_t(day)]) {
            int last = day;
            while (last + 1 < days && std::erase(left[std::size_t(last + 1)], run) > 0)
                ++last;
            std::string rule = dayNames[std::size_t(day)];
            if (last > day)
                rule += std::string("-") + dayNames[std::size_t(last)];
            rule += " " + std::to_string(run.from) + "-" + std::to_string(run.to);
            rule += run.level == WeekLevel::Full ? " full" : " off";
            rules.push_back(rule);
        }
    }
    return rules;
}

} // namespace mirrorlake::ui
