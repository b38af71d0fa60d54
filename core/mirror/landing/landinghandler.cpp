#include "mirror/landing/landinghandler.h"

#include "base/log.h"
#include "mirror/baseurl.h"

#include <algorithm>

namespace mirrorlake::mirror {

namespace {

constexpr std::chrono::seconds believedFor{30};

} // namespace

Answer LandingHandler::answer(const Ask &ask)
{
    const std::lock_guard lock(m_mutex);
    if (m_facts && m_parts.clock.steady() - m_gatheredAt < believedFor)
        return reply(*ask.http, *m_facts);
    return Need{"landing page", [this] { return gather(); }};
}

/// A catalogue that cannot be read leaves the list empty: the address is what visitors come for.
Result<void> LandingHandler::gather()
{
    auto gathered = gatherLandingFacts(m_parts.catalog);
    if (!gathered)
        log::warning("mirror", "the landing page cannot list what is cached: {}", gathered.error().message);
    const std::lock_guard lock(m_mutex);
    m_facts = std::make_shared<const LandingFacts>(gathered.value_or(LandingFacts{}));
    m_gatheredAt = m_parts.clock.steady();
    return {};
}

LandingState LandingHandler::state() const
{
    if (m_parts.hub.isOffline())
        return LandingState::Offline;
    const auto routes = m_parts.hub.health();
    const bool isAway = !routes.empty() && std::ranges::all_of(routes, [](const upstream::RouteHealth &route) {
        return route.state == upstream::RouteHealth::State::Resting;
    });
    return isAway ? LandingState::Away : LandingState::Serving;
}

HttpReply LandingHandler::reply(const HttpRequest &request, const LandingFacts &facts) const
{
    const LandingView view{baseUrlFor(request, m_options.publicUrl), state(),
                           landingLanguage(request.target, request.header("Accept-Language").value_or("")),
                           unixSeconds(m_parts.clock.wall()), facts};
    const bool isBrowser = request.header("Accept").value_or("").find("text/html") != std::string_view::npos;
    HttpReply reply;
    reply.headers.add("Content-Type", isBrowser ? "text/html; charset=utf-8" : "text/plain; charset=utf-8");
    reply.headers.add("Content-Language", view.language == LandingLanguage::Chinese ? "zh-CN" : "en");
    reply.headers.add("Cache-Control", "no-cache");
    reply.headers.add("Vary", "Accept, Accept-Language");
    reply.headers.add("X-Content-Type-Options", "nosniff");
    reply.headers.add("Referrer-Policy", "no-referrer");
    if (isBrowser)
        reply.headers.add("Content-Security-Policy", landingPolicy());
    reply.text = isBrowser ? landingHtml(view) : landingText(view);
    return reply;
}

} // namespace mirrorlake::mirror
