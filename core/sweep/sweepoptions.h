// How a mirror's cache is kept within bounds. Plain values; by default nothing ever goes.
#pragma once

#include "base/bytes.h"
#include "sweep/plan.h"

#include <string>

namespace mirrorlake::sweep {

struct SweepOptions
{
    std::string policy = "lru"; ///< one of policyNames
    Rules rules{.minAge = std::chrono::hours(1)};
    Bytes maxSize{0};                                  ///< of all complete blobs and the trash; 0: no bound
    Bytes minFree{0};                                  ///< that new bytes can always take; 0: no bound
    std::chrono::seconds trashFor{7 * 24 * 3600};      ///< 0: nothing goes to the trash
    std::chrono::seconds partialsAfter{7 * 24 * 3600}; ///< unfinished and untouched for so long; 0: they stay
    int atMinute = -1;                                 ///< of the local day at which the rules apply; -1: every hour

    bool hasBounds() const { return maxSize.count > 0 || minFree.count > 0; }
    bool hasRules() const
    {
        return rules.maxAge.count() || rules.hardMaxAge.count() || rules.unreferencedAfter.count() ||
               rules.oldCommitsAfter.count();
    }
};

} // namespace mirrorlake::sweep
