// Spreads bytes over time so that their rate stays below a limit, whoever takes them. Pure: time comes in. Thread: any.
#pragma once

#include "base/bytes.h"
#include "base/clock.h"

#include <chrono>
#include <mutex>

namespace mirrorlake {

class ByteThrottle
{
public:
    /// 0 for no limit.
    explicit ByteThrottle(BytesPerSecond limit) : m_limit(limit) {}

    bool isLimited() const { return m_limit.value > 0; }
    /// These bytes came: how long to wait before taking more. Half a second's worth may come at once after a pause.
    std::chrono::milliseconds take(std::int64_t bytes, Clock::Steady now);

private:
    const BytesPerSecond m_limit;
    std::mutex m_mutex;
    Clock::Steady m_paidUntil{};
};

} // namespace mirrorlake
