// How far a move is, for whoever watches it and may stop it. Plain values.
#pragma once

#include <cstdint>
#include <functional>

namespace mirrorlake::relocate {

struct MoveProgress
{
    enum class Phase
    {
        Counting,
        Copying,
        Comparing, ///< the copy is read again and compared with what was copied
        Clearing   ///< the old one goes; it can no longer be stopped
    };

    Phase phase = Phase::Counting;
    std::int64_t bytes = 0; ///< of this phase
    std::int64_t allBytes = 0;
};

/// False: stop. Thread: the one that moves; after each MiB, so it must be cheap.
using MoveWatch = std::function<bool(const MoveProgress &)>;

} // namespace mirrorlake::relocate
