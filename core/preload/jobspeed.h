// How fast a job gets on, from its bytes of the last ten seconds. Pure: is told the time.
#pragma once

#include "base/clock.h"

#include <cstdint>
#include <deque>

namespace mirrorlake::preload {

class JobSpeed
{
public:
    void observe(Clock::Steady now, std::int64_t done)
    {
        if (m_points.empty() || done > m_points.back().done)
            m_lastByteAt = now;
        if (!m_points.empty() && done < m_points.back().done)
            m_points.clear();
        m_points.push_back({now, done});
        while (m_points.size() > 2 && now - m_points[1].at >= window)
            m_points.pop_front();
    }

    double bytesPerSecond() const
    {
        if (m_points.size() < 2)
            return 0;
        const double elapsed = std::chrono::duration<double>(m_points.back().at - m_points.front().at).count();
        return elapsed > 0 ? static_cast<double>(m_points.back().done - m_points.front().done) / elapsed : 0;
    }

    /// -1 while nothing comes.
    std::int64_t secondsFor(std::int64_t bytes) const
    {
        const double rate = bytesPerSecond();
        return rate < 1 ? -1 : static_cast<std::int64_t>(static_cast<double>(bytes) / rate + 0.999);
    }

    std::chrono::seconds stalledFor(Clock::Steady now) const
    {
        return m_points.empty() ? std::chrono::seconds(0)
                                : std::chrono::duration_cast<std::chrono::seconds>(now - m_lastByteAt);
    }

private:
    static constexpr std::chrono::seconds window{10};

    struct Point
    {
        Clock::Steady at;
        std::int64_t done = 0;
    };
    std::deque<Point> m_points;
    Clock::Steady m_lastByteAt{};
};

} // namespace mirrorlake::preload
