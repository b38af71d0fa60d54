// A moment by this machine's calendar and clock, taken apart. Pure but for the time zone. Thread: any.
#pragma once

#include "base/clock.h"

#include <ctime>

namespace mirrorlake {

std::tm localTimeOf(Clock::Wall time);

/// Minutes since local midnight.
int minuteOfDay(Clock::Wall time);

/// True if a daily moment, so many minutes after local midnight, lies in (before, now]; both are unix seconds.
bool hasPassed(int minute, std::int64_t before, std::int64_t now);

} // namespace mirrorlake
