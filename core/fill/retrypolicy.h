// What a failed chunk does next: trouble of this machine's disk is told from trouble of upstream, which has its table
// (retrytable.h). Pure.
#pragma once

#include "base/error.h"

#include <chrono>

namespace mirrorlake::fill {

enum class NextStep
{
    Again,       ///< after the delay
    OtherRoute,  ///< as Again, and not by the same route where there is another
    OtherSource, ///< this source will never give it
    Pause,       ///< this machine's disk is the trouble; no bytes are asked for until it is over
};

struct RetryDecision
{
    NextStep step = NextStep::Again;
    std::chrono::milliseconds delay{0};
};

/// attempts: how often these bytes have failed in a row, with no byte in between, this one included. jitter: 0 to 1.
RetryDecision decideRetry(const Error &error, int attempts, double jitter);

} // namespace mirrorlake::fill
