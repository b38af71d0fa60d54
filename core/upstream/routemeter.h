// How fast a route answers and gives bytes, as moving averages that forget after a minute, and how often it failed.
// Pure: time comes in. Thread: one at a time.
#pragma once

#include "base/clock.h"

#include <chrono>
#include <cstdint>

namespace mirrorlake::upstream {

class RouteMeter
{
public:
    void answered(std::chrono::milliseconds latency, Clock::Steady now);
    void delivered(std::int64_t bytes, std::chrono::milliseconds took, Clock::Steady now);
    void failed() { ++m_errors; }

    /// 0 when nothing was measured within a minute.
    std::chrono::milliseconds latency(Clock::Steady now) const;
    double bytesPerSecond(Clock::Steady now) const;
    std::int64_t requests() const { return m_requests; }
    std::int64_t errors() const { return m_errors; }

private:
    struct Average
    {
        double value = 0;
        Clock::Steady measured{};
        void add(double sample, Clock::Steady now);
        double at(Clock::Steady now) const;
    };

    Average m_latency;
    Average m_speed;
    std::int64_t m_requests = 0;
    std::int64_t m_errors = 0;
};

} // namespace mirrorlake::upstream
