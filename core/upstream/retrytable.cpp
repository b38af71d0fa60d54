#include "upstream/retrytable.h"

#include <algorithm>
#include <array>

namespace mirrorlake::upstream {

namespace {

using enum ErrorCode;
using std::chrono::milliseconds;

struct Row
{
    ErrorCode code;
    RetryStep step;
    int tries; ///< failures after which it is given up
    milliseconds firstPause;
    milliseconds longestPause;
};

constexpr std::array rows{
    Row{UpstreamUnreachable, RetryStep::Again, 8, milliseconds(500), milliseconds(8000)},  // no connection
    Row{UpstreamNameUnknown, RetryStep::Again, 6, milliseconds(1000), milliseconds(8000)}, // DNS
    Row{UpstreamUntrusted, RetryStep::Again, 3, milliseconds(1000), milliseconds(4000)},   // TLS: time seldom heals it
    Row{UpstreamTimeout, RetryStep::OtherRoute, 6, milliseconds(250), milliseconds(4000)}, // a stall
    Row{UpstreamFailed, RetryStep::Again, 8, milliseconds(500), milliseconds(8000)},       // 5xx
    Row{UpstreamBroken, RetryStep::Again, 8, milliseconds(200), milliseconds(4000)},       // cut, or not the bytes
    Row{UpstreamIgnoresRange, RetryStep::Again, 3, milliseconds(0), milliseconds(0)},      // then in one stream
    Row{UpstreamRefused, RetryStep::Resolve, 4, milliseconds(250), milliseconds(2000)},    // a signature that ran out
    Row{UpstreamRateLimited, RetryStep::Again, 6, milliseconds(2000), milliseconds(60000)},
    Row{RangeNotSatisfiable, RetryStep::OtherRoute, 3, milliseconds(0), milliseconds(0)}, // the file is shorter there
    Row{HashMismatch, RetryStep::OtherRoute, 3, milliseconds(0), milliseconds(0)},
};

} // namespace

RetryAdvice adviceAfter(const Error &error, int failures, const std::function<double()> &random)
{
    const auto row = std::ranges::find(rows, error.code, &Row::code);
    if (row == rows.end() || failures >= row->tries)
        return {};
    if (error.retryAfterSeconds > 0)
        return {row->step, std::chrono::seconds(error.retryAfterSeconds)};
    const int doublings = std::clamp(failures - 1, 0, 10);
    const milliseconds pause = std::min(row->firstPause * (1 << doublings), row->longestPause);
    const double share = 0.5 + 0.5 * std::clamp(random(), 0.0, 1.0);
    return {row->step, milliseconds(static_cast<std::int64_t>(static_cast<double>(pause.count()) * share))};
}

} // namespace mirrorlake::upstream
