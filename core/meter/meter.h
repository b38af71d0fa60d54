// What happened: bytes by client, now and today, served, fetched and saved. Hears of each step by value; nothing waits
// for it. Thread: record from any (two atomic adds for bytes, a short lock when a transfer begins or ends), figures
// from any at 2 Hz; sample() once every half second from one timer.
//
// A file is a reply with a repo and a path, answered with Hit, Joined, Stale or Miss, whose range begins at 0: of the
// many ranges of one download exactly one counts, and a resume counts as no new file. Of these Hit, Joined and Stale
// are hits: this client caused no transfer of its own from upstream. A HEAD sends no body and is no transfer: begin()
// is for replies with a body. Whoever hangs up is counted for what it got. The day ends at local midnight of the clock.
// At most 10,000 clients are kept (idle ones go first, the oldest before the others; when they come back their figures
// start anew, while nothing is lost for takeDayIncrements), and 64 transfers are listed a client.
#pragma once

#include "base/clock.h"
#include "base/httpmessage.h"

#include <cstdint>
#include <memory>
#include <string>
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
    std::vector<ClientFigures> clients; ///< most active first
    std::vector<RatePoint> lastMinute;  ///< oldest first, at most 120
};

/// What a day has brought since the last time it was asked; for the catalogue.
struct DayIncrement
{
    std::string day;
    std::string client;
    std::int64_t served = 0;
    std::int64_t files = 0;
    std::int64_t hits = 0;
};

/// The same of one repo; bytes count when their transfer has ended.
struct RepoIncrement
{
    std::string day;
    std::string repo;
    std::int64_t served = 0;
    std::int64_t files = 0;
    std::int64_t hits = 0;
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
    TenMinutes, ///< a point every 5 s
    Hour,       ///< every 30 s
    Day         ///< every 12 min
};

class Ledger;

class Meter
{
public:
    explicit Meter(const Clock &clock); ///< the clock outlives the meter and every watch
    ~Meter();

    /// A reply begins; the watch is told of its bytes and its end, and may outlive the meter.
    std::shared_ptr<TransferWatch> begin(const std::string &clientAddress, const ReplyFacts &facts, ByteRange range);
    void received(std::int64_t bytes); ///< from upstream

    /// Closes a half-second step. Called by one timer.
    void sample();
    Figures figures() const;

    Sums sums() const;
    std::vector<RatePoint> rates(Span span) const; ///< oldest first, at most 120

    /// Puts back what the catalogue knows; at start. Rows of another day than today are passed over. totals are bytes
    /// of all days, today included, by client. What is put back is in no later increment.
    void restore(const std::vector<DayIncrement> &today, std::int64_t fetchedToday,
                 const std::vector<std::pair<std::string, std::int64_t>> &totals);
    std::vector<DayIncrement> takeDayIncrements(); ///< one row for each day and client with something new
    std::vector<RepoIncrement> takeRepoIncrements();
    std::int64_t takeFetchedIncrement();           ///< bytes received from upstream since the last time

private:
    std::shared_ptr<Ledger> m_ledger;
};

} // namespace mirrorlake::meter
