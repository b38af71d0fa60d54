// What a failed chunk does next. Pure.
#pragma once

#include "base/error.h"

#include <chrono>

namespace mirrorlake::fill {

enum class NextStep
{
    Again,       ///< after the delay
    OtherSource, ///< this source will never give it
    Pause,       ///< this machine's disk is the trouble; no bytes are asked for until it is over
};

struct RetryDecision
{
    NextStep step = NextStep::Again;
    std::chrono::milliseconds delay{0};
};

constexpr int mostAttempts = 6;

/// attempts: how often these bytes have failed in a row, with no byte in between, this one included. jitter: 0 to 1.
RetryDecision decideRetry(const Error &error, int attempts, double jitter);

} // namespace mirrorlake::fill
