#include "sweep/plan.h"

#include "sweep/planner.h"

namespace mirrorlake::sweep {

std::string_view nameOf(Reason reason)
{
    switch (reason) {
    case Reason::SizeCap:
        return "size-cap";
    case Reason::FreeSpace:
        return "free-space";
    case Reason::ByHand:
        return "by-hand";
    case Reason::Age:
        return "age";
    case Reason::HardAge:
        return "hard-age";
    case Reason::Unreferenced:
        return "unreferenced";
    case Reason::OldCommit:
        return "old-commit";
    case Reason::Partial:
        return "partial";
    }
    return "by-hand";
}

Plan makePlan(const CacheView &view, const Policy &policy, const Rules &rules, std::int64_t toFree, Reason reason)
{
    Planner planner(view, policy, rules);
    planner.applyAges();
    planner.applyUnreferenced();
    planner.applyOldCommits();
    planner.free(toFree, reason);
    return planner.takePlan();
}

} // namespace mirrorlake::sweep
