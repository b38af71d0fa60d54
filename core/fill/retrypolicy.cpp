#include "fill/retrypolicy.h"

#include <algorithm>

namespace mirrorlake::fill {

namespace {

using std::chrono::milliseconds;

milliseconds backoff(int attempts, double jitter)
{
    constexpr int firstDelay = 200;
    constexpr int longestDelay = 4000;
    const int delay = std::min(longestDelay, firstDelay << std::clamp(attempts - 1, 0, 10));
    return milliseconds(static_cast<int>(delay * (0.75 + 0.5 * jitter)));
}

} // namespace

RetryDecision decideRetry(const Error &error, int attempts, double jitter)
{
    switch (error.code) {
    case ErrorCode::NoSpace:
    case ErrorCode::ReadOnly:
    case ErrorCode::Io:
    case ErrorCode::DataFolderUnusable:
        return {NextStep::Pause, milliseconds(0)};
    case ErrorCode::UpstreamUnreachable:
    case ErrorCode::UpstreamTimeout:
    case ErrorCode::UpstreamBroken:
    case ErrorCode::HashMismatch:
    case ErrorCode::RangeNotSatisfiable:
        break;
    case ErrorCode::UpstreamRateLimited:
    case ErrorCode::TooManyRequests:
        if (attempts < mostAttempts && error.retryAfterSeconds > 0)
            return {NextStep::Again, std::max(milliseconds(error.retryAfterSeconds * 1000), backoff(attempts, jitter))};
        break;
    default:
        return {NextStep::OtherSource, milliseconds(0)};
    }
    if (attempts >= mostAttempts)
        return {NextStep::OtherSource, milliseconds(0)};
    return {NextStep::Again, backoff(attempts, jitter)};
}

} // namespace mirrorlake::fill
