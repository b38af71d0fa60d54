#include "serve/listenaddress.h"

#include <arpa/inet.h>

#include <charconv>
#include <optional>

namespace mirrorlake::serve {

namespace {

std::optional<std::uint16_t> parsePort(std::string_view text)
{
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (text.empty() || error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return port;
}

bool isNumericHost(const std::string &host, bool isV6)
{
    in6_addr address;
    return inet_pton(isV6 ? AF_INET6 : AF_INET, host.c_str(), &address) == 1;
}

} // namespace

std::string ListenAddress::text() const
{
    return (isV6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

Result<ListenAddress> parseListenAddress(std::string_view text)
{
    const auto bad = [&](std::string_view reason) {
        return fail(ErrorCode::BadConfiguration,
                    "the address to listen on '" + std::string(text) + "' " + std::string(reason));
    };
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos)
        return bad("has no port: write it as 127.0.0.1:8090");
    const auto port = parsePort(text.substr(colon + 1));
    if (!port)
        return bad("has no valid port: use 0 to 65535");
    std::string_view host = text.substr(0, colon);
    const bool isV6 = host.size() >= 2 && host.front() == '[' && host.back() == ']';
    if (isV6)
        host = host.substr(1, host.size() - 2);
    ListenAddress address{host == "localhost" ? "127.0.0.1" : std::string(host), *port, isV6};
    if (!isNumericHost(address.host, isV6))
        return bad("has no valid host: use an IP address such as 127.0.0.1, 0.0.0.0 or [::1]");
    return address;
}

} // namespace mirrorlake::serve
