#include "settings/accessfields.h"
#include "settings/checks.h"
#include "settings/clientfields.h"
#include "settings/field.h"
#include "settings/limitfields.h"
#include "settings/lookfields.h"
#include "settings/preloadfields.h"
#include "settings/route.h"
#include "settings/verifyfields.h"

#include <QtCore/qglobal.h>

#include <array>

namespace mirrorlake::settings {

namespace {

constexpr std::int64_t second = 1000; // in milliseconds, as all of these
constexpr std::int64_t minute = 60 * second;
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t day = 24 * hour;
constexpr std::int64_t kib = 1024;
constexpr std::int64_t mib = 1024 * kib;
constexpr std::int64_t gib = 1024 * mib;
constexpr std::int64_t pib = 1024 * 1024 * gib;

constexpr std::array<std::string_view, 3> rules{"order", "fastest", "switch-when-slow"};
constexpr std::array<std::string_view, 4> withoutReaders{"go-on", "worthwhile", "pause", "stop"};
constexpr std::array<std::string_view, 3> xetServe{"auto", "on", "off"};
constexpr std::array<std::string_view, 6> logLevels{"trace", "debug", "info", "warning", "error", "off"};
constexpr std::array<std::string_view, 2> logFormats{"text", "json"};

const std::array table{
    Field{.key = "server.listen",
          .member = [](Settings &s) -> Member { return &s.server.listen; },
          .check = checkedListenAddress,
          .label = QT_TRANSLATE_NOOP("Settings", "Listen on"),
          .help = QT_TRANSLATE_NOOP(
              "Settings", "Addresses and ports that clients reach, such as 127.0.0.1:8090 for this machine only or "
                          "0.0.0.0:8090 for the whole network. Port 0 takes any free one.")},
    Field{.key = "server.public_url",
          .member = [](Settings &s) -> Member { return &s.server.publicUrl; },
          .check = checkedHttpUrlOrNothing,
          .label = QT_TRANSLATE_NOOP("Settings", "Public URL"),
          .help = QT_TRANSLATE_NOOP(
              "Settings", "The URL that clients are told, for use behind a proxy. Empty: the address they came by.")},
    Field{.key = "server.allowed_hosts",
          .member = [](Settings &s) -> Member { return &s.server.allowedHosts; },
          .check = checkedHostName,
          .mayBeEmpty = true,
          .label = QT_TRANSLATE_NOOP("Settings", "Further host names"),
          .help = QT_TRANSLATE_NOOP("Settings",
                                    "Names by which clients reach a mirror that listens on this machine only, such as "
                                    "the name of a proxy. localhost and the name of the public URL always count.")},
    Field{.key = "server.trusted_proxies",
          .member = [](Settings &s) -> Member { return &s.server.trustedProxies; },
          .check = checkedNetwork,
          .mayBeEmpty = true,
          .label = QT_TRANSLATE_NOOP("Settings", "Trusted proxies"),
          .help = QT_TRANSLATE_NOOP(
              "Settings", "Addresses and networks of proxies in front, such as 127.0.0.1. What comes through one of "
                          "them counts for the client that its X-Forwarded-For names last, in limits, blocks and "
                          "figures. Nobody else is believed.")},
    Field{.key = "server.open_admin",
          .member = [](Settings &s) -> Member { return &s.server.opensAdmin; },
          .label = QT_TRANSLATE_NOOP("Settings", "Admin API open to this machine"),
          .help = QT_TRANSLATE_NOOP(
              "Settings",
              "Whoever runs programs on this machine may use the admin API without the control token, by "
              "localhost or 127.0.0.1. Requests that name a proxy or come from another site's page still need it, "
              "and so do all while a public URL, further host names or trusted proxies say that a proxy stands in "
              "front.")},
    Field{.key = "server.threads",
          .member = [](Settings &s) -> Member { return &s.server.threads; },
          .range = {0, 64},
          .unit = QT_TRANSLATE_NOOP("Settings", "threads"),
          .label = QT_TRANSLATE_NOOP("Settings", "Server threads"),
          .help = QT_TRANSLATE_NOOP("Settings", "Threads that serve clients. 0: one a processor core, at most 4.")},
    Field{.key = "server.max_connections",
          .member = [](Settings &s) -> Member { return &s.server.maxConnections; },
          .range = {1, 1'000'000},
          .unit = QT_TRANSLATE_NOOP("Settings", "connections"),
          .label = QT_TRANSLATE_NOOP("Settings", "Most connections"),
          .help = QT_TRANSLATE_NOOP("Settings", "Client connections at the same time; more have to wait.")},
    Field{.key = "server.max_requests",
          .member = [](Settings &s) -> Member { return &s.server.maxRequests; },
          .range = {1, 1'000'000},
          .unit = QT_TRANSLATE_NOOP("Settings", "requests"),
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "Most requests"),
          .help = QT_TRANSLATE_NOOP("Settings", "Requests answered at the same time; more are told to try again.")},
    Field{.key = "server.idle_timeout",
          .member = [](Settings &s) -> Member { return &s.server.idleTimeout; },
          .range = {second, hour},
          .label = QT_TRANSLATE_NOOP("Settings", "Idle time-out"),
          .help = QT_TRANSLATE_NOOP("Settings", "How long a connection without requests is kept.")},
    Field{.key = "server.read_timeout",
          .member = [](Settings &s) -> Member { return &s.server.readTimeout; },
          .range = {second, hour},
          .label = QT_TRANSLATE_NOOP("Settings", "Read time-out"),
          .help = QT_TRANSLATE_NOOP("Settings", "How long a client may take to send a whole request.")},
    Field{.key = "server.write_timeout",
          .member = [](Settings &s) -> Member { return &s.server.writeTimeout; },
          .range = {second, hour},
          .label = QT_TRANSLATE_NOOP("Settings", "Write time-out"),
          .help = QT_TRANSLATE_NOOP("Settings", "How long a client may take no byte before its connection is closed.")},
    Field{.key = "server.grace",
          .member = [](Settings &s) -> Member { return &s.server.grace; },
          .range = {0, hour},
          .label = QT_TRANSLATE_NOOP("Settings", "Grace time"),
          .help = QT_TRANSLATE_NOOP("Settings", "How long running transfers may go on when the mirror stops.")},
    Field{.key = "server.max_header",
          .member = [](Settings &s) -> Member { return &s.server.maxHeader; },
          .range = {kib, mib},
          .label = QT_TRANSLATE_NOOP("Settings", "Largest request header"),
          .help = QT_TRANSLATE_NOOP("Settings", "Requests with a larger header are refused.")},
    Field{.key = "server.max_body",
          .member = [](Settings &s) -> Member { return &s.server.maxBody; },
          .range = {64 * kib, 1024 * mib},
          .label = QT_TRANSLATE_NOOP("Settings", "Largest request body"),
          .help = QT_TRANSLATE_NOOP("Settings", "Requests with a larger body are refused.")},

