// What the catalogue keeps for the sweep: pins, what went and why, and how the inflation of GDSF rose. Plain values in
// the words of sweep, which alone reads a meaning into them.
#pragma once

#include "base/ids.h"

#include <cstdint>
#include <string>

namespace mirrorlake::catalog {

struct PinRecord
{
    std::string repo;     ///< a name or a pattern
    std::string revision; ///< empty: all
    std::string path;     ///< empty: all
    std::int64_t addedAt = 0;

    bool operator==(const PinRecord &) const = default;
};

/// One blob that went.
struct SweptRecord
{
    std::int64_t at = 0; ///< unix seconds
    BlobHash hash;
    std::int64_t size = 0;
    std::string reason{};
    std::string policy{};
    std::string repo{}; ///< one that had it, or empty
    std::string path{};

    bool operator==(const SweptRecord &) const = default;
};

struct InflationRecord
{
    std::int64_t at = 0;         ///< unix seconds
    std::int64_t millionths = 0; ///< of a worth

    bool operator==(const InflationRecord &) const = default;
};

} // namespace mirrorlake::catalog
