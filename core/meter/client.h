// One client and its running transfers as the ledger keeps them. Only pending and Transfer::bytes are touched without
// the ledger's lock.
#pragma once

#include "meter/meter.h"

#include <array>
#include <atomic>
#include <map>

namespace mirrorlake::meter {

/// Closed half-second steps that make up "now".
constexpr std::size_t nowSteps = 4;

struct Transfer
{
    std::uint64_t number = 0; ///< in order of beginning
    ReplyFacts facts;
    ByteRange range;
    std::atomic<std::int64_t> bytes{0};
};

struct Client
{
    std::string address;
    std::atomic<std::int64_t> pending{0}; ///< sent, not yet booked

    // Under the ledger's lock
    std::int64_t today = 0;
    std::int64_t total = 0;
    std::int64_t todayFiles = 0;
    std::int64_t todayHits = 0;
    std::int64_t lastSeen = 0;
    std::int64_t openStep = 0;                     ///< booked since the last closed step
    std::array<std::int64_t, nowSteps> steps = {}; ///< a ring of the last closed ones
    DayIncrement increment;                        ///< since it was last taken; day and client are filled in then
    std::map<std::uint64_t, const Transfer *> active;

    bool isIdle() const { return active.empty() && pending.load(std::memory_order_relaxed) == 0; }
    bool hasIncrement() const { return increment.served != 0 || increment.files != 0 || increment.hits != 0; }
};

} // namespace mirrorlake::meter
