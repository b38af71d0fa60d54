// The work of makePlan(): one rule after the other over one view, each looking only at what still stays. Used once.
// Thread: its caller's.
#pragma once

#include "sweep/plan.h"

#include <compare>

namespace mirrorlake::sweep {

class Planner
{
public:
    Planner(const CacheView &view, const Policy &policy, const Rules &rules);

    void applyAges();
    void applyUnreferenced();
    void applyOldCommits();
    /// Lets the least worth go until so many bytes are free in all.
    void free(std::int64_t toFree, Reason reason);
    Plan takePlan() { return std::move(m_plan); }

private:
    /// A blob, or a snapshot with what only it has.
    struct Entry
    {
        double worth = 0;
        std::int64_t lastUsedAt = 0;
        std::uint32_t index = 0;
        bool isSnapshot = false;

        auto operator<=>(const Entry &) const = default; ///< what goes first stands first
    };

    bool isYoung(const HeldBlob &blob) const;
    bool mayGo(std::uint32_t blob) const;
    bool mayGo(const HeldSnapshot &snapshot) const;
    void countKept(const HeldBlob &blob);
    void letGo(std::uint32_t blob, Reason reason);
    void letGo(const HeldSnapshot &snapshot, std::uint32_t index, Reason reason);
    bool hasGone(std::uint32_t blob) const { return m_hasGone[blob]; }
    Candidate candidateOf(const HeldSnapshot &snapshot) const;
    std::vector<Entry> entries();

    const CacheView &m_view;
    const Policy &m_policy;
    const Rules m_rules;
    Plan m_plan;
    std::vector<bool> m_hasGone;         ///< by blob
    std::vector<bool> m_hasSnapshotGone; ///< by snapshot
    std::vector<std::uint32_t> m_uses;   ///< by blob: snapshots that stay and have it
};

} // namespace mirrorlake::sweep
