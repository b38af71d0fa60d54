#include "upstream/routedhub.h"

#include <algorithm>

namespace mirrorlake::upstream {

namespace {

/// A failure of the route, not an answer about the thing asked for.
bool isRouteFailure(ErrorCode code)
{
    return code == ErrorCode::UpstreamUnreachable || code == ErrorCode::UpstreamTimeout ||
           code == ErrorCode::UpstreamBroken || code == ErrorCode::UpstreamRefused ||
           code == ErrorCode::UpstreamRateLimited;
}

tl::unexpected<Error> offline()
{
    return fail(ErrorCode::Offline, "offline mode is on");
}

} // namespace

std::unique_ptr<Hub> makeHub(HubOptions options, const Clock &clock)
{
    return std::make_unique<RoutedHub>(std::move(options), clock);
}

RoutedHub::RoutedHub(HubOptions options, const Clock &clock) : m_isOffline(options.isOffline)
{
    for (Route &route : options.routes) {
        while (route.url.ends_with('/'))
            route.url.pop_back();
        const bool isFirst = m_routes.empty();
        m_routes.push_back(std::make_unique<RouteClient>(std::move(route), isFirst, options.client, clock));
    }
}

Result<Response> RoutedHub::api(const Request &pathAndMethod, const Credentials &credentials)
{
    if (m_isOffline)
        return offline();
    Result<Response> last = fail(ErrorCode::BadConfiguration, "no upstream is set");
    for (const auto &route : m_routes) {
        if (!route->route().isAuthoritative)
            continue;
        last = route->api(pathAndMethod, credentials);
        const bool isAnswer = last ? last->status < 500 && last->status != 429 : !isRouteFailure(last.error().code);
        if (isAnswer)
            return last;
    }
    return last;
}

Result<FileFacts> RoutedHub::file(const RepoKey &repo, const Revision &revision, const RepoPath &path,
                                  const Credentials &credentials)
{
    if (m_isOffline)
        return offline();
    Result<FileFacts> last = fail(ErrorCode::BadConfiguration, "no upstream is set");
    for (const auto &route : m_routes) {
        if (!route->route().isAuthoritative)
            continue;
        last = route->file(repo, revision, path, credentials);
        if (last || !isRouteFailure(last.error().code))
            return last;
    }
    return last;
}

Result<void> RoutedHub::bytes(const FileSource &source, ByteRange range, BodySink &sink)
{
    if (m_isOffline)
        return offline();
    Result<void> last = fail(ErrorCode::BadConfiguration, "no upstream is set");
    for (const auto &route : m_routes) {
        bool hasBegun = false;
        last = route->bytes(source, range, sink, hasBegun);
        if (last || hasBegun || last.error().code == ErrorCode::Cancelled)
            return last;
    }
    return last;
}

void RoutedHub::remember(const RepoKey &repo, const RepoPath &path, const FileFacts &facts)
{
    const auto route = std::ranges::find_if(m_routes, [&](const auto &r) { return r->route().url == facts.route; });
    if (route != m_routes.end())
        (*route)->remember(repo, path, facts);
}

std::string RoutedHub::address() const
{
    return m_routes.empty() ? std::string() : m_routes.front()->route().url;
}

void RoutedHub::stop()
{
    for (const auto &route : m_routes)
        route->stop();
}

} // namespace mirrorlake::upstream
