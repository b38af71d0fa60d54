// Every setting is one member here and one row in fields.cpp; load, save, validate, command line, window and reference
// doc walk that table. Plain values. Thread: none; whoever holds a copy owns it.
#pragma once

#include "base/bytes.h"
#include "settings/limitsettings.h"

#include <chrono>
#include <string>
#include <vector>

namespace mirrorlake::settings {

struct ServerSettings
{
    std::vector<std::string> listen{"127.0.0.1:8090"}; ///< ADDR:PORT each; port 0 takes any free one
    std::string publicUrl;                             ///< what clients are told; empty: the address they came by
    std::vector<std::string> allowedHosts;             ///< names of this mirror beside localhost and the public URL's
    std::vector<std::string> trustedProxies; ///< addresses and networks whose X-Forwarded-For names the client
    bool opensAdmin = false;                 ///< programs of this machine drive the mirror without a token
    int threads = 0;                         ///< I/O threads; 0: min(cores, 4)
    int maxConnections = 10'000;
    int maxRequests = 2000; ///< under way at once
    std::chrono::seconds idleTimeout{75};
    std::chrono::seconds readTimeout{30};  ///< for a whole request header or body
    std::chrono::seconds writeTimeout{60}; ///< without any byte taken by the client
    std::chrono::seconds grace{10};        ///< for transfers to end at a stop
    Bytes maxHeader = kibibytes(16);
    Bytes maxBody = mebibytes(8);
};

struct UpstreamSettings
{
    std::string url = "https://huggingface.co";
    std::string viewerUrl; ///< of the data viewer; empty: "datasets-server." before the name of url
    std::string token;     ///< secret: masked wherever it is shown
    std::string proxy;
    std::string caFile;
    std::vector<std::string> fallbacks;           ///< further upstreams in order, each as RouteSettings::text()
    std::string rule = "order";                   ///< order, fastest or switch-when-slow
    std::chrono::milliseconds latencyMargin{300}; ///< slower than the best by this is slow
    bool believeFallbacks = false;                ///< in refs and trees, when nothing authoritative answers
    std::string dohUrl;                           ///< empty: the system's resolver
    std::vector<std::string> fixedAddresses;      ///< HOST:PORT:ADDRESS each
    Bytes limit{0};                               ///< a second; 0: none
    bool offline = false;
    std::chrono::seconds connectTimeout{10};
    std::chrono::seconds stallTimeout{15};
    std::chrono::seconds refTtl{60};
};

struct FillSettings
{
    int workers = 32;
    int perBlob = 16;
    int perHost = 32;
    int atOnce = 0;                            ///< files from upstream; 0: no bound
    std::string withoutReaders = "worthwhile"; ///< go-on, worthwhile, pause or stop
};

struct StoreSettings
{
    Bytes keepFree{0}; ///< 0: 5 % or 10 GB of the disk, whichever is less
};

struct PreloadSettings
{
    int jobs = 2;         ///< at once
    int files = 4;        ///< of one job at once
    std::string schedule; ///< "22:00-06:00", or empty for always
    std::chrono::seconds updateInterval{6 * 3600};
    bool predict = false; ///< what a client will want next
};

struct VerifySettings
{
    Bytes limit = mebibytes(50);     ///< a second, of reading; 0: none
    std::string nightlyAt = "03:30"; ///< of the local day; empty: never
    int nightlyFiles = 100;          ///< chosen by chance
};

struct XetSettings
{
    std::string serve = "auto"; ///< auto, on or off: who is told that files can be had through Xet
};

struct AccessSettings
{
    std::chrono::seconds allowedFor{10 * 60};
    std::chrono::seconds refusedFor{60};
    std::chrono::seconds offlineFor{7 * 24 * 3600}; ///< an allowed one, while upstream cannot be asked
    std::vector<std::string> lendTokenFor;          ///< ids of repos, perhaps with '*'
};

struct LogSettings
{
    std::string level = "info";
    std::string format = "text"; ///< text or json
};

struct LookSettings
{
    std::string theme = "system";    ///< system, light, dark
    std::string language = "system"; ///< system, en, zh_CN
    std::string closing = "keep";    ///< the window: keep (serve on, in the tray), ask or quit
    bool startHidden = false;        ///< where there is a tray
};

/// What the desktop is told of.
struct NotifySettings
{
    bool done = true; ///< a pre-download is
    bool failed = true;
    bool diskFull = true;
    bool upstreamGone = true;
    bool newClient = false;
};

/// What a person says of clients.
struct ClientSettings
{
    std::vector<std::string> names;   ///< "192.168.1.58=lab-ws-07" each
    std::vector<std::string> blocked; ///< addresses and networks that are answered 403
};

struct Settings
{
    std::string dataFolder; ///< empty: the XDG data folder; not part of the file
    ServerSettings server;
    UpstreamSettings upstream;
    FillSettings fill;
    StoreSettings store;
    LimitSettings limits;
    EvictionSettings eviction;
    MeterSettings meter;
    PreloadSettings preload;
    AccessSettings access;
    VerifySettings verify;
    XetSettings xet;
    LogSettings log;
    LookSettings look;
    NotifySettings notify;
    ClientSettings clients;
};

} // namespace mirrorlake::settings
