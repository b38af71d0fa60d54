// The configured upstreams in order, and the Hub made from them. A route is a hub, a mirror or another Mirrorlake that
// speaks the Hub's HTTP; one may be authoritative (its refs and trees are believed) or only a source of bytes, which
// the hash decides about.
#pragma once

#include "base/bytes.h"
#include "base/clock.h"
#include "upstream/hub.h"
#include "upstream/linelimit.h"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mirrorlake::upstream {

struct Route
{
    std::string url;     ///< "https://huggingface.co", no slash at the end; a path is kept in front of every URL
    std::string token{}; ///< sent to this route's own origin only
    bool isAuthoritative = true;           ///< its refs and trees are believed
    bool takesCallerTokens = false;        ///< callers' own tokens may be sent here; always so for the first route
    double weight = 1;                     ///< of two equally fast routes the heavier is preferred (RouteRule::Fastest)
    BytesPerSecond limit{};                ///< bytes of files from this route, all connections together; 0 for none
    std::optional<ClientOptions> client{}; ///< its own proxy, CA, names and patience, instead of HubOptions::client
};

enum class RouteRule
{
    Order,          ///< the first route that works
    Fastest,        ///< least latency for questions, most throughput for bytes
    SwitchWhenSlow, ///< the first route that works and is not slower than the best by more than latencyMargin
};

struct HubOptions
{
    std::vector<Route> routes; ///< preferred first, at least one
    ClientOptions client;
    bool isOffline = false; ///< no socket is opened; everything answers Offline
    RouteRule rule = RouteRule::Order;
    std::chrono::milliseconds latencyMargin{300};
    bool mayBelieveAnyRoute =
        false;        ///< when no authoritative route answers: the others, flagged isAuthoritative = false
    int perHost = 32; ///< transfers of bytes from one host at a time
    std::chrono::milliseconds longestHold{
        8000}; ///< a call that the request budget would hold longer is UpstreamRateLimited
    std::shared_ptr<LineLimit> line{}; ///< of all routes together; none: no limit
};

/// The returned Hub is safe for any number of threads. The clock outlives it.
std::unique_ptr<Hub> makeHub(HubOptions options, const Clock &clock);

} // namespace mirrorlake::upstream
