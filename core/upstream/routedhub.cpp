#include "upstream/routedhub.h"

#include "base/log.h"
#include "upstream/ratelimit.h"

#include <algorithm>

namespace mirrorlake::upstream {

namespace {

tl::unexpected<Error> offline()
{
    return fail(ErrorCode::Offline, "offline mode is on");
}

tl::unexpected<Error> noRoute()
{
    return fail(ErrorCode::BadConfiguration, "no upstream is set that may be asked for this");
}

/// Of two reasons why bytes could not be had: a failure says more than the absence at a route that need not have
/// everything, and must not become a 404.
bool saysMore(const Error &before, const Error &now)
{
    return isOfUpstream(now.code) || !isOfUpstream(before.code);
}

} // namespace

std::unique_ptr<Hub> makeHub(HubOptions options, const Clock &clock)
{
    return std::make_unique<RoutedHub>(std::move(options), clock);
}

RoutedHub::RoutedHub(HubOptions options, const Clock &clock)
    : m_options(std::move(options)), m_slots(m_options.perHost), m_isOffline(m_options.isOffline)
{
    for (Route route : m_options.routes) {
        while (route.url.ends_with('/'))
            route.url.pop_back();
        const bool takesCallerTokens = m_routes.empty() || route.takesCallerTokens;
        m_routes.push_back(std::make_unique<RouteClient>(
            std::move(route), RouteLink::Surroundings{m_options.client, clock, m_slots, m_options.longestHold,
                                                      takesCallerTokens, m_options.line}));
    }
}

std::vector<RouteClient *> RoutedHub::ordered(std::string_view bucket, const std::vector<std::string> *avoided) const
{
    std::vector<RouteView> views;
    for (const auto &route : m_routes) {
        views.push_back(route->view(bucket));
        views.back().isAvoided = avoided && std::ranges::find(*avoided, route->route().url) != avoided->end();
    }
    std::vector<RouteClient *> order;
    for (const std::size_t index : orderOfRoutes(views, m_options.rule, m_options.latencyMargin, avoided != nullptr))
        order.push_back(m_routes[index].get());
    return order;
}

std::vector<RouteClient *> RoutedHub::answering(std::string_view bucket, const Credentials &credentials) const
{
    std::vector<RouteClient *> order = ordered(bucket, nullptr);
    std::erase_if(order, [&](const RouteClient *route) {
        const bool isBelieved = route->route().isAuthoritative || m_options.mayBelieveAnyRoute;
        return !isBelieved || (!credentials.token.empty() && !route->takesCallerTokens());
    });
    std::ranges::stable_partition(order, [](const RouteClient *route) { return route->route().isAuthoritative; });
    return order;
}

/// What was ended because offline mode began says so.
template<typename T>
Result<T> RoutedHub::told(Result<T> answer) const
{
    if (!answer && answer.error().code == ErrorCode::Cancelled && m_isOffline)
        return offline();
    return answer;
}

Result<Response> RoutedHub::api(const Request &pathAndMethod, const Credentials &credentials)
{
    if (m_isOffline)
        return offline();
    Result<Response> last = noRoute();
    for (RouteClient *route : answering(bucketOfPath(pathAndMethod.url), credentials)) {
        Result<Response> answer = route->api(pathAndMethod, credentials);
        const bool isFinal =
            answer ? answer->status < 500 && answer->status != 429 : !isOfUpstream(answer.error().code);
        if (isFinal)
            return told(std::move(answer));
        last = std::move(answer);
    }
    return told(std::move(last));
}

Result<void> RoutedHub::relay(const Request &pathAndMethod, const Credentials &credentials, BodySink &sink)
{
    if (m_isOffline)
        return offline();
    Result<void> last = noRoute();
    for (RouteClient *route : answering(bucketOfPath(pathAndMethod.url), credentials)) {
        bool hasBegun = false;
        last = route->relay(pathAndMethod, credentials, sink, hasBegun);
        if (last || hasBegun || !isOfUpstream(last.error().code))
            break;
    }
    return told(std::move(last));
}

Result<FileFacts> RoutedHub::file(const RepoKey &repo, const Revision &revision, const RepoPath &path,
                                  const Credentials &credentials)
{
    if (m_isOffline)
        return offline();
    Result<FileFacts> last = noRoute();
    for (RouteClient *route : answering("resolvers", credentials)) {
        last = route->file(repo, revision, path, credentials);
        if (last || !isOfUpstream(last.error().code))
            break;
    }
    return told(std::move(last));
}

Result<void> RoutedHub::bytes(const FileSource &source, ByteRange range, BodySink &sink)
{
    if (m_isOffline)
        return offline();
    Result<void> last = noRoute();
    bool isFirst = true;
    for (RouteClient *route : ordered("resolvers", &source.avoidedRoutes)) {
        bool hasBegun = false;
        Result<void> result = route->bytes(source, range, sink, hasBegun);
        if (result || hasBegun || result.error().code == ErrorCode::Cancelled)
            return told(std::move(result));
        log::debug("upstream", "{} cannot give {}: {}", route->route().url, source.path.text(), result.error().message);
        if (isFirst || saysMore(last.error(), result.error()))
            last = std::move(result);
        isFirst = false;
    }
    return told(std::move(last));
}

RouteClient *RoutedHub::routeAt(const std::string &url) const
{
    const auto route = std::ranges::find_if(m_routes, [&](const auto &r) { return r->route().url == url; });
    return route == m_routes.end() ? nullptr : route->get();
}

void RoutedHub::remember(const RepoKey &repo, const RepoPath &path, const FileFacts &facts)
{
    if (RouteClient *route = routeAt(facts.route))
        route->remember(repo, path, facts);
}

void RoutedHub::wrongBytes(const FileSource &source, const std::string &route)
{
    if (RouteClient *found = routeAt(route))
        found->wrongBytes(source);
}

std::string RoutedHub::address() const
{
    const std::vector<RouteClient *> order = ordered("api", nullptr);
    return order.empty() ? std::string() : order.front()->route().url;
}

std::vector<RouteHealth> RoutedHub::health() const
{
    std::vector<RouteHealth> all;
    for (const auto &route : m_routes)
        all.push_back(route->health());
    return all;
}

void RoutedHub::setLimit(const std::string &route, const BytesPerSecond &limit)
{
    if (RouteClient *found = routeAt(route))
        found->setLimit(limit);
}

void RoutedHub::setOffline(bool isOffline)
{
    const std::scoped_lock guard(m_holding);
    if (m_isStopped || m_isOffline.exchange(isOffline) == isOffline)
        return;
    log::info("upstream", "offline mode is {}", isOffline ? "on" : "off");
    holdAll(isOffline);
}

void RoutedHub::stop()
{
    const std::scoped_lock guard(m_holding);
    m_isStopped = true;
    holdAll(true);
}

void RoutedHub::holdAll(bool isHeld)
{
    for (const auto &route : m_routes)
        route->hold(isHeld);
}

} // namespace mirrorlake::upstream
