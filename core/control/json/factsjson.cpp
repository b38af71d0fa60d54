#include "control/json/factsjson.h"

#include "control/json/jsonfields.h"

namespace mirrorlake::upstream {

namespace {

constexpr std::array<std::string_view, 3> routeStates{"working", "resting", "probing"};

}

template<typename Io>
void fieldsOf(Io &io, RouteHealth &route)
{
    io("url", route.url);
    io("authoritative", route.isAuthoritative);
    control::wordOf(io, "state", route.state, routeStates);
    io.as(
        "latency_ms", [&] { return std::int64_t{route.latency.count()}; },
        [&](std::int64_t milliseconds) { route.latency = std::chrono::milliseconds(milliseconds); });
    io("bytes_per_second", route.bytesPerSecond);
    io("requests", route.requests);
    io("errors", route.errors);
    io("wrong_bytes", route.wrongBytes);
    io("bytes", route.bytes);
    io("budget_left", route.budgetLeft);
    io("last_error", route.lastError);
}

} // namespace mirrorlake::upstream

namespace mirrorlake::sweep {

template<typename Io>
void fieldsOf(Io &io, SweepFacts &cache)
{
    io("held_bytes", cache.heldBytes);
    io("trash_bytes", cache.trashBytes);
    io("swept_blobs", cache.sweptBlobs);
    io("swept_bytes", cache.sweptBytes);
    io("last_sweep_at", cache.lastSweepAt);
    io("is_short", cache.isShort);
}

} // namespace mirrorlake::sweep

namespace mirrorlake::preload {

template<typename Io>
void fieldsOf(Io &io, Predictor::Counts &guesses)
{
    io("made", guesses.guesses);
    io("right", guesses.right);
}

} // namespace mirrorlake::preload

namespace mirrorlake::control {

template<typename Io>
void fieldsOf(Io &io, PriceFacts &price)
{
    io("per_gigabyte", price.perGigabyte);
    io("currency", price.currency);
}

template<typename Io>
void fieldsOf(Io &io, ProcessFacts &process)
{
    io("cpu_seconds", process.cpuSeconds);
    io("resident_bytes", process.residentBytes);
    io("open_files", process.openFiles);
    io("memory_use", process.memoryUse);
    io("is_memory_tight", process.isMemoryTight);
}

template<typename Io>
void fieldsOf(Io &io, UpkeepFacts &facts)
{
    io("requests", facts.requests);
    io("waiting", facts.waiting);
    io("turned_away", facts.turnedAway);
    io("clients_level", facts.clientsLevel);
    io("upstream_level", facts.upstreamLevel);
    io("served_bytes", facts.servedBytes);
    io("fetched_bytes", facts.fetchedBytes);
    io("cache", facts.eviction);
    io("results", facts.counts.byOutcome);
    io("statuses", facts.counts.byClass);
    io("cut", facts.counts.cut);
    io("reply_bytes", facts.counts.bytes);
    io("routes", facts.routes);
    io("guesses", facts.guesses);
    io("price", facts.price);
    io("process", facts.process);
}

nlohmann::ordered_json asJson(const UpkeepFacts &facts)
{
    return FieldWriter::asJson(facts);
}

UpkeepFacts upkeepFactsFrom(const nlohmann::json &json)
{
    UpkeepFacts facts;
    FieldReader::take(json, facts);
    return facts;
}

} // namespace mirrorlake::control
