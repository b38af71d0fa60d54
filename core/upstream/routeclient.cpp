#include "upstream/routeclient.h"

#include "base/log.h"
#include "base/text.h"
#include "upstream/checkedsink.h"
#include "upstream/factsreader.h"
#include "upstream/hubstatus.h"
#include "upstream/huburl.h"

#include <algorithm>

namespace mirrorlake::upstream {

namespace {

constexpr int mostHops = 10;
constexpr int mostApiHops = 5;
constexpr int mostLocations = 3;

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/// A POST keeps its body only along a 307 or 308.
bool isFollowed(HttpMethod method, int status)
{
    return isRedirect(status) && (method != HttpMethod::Post || status == 307 || status == 308);
}

/// Lets through all but the redirects that are followed.
class RelaySink final : public BodySink
{
public:
    RelaySink(HttpMethod method, BodySink &target) : m_method(method), m_target(target) {}
    bool begin(const Response &head) override
    {
        m_isSwallowed = isFollowed(m_method, head.status);
        m_hasBegun = !m_isSwallowed;
        return m_isSwallowed || m_target.begin(head);
    }
    bool write(std::span<const char> bytes) override { return m_isSwallowed || m_target.write(bytes); }
    bool isCancelled() const override { return m_target.isCancelled(); }
    bool hasBegun() const { return m_hasBegun; }

private:
    const HttpMethod m_method;
    BodySink &m_target;
    bool m_isSwallowed = false;
    bool m_hasBegun = false;
};

/// One name for one blob of one path; whoever asks.
std::string locationKey(const RepoKey &repo, const RepoPath &path, const BlobHash &blob)
{
    return repo.text() + "\n" + path.text() + "\n" + blob.text();
}

/// An answer that may mean no more than that this route has no such shortcut.
bool mayLieElsewhere(ErrorCode code)
{
    return code == ErrorCode::EntryNotFound || code == ErrorCode::RevisionNotFound || code == ErrorCode::RepoNotFound ||
           code == ErrorCode::UpstreamRefused;
}

} // namespace

RouteClient::RouteClient(Route route, const RouteLink::Surroundings &surroundings)
    : m_route(std::move(route)), m_locations(surroundings.clock), m_link(m_route, surroundings)
{}

RouteView RouteClient::view(std::string_view bucket) const
{
    RouteView view = m_link.gate().view(bucket);
    view.weight = m_route.weight;
    return view;
}

RouteHealth RouteClient::health() const
{
    RouteHealth health = m_link.gate().health();
    health.url = m_route.url;
    health.isAuthoritative = m_route.isAuthoritative;
    health.bytes = m_link.bytes();
    return health;
}

Result<Response> RouteClient::api(const Request &pathAndMethod, const Credentials &credentials)
{
    Request request = pathAndMethod;
    request.url = m_route.url + pathAndMethod.url;
    for (int hops = 0; hops <= mostApiHops; ++hops) {
        Result<Response> answer = m_link.exchange(request, credentials);
        if (!answer)
            return answer;
        const Result<std::optional<std::string>> next = ownNextHop(request, *answer);
        if (!next)
            return fail(next.error());
        if (!*next) {
            std::erase_if(answer->headers,
                          [](const HeaderField &f) { return equalsIgnoringCase(f.name, "x-mirrorlake-path"); });
            answer->headers.push_back({"x-mirrorlake-path", pathHere(request.url)});
            answer->route = m_route.url;
            answer->isAuthoritative = m_route.isAuthoritative;
            return answer;
        }
        request.url = **next;
    }
    return fail(ErrorCode::UpstreamBroken, loggedUrl(request.url) + " redirects without end");
}

std::string RouteClient::pathHere(const std::string &url) const
{
    const std::string basePath = pathOf(m_route.url) == "/" ? std::string() : pathOf(m_route.url);
    const std::string path = pathOf(url);
    return path.starts_with(basePath + "/") ? path.substr(basePath.size()) : path;
}

Result<std::optional<std::string>> RouteClient::ownNextHop(const Request &request, const Response &answer) const
{
    if (!isFollowed(request.method, answer.status))
        return std::nullopt;
    Result<std::string> next = m_link.nextHop(request.url, answer);
    if (!next)
        return fail(next.error());
    if (!m_link.isOwn(*next))
        return fail(ErrorCode::UpstreamBroken, loggedUrl(request.url) + " redirects to " + originOf(*next) +
                                                   "; if the hub has moved there, set that as upstream");
    return std::optional(std::move(*next));
}

Result<void> RouteClient::relay(const Request &pathAndMethod, const Credentials &credentials, BodySink &sink,
                                bool &hasBegun)
{
    Request request = pathAndMethod;
    request.url = m_route.url + pathAndMethod.url;
    for (int hops = 0; hops <= mostApiHops; ++hops) {
        RelaySink relay(request.method, sink);
        const Result<Response> answer = m_link.stream(request, credentials, relay);
        hasBegun = relay.hasBegun();
        if (!answer)
            return fail(answer.error());
        const Result<std::optional<std::string>> next = ownNextHop(request, *answer);
        if (!next)
            return fail(next.error());
        if (!*next)
            return {};
        request.url = **next;
    }
    return fail(ErrorCode::UpstreamBroken, loggedUrl(request.url) + " redirects without end");
}

Result<FileFacts> RouteClient::file(const RepoKey &repo, const Revision &revision, const RepoPath &path,
                                    const Credentials &credentials)
{
    FactsReader reader(revision);
    const auto found = [&](const std::string &location, const std::string &url) {
        return reader.facts(location)
            .map([&](FileFacts facts) {
                facts.route = m_route.url;
                facts.hubPath = pathHere(url);
                facts.isAuthoritative = m_route.isAuthoritative;
                return facts;
            })
            .map_error([&](const Error &error) { return error.in(m_link.origin()); });
    };
    Request request;
    request.method = HttpMethod::Head;
    request.url = m_route.url + resolvePath(repo, revision, path);
    for (int hops = 0; hops <= mostHops; ++hops) {
        const Result<Response> answer = m_link.exchange(request, credentials);
        if (!answer)
            return fail(answer.error());
        if (answer->status == 200) {
            reader.take(*answer);
            return found(request.url, request.url);
        }
        if (!isRedirect(answer->status))
            return fail(errorFromHub(*answer));
        reader.take(*answer);
        const Result<std::string> next = m_link.nextHop(request.url, *answer);
        if (!next)
            return fail(next.error());
        if (reader.isComplete() || !m_link.isOwn(*next))
            return found(*next, m_link.isOwn(*next) ? *next : request.url);
        request.url = *next;
    }
    return fail(ErrorCode::UpstreamBroken, loggedUrl(request.url) + " redirects without end");
}

Result<void> RouteClient::bytes(const FileSource &source, ByteRange range, BodySink &sink, bool &hasBegun)
{
    Fetch fetch{source, range, sink};
    const std::string key = locationKey(source.repo, source.path, source.blob);
    const bool isSmall = !source.isLfs && !m_locations.find(key);
    const Result<void> result = isSmall ? small(fetch) : large(fetch, key);
    hasBegun = fetch.hasBegun;
    return result;
}

Result<void> RouteClient::small(Fetch &fetch)
{
    const FileSource &source = fetch.source;
    const bool triesShortcut = !m_lacksResolveCache;
    if (triesShortcut) {
        Result<void> result = follow(fetch, m_route.url + resolveCachePath(source.repo, source.commit, source.path));
        if (result || fetch.hasBegun || !mayLieElsewhere(result.error().code))
            return result;
    }
    Result<void> result = follow(fetch, m_route.url + resolvePath(source.repo, Revision(source.commit), source.path));
    if (result && triesShortcut)
        m_lacksResolveCache = true;
    return result;
}

Result<void> RouteClient::large(Fetch &fetch, const std::string &key)
{
    Result<void> result;
    for (int tries = 0; tries < mostLocations; ++tries) {
        const Result<std::string> location = m_locations.findOnce(
            key, [&] { return fetch.sink.isCancelled(); }, [&] { return locate(fetch.source); });
        if (!location)
            return fail(location.error());
        result = follow(fetch, *location);
        if (result || result.error().code == ErrorCode::Cancelled)
            return result;
        m_locations.forget(key, *location);
        const bool isRefusedThere =
            fetch.isForeign && result.error().code == ErrorCode::UpstreamRefused; // a signature ran out
        if (fetch.hasBegun || !isRefusedThere)
            return result;
    }
    return result;
}

Result<std::string> RouteClient::locate(const FileSource &source)
{
    const Result<FileFacts> facts = file(source.repo, Revision(source.commit), source.path, source.credentials);
    if (!facts)
        return fail(facts.error());
    if (facts->blob != source.blob)
        return fail(ErrorCode::UpstreamBroken,
                    m_link.origin() + " has another blob at this commit: " + facts->blob.text());
    return facts->location;
}

Result<void> RouteClient::follow(Fetch &fetch, std::string url)
{
    for (int hops = 0; hops <= mostHops; ++hops) {
        Response answer;
        if (auto outcome = hop(fetch, url, answer))
            return outcome->map_error([&](const Error &error) { return error.in(originOf(url)); });
        if (!isRedirect(answer.status)) {
            return fail(m_link.isOwn(url) ? errorFromHub(answer) : errorFromDataHost(answer).in(originOf(url)));
        }
        if (const auto tag = checkedTag(answer, fetch.source, m_link.isOwn(url)); !tag)
            return fail(tag.error().in(originOf(url)));
        Result<std::string> next = m_link.nextHop(url, answer);
        if (!next)
            return fail(next.error());
        url = std::move(*next);
    }
    return fail(ErrorCode::UpstreamBroken, m_link.origin() + " redirects without end");
}

std::optional<Result<void>> RouteClient::hop(Fetch &fetch, const std::string &url, Response &answer)
{
    const bool isOwnOrigin = m_link.isOwn(url);
    const bool isWhole = fetch.range == ByteRange{0, fetch.source.size};
    fetch.isForeign = !isOwnOrigin;
    Request request;
    request.url = url;
    if (!isWhole)
        request.range = fetch.range;
    CheckedSink checked(fetch.source, fetch.range, isOwnOrigin, m_route.url, fetch.sink);
    Result<Response> exchange = m_link.stream(request, fetch.source.credentials, checked);
    fetch.hasBegun = checked.hasBegun();
    if (auto outcome = checked.outcome(exchange)) {
        noteBody(*outcome, exchange, fetch);
        return outcome;
    }
    answer = std::move(*exchange);
    answer.body = checked.takeText();
    return std::nullopt;
}

void RouteClient::remember(const RepoKey &repo, const RepoPath &path, const FileFacts &facts)
{
    if (!facts.location.empty())
        m_locations.put(locationKey(repo, path, facts.blob), facts.location);
}

void RouteClient::noteBody(const Result<void> &outcome, const Result<Response> &exchange, const Fetch &fetch)
{
    if (exchange && outcome)
        m_link.gate().delivered(exchange->bodyBytes, exchange->bodyTime);
    else if (outcome)
        m_link.gate().delivered(0, {});
    else if (outcome.error().code != ErrorCode::Cancelled && (fetch.hasBegun || fetch.isForeign))
        m_link.gate().bodyFailed(outcome.error());
}

void RouteClient::wrongBytes(const FileSource &source)
{
    const std::string key = locationKey(source.repo, source.path, source.blob);
    if (const auto location = m_locations.find(key))
        m_locations.forget(key, *location);
    m_link.gate().wrongBytes();
}

} // namespace mirrorlake::upstream
