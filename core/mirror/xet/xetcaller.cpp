#include "mirror/xet/xetcaller.h"

#include "base/text.h"
#include "mirror/xet/sealedtoken.h"

#include <QRandomGenerator>

#include <array>

namespace mirrorlake::mirror {

namespace {

constexpr std::string_view authorization = "Authorization";

} // namespace

XetDownload XetDownload::begin(const GrantKey &key, std::string_view token)
{
    std::array<quint32, 4> words{};
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    return {toHex(reinterpret_cast<const unsigned char *>(words.data()), sizeof words), sealed(key, token)};
}

std::optional<XetDownload> XetDownload::parse(std::string_view text)
{
    const std::size_t space = text.find(' ');
    const std::string_view number = text.substr(0, space);
    if (number.empty())
        return std::nullopt;
    return XetDownload(std::string(number), space == std::string_view::npos ? "" : std::string(text.substr(space + 1)));
}

std::string XetDownload::token(const GrantKey &key) const
{
    return unsealed(key, m_sealed).value_or("");
}

Caller callerOf(const HttpRequest &request, const XetDownload &download, const GrantKey &key)
{
    HttpRequest asOwner;
    asOwner.clientAddress = request.clientAddress;
    asOwner.headers.push_back({"User-Agent", std::string(request.header("User-Agent").value_or(""))});
    if (const std::string token = download.token(key); !token.empty())
        asOwner.headers.push_back({std::string(authorization), "Bearer " + token});
    return callerOf(asOwner);
}

fill::ReaderIdentity readerOf(const HttpRequest &request, std::string_view downloadNumber)
{
    return {request.clientAddress, "xet", std::string(downloadNumber)};
}

} // namespace mirrorlake::mirror
