// A blob's hash in 33 bytes instead of a text of its own: a view of a million blobs must fit into memory beside a
// serving mirror. Plain value.
#pragma once

#include "base/ids.h"

#include <array>
#include <compare>
#include <optional>
#include <string_view>

namespace mirrorlake::sweep {

class BlobName
{
public:
    explicit BlobName(const BlobHash &hash) : BlobName(*parse(hash.text())) {}
    /// Nothing unless these are 64 or 40 hex digits.
    static std::optional<BlobName> parse(std::string_view hex);
    BlobHash hash() const;

    auto operator<=>(const BlobName &) const = default;

private:
    BlobName() = default;

    std::array<unsigned char, 32> m_bytes{};
    bool m_isSha256 = true;
};

} // namespace mirrorlake::sweep
