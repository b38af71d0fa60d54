// The one place where URLs of others become ours (promise 9): whatever in a text points to a hub, its CDN or its CAS
// points to the address that the client used. Bodies, Location and Link pass through here. Pure. Thread: any.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mirrorlake::hub {

class ForeignUrls
{
public:
    /// The public hubs and their data hosts are always known; upstreams are the base URLs of the configured ones, a
    /// path in them is part of their address.
    explicit ForeignUrls(const std::vector<std::string> &upstreams = {});

    /// Path and query of a URL of a known host, without that host's own path: "/api/…?…"; of a relative one as it is.
    /// Nothing for a URL that leads elsewhere.
    std::optional<std::string> pathOf(std::string_view url) const;

    /// The text with every absolute or scheme-less URL of a known host standing under base instead. base has no slash
    /// at the end.
    std::string rewritten(std::string_view text, std::string_view base) const;

    /// True if this host ("name" or "name:port") is a hub, a CDN or a CAS.
    bool isForeign(std::string_view authority) const;

private:
    struct Upstream
    {
        std::string authority; ///< lower case, with its port
        std::string path;      ///< "" or "/hf"
    };
    struct Found
    {
        std::size_t begin = 0; ///< of the scheme, or of "//"
        std::size_t end = 0;   ///< after the authority and the upstream's own path
    };
    std::optional<Found> findAt(std::string_view text, std::size_t slashes) const;

    std::vector<Upstream> m_upstreams;
};

} // namespace mirrorlake::hub
