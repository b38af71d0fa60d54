// Hashes and codings that the Hub's answers are made of, over OpenSSL and zlib. Pure. Thread: any.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace mirrorlake::fakehub {

/// A running hash; hex() ends it.
class Digest
{
public:
    enum class Kind
    {
        Sha1,
        Sha256
    };

    explicit Digest(Kind kind);
    ~Digest();
    void update(std::string_view bytes);
    std::string hex();

private:
    struct Context;
    std::unique_ptr<Context> m_context;
};

std::string sha1Hex(std::string_view bytes);
std::string sha256Hex(std::string_view bytes);
std::string hmacSha256Hex(std::string_view key, std::string_view text);

std::string base64(std::string_view bytes);
/// Nothing if the text is not base64.
std::optional<std::string> fromBase64(std::string_view text);
std::string fromHex(std::string_view hex);

std::string gzipped(std::string_view bytes);
/// Nothing if this is no whole gzip stream.
std::optional<std::string> gunzipped(std::string_view bytes);

} // namespace mirrorlake::fakehub
