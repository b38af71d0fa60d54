#include "fill/attendant.h"

#include "base/logscope.h"

namespace mirrorlake::fill {

namespace {

void recheck(Fill &fill, ByteRange piece)
{
    const Result<bool> isRight = fill.blob()->recheck(piece);
    fill.rechecked(piece, isRight.value_or(false));
}

void hashPiece(Fill &fill, ByteRange piece)
{
    // Without its hash in the journal a piece only has to be fetched again after a restart.
    if (const Result<std::uint64_t> hash = fill.blob()->hashOnDisk(piece))
        static_cast<void>(fill.blob()->claim(piece, *hash));
    fill.pieceHashed();
}

void readOn(Fill &fill, std::int64_t end)
{
    if (const Result<void> read = fill.orderedHash().readUpTo(end, *fill.blob()); !read)
        fill.unreadable(fill.orderedHash().frontier(), read.error());
}

void careFor(Fill &fill, const Care &care)
{
    switch (care.kind) {
    case Care::Kind::None:
        return;
    case Care::Kind::Reserve:
        return fill.reserved(fill.blob()->reserve());
    case Care::Kind::Recheck:
        return recheck(fill, care.range);
    case Care::Kind::HashPiece:
        return hashPiece(fill, care.range);
    case Care::Kind::ReadOn:
        return readOn(fill, care.range.end);
    case Care::Kind::Verify:
        return fill.verify();
    case Care::Kind::Publish:
        return fill.published(fill.blob()->publish());
    }
}

} // namespace

bool attendTo(Fill &fill)
{
    const log::Scope scope(fill.requestId());
    constexpr std::int64_t slice = 64 * 1024 * 1024;
    std::int64_t done = 0;
    Care::Kind last = Care::Kind::None;
    while (done < slice) {
        const Care care = fill.nextCare(last);
        if (care.kind == Care::Kind::None) {
            fill.settleIfQuiet();
            return true;
        }
        careFor(fill, care);
        last = care.kind;
        done += care.range.length();
    }
    return false;
}

} // namespace mirrorlake::fill
