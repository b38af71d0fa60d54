#include "upstream/requestbudget.h"

#include "upstream/hubstatus.h"
#include "upstream/ratelimit.h"

#include <algorithm>

namespace mirrorlake::upstream {

namespace {

constexpr std::chrono::seconds sameWindow{2}; ///< announced ends of one window differ by rounding
constexpr std::size_t mostBuckets = 16;

} // namespace

std::chrono::milliseconds RequestBudget::waitFor(std::string_view bucket, Clock::Steady now) const
{
    const auto found = m_windows.find(bucket);
    if (found == m_windows.end())
        return {};
    const Window &window = found->second;
    Clock::Steady until = window.blockedUntil;
    if (window.remaining && *window.remaining <= 0)
        until = std::max(until, window.ends);
    return now < until ? std::chrono::ceil<std::chrono::milliseconds>(until - now) : std::chrono::milliseconds(0);
}

void RequestBudget::take(std::string_view bucket)
{
    if (const auto found = m_windows.find(bucket); found != m_windows.end() && found->second.remaining)
        --*found->second.remaining;
}

void RequestBudget::note(const Response &answer, std::string_view bucket, Clock::Steady now, Clock::Wall wall)
{
    for (const std::string_view field : answer.headersNamed("ratelimit")) {
        const std::optional<RateLimit> limit = parseRateLimit(field);
        if (!limit || (m_windows.size() >= mostBuckets && !m_windows.contains(limit->bucket)))
            continue;
        Window &window = m_windows[limit->bucket];
        const Clock::Steady ends = now + limit->reset;
        const bool isNewWindow = !window.remaining || ends > window.ends + sameWindow;
        // Answers come out of order: within one window the count only falls.
        window.remaining = isNewWindow ? limit->remaining : std::min(*window.remaining, limit->remaining);
        window.ends = ends;
    }
    if (answer.status == 429) {
        const std::chrono::seconds wait(std::max(retryAfterOf(answer, wall), 1));
        m_windows[std::string(bucket)].blockedUntil = now + wait;
    }
}

int RequestBudget::left(Clock::Steady now) const
{
    int least = -1;
    for (const auto &[bucket, window] : m_windows) {
        if (!window.remaining || now >= window.ends)
            continue;
        const int remaining = std::max(*window.remaining, 0);
        least = least < 0 ? remaining : std::min(least, remaining);
    }
    return least;
}

} // namespace mirrorlake::upstream
