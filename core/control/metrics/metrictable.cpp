#include "control/metrics/metrics.h"

#include <array>
#include <map>

namespace mirrorlake::control {

namespace {

using Samples = std::vector<Sample>;

template<typename T>
Samples one(T value)
{
    return {{{}, static_cast<double>(value)}};
}

constexpr std::array<const char *, 6> outcomes{"none", "hit", "joined", "miss", "stale", "rejected"};

Samples byOutcome(const Snapshot &snapshot)
{
    Samples samples;
    for (std::size_t i = 0; i < outcomes.size(); ++i)
        samples.push_back({outcomes[i], static_cast<double>(snapshot.upkeep->counts.byOutcome[i])});
    return samples;
}

Samples byClass(const Snapshot &snapshot)
{
    Samples samples;
    for (std::size_t i = 1; i < snapshot.upkeep->counts.byClass.size(); ++i)
        samples.push_back({std::to_string(i) + "xx", static_cast<double>(snapshot.upkeep->counts.byClass[i])});
    return samples;
}

Samples fillsByState(const Snapshot &snapshot)
{
    std::map<std::string, double> counts{
        {"filling", 0}, {"stalled", 0}, {"verifying", 0}, {"waiting for space", 0}, {"failed", 0}};
    for (const fill::FillSnapshot &fill : snapshot.fills)
        ++counts[fill.state];
    Samples samples;
    for (const auto &[state, count] : counts)
        samples.push_back({state, count});
    return samples;
}

Samples jobsByState(const Snapshot &snapshot)
{
    std::map<std::string, double> counts;
    for (const preload::Job &job : *snapshot.jobs)
        ++counts[std::string(preload::nameOf(job.state))];
    Samples samples;
    for (const auto &[state, count] : counts)
        samples.push_back({state, count});
    return samples;
}

template<typename Value>
Samples byRoute(const Snapshot &snapshot, Value value)
{
    Samples samples;
    for (std::size_t i = 0; i < snapshot.upkeep->routes.size(); ++i)
        samples.push_back({std::to_string(i + 1), static_cast<double>(value(snapshot.upkeep->routes[i]))});
    return samples;
}

double activeClients(const Snapshot &snapshot)
{
    double count = 0;
    for (const meter::ClientFigures &client : snapshot.figures.clients)
        count += client.active.empty() ? 0 : 1;
    return count;
}

constexpr auto gauge = MetricKind::Gauge;
constexpr auto counter = MetricKind::Counter;
using S = const Snapshot &;
using Route = const upstream::RouteHealth &;

const std::array table{
    Metric{"mirrorlake_info", gauge, "Always 1; the label is the version of the program.", "version",
           [](S) -> Samples {
               return {{MIRRORLAKE_VERSION, 1}};
           }},
    Metric{"mirrorlake_serving",
           gauge,
           "1 while the mirror serves.",
           {},
           [](S s) { return one(s.state == MirrorState::Serving); }},
    Metric{"mirrorlake_start_time_seconds",
           gauge,
           "When it began to serve, in seconds since 1970.",
           {},
           [](S s) { return one(s.servingSince); }},
    Metric{"mirrorlake_offline", gauge, "1 in offline mode.", {}, [](S s) { return one(s.isOffline); }},

    Metric{"mirrorlake_results_total", counter,
           "Ended requests by how they were answered: from the cache (hit, stale), from a running download (joined), "
           "from upstream (miss), refused, or none of these.",
           "result", byOutcome},
    Metric{"mirrorlake_replies_total", counter, "Ended requests by class of status.", "class", byClass},
    Metric{"mirrorlake_replies_cut_total",
           counter,
           "Replies that the client did not wait for, or that were cut.",
           {},
           [](S s) { return one(s.upkeep->counts.cut); }},
    Metric{"mirrorlake_requests_turned_away_total",
           counter,
           "Requests answered 429 by the mirror itself.",
           {},
           [](S s) { return one(s.upkeep->turnedAway); }},
    Metric{"mirrorlake_requests", gauge, "Requests under way.", {}, [](S s) { return one(s.upkeep->requests); }},
    Metric{"mirrorlake_requests_waiting",
           gauge,
           "Requests that wait for their turn.",
           {},
           [](S s) { return one(s.upkeep->waiting); }},
    Metric{"mirrorlake_transfers",
           gauge,
           "Replies with bytes of a repository under way.",
           {},
           [](S s) { return one(s.figures.activeTransfers); }},
    Metric{"mirrorlake_clients",
           gauge,
           "Clients with a transfer under way.",
           {},
           [](S s) { return one(activeClients(s)); }},
    Metric{"mirrorlake_client_bytes_total",
           counter,
           "Bytes of repositories sent to clients.",
           {},
           [](S s) { return one(s.upkeep->servedBytes); }},
    Metric{"mirrorlake_upstream_bytes_total",
           counter,
           "Bytes of files that came from upstream.",
           {},
           [](S s) { return one(s.upkeep->fetchedBytes); }},

    Metric{"mirrorlake_fills", gauge, "Running downloads from upstream by state.", "state", fillsByState},
    Metric{"mirrorlake_jobs", gauge, "Pre-downloads by state.", "state", jobsByState},

    Metric{"mirrorlake_guesses_total",
           counter,
           "Repositories whose files were fetched ahead because a client took their config.json.",
           {},
           [](S s) { return one(s.upkeep->guesses.guesses); }},
    Metric{"mirrorlake_guesses_right_total",
           counter,
           "Of these, those whose weights a client took within an hour.",
           {},
           [](S s) { return one(s.upkeep->guesses.right); }},

    Metric{"mirrorlake_cache_bytes",
           gauge,
           "Bytes of complete files that are held.",
           {},
           [](S s) { return one(s.upkeep->eviction.heldBytes); }},
    Metric{"mirrorlake_trash_bytes",
           gauge,
           "Bytes of files that went and can still come back.",
           {},
           [](S s) { return one(s.upkeep->eviction.trashBytes); }},
    Metric{"mirrorlake_evicted_files_total",
           counter,
           "Files that went.",
           {},
           [](S s) { return one(s.upkeep->eviction.sweptBlobs); }},
    Metric{"mirrorlake_evicted_bytes_total",
           counter,
           "Bytes of files that went.",
           {},
           [](S s) { return one(s.upkeep->eviction.sweptBytes); }},
    Metric{"mirrorlake_cache_over_bounds",
           gauge,
           "1 when the bounds of the cache cannot be kept, because what is left is pinned, in use or too young.",
           {},
           [](S s) { return one(s.upkeep->eviction.isShort); }},
    Metric{"mirrorlake_disk_free_bytes",
           gauge,
           "Free bytes of the data folder's disk.",
           {},
           [](S s) { return one(s.freeSpace); }},
    Metric{"mirrorlake_disk_size_bytes", gauge, "Bytes of that disk in all.", {}, [](S s) { return one(s.diskSize); }},

    Metric{"mirrorlake_route_up", gauge, "1 while an upstream works; routes are numbered in the order of the settings.",
           "route",
           [](S s) { return byRoute(s, [](Route r) { return r.state == upstream::RouteHealth::State::Working; }); }},
    Metric{"mirrorlake_route_requests_total", counter, "Requests to an upstream.", "route",
           [](S s) { return byRoute(s, [](Route r) { return r.requests; }); }},
    Metric{"mirrorlake_route_bytes_total", counter, "Bytes of files and git's answers that came by an upstream.",
           "route", [](S s) { return byRoute(s, [](Route r) { return r.bytes; }); }},
    Metric{"mirrorlake_route_errors_total", counter, "Requests to an upstream that failed.", "route",
           [](S s) { return byRoute(s, [](Route r) { return r.errors; }); }},
    Metric{"mirrorlake_route_wrong_bytes_total", counter, "Files of an upstream that did not match their hash.",
           "route", [](S s) { return byRoute(s, [](Route r) { return r.wrongBytes; }); }},
    Metric{"mirrorlake_route_latency_seconds", gauge, "Time to the headers of an answer, moving average.", "route",
           [](S s) { return byRoute(s, [](Route r) { return static_cast<double>(r.latency.count()) / 1000; }); }},

    Metric{"mirrorlake_memory_tight",
           gauge,
           "1 while memory is scarce and whatever nobody asks for now rests.",
           {},
           [](S s) { return one(s.upkeep->process.isMemoryTight); }},
    Metric{"mirrorlake_memory_use_ratio",
           gauge,
           "Share of the memory that may be used.",
           {},
           [](S s) { return one(s.upkeep->process.memoryUse); }},
    Metric{"mirrorlake_process_cpu_seconds_total",
           counter,
           "Processor time of the process.",
           {},
           [](S s) { return one(s.upkeep->process.cpuSeconds); }},
    Metric{"mirrorlake_process_resident_memory_bytes",
           gauge,
           "Memory of the process.",
           {},
           [](S s) { return one(s.upkeep->process.residentBytes); }},
    Metric{"mirrorlake_process_open_fds",
           gauge,
           "Open file descriptors of the process.",
           {},
           [](S s) { return one(s.upkeep->process.openFiles); }},
};

} // namespace

std::span<const Metric> metrics()
{
    return table;
}

} // namespace mirrorlake::control
