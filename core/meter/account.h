// One client, repo or route as the ledger keeps it, and a running transfer. Only Transfer::bytes is touched without the
// ledger's lock.
#pragma once

#include "meter/meter.h"
#include "meter/stepring.h"

#include <atomic>
#include <map>

namespace mirrorlake::meter {

struct Account;

struct Transfer
{
    std::uint64_t number = 0; ///< in order of beginning
    ReplyFacts facts;
    ByteRange range;
    std::int64_t unixMilliseconds = 0; ///< when it began
    std::atomic<std::int64_t> bytes{0};

    // Under the ledger's lock
    std::int64_t booked = 0; ///< of bytes
    StepRing steps;
    std::shared_ptr<Account> client;
    std::shared_ptr<Account> repo; ///< null for a reply about no repo
};

/// How a file was answered, for one that counts.
struct FileCount
{
    int hit = 0;
    int joined = 0;
};

struct Account
{
    std::string name;
    std::int64_t today = 0;
    std::int64_t total = 0;
    std::int64_t todayFiles = 0;
    std::int64_t todayHits = 0;
    std::int64_t todayJoined = 0;
    std::int64_t lastSeen = 0; ///< unix seconds
    StepRing steps;
    DayIncrement increment{}; ///< since it was last taken; day and name are filled in then
    std::map<std::uint64_t, Transfer *> active{};

    void serve(std::int64_t bytes)
    {
        move(bytes);
        increment.served += bytes;
    }
    void fetch(std::int64_t bytes)
    {
        move(bytes);
        increment.fetched += bytes;
    }
    void count(FileCount file)
    {
        ++todayFiles;
        todayHits += file.hit;
        todayJoined += file.joined;
        ++increment.files;
        increment.hits += file.hit;
        increment.joined += file.joined;
    }
    bool hasIncrement() const { return increment.served != 0 || increment.fetched != 0 || increment.files != 0; }

private:
    void move(std::int64_t bytes)
    {
        today += bytes;
        total += bytes;
        steps.add(bytes);
    }
};

} // namespace mirrorlake::meter
