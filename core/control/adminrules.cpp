#include "control/adminrules.h"

#include "base/text.h"
#include "settings/listenaddress.h"

#include <algorithm>

namespace mirrorlake::control {

namespace {

bool isSame(std::string_view a, std::string_view b)
{
    if (a.size() != b.size())
        return false;
    unsigned char difference = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        difference |= static_cast<unsigned char>(a[i] ^ b[i]);
    return difference == 0;
}

bool isLoopbackName(std::string_view name)
{
    return name == "localhost" || name == "127.0.0.1" || name == "::1";
}

/// "host:port" of "http://host:port/path".
std::string_view authorityOf(std::string_view url)
{
    const std::size_t scheme = url.find("://");
    if (scheme == std::string_view::npos)
        return {};
    url.remove_prefix(scheme + 3);
    return url.substr(0, url.find('/'));
}

} // namespace

std::string hostNameOf(std::string_view hostHeader)
{
    if (hostHeader.starts_with('[')) {
        const std::size_t end = hostHeader.find(']');
        return end == std::string_view::npos ? std::string() : lowered(hostHeader.substr(1, end - 1));
    }
    return lowered(hostHeader.substr(0, hostHeader.find(':')));
}

bool AdminRules::isHostAllowed(const HttpRequest &request) const
{
    if (!isLoopbackOnly)
        return true;
    const auto host = request.header("Host");
    if (!host)
        return true;
    const std::string name = hostNameOf(*host);
    return isLoopbackName(name) || (!publicHost.empty() && name == publicHost);
}

bool AdminRules::hasToken(const HttpRequest &request) const
{
    constexpr std::string_view scheme = "bearer ";
    const auto given = request.header("Authorization");
    if (!given || !equalsIgnoringCase(given->substr(0, scheme.size()), scheme))
        return false;
    return isSame(trimmed(given->substr(scheme.size())), token);
}

bool AdminRules::isFromOtherSite(const HttpRequest &request)
{
    const auto site = request.header("Sec-Fetch-Site");
    if (site && !equalsIgnoringCase(*site, "same-origin") && !equalsIgnoringCase(*site, "none"))
        return true;
    const auto origin = request.header("Origin");
    if (!origin)
        return false;
    const auto host = request.header("Host");
    return !host || authorityOf(*origin).empty() || !equalsIgnoringCase(authorityOf(*origin), *host);
}

AdminRules adminRules(const std::vector<std::string> &listen, const std::string &publicUrl, std::string token)
{
    AdminRules rules;
    rules.isLoopbackOnly = std::ranges::all_of(listen, [](const std::string &text) {
        const auto address = settings::ListenAddress::parse(text);
        return address && address->isLoopback();
    });
    rules.publicHost = hostNameOf(authorityOf(publicUrl));
    rules.token = std::move(token);
    return rules;
}

} // namespace mirrorlake::control
