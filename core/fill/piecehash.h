// XXH3 of the pieces of a file as its bytes come by in order. A piece whose first bytes were not seen has no hash.
// Thread: none.
#pragma once

#include "base/byterange.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

struct XXH3_state_s;

namespace mirrorlake::fill {

struct HashedPiece
{
    ByteRange piece;
    std::uint64_t xxh3 = 0;
};

class PieceHash
{
public:
    /// The bytes that follow begin here.
    PieceHash(std::int64_t begin, std::int64_t fileSize);
    ~PieceHash();
    PieceHash(const PieceHash &) = delete;
    PieceHash &operator=(const PieceHash &) = delete;

    /// The pieces that these bytes complete.
    std::vector<HashedPiece> add(std::span<const char> bytes);
    /// Begin of the first piece that will have a hash.
    std::int64_t hashedFrom() const { return m_hashedFrom; }

private:
    struct Free
    {
        void operator()(XXH3_state_s *state) const;
    };

    const std::int64_t m_fileSize;
    const std::int64_t m_hashedFrom;
    std::int64_t m_position;
    std::unique_ptr<XXH3_state_s, Free> m_state;
};

} // namespace mirrorlake::fill
