// What this process uses, and whether memory is scarce: above a share of what its control group or the machine gives,
// or when the kernel says that work waits for memory. Thread: any.
#pragma once

#include "control/upkeepfacts.h"

namespace mirrorlake::app {

/// Tight at this percentage of use, 0: never; wasTight: what was said before.
control::ProcessFacts processFacts(int percent, bool wasTight);

/// The numbers behind it, as the kernel writes them. Pure.
struct MemoryTexts
{
    std::string limit;    ///< memory.max of the control group: bytes, or "max"
    std::string current;  ///< memory.current
    std::string stat;     ///< memory.stat: of which inactive_file can be given back
    std::string meminfo;  ///< /proc/meminfo
    std::string pressure; ///< /proc/pressure/memory
};
/// Share of memory in use, 0 to 1.
double memoryUseOf(const MemoryTexts &texts);
/// Whether memory is scarce now, when it was before or not: at this percentage of use it becomes so, and a little below
/// it ends, so that it does not come and go. 0: never.
bool isMemoryTight(bool wasTight, double use, double pressure, int percent);
/// Percent of the last ten seconds in which some work waited for memory.
double memoryPressureOf(const std::string &pressure);

} // namespace mirrorlake::app
