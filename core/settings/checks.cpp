#include "settings/checks.h"

#include "base/network.h"
#include "base/text.h"
#include "settings/listenaddress.h"
#include "settings/route.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

namespace mirrorlake::settings {

namespace {

constexpr std::string_view mask = "********";

bool isPrintableAscii(char c)
{
    return c > 0x20 && c < 0x7f;
}

bool isHostCharacter(char c)
{
    return isAlphaNumeric(c) || c == '.' || c == '-' || c == '_';
}

bool isPort(std::string_view text)
{
    unsigned port = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), port);
    return failure == std::errc() && end == text.data() + text.size() && port > 0 && port < 65536;
}

/// "host", "host:443", "[::1]:443".
bool isHostAndPort(std::string_view text)
{
    std::size_t hostEnd = text.find(':');
    bool isHost = false;
    if (text.starts_with('[')) {
        const std::size_t bracket = text.find(']');
        if (bracket == std::string_view::npos)
            return false;
        isHost = ListenAddress::parse(std::string(text.substr(0, bracket + 1)) + ":1").has_value();
        hostEnd = bracket + 1;
    } else {
        const std::string_view host = text.substr(0, hostEnd);
        isHost = !host.empty() && std::ranges::all_of(host, isHostCharacter);
    }
    if (!isHost)
        return false;
    if (hostEnd >= text.size())
        return true;
    return text[hostEnd] == ':' && isPort(text.substr(hostEnd + 1));
}

/// What follows "scheme://" if the scheme is one of these; nothing else.
std::string_view afterScheme(std::string_view url, std::span<const std::string_view> schemes)
{
    const std::size_t end = url.find("://");
    const bool isKnown = end != std::string_view::npos && std::ranges::any_of(schemes, [&](std::string_view scheme) {
                             return equalsIgnoringCase(scheme, url.substr(0, end));
                         });
    return isKnown ? url.substr(end + 3) : std::string_view();
}

} // namespace

Result<std::string> checkedListenAddress(std::string_view text)
{
    return ListenAddress::parse(text).map([](const ListenAddress &address) { return address.text(); });
}

Result<std::string> checkedHttpUrl(std::string_view text)
{
    static constexpr std::array<std::string_view, 2> schemes{"http", "https"};
    std::string_view url = text;
    while (url.ends_with('/'))
        url.remove_suffix(1);
    const std::string_view rest = afterScheme(url, schemes);
    const bool isPlain =
        std::ranges::all_of(url, isPrintableAscii) && url.find_first_of("?#@\\\"<>") == std::string_view::npos;
    if (!isPlain || !isHostAndPort(rest.substr(0, rest.find('/'))))
        return fail(ErrorCode::BadConfiguration,
                    (text.find('@') == std::string_view::npos ? "'" + std::string(text) + "'" : "it") +
                        " is not a URL such as https://huggingface.co");
    return std::string(url);
}

Result<std::string> checkedHttpUrlOrNothing(std::string_view text)
{
    if (text.empty())
        return std::string();
    return checkedHttpUrl(text);
}

Result<std::string> checkedHttpsUrlOrNothing(std::string_view text)
{
    if (!text.empty() && !text.starts_with("https://"))
        return fail(ErrorCode::BadConfiguration, "'" + std::string(text) + "' does not begin with https://");
    return checkedHttpUrlOrNothing(text);
}

Result<std::string> checkedProxy(std::string_view text)
{
    static constexpr std::array<std::string_view, 6> schemes{"http", "https", "socks4", "socks4a", "socks5", "socks5h"};
    if (text.empty())
        return std::string();
    std::string_view rest = afterScheme(text, schemes);
    if (rest.ends_with('/'))
        rest.remove_suffix(1);
    const std::size_t at = rest.rfind('@');
    const std::string_view host = at == std::string_view::npos ? rest : rest.substr(at + 1);
    if (!std::ranges::all_of(text, isPrintableAscii) || !isHostAndPort(host))
        return fail(ErrorCode::BadConfiguration,
                    "it is not a proxy such as http://proxy:3128 or socks5h://user:password@proxy:1080");
    return std::string(text);
}

Result<std::string> checkedToken(std::string_view text)
{
    if (!std::ranges::all_of(text, isPrintableAscii))
        return fail(ErrorCode::BadConfiguration, "a token has printable ASCII characters and no spaces");
    return std::string(text);
}

Result<std::string> checkedHostName(std::string_view text)
{
    const bool isBracketed = text.starts_with('[') && text.ends_with(']');
    const std::string_view name = isBracketed ? text.substr(1, text.size() - 2) : text;
    const bool isIpv6 = name.find(':') != std::string_view::npos;
    const bool isPlain = !isBracketed || isIpv6;
    if (!isPlain || name.empty() || !isHostAndPort(isIpv6 ? "[" + std::string(name) + "]" : std::string(name)))
        return fail(ErrorCode::BadConfiguration,
                    "'" + std::string(text) + "' is not the name of a host such as mirror.example, without a port");
    return lowered(name);
}

Result<std::string> checkedNetwork(std::string_view text)
{
    return Network::parse(trimmed(text)).map([&](const Network &) { return std::string(trimmed(text)); });
}

Result<std::string> checkedPath(std::string_view text)
{
    if (!isValidUtf8(text) || hasControlCharacter(text))
        return fail(ErrorCode::BadConfiguration, "it is not the path of a file");
    return std::string(text);
}

Result<std::string> checkedRoute(std::string_view text)
{
    return RouteSettings::parse(text).map([](const RouteSettings &route) { return route.text(); });
}

Result<std::string> checkedFixedAddress(std::string_view text)
{
    const std::size_t hostEnd = text.find(':');
    const std::size_t portEnd = hostEnd == std::string_view::npos ? hostEnd : text.find(':', hostEnd + 1);
    const bool isWhole = portEnd != std::string_view::npos && isHostAndPort(text.substr(0, portEnd));
    if (!isWhole || !ListenAddress::parse(std::string(text.substr(portEnd + 1)) + ":1"))
        return fail(ErrorCode::BadConfiguration,
                    "'" + std::string(text) + "' is not HOST:PORT:ADDRESS, such as huggingface.co:443:192.0.2.7");
    return std::string(text);
}

std::string maskedWhole(std::string_view)
{
    return std::string(mask);
}

std::string maskedProxy(std::string_view text)
{
    const std::size_t at = text.rfind('@');
    const std::size_t user = text.find("://");
    const std::size_t password = user == std::string_view::npos ? user : text.find(':', user + 3);
    if (at == std::string_view::npos || password == std::string_view::npos || password > at)
        return std::string(text);
    return std::string(text.substr(0, password + 1)) + std::string(mask) + std::string(text.substr(at));
}

} // namespace mirrorlake::settings
