#include "mirror/ask.h"

#include "base/text.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <array>

namespace mirrorlake::mirror {

namespace {

/// New at every start: fingerprints are compared within one run only.
const std::array<unsigned char, 32> &fingerprintKey()
{
    static const std::array<unsigned char, 32> key = [] {
        std::array<unsigned char, 32> bytes{};
        RAND_bytes(bytes.data(), static_cast<int>(bytes.size()));
        return bytes;
    }();
    return key;
}

std::string fingerprintOf(std::string_view token)
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int length = 0;
    HMAC(EVP_sha256(), fingerprintKey().data(), static_cast<int>(fingerprintKey().size()),
         reinterpret_cast<const unsigned char *>(token.data()), token.size(), digest, &length);
    return toHex(digest, 16);
}

std::string decodedBase64(std::string_view text)
{
    std::string decoded(text.size() / 4 * 3 + 3, '\0');
    const int length =
        EVP_DecodeBlock(reinterpret_cast<unsigned char *>(decoded.data()),
                        reinterpret_cast<const unsigned char *>(text.data()), static_cast<int>(text.size()));
    decoded.resize(length < 0 ? 0 : static_cast<std::size_t>(length));
    while (!decoded.empty() && decoded.back() == '\0')
        decoded.pop_back();
    return decoded;
}

std::string tokenOf(std::string_view authorization)
{
    const std::size_t space = authorization.find(' ');
    if (space == std::string_view::npos)
        return {};
    const std::string_view scheme = authorization.substr(0, space);
    const std::string_view value = trimmed(authorization.substr(space + 1));
    if (equalsIgnoringCase(scheme, "Bearer"))
        return std::string(value);
    if (!equalsIgnoringCase(scheme, "Basic") || value.size() > 4096)
        return {};
    const std::string pair = decodedBase64(value);
    const std::size_t colon = pair.find(':');
    return colon == std::string::npos ? std::string() : pair.substr(colon + 1);
}

} // namespace

upstream::Credentials Caller::credentials() const
{
    upstream::Credentials credentials;
    credentials.token = token;
    return credentials;
}

bool isUpstreamTrouble(ErrorCode code)
{
    using enum ErrorCode;
    switch (code) {
    case UpstreamUnreachable:
    case UpstreamTimeout:
    case UpstreamRefused:
    case UpstreamBroken:
    case UpstreamRateLimited:
    case Offline:
        return true;
    default:
        return false;
    }
}

Caller callerOf(const HttpRequest &request)
{
    Caller caller;
    caller.address = request.clientAddress;
    caller.agent = request.header("User-Agent").value_or("");
    caller.token = tokenOf(request.header("Authorization").value_or(""));
    if (hasControlCharacter(caller.token))
        caller.token.clear();
    if (!caller.token.empty())
        caller.fingerprint = fingerprintOf(caller.token);
    return caller;
}

} // namespace mirrorlake::mirror
