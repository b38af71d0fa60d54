#include "mirror/pages/passedanswers.h"

#include "base/text.h"
#include "hub/infojson.h"
#include "hub/link.h"
#include "upstream/hubstatus.h"

#include <array>

namespace mirrorlake::mirror {

namespace {

using catalog::Document;

constexpr std::size_t maxCost = 32 * 1024 * 1024;
constexpr std::size_t costBeside = 512;
constexpr std::int64_t maxBody = 8 * 1024 * 1024;
constexpr std::int64_t staleFor = 7 * 24 * 3600;
constexpr std::array<std::string_view, 2> repeatedHeaders{"X-Total-Count", "X-Revision"};

/// Text that a browser would take for a page of ours goes nowhere.
Result<void> checkKind(const upstream::Response &response, Document &document)
{
    const std::string type = lowered(response.header("Content-Type").value_or(""));
    const bool isJson = type.starts_with("application/json") || type.starts_with("application/ld+json");
    const bool isPlain = type.starts_with("text/plain");
    if (!isJson && !isPlain)
        return fail(ErrorCode::UpstreamBroken, "the answer from upstream is neither JSON nor plain text");
    document.contentType = isJson ? "application/json; charset=utf-8" : "text/plain; charset=utf-8";
    if (!isJson)
        return {};
    auto body = hub::withoutXet(document.body);
    if (!body)
        return fail(body.error());
    document.body = std::move(*body);
    return {};
}

} // namespace

std::string PassedAnswers::keyOf(const PassQuestion &question, const Caller &caller)
{
    return question.target + " " + (question.isSameForAll ? std::string() : caller.fingerprint);
}

bool PassedAnswers::isFresh(const PassQuestion &question, const PassedAnswer &answer) const
{
    return unixSeconds(m_clock.wall()) - answer.fetchedAt < question.ttl.count();
}

bool PassedAnswers::isOldEnough(const PassedAnswer &answer) const
{
    return unixSeconds(m_clock.wall()) - answer.fetchedAt < staleFor;
}

PassedAnswers::Pointer PassedAnswers::inMemory(const std::string &key)
{
    const std::lock_guard lock(m_mutex);
    const auto place = m_places.find(key);
    if (place == m_places.end())
        return nullptr;
    m_held.splice(m_held.begin(), m_held, place->second);
    return place->second->answer;
}

void PassedAnswers::put(const std::string &key, Pointer answer)
{
    const std::lock_guard lock(m_mutex);
    const auto remove = [this](std::list<Held>::iterator held) {
        m_cost -= held->cost;
        m_places.erase(held->key);
        m_held.erase(held);
    };
    if (const auto place = m_places.find(key); place != m_places.end())
        remove(place->second);
    const std::size_t cost = costBeside + key.size() + answer->document.body.size();
    m_held.push_front({key, std::move(answer), cost});
    m_places[key] = m_held.begin();
    m_cost += cost;
    while (m_cost > maxCost && m_held.size() > 1)
        remove(std::prev(m_held.end()));
}

Known<PassedAnswers::Pointer> PassedAnswers::find(const PassQuestion &question, Ask &ask)
{
    const std::string key = keyOf(question, ask.caller);
    if (auto answer = inMemory(key)) {
        const bool fresh = isFresh(question, *answer);
        if (fresh || (ask.allowsStale && answer->status == 200 && isOldEnough(*answer))) {
            ask.usedStale = ask.usedStale || !fresh;
            return answer;
        }
    }
    return Need{"page " + key + (ask.allowsStale ? " stale" : ""),
                [this, question, caller = ask.caller, allowsStale = ask.allowsStale] {
                    return learn(question, caller, allowsStale);
                }};
}

/// From disk if that is good enough, else from upstream.
Result<void> PassedAnswers::learn(const PassQuestion &question, const Caller &caller, bool allowsStale)
{
    const bool isForAll = question.isSameForAll || caller.isAnonymous();
    std::shared_ptr<const Document> kept;
    if (question.isKept && (isForAll || allowsStale)) {
        if (auto loaded = m_catalog.loadDocument(question.target))
            kept = std::move(*loaded);
    }
    if (kept) {
        auto answer = std::make_shared<PassedAnswer>(PassedAnswer{200, kept->fetchedAt, *kept});
        if (isFresh(question, *answer) || (allowsStale && isOldEnough(*answer))) {
            put(keyOf(question, caller), std::move(answer));
            return {};
        }
    }
    auto answer = askUpstream(question, caller, isForAll ? kept.get() : nullptr);
    if (!answer)
        return fail(answer.error());
    if (question.isKept && isForAll && answer->status == 200)
        m_catalog.putDocument(question.target, answer->document);
    put(keyOf(question, caller), std::make_shared<const PassedAnswer>(std::move(*answer)));
    return {};
}

Result<PassedAnswer> PassedAnswers::askUpstream(const PassQuestion &question, const Caller &caller,
                                                const Document *kept)
{
    upstream::Request request;
    request.url = question.target;
    request.acceptsCompressed = true;
    request.maxBody = maxBody;
    if (kept && !kept->etag.empty())
        request.headers.push_back({"If-None-Match", kept->etag});
    upstream::Credentials credentials;
    credentials.token = question.isSameForAll ? std::string() : caller.token;
    credentials.mayUseRouteToken = false; // what the mirror's own token may see is not for everyone
    const auto response = m_hub.api(request, credentials);
    if (!response)
        return fail(response.error());
    const std::int64_t now = unixSeconds(m_clock.wall());
    if (response->status == 304 && kept) {
        PassedAnswer again{200, now, *kept};
        again.document.fetchedAt = now;
        return again;
    }
    if (response->status != 200 && (response->status < 400 || response->status >= 500 || response->status == 429))
        return fail(upstream::errorFromHub(*response));
    PassedAnswer answer;
    answer.status = response->status;
    answer.fetchedAt = now;
    if (response->status != 200) {
        answer.errorCode = response->header("X-Error-Code").value_or("");
        answer.errorMessage = upstream::errorFromHub(*response).message;
        return answer;
    }
    answer.document.body = response->body;
    answer.document.etag = response->header("ETag").value_or("");
    answer.document.fetchedAt = now;
    for (const std::string_view name : repeatedHeaders) {
        if (const auto value = response->header(name); value && !hasControlCharacter(*value))
            answer.document.headers += std::string(name) + ": " + std::string(*value) + "\r\n";
    }
    answer.document.next = hub::nextLink(response->header("Link").value_or("")).value_or("");
    if (const auto kind = checkKind(*response, answer.document); !kind)
        return fail(kind.error());
    return answer;
}

} // namespace mirrorlake::mirror
