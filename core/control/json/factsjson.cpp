#include "control/json/factsjson.h"

#include <algorithm>
#include <array>

namespace mirrorlake::control {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;
using upstream::RouteHealth;

constexpr std::array<std::string_view, 3> routeStates{"working", "resting", "probing"};

ordered_json asJson(const RouteHealth &route)
{
    return {{"url", route.url},
            {"authoritative", route.isAuthoritative},
            {"state", routeStates[static_cast<std::size_t>(route.state)]},
            {"latency_ms", route.latency.count()},
            {"bytes_per_second", route.bytesPerSecond},
            {"requests", route.requests},
            {"errors", route.errors},
            {"wrong_bytes", route.wrongBytes},
            {"bytes", route.bytes},
            {"budget_left", route.budgetLeft},
            {"last_error", route.lastError}};
}

RouteHealth routeFrom(const json &object)
{
    RouteHealth route;
    route.url = object.value("url", "");
    route.isAuthoritative = object.value("authoritative", true);
    const auto state = std::ranges::find(routeStates, object.value("state", ""));
    if (state != routeStates.end())
        route.state = static_cast<RouteHealth::State>(state - routeStates.begin());
    route.latency = std::chrono::milliseconds(object.value("latency_ms", std::int64_t{0}));
    route.bytesPerSecond = object.value("bytes_per_second", 0.0);
    route.requests = object.value("requests", std::int64_t{0});
    route.errors = object.value("errors", std::int64_t{0});
    route.wrongBytes = object.value("wrong_bytes", std::int64_t{0});
    route.bytes = object.value("bytes", std::int64_t{0});
    route.budgetLeft = object.value("budget_left", -1);
    route.lastError = object.value("last_error", "");
    return route;
}

} // namespace

ordered_json asJson(const UpkeepFacts &facts)
{
    ordered_json routes = ordered_json::array();
    for (const upstream::RouteHealth &route : facts.routes)
        routes.push_back(asJson(route));
    return {{"requests", facts.requests},
            {"waiting", facts.waiting},
            {"turned_away", facts.turnedAway},
            {"clients_level", facts.clientsLevel},
            {"upstream_level", facts.upstreamLevel},
            {"served_bytes", facts.servedBytes},
            {"fetched_bytes", facts.fetchedBytes},
            {"cache",
             {{"held_bytes", facts.eviction.heldBytes},
              {"trash_bytes", facts.eviction.trashBytes},
              {"swept_blobs", facts.eviction.sweptBlobs},
              {"swept_bytes", facts.eviction.sweptBytes},
              {"last_sweep_at", facts.eviction.lastSweepAt},
              {"is_short", facts.eviction.isShort}}},
            {"results", facts.counts.byOutcome},
            {"statuses", facts.counts.byClass},
            {"cut", facts.counts.cut},
            {"reply_bytes", facts.counts.bytes},
            {"routes", std::move(routes)},
            {"guesses", {{"made", facts.guesses.guesses}, {"right", facts.guesses.right}}},
            {"price", {{"per_gigabyte", facts.price.perGigabyte}, {"currency", facts.price.currency}}},
            {"process",
             {{"cpu_seconds", facts.process.cpuSeconds},
              {"resident_bytes", facts.process.residentBytes},
              {"open_files", facts.process.openFiles},
              {"memory_use", facts.process.memoryUse},
              {"is_memory_tight", facts.process.isMemoryTight}}}};
}

UpkeepFacts upkeepFactsFrom(const json &object)
{
    UpkeepFacts facts;
    facts.requests = object.value("requests", 0);
    facts.waiting = object.value("waiting", 0);
    facts.turnedAway = object.value("turned_away", std::int64_t{0});
    facts.clientsLevel = object.value("clients_level", "");
    facts.upstreamLevel = object.value("upstream_level", "");
    facts.servedBytes = object.value("served_bytes", std::int64_t{0});
    facts.fetchedBytes = object.value("fetched_bytes", std::int64_t{0});
    facts.counts.byOutcome = object.value("results", facts.counts.byOutcome);
    facts.counts.byClass = object.value("statuses", facts.counts.byClass);
    facts.counts.cut = object.value("cut", std::int64_t{0});
    facts.counts.bytes = object.value("reply_bytes", std::int64_t{0});
    const json routes = object.value("routes", json::array());
    for (const json &route : routes.get_ref<const json::array_t &>())
        facts.routes.push_back(routeFrom(route));
    const json guesses = object.value("guesses", json::object());
    facts.guesses = {guesses.value("made", std::int64_t{0}), guesses.value("right", std::int64_t{0})};
    const json price = object.value("price", json::object());
    facts.price.perGigabyte = price.value("per_gigabyte", 0.0);
    facts.price.currency = price.value("currency", "");
    const json cache = object.value("cache", json::object());
    facts.eviction.heldBytes = cache.value("held_bytes", std::int64_t{0});
    facts.eviction.trashBytes = cache.value("trash_bytes", std::int64_t{0});
    facts.eviction.sweptBlobs = cache.value("swept_blobs", std::int64_t{0});
    facts.eviction.sweptBytes = cache.value("swept_bytes", std::int64_t{0});
    facts.eviction.lastSweepAt = cache.value("last_sweep_at", std::int64_t{0});
    facts.eviction.isShort = cache.value("is_short", false);
    const json process = object.value("process", json::object());
    facts.process.cpuSeconds = process.value("cpu_seconds", 0.0);
    facts.process.residentBytes = process.value("resident_bytes", std::int64_t{0});
    facts.process.openFiles = process.value("open_files", std::int64_t{0});
    facts.process.memoryUse = process.value("memory_use", 0.0);
    facts.process.isMemoryTight = process.value("is_memory_tight", false);
    return facts;
}

} // namespace mirrorlake::control
