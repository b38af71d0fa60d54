#include "sweep/planner.h"

#include <algorithm>

namespace mirrorlake::sweep {

Planner::Planner(const CacheView &view, const Policy &policy, const Rules &rules)
    : m_view(view), m_policy(policy), m_rules(rules), m_hasGone(view.blobs.size()),
      m_hasSnapshotGone(view.snapshots.size()), m_uses(view.blobs.size())
{
    for (const HeldSnapshot &snapshot : view.snapshots) {
        for (const std::uint32_t blob : snapshot.blobs)
            ++m_uses[blob];
    }
}

bool Planner::isYoung(const HeldBlob &blob) const
{
    return m_view.now - std::max(blob.facts.arrivedAt, blob.facts.lastUsedAt) < m_rules.minAge.count();
}

bool Planner::mayGo(std::uint32_t index) const
{
    const HeldBlob &blob = m_view.blobs[index];
    return !hasGone(index) && !blob.isPinned && !blob.isInUse && !isYoung(blob);
}

/// A snapshot is one thing: while one of its files is wanted, all are.
bool Planner::mayGo(const HeldSnapshot &snapshot) const
{
    return std::ranges::all_of(snapshot.blobs,
                               [this](std::uint32_t blob) { return hasGone(blob) || m_uses[blob] > 1 || mayGo(blob); });
}

void Planner::countKept(const HeldBlob &blob)
{
    if (blob.isPinned)
        ++m_plan.keptPinned;
    else if (blob.isInUse)
        ++m_plan.keptInUse;
    else if (isYoung(blob))
        ++m_plan.keptYoung;
}

void Planner::letGo(std::uint32_t blob, Reason reason)
{
    m_hasGone[blob] = true;
    m_plan.blobs.push_back({blob, reason});
    m_plan.freed += m_view.blobs[blob].facts.size;
}

/// Frees only what no other snapshot that stays has too.
void Planner::letGo(const HeldSnapshot &snapshot, std::uint32_t index, Reason reason)
{
    m_hasSnapshotGone[index] = true;
    m_plan.snapshots.push_back(index);
    for (const std::uint32_t blob : snapshot.blobs) {
        if (--m_uses[blob] == 0 && mayGo(blob))
            letGo(blob, reason);
    }
}

void Planner::applyAges()
{
    for (std::uint32_t i = 0; i < m_view.blobs.size(); ++i) {
        const HeldBlob &blob = m_view.blobs[i];
        if (blob.isPinned || blob.isInUse)
            continue;
        const auto held = m_view.now - blob.facts.arrivedAt;
        const auto unused = m_view.now - std::max(blob.facts.lastUsedAt, blob.facts.arrivedAt);
        if (m_rules.hardMaxAge.count() > 0 && held >= m_rules.hardMaxAge.count())
            letGo(i, Reason::HardAge);
        else if (m_rules.maxAge.count() > 0 && unused >= m_rules.maxAge.count() && !isYoung(blob))
            letGo(i, Reason::Age);
    }
}

void Planner::applyUnreferenced()
{
    if (m_rules.unreferencedAfter.count() == 0)
        return;
    for (std::uint32_t i = 0; i < m_view.blobs.size(); ++i) {
        const HeldBlob &blob = m_view.blobs[i];
        const auto unused = m_view.now - std::max(blob.facts.lastUsedAt, blob.facts.arrivedAt);
        if (!blob.isReferenced && mayGo(i) && unused >= m_rules.unreferencedAfter.count())
            letGo(i, Reason::Unreferenced);
    }
}

void Planner::applyOldCommits()
{
    if (m_rules.oldCommitsAfter.count() == 0)
        return;
    for (std::uint32_t i = 0; i < m_view.snapshots.size(); ++i) {
        const HeldSnapshot &snapshot = m_view.snapshots[i];
        if (snapshot.isNamed || !mayGo(snapshot))
            continue;
        const bool isUsed = std::ranges::any_of(snapshot.blobs, [this](std::uint32_t blob) {
            const auto &facts = m_view.blobs[blob].facts;
            const auto unused = m_view.now - std::max(facts.lastUsedAt, facts.arrivedAt);
            return m_uses[blob] == 1 && unused < m_rules.oldCommitsAfter.count();
        });
        if (!isUsed)
            letGo(snapshot, i, Reason::OldCommit);
    }
}

/// Size is what would be freed now; the rest is that of its most wanted file.
Candidate Planner::candidateOf(const HeldSnapshot &snapshot) const
{
    Candidate all;
    for (const std::uint32_t blob : snapshot.blobs) {
        const Candidate &one = m_view.blobs[blob].facts;
        if (!hasGone(blob) && m_uses[blob] == 1)
            all.size += one.size;
        all.arrivedAt = std::max(all.arrivedAt, one.arrivedAt);
        all.lastUsedAt = std::max(all.lastUsedAt, one.lastUsedAt);
        all.hits = std::max(all.hits, one.hits);
        all.inflation = std::max(all.inflation, one.inflation);
    }
    return all;
}

std::vector<Planner::Entry> Planner::entries()
{
    const bool isBySnapshot = m_rules.unit == Unit::Snapshots;
    std::vector<Entry> found;
    found.reserve(isBySnapshot ? m_view.snapshots.size() : m_view.blobs.size());
    for (std::uint32_t i = 0; i < m_view.blobs.size(); ++i) {
        const HeldBlob &blob = m_view.blobs[i];
        if (hasGone(i))
            continue;
        countKept(blob);
        if (mayGo(i) && (!isBySnapshot || m_uses[i] == 0))
            found.push_back({m_policy.worth(blob.facts), blob.facts.lastUsedAt, i, false});
    }
    for (std::uint32_t i = 0; isBySnapshot && i < m_view.snapshots.size(); ++i) {
        if (m_hasSnapshotGone[i] || !mayGo(m_view.snapshots[i]))
            continue;
        const Candidate facts = candidateOf(m_view.snapshots[i]);
        found.push_back({m_policy.worth(facts), facts.lastUsedAt, i, true});
    }
    return found;
}

void Planner::free(std::int64_t toFree, Reason reason)
{
    if (m_plan.freed >= toFree)
        return;
    std::vector<Entry> byWorth = entries();
    std::ranges::sort(byWorth);
    for (const Entry &entry : byWorth) {
        if (m_plan.freed >= toFree)
            break;
        if (!entry.isSnapshot)
            letGo(entry.index, reason);
        else if (mayGo(m_view.snapshots[entry.index]))
            letGo(m_view.snapshots[entry.index], entry.index, reason);
        m_plan.inflation = m_policy.hasInflation() ? std::max(m_plan.inflation, entry.worth) : 0;
    }
    m_plan.missing = std::max<std::int64_t>(0, toFree - m_plan.freed);
}

} // namespace mirrorlake::sweep
