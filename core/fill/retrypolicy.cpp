#include "fill/retrypolicy.h"

#include "upstream/retrytable.h"

namespace mirrorlake::fill {

RetryDecision decideRetry(const Error &error, int attempts, double jitter)
{
    switch (error.code) {
    case ErrorCode::NoSpace:
    case ErrorCode::ReadOnly:
    case ErrorCode::Io:
    case ErrorCode::DataFolderUnusable:
        return {NextStep::Pause, std::chrono::milliseconds(0)};
    default:
        break;
    }
    const upstream::RetryAdvice advice = upstream::adviceAfter(error, attempts, [jitter] { return jitter; });
    switch (advice.step) {
    case upstream::RetryStep::Again:
    case upstream::RetryStep::Resolve:
        return {NextStep::Again, advice.pause};
    case upstream::RetryStep::OtherRoute:
        return {NextStep::OtherRoute, advice.pause};
    case upstream::RetryStep::GiveUp:
        break;
    }
    return {NextStep::OtherSource, std::chrono::milliseconds(0)};
}

} // namespace mirrorlake::fill
