#include "settings/limitfields.h"

#include "base/week.h"
#include "settings/limitchecks.h"

#include <QtCore/qglobal.h>

#include <array>

namespace mirrorlake::settings {

namespace {

constexpr std::int64_t minute = 60 * 1000; // in milliseconds, as all durations
constexpr std::int64_t day = 24 * 60 * minute;
constexpr std::int64_t mib = 1024 * 1024;
constexpr std::int64_t gib = 1024 * mib;
constexpr std::int64_t pib = 1024 * 1024 * gib;

constexpr std::array<std::string_view, 5> policies{"lru", "lfu", "fifo", "large-first", "gdsf"};
constexpr std::array<std::string_view, 2> units{"files", "snapshots"};

const std::array limitTable{
    Field{.key = "limits.clients",
          .member = [](Settings &s) -> Member { return &s.limits.clients; },
          .range = {0, 1024 * gib},
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "To all clients"),
          .help = QT_TRANSLATE_NOOP("Settings", "Bytes a second to all clients together. 0: no limit.")},
    Field{.key = "limits.per_client",
          .member = [](Settings &s) -> Member { return &s.limits.perClient; },
          .range = {0, 1024 * gib},
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "To each client"),
          .help = QT_TRANSLATE_NOOP("Settings",
                                    "Bytes a second to one client, however many connections it has. 0: no limit.")},
    Field{.key = "limits.groups",
          .member = [](Settings &s) -> Member { return &s.limits.groups; },
          .check = checkedGroup,
          .needsRestart = false,
          .mayBeEmpty = true,
          .label = QT_TRANSLATE_NOOP("Settings", "Groups of clients"),
          .help =
              QT_TRANSLATE_NOOP("Settings", "Clients that share a limit, each such as lab:10.1.0.0/16+10.2.0.7=20MB.")},
    Field{.key = "limits.upstream",
          .member = [](Settings &s) -> Member { return &s.limits.upstream; },
          .range = {0, 1024 * gib},
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "From all upstreams"),
          .help = QT_TRANSLATE_NOOP(
              "Settings",
              "Bytes a second that come from all upstreams together. Files in the cache are not slowed. 0: no limit.")},
    Field{.key = "limits.clients_week",
          .member = [](Settings &s) -> Member { return &s.limits.clientsWeek; },
          .check = checkedWeekRule,
          .needsRestart = false,
          .mayBeEmpty = true,
          .label = QT_TRANSLATE_NOOP("Settings", "Hours of client limits"),
          .help = QT_TRANSLATE_NOOP(
              "Settings",
              "When limits to clients apply, such as mon-fri 9-18 limited, or full, or off; later ones win.")},
    Field{.key = "limits.upstream_week",
          .member = [](Settings &s) -> Member { return &s.limits.upstreamWeek; },
          .check = checkedWeekRule,
          .needsRestart = false,
          .mayBeEmpty = true,
          .label = QT_TRANSLATE_NOOP("Settings", "Hours of upstream limits"),
          .help = QT_TRANSLATE_NOOP(
              "Settings",
              "When limits from upstream apply, such as mon-fri 9-18 limited, or full, or off; later ones win.")},
    Field{.key = "limits.requests_per_client",
          .member = [](Settings &s) -> Member { return &s.limits.requestsPerClient; },
          .range = {0, 1'000'000},
          .unit = QT_TRANSLATE_NOOP("Settings", "requests"),
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "Requests of one client"),
          .help = QT_TRANSLATE_NOOP(
              "Settings",
              "Requests of one client that are answered at the same time; more wait for their turn. 0: no limit.")},
    Field{.key = "limits.request_rate",
          .member = [](Settings &s) -> Member { return &s.limits.requestRate; },
          .range = {0, 1'000'000},
          .unit = QT_TRANSLATE_NOOP("Settings", "requests"),
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "Request rate of one client"),
          .help = QT_TRANSLATE_NOOP("Settings",
                                    "New requests a second of one client; more wait for their turn. 0: no limit.")},
    Field{.key = "limits.queue_timeout",
          .member = [](Settings &s) -> Member { return &s.limits.queueTimeout; },
          .range = {0, 10 * minute},
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "Longest wait"),
          .help = QT_TRANSLATE_NOOP(
              "Settings", "How long a request waits for its turn before the client is told to come back later.")},
    Field{.key = "limits.memory",
          .member = [](Settings &s) -> Member { return &s.limits.memory; },
          .range = {0, 100},
          .unit = QT_TRANSLATE_NOOP("Settings", "percent"),
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "Memory in use"),
          .help = QT_TRANSLATE_NOOP(
              "Settings", "When more of the memory than this is in use, or work waits for memory, whatever no "
                          "client waits for rests. 0: it never rests.")},
};

