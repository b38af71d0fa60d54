#include "mirror/lfspointer.h"

#include "base/text.h"

#include <openssl/evp.h>

#include <array>

namespace mirrorlake::mirror {

std::string lfsPointer(const catalog::TreeEntry &entry)
{
    return "version https://git-lfs.github.com/spec/v1\noid sha256:" + entry.lfsSha256 + "\nsize " +
           std::to_string(entry.size) + "\n";
}

std::string gitBlobName(std::string_view text)
{
    std::string object = "blob " + std::to_string(text.size());
    object.push_back('\0');
    object += text;
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    const bool isDone = EVP_Digest(object.data(), object.size(), digest.data(), &length, EVP_sha1(), nullptr) == 1;
    return isDone ? toHex(digest.data(), length) : std::string();
}

} // namespace mirrorlake::mirror
