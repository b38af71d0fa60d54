#include "viewerhub.h"

#include <algorithm>

namespace mirrorlake::app {

std::optional<std::string> viewerUrlOf(std::string_view hubUrl)
{
    while (hubUrl.ends_with('/'))
        hubUrl.remove_suffix(1);
    const std::size_t scheme = hubUrl.find("://");
    if (scheme == std::string_view::npos)
        return std::nullopt;
    const std::string_view before = hubUrl.substr(0, scheme + 3);
    const std::string_view authority = hubUrl.substr(scheme + 3);
    const std::string_view host = authority.substr(0, authority.find(':'));
    const bool isNumber = std::ranges::all_of(host, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
    if (isNumber || host.starts_with('[') || authority.find_first_of("/@") != std::string_view::npos)
        return std::nullopt;
    return std::string(before) + "datasets-server." + std::string(authority);
}

std::optional<upstream::HubOptions> viewerOptions(upstream::HubOptions hub, const std::string &ownUrl)
{
    const auto url = hub.routes.empty() ? std::nullopt
                     : ownUrl.empty()   ? viewerUrlOf(hub.routes.front().url)
                                        : std::optional(ownUrl);
    if (!url)
        return std::nullopt;
    hub.routes.resize(1);
    hub.routes.front().url = *url;
    hub.routes.front().token.clear();
    return hub;
}

} // namespace mirrorlake::app
