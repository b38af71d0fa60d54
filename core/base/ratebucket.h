// Spreads bytes of many takers over time, so that all together they keep to one rate. A taker reserves a place behind
// those who reserved before, and may go on when the bucket's position has reached it: first come, first served, which
// for takers of equal steps is a fair share. Positions are in bytes, not in time, so a new rate counts at once, also
// for those who wait. After a pause nothing has piled up beyond a short slack. Thread: any.
#pragma once

#include "base/bytes.h"
#include "base/clock.h"

#include <atomic>
#include <chrono>
#include <mutex>

namespace mirrorlake {

class RateBucket
{
public:
    /// 0 for no limit.
    explicit RateBucket(BytesPerSecond rate = {}) : m_rate(rate.value) {}

    void setRate(BytesPerSecond rate, Clock::Steady now);
    bool isLimited() const { return m_isLimited.load(std::memory_order_relaxed); }
    BytesPerSecond rate() const;

    /// Takers share the bucket from begin to end; how many they are decides how much one takes at a time.
    void enter(Clock::Steady now);
    void leave();
    int takers() const { return m_takers.load(std::memory_order_relaxed); }

    /// The position at which so many bytes may go.
    double reserve(std::int64_t bytes, Clock::Steady now);
    /// Time until that position is reached; 0: now.
    std::chrono::nanoseconds untilReached(double position, Clock::Steady now);
    /// About a tenth of a second's worth of one taker's share, in bytes; infinite without a limit.
    double share() const;
    /// The same as a number of bytes to take at a time.
    std::int64_t step() const { return stepOf(share()); }
    static std::int64_t stepOf(double share);

private:
    void moveOn(Clock::Steady now);

    mutable std::mutex m_mutex;
    double m_rate = 0;     ///< bytes per second; 0: none
    double m_position = 0; ///< bytes that might have gone since the beginning
    double m_tail = 0;     ///< where the last reservation ends
    Clock::Steady m_movedAt{};
    std::atomic<bool> m_isLimited{m_rate > 0};
    std::atomic<int> m_takers{0};
};

} // namespace mirrorlake
