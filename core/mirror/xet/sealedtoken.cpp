#include "mirror/xet/sealedtoken.h"

#include <QByteArray>
#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <array>
#include <memory>

namespace mirrorlake::mirror {

namespace {

constexpr int nonceSize = 12;
constexpr int tagSize = 16;
constexpr auto urlSafe = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

struct FreeContext
{
    void operator()(EVP_CIPHER_CTX *context) const { EVP_CIPHER_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_CIPHER_CTX, FreeContext>;

/// Not the key itself, which signs.
QByteArray cipherKey(const GrantKey &key)
{
    return QMessageAuthenticationCode::hash("mirrorlake sealed token 1", QByteArray::fromStdString(key.bytes()),
                                            QCryptographicHash::Sha256);
}

unsigned char *bytesOf(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

} // namespace

std::string sealed(const GrantKey &key, std::string_view secret)
{
    if (secret.empty())
        return {};
    QByteArray cipher = cipherKey(key);
    QByteArray nonce(nonceSize, '\0');
    QByteArray hidden(static_cast<qsizetype>(secret.size()), '\0');
    QByteArray tag(tagSize, '\0');
    const Context context(EVP_CIPHER_CTX_new());
    int size = 0;
    const bool isDone =
        RAND_bytes(bytesOf(nonce), nonceSize) == 1 && context &&
        EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, bytesOf(cipher), bytesOf(nonce)) == 1 &&
        EVP_EncryptUpdate(context.get(), bytesOf(hidden), &size, reinterpret_cast<const unsigned char *>(secret.data()),
                          static_cast<int>(secret.size())) == 1 &&
        EVP_EncryptFinal_ex(context.get(), bytesOf(hidden) + size, &size) == 1 &&
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, tagSize, tag.data()) == 1;
    return isDone ? nonce.append(hidden).append(tag).toBase64(urlSafe).toStdString() : std::string();
}

std::optional<std::string> unsealed(const GrantKey &key, std::string_view text)
{
    if (text.empty())
        return std::string();
    const auto decoded = QByteArray::fromBase64Encoding(QByteArray(text.data(), static_cast<qsizetype>(text.size())),
                                                        urlSafe | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || (*decoded).size() <= nonceSize + tagSize)
        return std::nullopt;
    QByteArray cipher = cipherKey(key);
    QByteArray nonce = (*decoded).first(nonceSize);
    QByteArray hidden = (*decoded).sliced(nonceSize, (*decoded).size() - nonceSize - tagSize);
    QByteArray tag = (*decoded).last(tagSize);
    QByteArray secret(hidden.size(), '\0');
    const Context context(EVP_CIPHER_CTX_new());
    int size = 0;
    const bool isDone =
        context &&
        EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, bytesOf(cipher), bytesOf(nonce)) == 1 &&
        EVP_DecryptUpdate(context.get(), bytesOf(secret), &size, bytesOf(hidden), static_cast<int>(hidden.size())) ==
            1 &&
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, tagSize, tag.data()) == 1 &&
        EVP_DecryptFinal_ex(context.get(), bytesOf(secret) + size, &size) == 1;
    return isDone ? std::optional(secret.toStdString()) : std::nullopt;
}

} // namespace mirrorlake::mirror
