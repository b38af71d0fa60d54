#include "serve/trustedproxies.h"

#include "base/text.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <optional>
#include <ranges>

namespace mirrorlake::serve {

namespace {

std::string textOf(int family, const void *address)
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    return ::inet_ntop(family, address, text.data(), text.size());
}

/// The address as a connection would say it, so that one client has one name; nothing for what is no bare address.
std::optional<std::string> addressOf(std::string_view hop)
{
    const std::string text(hop);
    if (in_addr v4{}; ::inet_pton(AF_INET, text.c_str(), &v4) == 1)
        return textOf(AF_INET, &v4);
    in6_addr v6{};
    if (::inet_pton(AF_INET6, text.c_str(), &v6) != 1)
        return std::nullopt;
    return IN6_IS_ADDR_V4MAPPED(&v6) ? textOf(AF_INET, &v6.s6_addr[12]) : textOf(AF_INET6, &v6);
}

} // namespace

bool TrustedProxies::has(std::string_view address) const
{
    return std::ranges::any_of(m_networks, [&](const Network &network) { return network.contains(address); });
}

std::string TrustedProxies::clientOf(const HttpRequest &request, const std::string &connection) const
{
    if (!has(connection))
        return connection;
    // Proxies add to the end, or send a further field; the fields of one name are one list.
    for (const HeaderField &field : request.headers | std::views::reverse) {
        if (!equalsIgnoringCase(field.name, "X-Forwarded-For"))
            continue;
        for (std::string_view left = field.value; !left.empty();) {
            const std::size_t comma = left.rfind(',');
            const bool isLast = comma == std::string_view::npos;
            const auto hop = addressOf(trimmed(isLast ? left : left.substr(comma + 1)));
            if (!hop)
                return connection;
            if (!has(*hop))
                return *hop;
            left = isLast ? std::string_view() : left.substr(0, comma);
        }
    }
    return connection;
}

} // namespace mirrorlake::serve
