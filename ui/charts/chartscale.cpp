#include "ui/charts/chartscale.h"

#include <algorithm>
#include <cmath>

namespace mirrorlake::ui {

namespace {

constexpr double floorOfScale = 100e3;
constexpr int fewestSteps = 4;
constexpr int mostSteps = 6;
constexpr std::int64_t shrinkAfter = 30'000;

int stepsFor(double value, double step)
{
    return std::max(1, int(std::ceil(value / step - 1e-9)));
}

} // namespace

ChartScale scaleFor(double highestAbove, double highestBelow)
{
    const double above = std::max(highestAbove, floorOfScale);
    const double below = std::max(highestBelow, 0.0);
    const double decade = std::pow(10.0, std::floor(std::log10(std::max(above, below))) - 1);
    for (double power = decade;; power *= 10) {
        for (double factor : {1.0, 2.0, 5.0}) {
            ChartScale scale{power * factor, stepsFor(above, power * factor), stepsFor(below, power * factor)};
            if (scale.above + scale.below > mostSteps)
                continue;
            scale.above += std::max(0, fewestSteps - scale.above - scale.below);
            return scale;
        }
    }
}

const ChartScale &SteadyScale::update(double highestAbove, double highestBelow, std::int64_t nowMilliseconds)
{
    const ChartScale wanted = scaleFor(highestAbove, highestBelow);
    const bool isTooSmall = wanted.top() > m_scale.top() || wanted.bottom() > m_scale.bottom();
    if (isTooSmall || wanted == m_scale || nowMilliseconds - m_neededAt >= shrinkAfter) {
        m_scale = wanted;
        m_neededAt = nowMilliseconds;
    }
    return m_scale;
}

} // namespace mirrorlake::ui
