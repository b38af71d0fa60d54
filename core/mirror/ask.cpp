#include "mirror/ask.h"

#include "base/identity.h"
#include "base/text.h"

namespace mirrorlake::mirror {

namespace {

/// New at every start: fingerprints are compared within one run only.
const FingerprintKey &fingerprintKey()
{
    static const FingerprintKey key = FingerprintKey::random();
    return key;
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
    return isOfUpstream(code) || code == ErrorCode::Offline;
}

Caller callerOf(const HttpRequest &request)
{
    Caller caller;
    caller.address = request.clientAddress;
    caller.agent = request.header("User-Agent").value_or("");
    if (auto token = tokenOf(request); token && !hasControlCharacter(*token)) {
        caller.fingerprint = TokenFingerprint(*token, fingerprintKey()).text();
        caller.token = std::move(*token);
    }
    return caller;
}

} // namespace mirrorlake::mirror
