// The configured upstreams in order, and the Hub made from them. A route is a hub, a mirror or another Mirrorlake that
// speaks the Hub's HTTP; one may be authoritative (its refs and trees are believed) or only a source of bytes, which
// the hash decides about.
#pragma once

#include "base/clock.h"
#include "upstream/hub.h"

#include <memory>
#include <string>
#include <vector>

namespace mirrorlake::upstream {

struct Route
{
    std::string url;   ///< "https://huggingface.co", no slash at the end
    std::string token; ///< sent to this route's own origin only
    bool isAuthoritative = true;
};

struct HubOptions
{
    std::vector<Route> routes; ///< preferred first, at least one
    ClientOptions client;
    bool isOffline = false; ///< no socket is opened; everything answers Offline
};

/// The returned Hub is safe for any number of threads.
std::unique_ptr<Hub> makeHub(HubOptions options, const Clock &clock);

} // namespace mirrorlake::upstream
