#include "upstream/location.h"

#include "base/text.h"

#include <curl/curl.h>

#include <arpa/inet.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <memory>

namespace mirrorlake::upstream {

namespace {

struct UrlDeleter
{
    void operator()(CURLU *url) const { curl_url_cleanup(url); }
};
using UrlHandle = std::unique_ptr<CURLU, UrlDeleter>;

constexpr unsigned int setFlags = CURLU_URLENCODE | CURLU_ALLOW_SPACE;

std::string partOf(const UrlHandle &url, CURLUPart part, unsigned int flags = 0)
{
    char *text = nullptr;
    if (curl_url_get(url.get(), part, &text, flags) != CURLUE_OK)
        return {};
    std::string copy = text;
    curl_free(text);
    return copy;
}

UrlHandle parsed(std::string_view text)
{
    UrlHandle url(curl_url());
    if (!url || text.find('\0') != std::string_view::npos)
        return nullptr;
    if (curl_url_set(url.get(), CURLUPART_URL, std::string(text).c_str(), setFlags) != CURLUE_OK)
        return nullptr;
    const std::string scheme = partOf(url, CURLUPART_SCHEME);
    return scheme == "http" || scheme == "https" ? std::move(url) : nullptr;
}

bool isPrivateV4(const std::array<std::uint8_t, 4> &b)
{
    return b[0] == 0 || b[0] == 10 || b[0] == 127 || b[0] >= 224 || (b[0] == 100 && (b[1] & 0xc0) == 64) ||
           (b[0] == 169 && b[1] == 254) || (b[0] == 172 && (b[1] & 0xf0) == 16) || (b[0] == 192 && b[1] == 168);
}

bool isPrivateV6(const std::array<std::uint8_t, 16> &b)
{
    static constexpr std::array<std::uint8_t, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    static constexpr std::array<std::uint8_t, 12> nat64{0, 0x64, 0xff, 0x9b};
    static constexpr std::array<std::uint8_t, 12> zero{};
    const auto startsWith = [&](const auto &prefix) {
        return std::memcmp(b.data(), prefix.data(), prefix.size()) == 0;
    };
    if (startsWith(mapped) || startsWith(nat64) || startsWith(zero))
        return isPrivateV4({b[12], b[13], b[14], b[15]}); // ::, ::1 and ::a.b.c.d among them
    return (b[0] & 0xfe) == 0xfc || (b[0] == 0xfe && (b[1] & 0x80) == 0x80) || b[0] == 0xff;
}

} // namespace

std::optional<std::string> resolvedLocation(std::string_view baseUrl, std::string_view location)
{
    const UrlHandle url = parsed(baseUrl);
    if (!url || location.empty() || hasControlCharacter(location))
        return std::nullopt;
    if (curl_url_set(url.get(), CURLUPART_URL, std::string(location).c_str(), setFlags) != CURLUE_OK)
        return std::nullopt;
    const std::string scheme = partOf(url, CURLUPART_SCHEME);
    if ((scheme != "http" && scheme != "https") || !partOf(url, CURLUPART_USER).empty())
        return std::nullopt;
    curl_url_set(url.get(), CURLUPART_FRAGMENT, nullptr, 0);
    std::string text = partOf(url, CURLUPART_URL);
    return text.empty() ? std::nullopt : std::optional(std::move(text));
}

std::string originOf(std::string_view url)
{
    const UrlHandle parts = parsed(url);
    if (!parts)
        return {};
    return partOf(parts, CURLUPART_SCHEME) + "://" + lowered(partOf(parts, CURLUPART_HOST)) + ":" +
           partOf(parts, CURLUPART_PORT, CURLU_DEFAULT_PORT);
}

std::string pathOf(std::string_view url)
{
    const UrlHandle parts = parsed(url);
    return parts ? partOf(parts, CURLUPART_PATH) : std::string();
}

std::string loggedUrl(std::string_view url)
{
    const UrlHandle parts = parsed(url);
    if (!parts)
        return "(not a URL)";
    const std::string port = partOf(parts, CURLUPART_PORT, CURLU_NO_DEFAULT_PORT);
    return partOf(parts, CURLUPART_SCHEME) + "://" + partOf(parts, CURLUPART_HOST) + (port.empty() ? "" : ":" + port) +
           partOf(parts, CURLUPART_PATH);
}

bool isPrivateAddress(std::string_view address)
{
    if (address.size() >= 2 && address.front() == '[' && address.back() == ']')
        address = address.substr(1, address.size() - 2);
    const std::string text(address.substr(0, address.find('%')));
    std::array<std::uint8_t, 4> v4{};
    if (inet_pton(AF_INET, text.c_str(), v4.data()) == 1)
        return isPrivateV4(v4);
    std::array<std::uint8_t, 16> v6{};
    return inet_pton(AF_INET6, text.c_str(), v6.data()) == 1 && isPrivateV6(v6);
}

bool isAtPrivateAddress(std::string_view url)
{
    const UrlHandle parts = parsed(url);
    if (!parts)
        return false;
    const std::string host = lowered(partOf(parts, CURLUPART_HOST));
    return host == "localhost" || host.ends_with(".localhost") || isPrivateAddress(host);
}

} // namespace mirrorlake::upstream
