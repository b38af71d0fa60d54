#include "upstream/linelimit.h"

#include <algorithm>
#include <thread>

namespace mirrorlake::upstream {

namespace {

constexpr std::chrono::milliseconds longestSleep{100}; ///< after which a new limit or an end is noticed

} // namespace

void LineLimit::set(BytesPerSecond rate, bool isOff)
{
    m_bucket.setRate(rate, m_clock.steady());
    m_isOff = isOff;
}

void LineLimit::pass(std::int64_t bytes, const std::function<bool()> &isCancelled)
{
    while (m_isOff && !isCancelled())
        std::this_thread::sleep_for(longestSleep);
    if (!m_bucket.isLimited())
        return;
    const double position = m_bucket.reserve(bytes, m_clock.steady());
    for (;;) {
        const auto left = m_bucket.untilReached(position, m_clock.steady());
        if (left.count() <= 0 || isCancelled())
            return;
        std::this_thread::sleep_for(std::min<std::chrono::nanoseconds>(left, longestSleep));
    }
}

} // namespace mirrorlake::upstream
