// How far a file has come, as a line of equal cells for people to look at. Pure.
#pragma once

#include "fill/chunkplanner.h"

#include <string>

namespace mirrorlake::fill {

/// One letter a cell: 'h' its bytes are in the file and in its hash, 'r' they are in the file, '0' to '9' it is on its
/// way and so many tenths are in the file, 'x' the hash was wrong and it is compared with what upstream sends, '-' it
/// is missing.
struct PartMap
{
    std::int64_t cellBytes = 0;
    std::string cells{};
    bool operator==(const PartMap &) const = default;
};

/// What is known of a file.
struct PartFacts
{
    std::int64_t size = 0;
    const IntervalSet &present;
    const IntervalSet &held;
    const std::map<int, Chunk> &inFlight;
    std::int64_t hashedEnd = 0; ///< bytes below are in the hash
    bool isMending = false;     ///< all bytes were there once, and some are wrong
};

/// Cells of 16 MiB, or larger ones: never more than 480.
PartMap partMapOf(const PartFacts &facts);

} // namespace mirrorlake::fill
