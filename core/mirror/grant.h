// Rights that travel in a link or a token: whoever holds the text may do what it says until it expires, and nothing
// else. For doors where a client sends no token of its own: the Xet CAS, LFS hrefs, OCI blobs. A grant repeats the
// right that was checked when it was given; it is bound to its purpose, repo, blob and expiry, and signed by
// HMAC-SHA256. Nothing is stored. Thread: any; nothing here waits.
#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "mirror/grantkey.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace mirrorlake::mirror {

/// A grant of one purpose opens no other door.
enum class GrantPurpose
{
    XetToken,
    XetXorb,
    LfsObject,
    OciBlob
};

/// What is granted. Empty fields are not bound; none of the texts may hold a control character.
struct Grant
{
    GrantPurpose purpose = GrantPurpose::XetToken;
    RepoKey repo;
    std::string commit{};       ///< 40 hex
    std::string path{};         ///< file inside the repo
    std::string blob{};         ///< BlobHash::text(); empty: every file of the commit
    std::int64_t size = 0;      ///< of the blob
    std::string caller{};       ///< Caller::fingerprint of the one who was allowed; empty: anyone may read the repo
    std::string detail{};       ///< for the purpose's own use
    std::int64_t expiresAt = 0; ///< unix seconds; written by sign()
};

class Grants
{
public:
    /// clock outlives it.
    Grants(GrantKey key, const Clock &clock) : m_key(std::move(key)), m_clock(clock) {}

    /// Letters, digits, '-', '_' and '.': fit for a path segment, a query value and a bearer token.
    std::string sign(Grant grant, std::chrono::seconds lifetime) const;
    /// The grant, if this installation signed it for this purpose and its time has not come. Errors: AccessDenied.
    Result<Grant> check(GrantPurpose purpose, std::string_view text) const;

    const GrantKey &key() const { return m_key; }

private:
    std::string seal(std::string_view payload) const;

    const GrantKey m_key;
    const Clock &m_clock;
};

} // namespace mirrorlake::mirror
