// The wire to one route: every request of a route, to its own host or to a data host that it names, goes through here.
// Decides which token goes along (to the route's own origin alone), which redirect may be followed (a public route
// never leads into a private network), and keeps the route's gate informed. Thread: any; calls block their own thread.
#pragma once

#include "upstream/connectionslots.h"
#include "upstream/linelimit.h"
#include "upstream/routegate.h"
#include "upstream/routes.h"

#include <atomic>
#include <string>

namespace mirrorlake::upstream {

class RouteLink
{
public:
    struct Surroundings
    {
        ClientOptions client;
        const Clock &clock;
        ConnectionSlots &slots;
        std::chrono::milliseconds longestHold;
        bool takesCallerTokens = false;
        std::shared_ptr<LineLimit> line{}; ///< of all routes together; none: no limit
    };

    RouteLink(const Route &route, const Surroundings &surroundings);

    bool takesCallerTokens() const { return m_takesCallerTokens; }
    const std::string &origin() const { return m_origin; }
    bool isOwn(const std::string &url) const { return originOf(url) == m_origin; }

    /// The body in memory; any status is an answer.
    Result<Response> exchange(Request request, const Credentials &credentials);
    /// The body to the sink, of which each request sees a begin().
    Result<Response> stream(Request request, const Credentials &credentials, BodySink &sink);
    /// Where a redirect leads, if it may.
    Result<std::string> nextHop(const std::string &from, const Response &answer) const;

    /// Counts at once, also for what is under way; 0 for none.
    void setLimit(BytesPerSecond limit) { m_limit.set(limit, false); }
    /// Of bodies that went to sinks, since the start.
    std::int64_t bytes() const { return m_bytes.load(std::memory_order_relaxed); }

    RouteGate &gate() { return m_gate; }
    const RouteGate &gate() const { return m_gate; }
    /// As HttpClient::hold(); whoever waits for its turn ends too.
    void hold(bool isHeld);

private:
    class HeadWatch;
    class PacedSink;

    /// sink: nullptr for a body in memory.
    Result<Response> run(Request &request, const Credentials &credentials, BodySink *sink);
    Result<Response> sendOwn(Request &request, BodySink *sink);
    Result<Response> sendForeign(const Request &request, BodySink *sink);
    Result<Response> send(const Request &request, BodySink *sink);
    std::string tokenFor(const Credentials &credentials) const;
    bool mustEnd(const BodySink *sink) const { return m_isHeld || (sink && sink->isCancelled()); }

    const std::string m_token;
    const std::string m_origin;
    const std::string m_basePath;
    const bool m_takesCallerTokens;
    ConnectionSlots &m_slots;
    LineLimit m_limit;
    std::atomic<std::int64_t> m_bytes = 0;
    const std::shared_ptr<LineLimit> m_line;
    RouteGate m_gate;
    HttpClient m_client;
    std::atomic<bool> m_isPrivate; ///< the route lies in a private network itself
    std::atomic<bool> m_isTokenDoubted = false;
    std::atomic<bool> m_isHeld = false;
};

} // namespace mirrorlake::upstream
