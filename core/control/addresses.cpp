#include "control/addresses.h"

#include "settings/listenaddress.h"

#include <algorithm>
#include <array>

namespace mirrorlake::control {

namespace {

using settings::ListenAddress;

bool startsWithAny(std::string_view name, std::span<const std::string_view> prefixes)
{
    return std::ranges::any_of(prefixes, [&](std::string_view prefix) { return name.starts_with(prefix); });
}

bool isTunnel(const InterfaceAddress &candidate)
{
    static constexpr std::array<std::string_view, 10> names{"tun",  "tap",   "wg",        "ppp",      "zt",
                                                            "utun", "ipsec", "tailscale", "nordlynx", "proton"};
    return candidate.isPointToPoint || startsWithAny(candidate.interfaceName, names);
}

bool isContainerBridge(const InterfaceAddress &candidate)
{
    static constexpr std::array<std::string_view, 14> names{"docker",  "br-",    "veth",  "virbr", "vmnet",
                                                            "vboxnet", "lxc",    "lxdbr", "cni",   "flannel",
                                                            "cali",    "podman", "kube",  "vnet"};
    return startsWithAny(candidate.interfaceName, names);
}

/// fe80::/10, or fe80 with a zone.
bool isLinkLocal(const std::string &address)
{
    return address.size() > 3 && address.starts_with("fe") &&
           std::string_view("89ab").find(address[2]) != std::string_view::npos;
}

ServedAddress loopbackAt(const ListenAddress &endpoint)
{
    return {"http://" + endpoint.text(), AddressKind::Loopback, "lo"};
}

/// The endpoint that an address of this machine makes; nothing if it is not an address.
std::optional<ListenAddress> endpointAt(const std::string &address, std::uint16_t port)
{
    const bool isV6 = address.find(':') != std::string::npos;
    const auto parsed = ListenAddress::parse((isV6 ? "[" + address + "]" : address) + ":" + std::to_string(port));
    return parsed ? std::optional(*parsed) : std::nullopt;
}

void addWildcard(std::vector<ServedAddress> &served, const ListenAddress &wildcard,
                 const std::vector<InterfaceAddress> &interfaces)
{
    for (const InterfaceAddress &candidate : interfaces) {
        const auto endpoint = endpointAt(candidate.address, wildcard.port());
        if (!endpoint || endpoint->isLoopback() || isLinkLocal(candidate.address) || isContainerBridge(candidate))
            continue;
        if (endpoint->isIpv6() && !wildcard.isIpv6())
            continue;
        served.push_back({"http://" + endpoint->text(), isTunnel(candidate) ? AddressKind::Vpn : AddressKind::Lan,
                          candidate.interfaceName});
    }
    served.push_back(loopbackAt(*endpointAt("127.0.0.1", wildcard.port())));
}

void addOne(std::vector<ServedAddress> &served, const ListenAddress &endpoint,
            const std::vector<InterfaceAddress> &interfaces)
{
    if (endpoint.isLoopback()) {
        served.push_back(loopbackAt(endpoint));
        return;
    }
    const auto owner = std::ranges::find(interfaces, endpoint.host(), &InterfaceAddress::address);
    const bool isKnown = owner != interfaces.end();
    served.push_back({"http://" + endpoint.text(), isKnown && isTunnel(*owner) ? AddressKind::Vpn : AddressKind::Lan,
                      isKnown ? owner->interfaceName : std::string()});
}

int rankOf(const ServedAddress &address)
{
    const int kind = address.kind == AddressKind::Lan ? 0 : address.kind == AddressKind::Vpn ? 1 : 2;
    const bool isV6 = address.url.starts_with("http://[");
    return kind * 2 + (isV6 ? 1 : 0);
}

} // namespace

std::vector<ServedAddress> servedAddresses(const std::vector<std::string> &endpoints,
                                           const std::vector<InterfaceAddress> &interfaces)
{
    std::vector<ServedAddress> served;
    for (const std::string &text : endpoints) {
        const auto endpoint = ListenAddress::parse(text);
        if (!endpoint)
            continue;
        if (endpoint->isWildcard())
            addWildcard(served, *endpoint, interfaces);
        else
            addOne(served, *endpoint, interfaces);
    }
    std::ranges::stable_sort(served, {}, rankOf);
    std::vector<ServedAddress> unique;
    for (ServedAddress &address : served) {
        if (std::ranges::find(unique, address.url, &ServedAddress::url) == unique.end())
            unique.push_back(std::move(address));
    }
    return unique;
}

std::string localUrlOf(const std::vector<std::string> &endpoints)
{
    if (endpoints.empty())
        return {};
    const auto first = ListenAddress::parse(endpoints.front());
    if (first && first->isWildcard())
        return loopbackAt(*endpointAt("127.0.0.1", first->port())).url;
    return "http://" + endpoints.front();
}

} // namespace mirrorlake::control
