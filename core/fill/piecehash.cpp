#include "fill/piecehash.h"

#include "store/partialblob.h"

#include <xxhash.h>

#include <algorithm>

namespace mirrorlake::fill {

namespace {

constexpr std::int64_t pieceSize = store::PartialBlob::pieceSize;

} // namespace

void PieceHash::Free::operator()(XXH3_state_s *state) const
{
    XXH3_freeState(state);
}

PieceHash::PieceHash(std::int64_t begin, std::int64_t fileSize)
    : m_fileSize(fileSize), m_hashedFrom((begin + pieceSize - 1) / pieceSize * pieceSize), m_position(begin),
      m_state(XXH3_createState())
{
    XXH3_64bits_reset(m_state.get());
}

PieceHash::~PieceHash() = default;

std::vector<HashedPiece> PieceHash::add(std::span<const char> bytes)
{
    std::vector<HashedPiece> complete;
    while (!bytes.empty()) {
        const std::int64_t pieceBegin = m_position / pieceSize * pieceSize;
        const std::int64_t pieceEnd = std::min(pieceBegin + pieceSize, m_fileSize);
        const auto count = std::min<std::size_t>(bytes.size(), static_cast<std::size_t>(pieceEnd - m_position));
        if (m_position == pieceBegin)
            XXH3_64bits_reset(m_state.get());
        if (pieceBegin >= m_hashedFrom)
            XXH3_64bits_update(m_state.get(), bytes.data(), count);
        m_position += static_cast<std::int64_t>(count);
        bytes = bytes.subspan(count);
        if (m_position == pieceEnd && pieceBegin >= m_hashedFrom)
            complete.push_back({{pieceBegin, pieceEnd}, XXH3_64bits_digest(m_state.get())});
    }
    return complete;
}

} // namespace mirrorlake::fill