const std::array evictionTable{
    Field{.key = "eviction.policy",
          .member = [](Settings &s) -> Member { return &s.eviction.policy; },
          .choices = policies,
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "What goes first"),
          .help = QT_TRANSLATE_NOOP(
              "Settings",
              "Least recently used, least often used, first come, the largest, or by use, size and age together.")},
    Field{.key = "eviction.unit",
          .member = [](Settings &s) -> Member { return &s.eviction.unit; },
          .choices = units,
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "What goes together"),
          .help = QT_TRANSLATE_NOOP("Settings", "Single files, or whole snapshots of a repository.")},
    Field{.key = "eviction.max_size",
          .member = [](Settings &s) -> Member { return &s.eviction.maxSize; },
          .range = {0, pib},
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "Largest cache"),
          .help = QT_TRANSLATE_NOOP("Settings", "When the cache is larger, files go by themselves. 0: no bound.")},
    Field{.key = "eviction.min_free",
          .member = [](Settings &s) -> Member { return &s.eviction.minFree; },
          .range = {0, pib},
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "Room for new files"),
          .help = QT_TRANSLATE_NOOP("Settings",
                                    "Files go by themselves when new ones could take less than this. 0: no bound.")},
    Field{.key = "eviction.min_age",
          .member = [](Settings &s) -> Member { return &s.eviction.minAge; },
          .range = {0, 3650 * day},
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "Least age"),
          .help = QT_TRANSLATE_NOOP("Settings", "What came or was used within this time stays.")},
    Field{.key = "eviction.max_age",
          .member = [](Settings &s) -> Member { return &s.eviction.maxAge; },
          .range = {0, 3650 * day},
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "Not used for"),
          .help = QT_TRANSLATE_NOOP("Settings", "Files that nobody used for this long go. 0: they stay.")},
    Field{.key = "eviction.hard_max_age",
          .member = [](Settings &s) -> Member { return &s.eviction.hardMaxAge; },
          .range = {0, 3650 * day},
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "Held for at most"),
          .help = QT_TRANSLATE_NOOP(
              "Settings", "Files go after this time even when they are used, unless they are pinned. 0: they stay.")},
    Field{.key = "eviction.unreferenced_after",
          .member = [](Settings &s) -> Member { return &s.eviction.unreferencedAfter; },
          .range = {0, 3650 * day},
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "Files of no commit"),
          .help = QT_TRANSLATE_NOOP("Settings",
                                    "Files that no known commit has go after this time without use. 0: they stay.")},
    Field{.key = "eviction.old_commits_after",
          .member = [](Settings &s) -> Member { return &s.eviction.oldCommitsAfter; },
          .range = {0, 3650 * day},
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "Old commits"),
          .help = QT_TRANSLATE_NOOP(
              "Settings",
              "Files that only commits without a branch or tag have go after this time without use. 0: they stay.")},
    Field{.key = "eviction.partials_after",
          .member = [](Settings &s) -> Member { return &s.eviction.partialsAfter; },
          .range = {0, 3650 * day},
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "Unfinished downloads"),
          .help = QT_TRANSLATE_NOOP(
              "Settings", "What is left of a download that nobody continues goes after this time. 0: it stays.")},
    Field{.key = "eviction.trash_for",
          .member = [](Settings &s) -> Member { return &s.eviction.trashFor; },
          .range = {0, 365 * day},
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "Trash"),
          .help = QT_TRANSLATE_NOOP("Settings",
                                    "How long files that went can come back while there is room. 0: they go at once.")},
    Field{.key = "eviction.at",
          .member = [](Settings &s) -> Member { return &s.eviction.at; },
          .check = checkedTimeOfDay,
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "Time of day"),
          .help = QT_TRANSLATE_NOOP("Settings", "When ages are looked at, such as 03:00. Empty: every hour.")},
};

const std::array meterTable{
    Field{.key = "meter.price_per_gb",
          .member = [](Settings &s) -> Member { return &s.meter.pricePerGb; },
          .check = checkedPriceOrNothing,
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "Price of a gigabyte"),
          .help = QT_TRANSLATE_NOOP(
              "Settings", "What a gigabyte from upstream costs, such as 0.09 EUR; for the money that was saved.")},
    Field{.key = "meter.access_log",
          .member = [](Settings &s) -> Member { return &s.meter.accessLog; },
          .label = QT_TRANSLATE_NOOP("Settings", "Access log"),
          .help = QT_TRANSLATE_NOOP("Settings",
                                    "Write a line for each answered request into access.log in the data folder.")},
    Field{.key = "meter.access_log_size",
          .member = [](Settings &s) -> Member { return &s.meter.accessLogSize; },
          .range = {mib, 100 * gib},
          .label = QT_TRANSLATE_NOOP("Settings", "Size of the access log"),
          .help = QT_TRANSLATE_NOOP("Settings", "A new file is begun at this size; five older ones are kept.")},
};

} // namespace

std::span<const Field> limitFields()
{
    return limitTable;
}

std::span<const Field> evictionFields()
{
    return evictionTable;
}

std::span<const Field> meterFields()
{
    return meterTable;
}

} // namespace mirrorlake::settings
