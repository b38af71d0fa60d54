#include "base/ratebucket.h"

#include <algorithm>
#include <limits>

namespace mirrorlake {

namespace {

constexpr double slackSeconds = 0.25; ///< that takers may be late without losing their rate
constexpr double stepSeconds = 0.1;
constexpr double leastStep = 2.0 * 1024;
constexpr double mostStep = 1024.0 * 1024;

} // namespace

void RateBucket::setRate(BytesPerSecond rate, Clock::Steady now)
{
    const std::lock_guard lock(m_mutex);
    moveOn(now);
    const bool wasLimited = m_rate > 0;
    m_rate = std::max(rate.value, 0.0);
    if (!wasLimited || m_rate == 0)
        m_tail = m_position;
    m_isLimited = m_rate > 0;
}

BytesPerSecond RateBucket::rate() const
{
    const std::lock_guard lock(m_mutex);
    return {m_rate};
}

void RateBucket::enter(Clock::Steady now)
{
    const std::lock_guard lock(m_mutex);
    moveOn(now);
    if (m_takers.fetch_add(1) == 0)
        m_tail = std::max(m_tail, m_position);
}

void RateBucket::leave()
{
    --m_takers;
}

void RateBucket::moveOn(Clock::Steady now)
{
    const double seconds = std::chrono::duration<double>(now - m_movedAt).count();
    m_movedAt = std::max(m_movedAt, now);
    if (seconds <= 0)
        return;
    m_position += seconds * m_rate;
}

/// Half of the bytes are due before they go and half after, so that in the middle neither side has an advantage.
double RateBucket::reserve(std::int64_t bytes, Clock::Steady now)
{
    const std::lock_guard lock(m_mutex);
    moveOn(now);
    const auto length = static_cast<double>(bytes);
    const double begin = std::max(m_tail, m_position - m_rate * slackSeconds);
    m_tail = begin + length;
    return begin + length / 2;
}

std::chrono::nanoseconds RateBucket::untilReached(double position, Clock::Steady now)
{
    const std::lock_guard lock(m_mutex);
    moveOn(now);
    if (m_rate <= 0 || position <= m_position)
        return std::chrono::nanoseconds(0);
    const double seconds = std::min((position - m_position) / m_rate, 3600.0);
    return std::chrono::nanoseconds(static_cast<std::int64_t>(seconds * 1e9) + 1);
}

double RateBucket::share() const
{
    const std::lock_guard lock(m_mutex);
    if (m_rate <= 0)
        return std::numeric_limits<double>::infinity();
    return m_rate * stepSeconds / std::max(1, m_takers.load());
}

std::int64_t RateBucket::stepOf(double share)
{
    return static_cast<std::int64_t>(std::clamp(share, leastStep, mostStep));
}

} // namespace mirrorlake
