// Who stands behind a request to the Xet face, where clients send our token and not the Hub's: the caller to whom that
// token was given, and the download it was given for. Pure but for randomness.
#pragma once

#include "fill/readeridentity.h"
#include "mirror/ask.h"
#include "mirror/grant.h"

namespace mirrorlake::mirror {

/// Grant::caller of grants that need no right of one's own.
constexpr std::string_view anyone = "anyone";

/// One download, from its read token on. Bytes that proved wrong spoil a download, not the next one of the same client.
class XetDownload
{
public:
    /// token is the caller's own for the Hub, or empty where none is needed.
    static XetDownload begin(const GrantKey &key, std::string_view token);
    /// Of a grant's detail; nothing if it is none.
    static std::optional<XetDownload> parse(std::string_view text);

    const std::string &number() const { return m_number; }
    /// "number" or "number sealed".
    std::string text() const { return m_sealed.empty() ? m_number : m_number + " " + m_sealed; }
    /// The caller's own token, or empty.
    std::string token(const GrantKey &key) const;

private:
    XetDownload(std::string number, std::string sealed) : m_number(std::move(number)), m_sealed(std::move(sealed)) {}

    std::string m_number;
    std::string m_sealed;
};

/// The caller as a file URL would see them.
Caller callerOf(const HttpRequest &request, const XetDownload &download, const GrantKey &key);
/// How fills know the reader.
fill::ReaderIdentity readerOf(const HttpRequest &request, std::string_view downloadNumber);

} // namespace mirrorlake::mirror
