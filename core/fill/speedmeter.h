// Bytes per second over the last second. Pure: is told the time and the sum so far. Thread: none.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>

namespace mirrorlake::fill {

class SpeedMeter
{
public:
    using Time = std::chrono::steady_clock::time_point;

    void observe(Time now, std::int64_t sum)
    {
        m_points.push_back({now, sum});
        while (m_points.size() > 2 && now - m_points[1].at >= std::chrono::seconds(1))
            m_points.pop_front();
    }

    double bytesPerSecond() const
    {
        if (m_points.size() < 2)
            return 0;
        const double elapsed = std::chrono::duration<double>(m_points.back().at - m_points.front().at).count();
        return elapsed > 0 ? static_cast<double>(m_points.back().sum - m_points.front().sum) / elapsed : 0;
    }

private:
    struct Point
    {
        Time at;
        std::int64_t sum = 0;
    };
    std::deque<Point> m_points;
};

} // namespace mirrorlake::fill
