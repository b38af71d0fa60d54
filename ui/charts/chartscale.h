// The scale of the waterline chart: both halves are whole multiples of one step of 1, 2 or 5 times a power of ten, with
// 5 to 7 lines in all. It grows at once and shrinks only after the smaller scale has been enough for 30 s. Pure; time
// is passed in.
#pragma once

#include <cstdint>

namespace mirrorlake::ui {

struct ChartScale
{
    double step = 0;
    int above = 0; ///< steps above the zero line
    int below = 0; ///< steps below it

    double top() const { return step * above; }
    double bottom() const { return step * below; }
    bool operator==(const ChartScale &) const = default;
};

/// The tightest scale that holds both; never below 100 kB/s in all.
ChartScale scaleFor(double highestAbove, double highestBelow);

class SteadyScale
{
public:
    const ChartScale &update(double highestAbove, double highestBelow, std::int64_t nowMilliseconds);

private:
    ChartScale m_scale;
    std::int64_t m_neededAt = 0; ///< when the present scale was last really needed
};

} // namespace mirrorlake::ui
