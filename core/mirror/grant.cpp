#include "mirror/grant.h"

#include "base/text.h"

#include <QByteArray>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <charconv>

namespace mirrorlake::mirror {

namespace {

constexpr std::string_view version = "1";
constexpr std::size_t fieldCount = 10;
constexpr std::size_t maxText = 8192;
constexpr auto urlSafe = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

QByteArray toBytes(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

std::string_view nameOf(GrantPurpose purpose)
{
    switch (purpose) {
    case GrantPurpose::XetToken:
        return "xet-token";
    case GrantPurpose::XetXorb:
        return "xet-xorb";
    case GrantPurpose::LfsObject:
        return "lfs";
    case GrantPurpose::OciBlob:
        return "oci";
    }
    return {};
}

std::string payloadOf(const Grant &grant)
{
    const std::array<std::string, fieldCount> fields{std::string(version),
                                                     std::string(nameOf(grant.purpose)),
                                                     std::to_string(grant.expiresAt),
                                                     grant.repo.text(),
                                                     grant.commit,
                                                     grant.path,
                                                     grant.blob,
                                                     std::to_string(grant.size),
                                                     grant.caller,
                                                     grant.detail};
    std::string payload;
    for (const std::string &field : fields)
        payload += payload.empty() ? field : "\n" + field;
    return payload;
}

bool readNumber(std::string_view text, std::int64_t &number)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size();
}

Result<Grant> grantIn(std::string_view payload, GrantPurpose purpose)
{
    const auto denied = fail(ErrorCode::AccessDenied, "this link opens something else");
    const auto fields = split(payload, '\n');
    if (fields.size() != fieldCount || fields[0] != version || fields[1] != nameOf(purpose))
        return denied;
    auto repo = RepoKey::parse(fields[3]);
    if (!repo)
        return denied;
    Grant grant{.purpose = purpose, .repo = std::move(*repo)};
    grant.commit = fields[4];
    grant.path = fields[5];
    grant.blob = fields[6];
    grant.caller = fields[8];
    grant.detail = fields[9];
    if (!readNumber(fields[2], grant.expiresAt) || !readNumber(fields[7], grant.size))
        return denied;
    return grant;
}

} // namespace

std::string Grants::sign(Grant grant, std::chrono::seconds lifetime) const
{
    grant.expiresAt = unixSeconds(m_clock.wall()) + lifetime.count();
    const std::string payload = payloadOf(grant);
    return toBytes(payload).toBase64(urlSafe).toStdString() + "." + seal(payload);
}

Result<Grant> Grants::check(GrantPurpose purpose, std::string_view text) const
{
    const auto denied = fail(ErrorCode::AccessDenied, "this link was not given by this mirror: ask for a new one");
    const std::size_t dot = text.find('.');
    if (dot == std::string_view::npos || text.size() > maxText)
        return denied;
    const auto decoded =
        QByteArray::fromBase64Encoding(toBytes(text.substr(0, dot)), urlSafe | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return denied;
    const std::string payload = (*decoded).toStdString();
    const std::string expected = seal(payload);
    const std::string_view given = text.substr(dot + 1);
    if (given.size() != expected.size() || CRYPTO_memcmp(given.data(), expected.data(), expected.size()) != 0)
        return denied;
    auto grant = grantIn(payload, purpose);
    if (grant && grant->expiresAt <= unixSeconds(m_clock.wall()))
        return fail(ErrorCode::AccessDenied, "this link has expired: ask for a new one");
    return grant;
}

std::string Grants::seal(std::string_view payload) const
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    HMAC(EVP_sha256(), m_key.bytes().data(), static_cast<int>(m_key.bytes().size()),
         reinterpret_cast<const unsigned char *>(payload.data()), payload.size(), digest.data(), &size);
    const QByteArray bytes(reinterpret_cast<const char *>(digest.data()), static_cast<qsizetype>(size));
    return bytes.toBase64(urlSafe).toStdString();
}

} // namespace mirrorlake::mirror
