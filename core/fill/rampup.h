// How many connections one fill uses: it starts with one and adds more while the whole gets faster, so that an upstream
// limited per connection soon has the most, and an unlimited one few. Pure: is told what was received, knows no clock.
// Thread: none.
#pragma once

#include <chrono>
#include <cstdint>

namespace mirrorlake::fill {

class RampUp
{
public:
    using Time = std::chrono::steady_clock::time_point;

    struct Sample
    {
        Time now;
        std::int64_t received = 0; ///< bytes since the fill began
        int running = 0;           ///< connections
        int delivering = 0;        ///< of these, the ones that have brought bytes
    };

    explicit RampUp(int most) : m_most(most) {}

    int connections() const { return m_connections; }
    void observe(const Sample &sample);

private:
    void beginWindow(const Sample &sample);
    void decide(Time now, double rate);
    void climb(int connections, double rate);
    void rest(Time now);

    enum class State
    {
        Arriving,
        Measuring,
        Resting
    };

    const int m_most;
    int m_connections = 1;
    State m_state = State::Arriving;
    bool m_hasDoubt = false;     // one window showed no growth; a longer one decides
    int m_connectionsBefore = 0; // and their rate, before the last step
    double m_rateBefore = 0;
    Time m_stepAt{};
    Time m_windowBegin{};
    std::int64_t m_windowReceived = 0;
    Time m_nextProbe{};
    std::chrono::milliseconds m_restFor{500};
};

} // namespace mirrorlake::fill
