// The day of a moment by the machine's local calendar, and the moments at which it begins and ends. Pure but for the
// time zone. Thread: any.
#pragma once

#include "base/clock.h"

#include <string>

namespace mirrorlake::meter {

struct LocalDay
{
    std::string name;       ///< "2026-11-21"
    Clock::Wall begin = {}; ///< local midnight
    Clock::Wall end = {};   ///< the next local midnight

    bool contains(Clock::Wall time) const { return time >= begin && time < end; }
};

LocalDay localDayOf(Clock::Wall time);

} // namespace mirrorlake::meter
