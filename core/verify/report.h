// What can be asked of a look through the cache, and what it found. Plain values.
#pragma once

#include "base/ids.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mirrorlake::verify {

struct Order
{
    std::string what{}; ///< the hash of a blob, or REPO[@REVISION][:PATH] as a pin names it; empty: everything
    int sample = 0;     ///< so many of them, by chance; 0: all
    bool reads = true;  ///< false: only what is seen without reading (missing, changed, set aside before)
    bool mends = false; ///< fetches what is damaged or missing, of a damaged blob only the pieces that are
};

enum class Harm
{
    Damaged,
    Missing,
    Unreadable
};

struct Damage
{
    BlobHash hash;
    std::int64_t size = 0;
    std::string repo{}; ///< one of those that have it: "datasets/org/name"; empty when none is known
    std::string path{};
    Harm harm = Harm::Damaged;
    bool isMended = false;
    std::string reason{}; ///< why it could not be mended
};

enum class Phase
{
    Never, ///< nothing was looked through yet
    Choosing,
    Reading,
    Mending,
    Over
};

struct Report
{
    static constexpr std::size_t mostListed = 1000;

    std::int64_t number = 0; ///< of the run, from 1
    Phase phase = Phase::Never;
    Order order;
    bool isNightly = false;
    std::int64_t startedAt = 0; ///< unix seconds
    std::int64_t endedAt = 0;
    std::int64_t files = 0; ///< to look at
    std::int64_t filesDone = 0;
    std::int64_t bytes = 0; ///< to read
    std::int64_t bytesDone = 0;
    std::int64_t damaged = 0; ///< found, mended or not
    std::int64_t missing = 0;
    std::int64_t mended = 0;
    std::vector<Damage> listed; ///< the first ones
    std::string failure;        ///< why it ended before its time; "cancelled" by hand

    bool isRunning() const { return phase != Phase::Never && phase != Phase::Over; }
    std::int64_t left() const { return damaged + missing - mended; } ///< not right
};

} // namespace mirrorlake::verify
