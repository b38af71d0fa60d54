#include "settings/listenaddress.h"

#include <arpa/inet.h>

#include <charconv>
#include <optional>

namespace mirrorlake::settings {

namespace {

std::optional<std::uint16_t> parsePort(std::string_view text)
{
    std::uint16_t port = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (text.empty() || failure != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return port;
}

/// The address in its shortest form; nothing if it is none.
std::optional<std::string> canonical(int family, const std::string &text)
{
    unsigned char bytes[16];
    char written[INET6_ADDRSTRLEN];
    if (inet_pton(family, text.c_str(), bytes) != 1)
        return std::nullopt;
    return std::string(inet_ntop(family, bytes, written, sizeof written));
}

std::optional<std::string> parseHost(std::string_view text)
{
    if (text == "localhost")
        return "127.0.0.1";
    if (text == "*")
        return "0.0.0.0";
    if (text.size() > 2 && text.front() == '[' && text.back() == ']')
        return canonical(AF_INET6, std::string(text.substr(1, text.size() - 2)));
    return canonical(AF_INET, std::string(text));
}

} // namespace

Result<ListenAddress> ListenAddress::parse(std::string_view text)
{
    const std::size_t colon = text.rfind(':');
    if (colon != std::string_view::npos) {
        const auto host = parseHost(text.substr(0, colon));
        const auto port = parsePort(text.substr(colon + 1));
        if (host && port)
            return ListenAddress(*host, *port);
    }
    return fail(ErrorCode::BadConfiguration,
                "'" + std::string(text) + "' is not ADDRESS:PORT, such as 127.0.0.1:8090, 0.0.0.0:8090 or [::1]:8090");
}

bool ListenAddress::isLoopback() const
{
    return m_host == "::1" || m_host.starts_with("127.") || m_host.starts_with("::ffff:127.");
}

std::string ListenAddress::text() const
{
    return (isIpv6() ? "[" + m_host + "]" : m_host) + ":" + std::to_string(m_port);
}

} // namespace mirrorlake::settings
