// What stands before a route: fails fast while it rests, holds calls that its request budget does not allow yet, and
// learns from each answer. The state of the route's own host decides whether it is asked; that of its data host only in
// which order routes are tried. Thread: any.
#pragma once

#include "upstream/circuitbreaker.h"
#include "upstream/requestbudget.h"
#include "upstream/routechoice.h"
#include "upstream/routemeter.h"

#include <functional>
#include <mutex>
#include <string>

namespace mirrorlake::upstream {

class RouteGate
{
public:
    RouteGate(const Clock &clock, std::chrono::milliseconds longestHold) : m_clock(clock), m_longestHold(longestHold) {}

    /// Before each request to the route's own host. True for the one probe of a route that rested: it should be short.
    /// Errors: that of the last failure, while it rests; UpstreamRateLimited when the budget would hold it too long;
    /// Cancelled.
    Result<bool> enter(std::string_view bucket, const std::function<bool()> &isCancelled);
    /// After enter(): the head of the answer, or why none came.
    void answered(const Response &head, std::string_view bucket);
    void failed(const Error &error);

    /// A body came whole, or not.
    void delivered(std::int64_t bytes, std::chrono::milliseconds took);
    void bodyFailed(const Error &error);
    void wrongBytes();

    RouteView view(std::string_view bucket) const;
    /// Everything but the route's name.
    RouteHealth health() const;

private:
    Result<void> hold(std::string_view bucket, const std::function<bool()> &isCancelled);

    const Clock &m_clock;
    const std::chrono::milliseconds m_longestHold;
    mutable std::mutex m_mutex;
    CircuitBreaker m_own;
    CircuitBreaker m_data;
    RouteMeter m_meter;
    RequestBudget m_budget;
    std::int64_t m_wrongBytes = 0;
};

} // namespace mirrorlake::upstream
