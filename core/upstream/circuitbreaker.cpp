#include "upstream/circuitbreaker.h"

#include <algorithm>

namespace mirrorlake::upstream {

namespace {

int failuresBeforeRest(ErrorCode code)
{
    switch (code) {
    case ErrorCode::UpstreamUnreachable:
    case ErrorCode::UpstreamNameUnknown:
    case ErrorCode::UpstreamUntrusted:
        return 1;
    case ErrorCode::UpstreamTimeout:
        return 2;
    default:
        return 5;
    }
}

} // namespace

CircuitBreaker::Admission CircuitBreaker::admit(Clock::Steady now)
{
    if (m_state == State::Closed)
        return Admission::Yes;
    if (m_state == State::HalfOpen || now < m_restsUntil)
        return Admission::No;
    m_state = State::HalfOpen;
    return Admission::Probe;
}

void CircuitBreaker::succeeded()
{
    m_state = State::Closed;
    m_failures = 0;
    m_rest = firstRest;
}

void CircuitBreaker::failed(const Error &error, Clock::Steady now)
{
    if (m_state == State::Open)
        return; // asked before the rest began
    m_cause = error;
    ++m_failures;
    if (m_state == State::Closed && m_failures < failuresBeforeRest(error.code))
        return;
    if (m_state == State::HalfOpen)
        m_rest = std::min(m_rest * 2, longestRest);
    m_state = State::Open;
    m_restsUntil = now + m_rest;
}

void CircuitBreaker::abandoned()
{
    if (m_state == State::HalfOpen)
        m_state = State::Open; // its rest is over: the next one probes
}

} // namespace mirrorlake::upstream
