#include "control/adminrules.h"

#include "base/network.h"
#include "base/text.h"
#include "settings/listenaddress.h"

#include <algorithm>
#include <array>

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

bool isLoopbackAddress(std::string_view address)
{
    static const Network all[] = {*Network::parse("127.0.0.0/8"), *Network::parse("::1")};
    return std::ranges::any_of(all, [address](const Network &network) { return network.contains(address); });
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

bool AdminRules::needsNoToken(const HttpRequest &request) const
{
    constexpr std::array signsOfAProxy{
        "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix", "X-Real-IP",
        "Via"};
    if (!isOpenToLoopback || isBehindProxy || !hosts.names.empty() || !isLoopbackAddress(request.clientAddress))
        return false;
    const auto host = request.header("Host");
    return host && gate::isLoopbackName(gate::hostNameOf(*host)) &&
           std::ranges::none_of(signsOfAProxy, [&](const char *name) { return request.header(name).has_value(); });
}

AdminRules adminRules(const settings::ServerSettings &settings, std::string token)
{
    return {hostRules(settings), std::move(token), settings.opensAdmin, !settings.trustedProxies.empty()};
}

gate::HostRules hostRules(const settings::ServerSettings &settings)
{
    gate::HostRules rules;
    rules.isLoopbackOnly = std::ranges::all_of(settings.listen, [](const std::string &text) {
        const auto address = settings::ListenAddress::parse(text);
        return address && address->isLoopback();
    });
    rules.names = settings.allowedHosts;
    if (std::string name = gate::hostNameOf(authorityOf(settings.publicUrl)); !name.empty())
        rules.names.push_back(std::move(name));
    return rules;
}

} // namespace mirrorlake::control
