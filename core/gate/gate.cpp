#include "gate/gate.h"

#include "base/errorreply.h"
#include "base/log.h"
#include "base/logscope.h"
#include "gate/cors.h"
#include "gate/passage.h"

#include <algorithm>

namespace mirrorlake::gate {

namespace {

constexpr std::int64_t smallBody = 32 * 1024; ///< goes out in one call of the system while no limit is in force

/// The bytes that will be sent as the body; empty if none will.
ByteRange bodyRange(const HttpRequest &request, const HttpReply &reply)
{
    if (request.method == HttpMethod::Head)
        return {};
    if (reply.segments)
        return {reply.fileRange.begin, reply.fileRange.begin + reply.segments->length()};
    return reply.file ? reply.fileRange : ByteRange{0, static_cast<std::int64_t>(reply.text.size())};
}

AdmissionOptions admissionOptions(const GateOptions &options)
{
    AdmissionOptions admission;
    admission.most = options.maxRequests;
    admission.perClient = options.requestsPerClient;
    admission.ratePerClient = options.requestRate;
    admission.wait = options.queueTimeout;
    return admission;
}

/// Clients show it beside their error, and every line of the log that is about the request has it.
void nameRequest(HttpReply &reply, const HttpRequest &request)
{
    if (reply.status >= 400 && !reply.headers.find("X-Request-Id"))
        reply.headers.add("X-Request-Id", request.id);
}

} // namespace

struct Gate::Books
{
    Books(meter::Meter &meter, const Clock &clock) : meter(meter), clock(clock), limits(std::make_shared<Limits>(clock))
    {}

    std::shared_ptr<Pace> pace(const HttpRequest &request, HttpReply &answer, std::int64_t length) const;

    meter::Meter &meter;
    const Clock &clock;
    const std::shared_ptr<Limits> limits;
    meter::RequestLog log;
    std::atomic<std::int64_t> turnedAway{0};
};

Gate::Gate(GateOptions options, HttpService &next, meter::Meter &meter, const Clock &clock)
    : m_next(next), m_key(FingerprintKey::random()), m_hosts(std::move(options.hosts)),
      m_retryAfterSeconds(options.retryAfterSeconds), m_books(std::make_shared<Books>(meter, clock)),
      m_admission(admissionOptions(options), clock)
{
    m_blocked.set(std::move(options.blocked));
    m_books->limits->setOptions(std::move(options.limits));
}

void Gate::tick()
{
    m_books->limits->tick();
    m_admission.tick();
}

void Gate::setOptions(GateOptions options)
{
    m_admission.setOptions(admissionOptions(options));
    m_blocked.set(std::move(options.blocked));
    m_books->limits->setOptions(std::move(options.limits));
}

std::int64_t Gate::turnedAway() const
{
    return m_books->turnedAway.load(std::memory_order_relaxed);
}

WeekLevel Gate::level() const
{
    return m_books->limits->level();
}

meter::RequestLog &Gate::log()
{
    return m_books->log;
}

void Gate::serve(std::shared_ptr<const HttpRequest> request, ReplySink reply)
{
    if (!m_hosts.isAllowed(*request))
        return refuse(request, reply, errorReply(HostRules::refusal()));
    if (m_blocked.has(request->clientAddress))
        return refuse(request, reply,
                      errorReply(Error{ErrorCode::AccessDenied, "this client is blocked by the mirror's owner", 0}));
    if (auto preflight = preflightReply(*request))
        return reply(std::move(*preflight));
    if (level() == WeekLevel::Off)
        return refuse(
            request, reply,
            turnAway(*request, std::max(1, m_books->limits->secondsUntilOn()), "the mirror rests at this hour"));
    m_admission.enter(
        request->clientAddress, [this, request, reply = std::move(reply)](Admission::Place place) mutable {
            if (place)
                pass(m_next, m_books, request, std::move(reply), std::move(place));
            else
                refuse(request, reply,
                       turnAway(*request, m_retryAfterSeconds, "the mirror is busy: too many requests at once"));
        });
}

void Gate::refuse(const std::shared_ptr<const HttpRequest> &request, const ReplySink &reply, HttpReply answer) const
{
    answer.facts.outcome = Outcome::Rejected;
    nameRequest(answer, *request);
    const std::shared_ptr<meter::RequestLog> log(m_books, &m_books->log);
    answer.watch = std::make_shared<Passage>(Passage::Parts{}, log, m_books->clock, request, answer, ByteRange{});
    reply(std::move(answer));
}

void Gate::pass(HttpService &next, const std::shared_ptr<Books> &books,
                const std::shared_ptr<const HttpRequest> &request, ReplySink reply, Admission::Place place)
{
    next.serve(request, [books, request, place = std::move(place), reply = std::move(reply)](HttpReply answer) mutable {
        const ByteRange range = bodyRange(*request, answer);
        Passage::Parts parts{std::move(place), std::move(answer.watch), nullptr,
                             books->pace(*request, answer, range.length())};
        if (!answer.facts.repo.empty() && !range.isEmpty())
            parts.metered = books->meter.begin(request->clientAddress, answer.facts, range);
        const std::shared_ptr<meter::RequestLog> log(books, &books->log);
        answer.watch = std::make_shared<Passage>(std::move(parts), log, books->clock, request, answer, range);
        nameRequest(answer, *request);
        allowOtherSites(answer, *request);
        reply(std::move(answer));
    });
}

/// Small bodies are paid for and not held back: what follows them waits instead.
std::shared_ptr<Pace> Gate::Books::pace(const HttpRequest &request, HttpReply &answer, std::int64_t length) const
{
    if (length <= 0 || (length <= smallBody && !limits->isLimiting()))
        return nullptr;
    if (!answer.file) {
        if (limits->isLimiting())
            limits->begin(request.clientAddress)->charge(length);
        return nullptr;
    }
    auto pace = limits->begin(request.clientAddress);
    answer.file = pacedBody(std::move(answer.file), pace);
    return pace;
}

/// Fingerprints cost more than a small reply, so they are made only where somebody reads them.
HttpReply Gate::turnAway(const HttpRequest &request, int retryAfter, const char *why) const
{
    ++m_books->turnedAway;
    const Identity identity = identityOf(request, m_key);
    const log::Scope scope(request.id);
    log::info("gate", "turned away a request of {} ({}): {}", identity.address,
              identity.token ? "token " + identity.token->text().substr(0, 8) : "no token", why);
    return errorReply(Error{ErrorCode::TooManyRequests, why, retryAfter});
}

} // namespace mirrorlake::gate
