#include "upstream/routegate.h"

#include "upstream/hubstatus.h"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

namespace mirrorlake::upstream {

namespace {

constexpr std::chrono::milliseconds holdStep{50};

int wholeSeconds(Clock::Steady::duration time)
{
    return static_cast<int>(std::max<std::int64_t>(std::chrono::ceil<std::chrono::seconds>(time).count(), 1));
}

/// An answer with an error in it proves that the host is there: it may be asked on.
bool isSilence(const Error &error)
{
    using enum ErrorCode;
    return error.code == UpstreamUnreachable || error.code == UpstreamNameUnknown || error.code == UpstreamUntrusted ||
           error.code == UpstreamTimeout;
}

bool isOfRoute(const Error &error)
{
    return isSilence(error) || error.code == ErrorCode::UpstreamFailed || error.code == ErrorCode::UpstreamBroken;
}

} // namespace

Result<bool> RouteGate::enter(std::string_view bucket, const std::function<bool()> &isCancelled)
{
    bool isProbe = false;
    {
        const std::scoped_lock guard(m_mutex);
        const Clock::Steady now = m_clock.steady();
        const CircuitBreaker::Admission admission = m_own.admit(now);
        isProbe = admission == CircuitBreaker::Admission::Probe;
        if (admission == CircuitBreaker::Admission::No && isSilence(m_own.cause())) {
            Error error = m_own.cause().in("not asked again yet");
            error.retryAfterSeconds = wholeSeconds(m_own.restsUntil() - now);
            return fail(std::move(error));
        }
    }
    if (const Result<void> held = hold(bucket, isCancelled); !held) {
        if (isProbe)
            failed(held.error());
        return fail(held.error());
    }
    return isProbe;
}

Result<void> RouteGate::hold(std::string_view bucket, const std::function<bool()> &isCancelled)
{
    const Clock::Steady begun = m_clock.steady();
    while (true) {
        std::chrono::milliseconds wait{};
        const Clock::Steady now = m_clock.steady();
        {
            const std::scoped_lock guard(m_mutex);
            wait = m_budget.waitFor(bucket, now);
            if (wait.count() == 0) {
                m_budget.take(bucket);
                return {};
            }
        }
        if (now - begun + wait > m_longestHold) {
            Error error{ErrorCode::UpstreamRateLimited,
                        fmt::format("no more \"{}\" requests are allowed for now", bucket)};
            error.retryAfterSeconds = wholeSeconds(wait);
            return fail(std::move(error));
        }
        if (isCancelled())
            return fail(ErrorCode::Cancelled, "no longer wanted");
        std::this_thread::sleep_for(std::min(wait, holdStep));
    }
}

void RouteGate::answered(const Response &head, std::string_view bucket)
{
    const std::scoped_lock guard(m_mutex);
    const Clock::Steady now = m_clock.steady();
    m_budget.note(head, bucket, now, m_clock.wall());
    m_meter.answered(head.latency, now);
    if (head.status < 500) {
        m_own.succeeded();
        return;
    }
    m_meter.failed();
    m_own.failed({ErrorCode::UpstreamFailed, errorFromHub(head).message}, now);
}

void RouteGate::failed(const Error &error)
{
    const std::scoped_lock guard(m_mutex);
    if (!isOfRoute(error)) {
        m_own.abandoned();
        return;
    }
    m_meter.failed();
    m_own.failed(error, m_clock.steady());
}

void RouteGate::delivered(std::int64_t bytes, std::chrono::milliseconds took)
{
    const std::scoped_lock guard(m_mutex);
    m_meter.delivered(bytes, took, m_clock.steady());
    m_data.succeeded();
}

void RouteGate::bodyFailed(const Error &error)
{
    const std::scoped_lock guard(m_mutex);
    const Clock::Steady now = m_clock.steady();
    m_meter.failed();
    static_cast<void>(m_data.admit(now)); // once its rest is over, this was the probe
    m_data.failed(error, now);
}

void RouteGate::wrongBytes()
{
    const std::scoped_lock guard(m_mutex);
    ++m_wrongBytes;
}

RouteView RouteGate::view(std::string_view bucket) const
{
    const std::scoped_lock guard(m_mutex);
    const Clock::Steady now = m_clock.steady();
    RouteView view;
    view.isResting = m_own.isResting(now) || m_data.isResting(now);
    view.isSpent = m_budget.waitFor(bucket, now).count() > 0;
    view.latency = m_meter.latency(now);
    view.bytesPerSecond = m_meter.bytesPerSecond(now);
    return view;
}

RouteHealth RouteGate::health() const
{
    const std::scoped_lock guard(m_mutex);
    const Clock::Steady now = m_clock.steady();
    RouteHealth health;
    const CircuitBreaker &worse = m_own.state() == CircuitBreaker::State::Closed ? m_data : m_own;
    if (worse.state() != CircuitBreaker::State::Closed) {
        health.state = worse.isResting(now) ? RouteHealth::State::Resting : RouteHealth::State::Probing;
        health.lastError = worse.cause().message;
    }
    health.latency = m_meter.latency(now);
    health.bytesPerSecond = m_meter.bytesPerSecond(now);
    health.requests = m_meter.requests();
    health.errors = m_meter.errors();
    health.wrongBytes = m_wrongBytes;
    health.budgetLeft = m_budget.left(now);
    return health;
}

} // namespace mirrorlake::upstream
