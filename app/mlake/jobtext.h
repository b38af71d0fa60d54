// Jobs as lines for a terminal. Pure.
#pragma once

#include "preload/job.h"

#include <string>
#include <vector>

namespace mirrorlake::app {

std::string jobsText(const std::vector<preload::Job> &jobs);
/// "[#####     ]  51 %  1.2 GB of 2.4 GB  80 MB/s  15 s left  downloading", at most this wide.
std::string progressLine(const preload::Job &job, std::size_t width);
/// "2h 05min", "45 s"; "-" for less than nothing.
std::string durationOf(std::int64_t seconds);

} // namespace mirrorlake::app
