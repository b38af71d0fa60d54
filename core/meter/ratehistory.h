// Rates of the last minute, ten minutes, hour and day: rings of at most 120 points, each the mean of its time. Guarded
// by its owner.
#pragma once

#include "meter/meter.h"

#include <array>
#include <deque>

namespace mirrorlake::meter {

class RateHistory
{
public:
    void add(const RatePoint &point, double seconds);
    std::vector<RatePoint> points(Span span) const;

private:
    struct Ring
    {
        double pointSeconds = 0;
        double seconds = 0;   ///< of the point that is open
        double toClients = 0; ///< bytes of it
        double fromUpstream = 0;
        std::deque<RatePoint> points;
    };

    std::array<Ring, 4> m_rings{Ring{0, 0, 0, 0, {}}, Ring{5, 0, 0, 0, {}}, Ring{30, 0, 0, 0, {}},
                                Ring{720, 0, 0, 0, {}}}; ///< index: Span
};

} // namespace mirrorlake::meter
