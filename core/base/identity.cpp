#include "base/identity.h"

#include "base/text.h"

#include <QByteArray>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>

namespace mirrorlake {

namespace {

QByteArray toBytes(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

std::optional<std::string> passwordOf(std::string_view credentials)
{
    const auto decoded = QByteArray::fromBase64Encoding(toBytes(credentials), QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return std::nullopt;
    const std::string text = (*decoded).toStdString();
    const std::size_t colon = text.find(':');
    if (colon == std::string::npos)
        return std::nullopt;
    return colon + 1 < text.size() ? text.substr(colon + 1) : text.substr(0, colon);
}

} // namespace

FingerprintKey FingerprintKey::random()
{
    std::array<quint32, 8> words;
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    return FingerprintKey(std::string(reinterpret_cast<const char *>(words.data()), sizeof words));
}

TokenFingerprint::TokenFingerprint(std::string_view token, const FingerprintKey &key)
    : m_text(QMessageAuthenticationCode::hash(toBytes(token), toBytes(key.bytes()), QCryptographicHash::Sha256)
                 .toHex()
                 .toStdString())
{}

std::optional<std::string> tokenOf(const HttpRequest &request)
{
    const auto field = request.header("Authorization");
    const std::size_t space = field ? field->find(' ') : std::string_view::npos;
    if (space == std::string_view::npos)
        return std::nullopt;
    const std::string_view scheme = field->substr(0, space);
    const std::string_view credentials = trimmed(field->substr(space));
    std::optional<std::string> token;
    if (equalsIgnoringCase(scheme, "Bearer"))
        token = std::string(credentials);
    else if (equalsIgnoringCase(scheme, "Basic"))
        token = passwordOf(credentials);
    return token && !token->empty() ? token : std::nullopt;
}

Identity identityOf(const HttpRequest &request, const FingerprintKey &key)
{
    Identity identity;
    identity.address = request.clientAddress;
    if (const auto token = tokenOf(request))
        identity.token.emplace(*token, key);
    return identity;
}

} // namespace mirrorlake
