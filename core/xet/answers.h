// The small JSON answers of the Xet face. Pure.
#pragma once

#include <cstdint>
#include <string>

namespace mirrorlake::xet {

struct ReadToken
{
    std::string text;
    std::int64_t expiresAt = 0; ///< unix seconds
    std::string casUrl;
};
/// Read by hf_xet when it renews a token, and by some versions of huggingface_hub; others read headers.
std::string toJson(const ReadToken &token);

/// What JavaScript clients are told of a file in place of its first byte (hub-protocol §2.5).
struct FileInfo
{
    std::string hash;
    std::string tokenUrl;
    std::string reconstructionUrl;
    std::string etag; ///< with its quotes
    std::int64_t size = 0;
};
std::string toJson(const FileInfo &info);

/// The Link that goes with X-Xet-Hash.
std::string tokenLink(const std::string &tokenUrl);
std::string linksOf(const FileInfo &info);

} // namespace mirrorlake::xet
