// What happened: bytes by client, now and today, served, fetched and saved. Hears of each step by value; nothing waits
// for it. Thread: record from any (one atomic add for bytes, a short lock when a transfer begins or ends), figures
// from any at 2 Hz; sample() once every half second from one timer.
//
// A file is a reply with a repo and a path, answered with Hit, Joined, Stale or Miss, whose range begins at 0: of the
// many ranges of one download exactly one counts, and a resume counts as no new file. Of these Hit, Joined and Stale
// are hits: this client caused no transfer of its own from upstream. A HEAD sends no body and is no transfer: begin()
// is for replies with a body. Whoever hangs up is counted for what it got. The day ends at local midnight of the clock.
// At most 10,000 clients and as many repos are kept (idle ones go first, the oldest before the others; when they come
// back their figures start anew, while nothing is lost for what is taken); 64 transfers are listed a client, and the
// 200 most active repos.
#pragma once

#include "base/clock.h"
#include "base/httpmessage.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mirrorlake::meter {

struct ActiveTransfer
{
    std::string repo;
    std::string path;
    ByteRange range;
    std::int64_t sent = 0;
    Outcome outcome = Outcome::None;
    double nowBytesPerSecond = 0;      ///< mean of the last 2 s
    std::int64_t unixMilliseconds = 0; ///< when it began
};

struct ClientFigures
{
    std::string address;
    double nowBytesPerSecond = 0; ///< mean of the last 2 s
    std::int64_t todayBytes = 0;
    std::int64_t totalBytes = 0;
    std::int64_t todayFiles = 0;
    std::int64_t todayHits = 0; ///< of todayFiles, answered without a transfer from upstream of their own
    std::int64_t lastSeen = 0;  ///< unix seconds
    std::vector<ActiveTransfer> active;
    std::int64_t todayJoined = 0; ///< of todayHits, from a download that somebody else had begun
};

struct RepoFigures
{
    std::string repo;             ///< RepoKey::text()
    double nowBytesPerSecond = 0; ///< to clients, mean of the last 2 s
    std::int64_t todayBytes = 0;
    std::int64_t todayFiles = 0;
    std::int64_t todayHits = 0;
    std::int64_t todayJoined = 0;
    int transfers = 0; ///< under way
    std::int64_t lastSeen = 0;
};

/// Bytes of files that came by one upstream.
struct RouteFigures
{
    std::string url;
    double nowBytesPerSecond = 0;
    std::int64_t todayBytes = 0;
};

/// How much has come by one upstream since the start.
struct RouteSum
{
    std::string url;
    std::int64_t bytes = 0;
};

/// One half-second step of the throughput chart.
struct RatePoint
{
    std::int64_t unixMilliseconds = 0;
    double toClients = 0;    ///< bytes per second
    double fromUpstream = 0; ///< bytes per second
};

struct Figures
{
    std::int64_t servedToday = 0;
    std::int64_t fetchedToday = 0;
    std::int64_t savedToday = 0; ///< served minus fetched, never below 0
    std::int64_t filesToday = 0;
    std::int64_t hitsToday = 0;
    int activeTransfers = 0;
    std::vector<ClientFigures> clients{}; ///< most active first
    std::vector<RatePoint> lastMinute{};  ///< oldest first, at most 120
    std::int64_t joinedToday = 0;         ///< of hitsToday
    std::vector<RepoFigures> repos{};     ///< most active first, at most 200
    std::vector<RouteFigures> routes{};   ///< in order of URL
};

/// What a day has brought to a client, repo or route since the last time it was asked; for the catalogue.
struct DayIncrement
{
    std::string day;
    std::string name;
    std::int64_t served = 0;
    std::int64_t files = 0;
    std::int64_t hits = 0;
    std::int64_t joined = 0;
    std::int64_t fetched = 0; ///< of a repo: files that came whole; of a client: not known
};

/// What the catalogue knows already.
struct Known
{
    std::vector<DayIncrement> clients{}; ///< of today, as the next two
    std::vector<DayIncrement> repos{};
    std::vector<DayIncrement> routes{};
    std::int64_t fetched = 0;                                   ///< today
    std::vector<std::pair<std::string, std::int64_t>> totals{}; ///< bytes of all days by client, today included
};

/// Bytes since the start.
struct Sums
{
    std::int64_t served = 0;
    std::int64_t fetched = 0;
};

/// How far back a chart looks.
enum class Span
{
    Minute,     ///< a point every half second
    TenMinutes, ///< a point every 5 s
    Hour,       ///< every 30 s
    Day         ///< every 12 min
};

/// "minute", "ten-minutes", "hour", "day".
std::optional<Span> spanNamed(std::string_view name);

class Ledger;

class Meter
{
public:
    explicit Meter(const Clock &clock); ///< the clock outlives the meter and every watch
    ~Meter();

    /// A reply begins; the watch is told of its bytes and its end, and may outlive the meter.
    std::shared_ptr<TransferWatch> begin(const std::string &clientAddress, const ReplyFacts &facts, ByteRange range);
    void received(std::int64_t bytes); ///< from upstream
    /// A file of this repo came whole.
    void completed(const std::string &repo, std::int64_t bytes);

    /// Closes a half-second step. Called by one timer, with what the upstreams have given until now.
    void sample(const std::vector<RouteSum> &routes = {});
    Figures figures() const;

    Sums sums() const;
    std::vector<RatePoint> rates(Span span) const; ///< oldest first, at most 120

    /// Puts back what the catalogue knows; at start. Rows of another day than today are passed over. What is put back
    /// is in no later increment.
    void restore(const Known &known);
    std::vector<DayIncrement> takeDayIncrements(); ///< one row for each day and client with something new
    std::vector<DayIncrement> takeRepoIncrements();
    std::vector<DayIncrement> takeRouteIncrements();
    std::int64_t takeFetchedIncrement(); ///< bytes received from upstream since the last time

private:
    std::shared_ptr<Ledger> m_ledger;
};

} // namespace mirrorlake::meter
