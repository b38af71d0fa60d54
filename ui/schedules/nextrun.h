// When something that has hours runs next. Pure; times are unix seconds, hours are local.
#pragma once

#include "base/schedule.h"
#include "preload/job.h"

#include <cstdint>

namespace mirrorlake::ui {

/// The first moment not before this one at which the schedule is open.
std::int64_t nextOpen(const Schedule &schedule, std::int64_t notBefore);
/// When a job that is kept current looks again: an interval after it last did, within its hours or else those of the
/// settings. 0 while it is at work or waits for somebody.
std::int64_t nextLook(const preload::Job &job, const Schedule &ofSettings, std::int64_t interval, std::int64_t now);

} // namespace mirrorlake::ui
