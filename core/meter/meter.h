// What happened: bytes by client, now and today, served, fetched and saved. Hears of each step by value; nothing waits for it.
// Thread: record from any (a few atomic adds), snapshot from any at 2 Hz; sample() once every half second from one timer.
#pragma once

#include "base/clock.h"
#include "base/httpmessage.h"

#include <cstdint>
#include <memory>
#include <string>
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
    double nowBytesPerSecond = 0;    ///< mean of the last 2 s
    std::int64_t todayBytes = 0;
    std::int64_t totalBytes = 0;
    std::int64_t todayFiles = 0;
    std::int64_t todayHits = 0;      ///< of todayFiles, answered without upstream
    std::int64_t lastSeen = 0;       ///< unix seconds
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
    std::int64_t savedToday = 0;   ///< served minus fetched, never below 0
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

class Meter
{
public:
    explicit Meter(const Clock &clock);
    ~Meter();

    /// A reply begins; the watch is told of its bytes and its end.
    std::shared_ptr<TransferWatch> begin(const std::string &clientAddress, const ReplyFacts &facts, ByteRange range);
    void received(std::int64_t bytes); ///< from upstream

    /// Closes a half-second step. Called by one timer.
    void sample();
    Figures figures() const;

    /// Puts back what the catalogue knows of today and of all days; at start.
    void restore(const std::vector<DayIncrement> &today, std::int64_t fetchedToday,
                 const std::vector<std::pair<std::string, std::int64_t>> &totals);
    std::vector<DayIncrement> takeDayIncrements();
    std::int64_t takeFetchedIncrement();

private:
    class Impl;
    std::shared_ptr<Impl> m_impl;
};

} // namespace mirrorlake::meter
