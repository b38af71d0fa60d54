// Who asks: an address, and if a token came along its fingerprint. Tokens themselves are never kept. User, groups and
// rights are empty until the gate knows accounts. Used by gate and mirror alike. Pure.
#pragma once

#include "base/httpmessage.h"

#include <array>
#include <compare>
#include <optional>
#include <string>
#include <vector>

namespace mirrorlake {

/// A secret of this process; without it a fingerprint tells nothing about its token.
class FingerprintKey
{
public:
    static FingerprintKey random();
    explicit FingerprintKey(std::string bytes) : m_bytes(std::move(bytes)) {}
    const std::string &bytes() const { return m_bytes; }

private:
    std::string m_bytes;
};

/// HMAC-SHA256 of a token in hex. Equal for equal tokens under one key; safe in memory and logs.
class TokenFingerprint
{
public:
    TokenFingerprint(std::string_view token, const FingerprintKey &key);
    const std::string &text() const { return m_text; }
    auto operator<=>(const TokenFingerprint &) const = default;

private:
    std::string m_text;
};

struct Identity
{
    std::string address;                   ///< "192.168.1.7", as the connection says
    std::optional<TokenFingerprint> token; ///< nothing: anonymous
    std::string user;
    std::vector<std::string> groups;
    std::vector<std::string> rights;

    bool operator==(const Identity &) const = default;
};

/// The token in Authorization. "Bearer t" and "Basic base64(anyone:t)" are the same token t (hub-protocol §1.5); in
/// Basic with an empty password the user name is the token. Nothing if there is none, or if the field makes no sense.
std::optional<std::string> tokenOf(const HttpRequest &request);

Identity identityOf(const HttpRequest &request, const FingerprintKey &key);

} // namespace mirrorlake
