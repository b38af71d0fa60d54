// Whether something that failed may be asked again: closed while it works, open (resting) after failures, half open
// while one probe is on its way. Rests double from rest to rest. Pure: time comes in. Thread: one at a time.
#pragma once

#include "base/clock.h"
#include "base/error.h"

#include <chrono>

namespace mirrorlake::upstream {

class CircuitBreaker
{
public:
    enum class State
    {
        Closed,
        Open,
        HalfOpen
    };
    enum class Admission
    {
        Yes,
        Probe, ///< the one request that finds out; its end must be told by succeeded(), failed() or abandoned()
        No,
    };

    Admission admit(Clock::Steady now);
    void succeeded();
    /// One that cannot be reached rests at once, one that is slow after two failures in a row, one that errs after
    /// five.
    void failed(const Error &error, Clock::Steady now);
    /// A probe ended without an answer either way.
    void abandoned();

    State state() const { return m_state; }
    bool isResting(Clock::Steady now) const { return m_state != State::Closed && now < m_restsUntil; }
    Clock::Steady restsUntil() const { return m_restsUntil; }
    /// Of the last failure; meaningful unless closed.
    const Error &cause() const { return m_cause; }

    static constexpr std::chrono::milliseconds firstRest{1000};
    static constexpr std::chrono::milliseconds longestRest{8000};

private:
    State m_state = State::Closed;
    int m_failures = 0; ///< in a row
    std::chrono::milliseconds m_rest = firstRest;
    Clock::Steady m_restsUntil{};
    Error m_cause;
};

} // namespace mirrorlake::upstream
