#include "upstream/routelink.h"

#include "base/log.h"
#include "upstream/ratelimit.h"

#include <algorithm>

namespace mirrorlake::upstream {

namespace {

constexpr std::chrono::milliseconds probeTimeout{3000};
constexpr std::chrono::milliseconds probeAnswerTimeout{10'000};
constexpr std::chrono::seconds quickFailure{1};

} // namespace

/// Tells the gate of the head as soon as it is there: a body may take hours.
class RouteLink::HeadWatch final : public BodySink
{
public:
    HeadWatch(RouteGate &gate, std::string_view bucket, BodySink &target)
        : m_gate(gate), m_bucket(bucket), m_target(target)
    {}
    bool begin(const Response &head) override
    {
        m_gate.answered(head, m_bucket);
        m_hasHead = true;
        return m_target.begin(head);
    }
    bool write(std::span<const char> bytes) override { return m_target.write(bytes); }
    bool isCancelled() const override { return m_target.isCancelled(); }
    bool hasHead() const { return m_hasHead; }

private:
    RouteGate &m_gate;
    std::string_view m_bucket;
    BodySink &m_target;
    bool m_hasHead = false;
};

/// Counts bytes, and takes them no faster than the limits of the route and of the whole line allow.
class RouteLink::PacedSink final : public BodySink
{
public:
    PacedSink(LineLimit &own, LineLimit *line, std::atomic<std::int64_t> &count, BodySink &target)
        : m_own(own), m_line(line), m_count(count), m_target(target)
    {
        m_own.enter();
        if (m_line)
            m_line->enter();
    }
    ~PacedSink() override
    {
        m_own.leave();
        if (m_line)
            m_line->leave();
    }
    PacedSink(const PacedSink &) = delete;
    PacedSink &operator=(const PacedSink &) = delete;
    bool begin(const Response &head) override { return m_target.begin(head); }
    bool write(std::span<const char> bytes) override
    {
        const auto count = static_cast<std::int64_t>(bytes.size());
        if (!m_target.write(bytes))
            return false;
        m_count.fetch_add(count, std::memory_order_relaxed);
        const auto isCancelled = [this] { return m_target.isCancelled(); };
        m_own.pass(count, isCancelled);
        if (m_line)
            m_line->pass(count, isCancelled);
        return true;
    }
    bool isCancelled() const override { return m_target.isCancelled(); }

private:
    LineLimit &m_own;
    LineLimit *const m_line;
    std::atomic<std::int64_t> &m_count;
    BodySink &m_target;
};

RouteLink::RouteLink(const Route &route, const Surroundings &surroundings)
    : m_token(route.token), m_origin(originOf(route.url)), m_basePath(pathOf(route.url)),
      m_takesCallerTokens(surroundings.takesCallerTokens), m_slots(surroundings.slots), m_limit(surroundings.clock),
      m_line(surroundings.line), m_gate(surroundings.clock, surroundings.longestHold),
      m_client(route.client.value_or(surroundings.client)), m_isPrivate(isAtPrivateAddress(route.url))
{
    setLimit(route.limit);
}

Result<Response> RouteLink::exchange(Request request, const Credentials &credentials)
{
    return run(request, credentials, nullptr);
}

Result<Response> RouteLink::stream(Request request, const Credentials &credentials, BodySink &sink)
{
    return run(request, credentials, &sink);
}

void RouteLink::hold(bool isHeld)
{
    m_isHeld = isHeld;
    m_client.hold(isHeld);
}

std::string RouteLink::tokenFor(const Credentials &credentials) const
{
    if (!credentials.token.empty())
        return m_takesCallerTokens ? credentials.token : std::string();
    return credentials.mayUseRouteToken ? m_token : std::string();
}

Result<Response> RouteLink::run(Request &request, const Credentials &credentials, BodySink *sink)
{
    if (!isOwn(request.url))
        return sendForeign(request, sink);
    request.bearerToken = tokenFor(credentials);
    Result<Response> answer = sendOwn(request, sink);
    const bool usedRouteToken = credentials.token.empty() && !request.bearerToken.empty();
    if (!answer || answer->status != 401 || !usedRouteToken)
        return answer;
    request.bearerToken.clear(); // a token that is no longer valid must not hide what is public
    answer = sendOwn(request, sink);
    if (answer && answer->status < 400 && !m_isTokenDoubted.exchange(true))
        log::warning("upstream", "{} does not accept the token set for it", m_origin);
    return answer;
}

Result<Response> RouteLink::sendForeign(const Request &request, BodySink *sink)
{
    Request bare = request;
    bare.bearerToken.clear();
    bare.isPublicOnly = !m_isPrivate;
    return send(bare, sink);
}

Result<Response> RouteLink::sendOwn(Request &request, BodySink *sink)
{
    std::string path = pathOf(request.url);
    if (path.starts_with(m_basePath) && m_basePath.size() > 1)
        path.erase(0, m_basePath.size());
    const std::string_view bucket = bucketOfPath(path);
    const Result<bool> isProbe = m_gate.enter(bucket, [&] { return mustEnd(sink); });
    if (!isProbe)
        return fail(isProbe.error().in(m_origin));
    if (*isProbe) {
        request.connectTimeout = probeTimeout;
        request.timeout = std::min(request.timeout, probeAnswerTimeout);
    }

    std::optional<HeadWatch> watch;
    if (sink)
        watch.emplace(m_gate, bucket, *sink);
    BodySink *watched = watch ? &*watch : nullptr;
    const auto begun = std::chrono::steady_clock::now();
    Result<Response> answer = send(request, watched);
    const bool mayBeAccident = !answer && answer.error().code == ErrorCode::UpstreamUnreachable && !*isProbe &&
                               std::chrono::steady_clock::now() - begun < quickFailure;
    if (mayBeAccident) {
        Request probe = request;
        probe.connectTimeout = probeTimeout;
        answer = send(probe, watched);
    }
    if (answer && !answer->peerAddress.empty())
        m_isPrivate = isPrivateAddress(answer->peerAddress);
    if (answer && !sink)
        m_gate.answered(*answer, bucket);
    if (!answer && !(watch && watch->hasHead()))
        m_gate.failed(answer.error());
    return answer;
}

Result<Response> RouteLink::send(const Request &request, BodySink *sink)
{
    if (!sink)
        return m_client.exchange(request);
    const auto slot = m_slots.take(originOf(request.url), [&] { return mustEnd(sink); });
    if (!slot)
        return fail(ErrorCode::Cancelled, "no longer wanted");
    PacedSink paced(m_limit, m_line.get(), m_bytes, *sink);
    return m_client.stream(request, paced);
}

Result<std::string> RouteLink::nextHop(const std::string &from, const Response &answer) const
{
    const std::optional<std::string> next = resolvedLocation(from, answer.header("location").value_or(""));
    if (!next)
        return fail(ErrorCode::UpstreamBroken, loggedUrl(from) + " redirects to nothing that can be followed");
    if (!isOwn(*next) && !m_isPrivate && isAtPrivateAddress(*next))
        return fail(ErrorCode::UpstreamBroken, loggedUrl(from) + " redirects to a private address");
    return *next;
}

} // namespace mirrorlake::upstream
