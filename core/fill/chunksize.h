// How large the next chunk is. Pure.
#pragma once

#include "base/bytes.h"

#include <algorithm>
#include <cstdint>

namespace mirrorlake::fill {

struct ChunkSizing
{
    Bytes start; ///< while no rate is known
    Bytes least;
    Bytes most;
    std::int64_t unassigned = 0; ///< bytes that nobody fetches yet
    int connections = 1;
    double bytesPerSecond = 0; ///< of one connection; 0 while not known
    double latency = 0;        ///< seconds from asking to the first byte
};

/// About two seconds of one connection, and never more than what is missing divided by twice the connections, so that
/// the last chunks end together; but long enough that asking costs at most an eighth of fetching.
constexpr std::int64_t chunkBytes(const ChunkSizing &sizing)
{
    constexpr double seconds = 2;
    constexpr double latencies = 8;
    const auto wished =
        sizing.bytesPerSecond > 0 ? static_cast<std::int64_t>(sizing.bytesPerSecond * seconds) : sizing.start.count;
    const std::int64_t share = sizing.unassigned / (4 * std::max(1, sizing.connections));
    const auto worthAsking = static_cast<std::int64_t>(sizing.bytesPerSecond * sizing.latency * latencies);
    const std::int64_t least = std::clamp(worthAsking, sizing.least.count, std::max(sizing.least, sizing.most).count);
    return std::clamp(std::min(wished, share), least, std::max(least, sizing.most.count));
}

} // namespace mirrorlake::fill
