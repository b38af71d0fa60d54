// A further upstream as one line of text: its URL, then words that say more.
//
//     https://hf-mirror.com weight=2 limit=20MB
//     https://mirror.example doh=https://dns.example/dns-query address=mirror.example:443:192.0.2.7
//     https://hub.example authoritative token=hf_… proxy=socks5h://user:password@proxy:1080 ca=/etc/hub.pem
//
// Without "authoritative" it is asked for bytes only, which their hash proves. "tokens" lets callers' own tokens go
// there. Pure.
#pragma once

#include "base/bytes.h"
#include "base/error.h"

#include <string>
#include <string_view>
#include <vector>

namespace mirrorlake::settings {

struct RouteSettings
{
    std::string url;
    std::string token{};
    std::string proxy{};
    std::string caFile{};
    std::string dohUrl{};
    std::vector<std::string> fixedAddresses{};
    bool isAuthoritative = false;
    bool takesCallerTokens = false;
    double weight = 1; ///< above 0, at most 1000
    Bytes limit{};     ///< a second; 0 for none

    /// Errors: BadConfiguration that names the word, without any secret.
    static Result<RouteSettings> parse(std::string_view text);
    /// What parse() reads back as the same.
    std::string text() const;
    /// The same with its secrets masked.
    std::string shownText() const;
};

/// For the table of fields.
std::string maskedRoute(std::string_view text);

} // namespace mirrorlake::settings
