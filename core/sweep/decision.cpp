#include "sweep/decision.h"

#include <algorithm>

namespace mirrorlake::sweep {

std::int64_t overflowOf(const SweepOptions &options, const Standing &standing)
{
    std::int64_t over = 0;
    if (options.maxSize.count > 0)
        over = standing.held + standing.trash - options.maxSize.count;
    if (options.minFree.count > 0)
        over = std::max(over, options.minFree.count - standing.free);
    return std::max<std::int64_t>(over, 0);
}

Result<SweepResult> decide(const Librarian &librarian, const SweepOptions &options, const Demand &demand)
{
    SweepResult result;
    result.policy = demand.policy.empty() ? options.policy : demand.policy;
    const auto policy = makePolicy(result.policy);
    if (!policy)
        return fail(ErrorCode::BadRequest, "there is no policy " + result.policy);
    Rules rules = options.rules;
    if (!demand.withRules)
        rules = {.unit = rules.unit, .minAge = rules.minAge};
    const auto view = librarian.view(rules.needsTrees());
    if (!view)
        return fail(view.error());
    const Plan plan = makePlan(*view, *policy, rules, demand.bytes, demand.reason);
    result.freed = plan.freed;
    result.missing = plan.missing;
    result.keptPinned = plan.keptPinned;
    result.keptInUse = plan.keptInUse;
    result.keptYoung = plan.keptYoung;
    result.inflation = plan.inflation;
    for (const Going &going : plan.blobs) {
        const HeldBlob &blob = view->blobs[going.blob];
        result.items.push_back({blob.name.hash(), blob.facts.size, blob.facts.lastUsedAt, going.reason, {}});
    }
    for (const std::uint32_t index : plan.snapshots) {
        if (!view->snapshots[index].isNamed)
            result.oldCommits.emplace_back(view->snapshots[index].repo, view->snapshots[index].commit);
    }
    if (auto named = nameItems(librarian, result); !named)
        return fail(named.error());
    return result;
}

Result<void> nameItems(const Librarian &librarian, SweepResult &result)
{
    if (result.items.empty())
        return {};
    std::vector<BlobName> names;
    for (const SweptItem &item : result.items)
        names.emplace_back(item.hash);
    const auto places = librarian.placesOf(std::move(names));
    if (!places)
        return fail(places.error());
    for (SweptItem &item : result.items) {
        if (const auto place = places->find(BlobName(item.hash)); place != places->end())
            item.place = place->second;
    }
    return {};
}

} // namespace mirrorlake::sweep
