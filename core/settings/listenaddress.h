// ADDR:PORT as a value: an IP address and a port to listen on. Pure.
#pragma once

#include "base/error.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace mirrorlake::settings {

class ListenAddress
{
public:
    /// "127.0.0.1:8090", "[::1]:8090", "localhost:0" (127.0.0.1), "*:8090" (0.0.0.0). Errors: BadConfiguration.
    static Result<ListenAddress> parse(std::string_view text);

    const std::string &host() const { return m_host; } ///< without brackets
    std::uint16_t port() const { return m_port; }      ///< 0: any free one
    bool isIpv6() const { return m_host.find(':') != std::string::npos; }
    bool isLoopback() const;
    bool isWildcard() const { return m_host == "0.0.0.0" || m_host == "::"; }
    /// The same host with another port.
    ListenAddress withPort(std::uint16_t port) const { return {m_host, port}; }
    /// "127.0.0.1:8090", "[::1]:8090".
    std::string text() const;

private:
    ListenAddress(std::string host, std::uint16_t port) : m_host(std::move(host)), m_port(port) {}
    std::string m_host;
    std::uint16_t m_port;
};

} // namespace mirrorlake::settings
