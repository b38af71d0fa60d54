#include "fill/rampup.h"

#include <algorithm>

namespace mirrorlake::fill {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds shortWindow{20};
constexpr milliseconds sureWindow{120};
constexpr milliseconds arrivalLimit{1500};
constexpr milliseconds longestRest{30'000};
constexpr std::int64_t leastBytes = 64 * 1024; // a connection and window, to say anything
constexpr double manyAtOnceBelow = 200e6;      // bytes per second: slower than this no machine of ours is the limit

/// What more connections must bring to be kept, and to be followed by yet more. Where the whole is fast already, this
/// machine is the next limit, and each connection costs it more than it brings.
struct Growth
{
    double worthKeeping;
    double worthMore;
};

constexpr Growth growthFrom(double bytesPerSecond)
{
    constexpr double fast = 300e6;
    return bytesPerSecond > fast ? Growth{1.2, 1.5} : Growth{1.08, 1.2};
}

double seconds(std::chrono::steady_clock::duration duration)
{
    return std::chrono::duration<double>(duration).count();
}

} // namespace

void RampUp::observe(const Sample &sample)
{
    switch (m_state) {
    case State::Arriving:
        if (m_stepAt == Time())
            m_stepAt = sample.now;
        if (sample.received > 0 && (sample.delivering >= m_connections || sample.now - m_stepAt > arrivalLimit))
            beginWindow(sample);
        return;
    case State::Measuring: {
        const auto elapsed = sample.now - m_windowBegin;
        const std::int64_t bytes = sample.received - m_windowReceived;
        const milliseconds window = m_hasDoubt ? sureWindow : shortWindow;
        // Few bytes in three windows say that it is slow, whatever the rate is exactly.
        if ((elapsed >= window && bytes >= leastBytes * m_connections) || elapsed >= 3 * window)
            decide(sample.now, static_cast<double>(bytes) / seconds(elapsed));
        return;
    }
    case State::Resting:
        if (sample.now < m_nextProbe || sample.running < m_connections)
            return;
        m_connectionsBefore = 0;
        beginWindow(sample);
        return;
    }
}

void RampUp::beginWindow(const Sample &sample)
{
    m_state = State::Measuring;
    m_windowBegin = sample.now;
    m_windowReceived = sample.received;
}

void RampUp::decide(Time now, double rate)
{
    if (m_connections >= m_most && m_connectionsBefore == 0)
        return rest(now);
    const Growth growth = growthFrom(m_rateBefore);
    if (m_connectionsBefore == 0 || rate >= growth.worthMore * m_rateBefore)
        return m_connections >= m_most ? rest(now)
                                       : climb(m_connections * (rate < manyAtOnceBelow * m_connections ? 4 : 2), rate);
    if (!m_hasDoubt) {
        m_hasDoubt = true; // the window goes on, and a longer one decides
        return;
    }
    if (rate < growth.worthKeeping * m_rateBefore)
        m_connections = m_connectionsBefore;
    rest(now);
}

void RampUp::climb(int connections, double rate)
{
    m_connectionsBefore = m_connections;
    m_rateBefore = rate;
    m_connections = std::min(connections, m_most);
    m_hasDoubt = false;
    m_stepAt = Time();
    m_state = State::Arriving;
}

void RampUp::rest(Time now)
{
    m_hasDoubt = false;
    m_state = State::Resting;
    m_nextProbe = now + m_restFor;
    m_restFor = std::min(2 * m_restFor, longestRest);
}

} // namespace mirrorlake::fill