    Field{.key = "upstream.url",
          .member = [](Settings &s) -> Member { return &s.upstream.url; },
          .check = checkedHttpUrl,
          .label = QT_TRANSLATE_NOOP("Settings", "Upstream"),
          .help = QT_TRANSLATE_NOOP("Settings", "The Hub, or another mirror of it, that files come from.")},
    Field{.key = "upstream.viewer_url",
          .member = [](Settings &s) -> Member { return &s.upstream.viewerUrl; },
          .check = checkedHttpUrlOrNothing,
          .label = QT_TRANSLATE_NOOP("Settings", "Data viewer"),
          .help = QT_TRANSLATE_NOOP("Settings", "URL of the upstream's data viewer. Empty: datasets-server. is put "
                                                "before the name of the upstream.")},
    Field{.key = "upstream.token",
          .member = [](Settings &s) -> Member { return &s.upstream.token; },
          .check = checkedToken,
          .masked = maskedWhole,
          .label = QT_TRANSLATE_NOOP("Settings", "Upstream token"),
          .help = QT_TRANSLATE_NOOP("Settings",
                                    "Access token of this mirror at the upstream. It is sent there and nowhere else.")},
    Field{.key = "upstream.proxy",
          .member = [](Settings &s) -> Member { return &s.upstream.proxy; },
          .check = checkedProxy,
          .masked = maskedProxy,
          .label = QT_TRANSLATE_NOOP("Settings", "Proxy"),
          .help = QT_TRANSLATE_NOOP(
              "Settings", "Proxy to the upstream, such as http://proxy:3128 or socks5h://user:password@proxy:1080. "
                          "Empty: as the environment says.")},
    Field{.key = "upstream.ca_file",
          .member = [](Settings &s) -> Member { return &s.upstream.caFile; },
          .check = checkedPath,
          .label = QT_TRANSLATE_NOOP("Settings", "Additional certificates"),
          .help = QT_TRANSLATE_NOOP("Settings", "A PEM file with certificates to trust besides those of the system.")},
    Field{.key = "upstream.fallbacks",
          .member = [](Settings &s) -> Member { return &s.upstream.fallbacks; },
          .check = checkedRoute,
          .mayBeEmpty = true,
          .masked = maskedRoute,
          .label = QT_TRANSLATE_NOOP("Settings", "Further upstreams"),
          .help = QT_TRANSLATE_NOOP(
              "Settings",
              "Asked in this order when the first one fails, each such as https://hf-mirror.com, perhaps followed by "
              "authoritative, tokens, token=…, proxy=…, ca=…, doh=…, address=…, weight=2 or limit=50MB.")},
    Field{.key = "upstream.rule",
          .member = [](Settings &s) -> Member { return &s.upstream.rule; },
          .choices = rules,
          .label = QT_TRANSLATE_NOOP("Settings", "Which upstream"),
          .help = QT_TRANSLATE_NOOP("Settings",
                                    "The first in order that works, the fastest, or the first unless it is slow.")},
    Field{.key = "upstream.latency_margin",
          .member = [](Settings &s) -> Member { return &s.upstream.latencyMargin; },
          .range = {0, minute},
          .label = QT_TRANSLATE_NOOP("Settings", "Slow means"),
          .help = QT_TRANSLATE_NOOP("Settings",
                                    "An upstream that takes this much longer to answer than the best one is slow.")},
    Field{.key = "upstream.believe_fallbacks",
          .member = [](Settings &s) -> Member { return &s.upstream.believeFallbacks; },
          .label = QT_TRANSLATE_NOOP("Settings", "Believe further upstreams"),
          .help = QT_TRANSLATE_NOOP("Settings",
                                    "Take branches and listings from any upstream when no authoritative one answers.")},
    Field{.key = "upstream.doh_url",
          .member = [](Settings &s) -> Member { return &s.upstream.dohUrl; },
          .check = checkedHttpsUrlOrNothing,
          .label = QT_TRANSLATE_NOOP("Settings", "DNS over HTTPS"),
          .help =
              QT_TRANSLATE_NOOP("Settings", "URL of the server that names are asked of. Empty: as the system does.")},
    Field{.key = "upstream.fixed_addresses",
          .member = [](Settings &s) -> Member { return &s.upstream.fixedAddresses; },
          .check = checkedFixedAddress,
          .mayBeEmpty = true,
          .label = QT_TRANSLATE_NOOP("Settings", "Fixed addresses"),
          .help = QT_TRANSLATE_NOOP("Settings", "Hosts whose address is not asked for, each as HOST:PORT:ADDRESS.")},
    Field{.key = "upstream.limit",
          .member = [](Settings &s) -> Member { return &s.upstream.limit; },
          .range = {0, 1024 * gib},
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "Speed limit"),
          .help =
              QT_TRANSLATE_NOOP("Settings", "Bytes a second that come from the first upstream at most. 0: no limit.")},
    Field{.key = "upstream.offline",
          .member = [](Settings &s) -> Member { return &s.upstream.offline; },
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "Offline"),
          .help = QT_TRANSLATE_NOOP("Settings",
                                    "Serve what is in the cache and never ask the upstream. Running downloads wait.")},
    Field{.key = "upstream.connect_timeout",
          .member = [](Settings &s) -> Member { return &s.upstream.connectTimeout; },
          .range = {second, 5 * minute},
          .label = QT_TRANSLATE_NOOP("Settings", "Connect time-out"),
          .help = QT_TRANSLATE_NOOP("Settings", "How long a connection to the upstream may take.")},
    Field{.key = "upstream.stall_timeout",
          .member = [](Settings &s) -> Member { return &s.upstream.stallTimeout; },
          .range = {second, 10 * minute},
          .label = QT_TRANSLATE_NOOP("Settings", "Stall time-out"),
          .help = QT_TRANSLATE_NOOP(
              "Settings", "How long a download from the upstream may bring no byte before it is tried again.")},
    Field{.key = "upstream.ref_ttl",
          .member = [](Settings &s) -> Member { return &s.upstream.refTtl; },
          .range = {0, 30 * day},
          .label = QT_TRANSLATE_NOOP("Settings", "Branches are believed for"),
          .help = QT_TRANSLATE_NOOP(
              "Settings", "How long the commit of a branch or tag is used without asking the upstream again.")},

    Field{.key = "fill.workers",
          .member = [](Settings &s) -> Member { return &s.fill.workers; },
          .range = {1, 256},
          .unit = QT_TRANSLATE_NOOP("Settings", "threads"),
          .label = QT_TRANSLATE_NOOP("Settings", "Download threads"),
          .help = QT_TRANSLATE_NOOP("Settings", "Threads that fetch from the upstream.")},
    Field{.key = "fill.per_blob",
          .member = [](Settings &s) -> Member { return &s.fill.perBlob; },
          .range = {1, 64},
          .unit = QT_TRANSLATE_NOOP("Settings", "connections"),
          .label = QT_TRANSLATE_NOOP("Settings", "Connections for one file"),
          .help = QT_TRANSLATE_NOOP("Settings", "Most connections that fetch one file at the same time.")},
    Field{.key = "fill.per_host",
          .member = [](Settings &s) -> Member { return &s.fill.perHost; },
          .range = {1, 256},
          .unit = QT_TRANSLATE_NOOP("Settings", "connections"),
          .label = QT_TRANSLATE_NOOP("Settings", "Connections to one host"),
          .help = QT_TRANSLATE_NOOP("Settings", "Most connections to one upstream host at the same time.")},
    Field{.key = "fill.at_once",
          .member = [](Settings &s) -> Member { return &s.fill.atOnce; },
          .range = {0, 100'000},
          .unit = QT_TRANSLATE_NOOP("Settings", "files"),
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "Files from upstream at once"),
          .help = QT_TRANSLATE_NOOP(
              "Settings", "Most files that are fetched at the same time; more wait for their turn. 0: no bound.")},
    Field{
        .key = "fill.without_readers",
        .member = [](Settings &s) -> Member { return &s.fill.withoutReaders; },
        .choices = withoutReaders,
        .label = QT_TRANSLATE_NOOP("Settings", "When nobody waits any more"),
        .help = QT_TRANSLATE_NOOP(
            "Settings", "Go on, go on if the file is half here or below 1 GiB, pause, or stop and delete what came.")},

    Field{.key = "store.keep_free",
          .member = [](Settings &s) -> Member { return &s.store.keepFree; },
          .range = {0, 1024 * pib},
          .label = QT_TRANSLATE_NOOP("Settings", "Keep free"),
          .help = QT_TRANSLATE_NOOP(
              "Settings", "Disk space that the cache never uses. 0: 5 % of the disk or 10 GB, whichever is less.")},

    Field{.key = "xet.serve",
          .member = [](Settings &s) -> Member { return &s.xet.serve; },
          .choices = xetServe,
          .label = QT_TRANSLATE_NOOP("Settings", "Offer Xet"),
          .help = QT_TRANSLATE_NOOP(
              "Settings",
              "Whom the mirror tells that files can be had through Xet. auto: clients that are faster that way, and "
              "for files above 50 GB all that can; on: everyone; off: nobody. Who asks for it is always served.")},

    Field{.key = "log.level",
          .member = [](Settings &s) -> Member { return &s.log.level; },
          .choices = logLevels,
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "Log level"),
          .help = QT_TRANSLATE_NOOP("Settings", "The least important lines that are written.")},
    Field{.key = "log.format",
          .member = [](Settings &s) -> Member { return &s.log.format; },
          .choices = logFormats,
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "Log format"),
          .help = QT_TRANSLATE_NOOP("Settings", "Lines for people, or JSON for programs.")},
};

} // namespace

std::span<const Field> fields()
{
    static const std::vector<Field> all = [] {
        std::vector<Field> rows;
        for (const auto group : {std::span<const Field>(table), limitFields(), evictionFields(), meterFields(),
                                 preloadFields(), verifyFields(), accessFields(), clientFields(), lookFields()})
            rows.insert(rows.end(), group.begin(), group.end());
        return rows;
    }();
    return all;
}

} // namespace mirrorlake::settings
