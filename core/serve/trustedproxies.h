// Proxies in front of the mirror whose word about the client is believed: only for connections that come from one of
// them, and only the last hop of X-Forwarded-For that is none of them, since a client may write whatever it likes
// before that one. Pure. Thread: any.
#pragma once

#include "base/httpmessage.h"
#include "base/network.h"

#include <string>
#include <string_view>
#include <vector>

namespace mirrorlake::serve {

class TrustedProxies
{
public:
    explicit TrustedProxies(std::vector<Network> networks) : m_networks(std::move(networks)) {}

    /// Who sent the request that came over a connection of this address. That address itself where X-Forwarded-For is
    /// missing, is not a list of addresses as far as it must be read, or names nobody but trusted proxies.
    std::string clientOf(const HttpRequest &request, const std::string &connection) const;

private:
    bool has(std::string_view address) const;

    const std::vector<Network> m_networks;
};

} // namespace mirrorlake::serve
