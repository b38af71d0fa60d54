#include "base/bytethrottle.h"

#include <algorithm>

namespace mirrorlake {

namespace {

constexpr std::chrono::milliseconds burst{500};

} // namespace

std::chrono::milliseconds ByteThrottle::take(std::int64_t bytes, Clock::Steady now)
{
    if (!isLimited())
        return {};
    const std::chrono::duration<double> price(static_cast<double>(bytes) / m_limit.value);
    const std::scoped_lock guard(m_mutex);
    m_paidUntil = std::max(m_paidUntil, now - burst) + std::chrono::duration_cast<Clock::Steady::duration>(price);
    return std::max(std::chrono::duration_cast<std::chrono::milliseconds>(m_paidUntil - now),
                    std::chrono::milliseconds(0));
}

} // namespace mirrorlake
