#include "mirror/mirrorservice.h"

#include "base/errortable.h"
#include "base/logscope.h"
#include "hub/errorreply.h"
#include "hub/target.h"
#include "mirror/handlers.h"
#include "mirror/wishes.h"

namespace mirrorlake::mirror {

namespace {

/// An answer needs a ref, a tree, a file at most: more rounds mean that learning does not help.
constexpr int maxRounds = 8;

} // namespace

class MirrorService::Impl
{
public:
    Impl(MirrorOptions options, const Parts &parts)
        : m_knowledge(std::move(options), parts, m_learner), m_handlers(m_knowledge), m_wishes(parts.catalog),
          m_learner(m_knowledge.options.learners)
    {}

    void serve(std::shared_ptr<const HttpRequest> http, const ReplySink &given);

private:
    /// A request that has to wait for something to be learned.
    struct Journey
    {
        hub::HubRequest request;
        Ask ask;
        ReplySink sink;
        int rounds = 0;
    };

    void learn(const std::shared_ptr<Journey> &journey, Need need);
    void goOn(const std::shared_ptr<Journey> &journey, const Result<void> &learned);

    Knowledge m_knowledge;
    Handlers m_handlers;
    Wishes m_wishes;
    Learner m_learner; // depends on: everything above, which its callbacks use
};

namespace {

/// Sends what is ready. Stale answers say so (promise 7).
void deliver(Answer &answer, const Ask &ask, const ReplySink &sink)
{
    if (auto *later = std::get_if<Later>(&answer)) {
        later->deliver(sink);
        return;
    }
    HttpReply reply = std::get<HttpReply>(std::move(answer));
    if (ask.usedStale) {
        reply.headers.add("X-HF-Warning", "Mirrorlake; upstream cannot be reached, this answer comes from the cache");
        reply.facts.outcome = Outcome::Stale;
    }
    sink(std::move(reply));
}

bool isReading(HttpMethod method)
{
    return method == HttpMethod::Get || method == HttpMethod::Head;
}

/// What is asked, if the method fits it.
Result<hub::HubRequest> requestOf(const HttpRequest &http)
{
    auto request = hub::parseTarget(http.target, http.header("Host").value_or(""));
    const bool isAllowed = request ? hub::isAskedBy(*request, http.method) : isReading(http.method);
    if (!isAllowed)
        return fail(ErrorCode::MethodNotAllowed, "this mirror answers reading requests only");
    return request;
}

void logRefusal(const HttpRequest &http, const Error &error)
{
    log::at(rowOf(error.code).level, "mirror", "{} {}: {}", http.methodName, rowOf(error.code).name, error.message);
}

} // namespace

void MirrorService::Impl::serve(std::shared_ptr<const HttpRequest> http, const ReplySink &given)
{
    const log::Scope scope(http->id);
    Ask ask{http, callerOf(*http)};
    if (isReading(http->method)) {
        if (auto again = m_handlers.again(ask))
            return deliver(*again, ask, given);
    }
    auto request = requestOf(*http);
    if (!request) {
        logRefusal(*http, request.error());
        given(hub::errorReply(request.error()));
        return;
    }
    const ReplySink sink = m_handlers.inItsWords(*request, http, given);
    Answer first = m_handlers.answer(*request, ask);
    if (auto *need = std::get_if<Need>(&first))
        learn(std::make_shared<Journey>(Journey{std::move(*request), std::move(ask), sink}), std::move(*need));
    else
        deliver(first, ask, sink);
}

void MirrorService::Impl::learn(const std::shared_ptr<Journey> &journey, Need need)
{
    m_learner.learn(std::move(need), [this, journey](const Result<void> &learned) { goOn(journey, learned); });
}

void MirrorService::Impl::goOn(const std::shared_ptr<Journey> &journey, const Result<void> &learned)
{
    const log::Scope scope(journey->ask.http->id);
    const bool mayTryStale = !learned && isUpstreamTrouble(learned.error().code) && !journey->ask.allowsStale;
    if (!learned && !mayTryStale) {
        logRefusal(*journey->ask.http, learned.error());
        m_wishes.failed(journey->request, learned.error());
        journey->sink(hub::errorReply(learned.error()));
        return;
    }
    journey->ask.allowsStale = journey->ask.allowsStale || mayTryStale;
    Answer next = m_handlers.answer(journey->request, journey->ask);
    auto *need = std::get_if<Need>(&next);
    if (!need) {
        if (learned)
            m_wishes.came(journey->request);
        deliver(next, journey->ask, journey->sink);
    } else if (++journey->rounds < maxRounds) {
        learn(journey, std::move(*need));
    } else {
        log::error("mirror", "it did not come to an answer, last needed {}", need->key);
        journey->sink(hub::errorReply({ErrorCode::Internal, "the mirror did not come to an answer"}));
    }
}

MirrorService::MirrorService(MirrorOptions options, Parts parts)
    : m_impl(std::make_unique<Impl>(std::move(options), parts))
{}

MirrorService::~MirrorService() = default;

void MirrorService::serve(std::shared_ptr<const HttpRequest> request, ReplySink reply)
{
    m_impl->serve(std::move(request), reply);
}

} // namespace mirrorlake::mirror
