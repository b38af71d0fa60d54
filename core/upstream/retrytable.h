// What to do after a failed transfer of bytes, one row an error: ask again after a pause, ask another route, find the
// bytes anew, or give up. Pure. Thread: any.
#pragma once

#include "base/error.h"

#include <chrono>
#include <functional>

namespace mirrorlake::upstream {

enum class RetryStep
{
    Again,      ///< the same call, from the exact byte, after the pause
    OtherRoute, ///< add the route to FileSource::avoidedRoutes, then as Again
    Resolve,    ///< as Again; the Hub has forgotten the location by itself
    GiveUp,
};

struct RetryAdvice
{
    RetryStep step = RetryStep::GiveUp;
    std::chrono::milliseconds pause{0};
};

/// failures: in a row without a byte between, this one included, from 1. random: uniform in [0, 1); spreads pauses over
/// their upper half, so that workers that failed together do not come back together. A known retryAfterSeconds is the
/// pause.
RetryAdvice adviceAfter(const Error &error, int failures, const std::function<double()> &random);

} // namespace mirrorlake::upstream
