#include "sweep/blobname.h"

#include "base/text.h"

namespace mirrorlake::sweep {

namespace {

int digitOf(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

} // namespace

std::optional<BlobName> BlobName::parse(std::string_view hex)
{
    BlobName name;
    name.m_isSha256 = hex.size() == 64;
    if (hex.size() != 64 && hex.size() != 40)
        return std::nullopt;
    for (std::size_t i = 0; i < hex.size(); i += 2) {
        const int high = digitOf(hex[i]);
        const int low = digitOf(hex[i + 1]);
        if (high < 0 || low < 0)
            return std::nullopt;
        name.m_bytes[i / 2] = static_cast<unsigned char>(high << 4 | low);
    }
    return name;
}

BlobHash BlobName::hash() const
{
    return *BlobHash::parse(toHex(m_bytes.data(), m_isSha256 ? 32 : 20));
}

} // namespace mirrorlake::sweep
