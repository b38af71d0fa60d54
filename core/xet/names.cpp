#include "xet/names.h"

#include "base/text.h"

#include <fmt/format.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>

namespace mirrorlake::xet {

namespace {

std::string sha256(const std::string &text)
{
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256(reinterpret_cast<const unsigned char *>(text.data()), text.size(), digest.data());
    return toHex(digest.data(), digest.size());
}

} // namespace

std::string fileHash(const BlobHash &blob)
{
    return sha256("mirrorlake xet file 1 " + blob.text());
}

std::string xorbHash(const BlobHash &blob, const Layout &layout, std::int64_t xorb)
{
    return sha256(
        fmt::format("mirrorlake xet xorb 1 {} {} {} {}", blob.text(), chunkSize, layout.chunksPerXorb(), xorb));
}

bool isXetHash(std::string_view text)
{
    return text.size() == 64 &&
           std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

} // namespace mirrorlake::xet
