// Decides what goes. Pure: a view, a policy, rules and a number of bytes in; what goes, why, and what that frees out.
// Never chooses what is pinned or in use, nor (but for the hard age) what came or was used within the least age. A
// million blobs take well under two seconds. Thread: any.
#pragma once

#include "sweep/cacheview.h"
#include "sweep/policy.h"

#include <chrono>

namespace mirrorlake::sweep {

enum class Reason
{
    SizeCap,      ///< the cache is larger than it may be
    FreeSpace,    ///< the disk must keep more free
    ByHand,       ///< somebody asked for space
    Age,          ///< not used for too long
    HardAge,      ///< held for too long, used or not
    Unreferenced, ///< no known commit has it
    OldCommit,    ///< only commits that no branch or tag names any more have it
    Partial,      ///< begun long ago and never ended
};

/// "size-cap", "free-space", …; in history and JSON.
std::string_view nameOf(Reason reason);

enum class Unit
{
    Files,
    Snapshots
};

/// Each rule in seconds; 0: there is no such rule.
struct Rules
{
    Unit unit = Unit::Files;
    std::chrono::seconds minAge{0};
    std::chrono::seconds maxAge{0};     ///< since the last use
    std::chrono::seconds hardMaxAge{0}; ///< since it came
    std::chrono::seconds unreferencedAfter{0};
    std::chrono::seconds oldCommitsAfter{0};

    bool needsTrees() const { return unit == Unit::Snapshots || unreferencedAfter.count() || oldCommitsAfter.count(); }
};

struct Going
{
    std::uint32_t blob = 0; ///< index in the view
    Reason reason = Reason::ByHand;
};

struct Plan
{
    std::vector<Going> blobs;             ///< first to go first
    std::vector<std::uint32_t> snapshots; ///< indices of those that go as a whole
    std::int64_t freed = 0;               ///< bytes
    std::int64_t missing = 0;             ///< bytes of what was wished that cannot be freed
    double inflation = 0;                 ///< worth of the last that went by policy; 0 when none did
    // Held although they would have been next, each counted once
    std::int64_t keptPinned = 0;
    std::int64_t keptInUse = 0;
    std::int64_t keptYoung = 0;
};

/// What must go by the rules, and then as much as it takes for toFree bytes in all.
Plan makePlan(const CacheView &view, const Policy &policy, const Rules &rules, std::int64_t toFree, Reason reason);

} // namespace mirrorlake::sweep
