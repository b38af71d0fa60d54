// The newest lines of the log, for whoever follows it: ask with the number that the last answer gave, and get what came
// since. Thread: any.
#pragma once

#include "base/log.h"

namespace mirrorlake::log {

struct Tail
{
    std::vector<Line> lines; ///< oldest first
    std::uint64_t next = 0;  ///< what to ask with the next time
};

/// All kept lines for 0; at most 2000, so that whoever asks seldom misses some.
Tail since(std::uint64_t number);

} // namespace mirrorlake::log
