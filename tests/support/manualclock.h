// A clock that stands still until a test moves it. Thread: any.
#pragma once

#include "base/clock.h"

#include <atomic>
#include <chrono>

namespace mirrorlake::test {

class ManualClock final : public Clock
{
public:
    /// Begins at this wall time; 2026-11-21 12:00:00 UTC unless told otherwise.
    explicit ManualClock(std::int64_t unixSeconds = 1'795'262'400) : m_wall(std::chrono::seconds(unixSeconds)) {}

    Steady steady() const override { return Steady(std::chrono::duration_cast<Steady::duration>(m_steady.load())); }
    Wall wall() const override { return Wall(std::chrono::duration_cast<Wall::duration>(m_wall.load())); }

    /// Time passes: both readings go on by the same step.
    void advance(std::chrono::nanoseconds step)
    {
        m_steady = m_steady.load() + step;
        m_wall = m_wall.load() + step;
    }
    /// Somebody sets the wall clock; intervals do not notice.
    void setWall(std::chrono::seconds sinceEpoch) { m_wall = std::chrono::nanoseconds(sinceEpoch); }

private:
    std::atomic<std::chrono::nanoseconds> m_steady{std::chrono::hours(1)};
    std::atomic<std::chrono::nanoseconds> m_wall;
};

} // namespace mirrorlake::test
