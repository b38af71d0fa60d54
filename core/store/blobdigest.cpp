#include "store/blobdigest.h"

#include "base/text.h"

#include <openssl/evp.h>

#include <array>

namespace mirrorlake::store {

void BlobDigest::Free::operator()(evp_md_ctx_st *context) const
{
    EVP_MD_CTX_free(context);
}

BlobDigest::BlobDigest(BlobHash::Kind kind, std::int64_t size) : m_context(EVP_MD_CTX_new())
{
    const bool isGit = kind == BlobHash::Kind::GitSha1;
    EVP_DigestInit_ex(m_context.get(), isGit ? EVP_sha1() : EVP_sha256(), nullptr);
    if (!isGit)
        return;
    const std::string prefix = "blob " + std::to_string(size);
    EVP_DigestUpdate(m_context.get(), prefix.c_str(), prefix.size() + 1);
}

void BlobDigest::update(std::span<const char> bytes)
{
    EVP_DigestUpdate(m_context.get(), bytes.data(), bytes.size());
}

std::string BlobDigest::finish()
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes = {};
    unsigned int count = 0;
    EVP_DigestFinal_ex(m_context.get(), bytes.data(), &count);
    return toHex(bytes.data(), count);
}

} // namespace mirrorlake::store
