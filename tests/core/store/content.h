// Bytes that differ everywhere, and the name that they have as a blob.
#pragma once

#include "store/blobdigest.h"

#include <string>

namespace mirrorlake::test {

inline std::string content(std::size_t size)
{
    std::string bytes(size, '\0');
    for (std::size_t i = 0; i < size; ++i)
        bytes[i] = static_cast<char>((i * 2654435761U) >> 13);
    return bytes;
}

inline BlobHash nameOf(const std::string &bytes, BlobHash::Kind kind = BlobHash::Kind::Sha256)
{
    store::BlobDigest digest(kind, static_cast<std::int64_t>(bytes.size()));
    digest.update(bytes);
    return *BlobHash::parse(digest.finish());
}

} // namespace mirrorlake::test
