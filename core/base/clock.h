// Time comes in through this interface, so that a test can turn it. Thread: any.
#pragma once

#include <chrono>

namespace mirrorlake {

class Clock
{
public:
    using Steady = std::chrono::steady_clock::time_point;
    using Wall = std::chrono::system_clock::time_point;

    virtual ~Clock() = default;
    virtual Steady steady() const = 0; ///< for intervals
    virtual Wall wall() const = 0;     ///< for people and for what is stored
};

class SystemClock final : public Clock
{
public:
    Steady steady() const override { return std::chrono::steady_clock::now(); }
    Wall wall() const override { return std::chrono::system_clock::now(); }
};

/// Whole seconds since 1970, as stored in the catalogue.
inline std::int64_t unixSeconds(Clock::Wall time)
{
    return std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count();
}

} // namespace mirrorlake
