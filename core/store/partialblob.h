// A blob that is not complete yet: the plain file, and beside it a journal of the pieces (1 MiB, the last one shorter)
// that are on disk with a hash of each. The journal is append-only with a check in every record, so a torn tail costs
// only its own pieces. After a restart pieces count only once their hash was read back (recheck). Blobs up to one piece
// have no journal. Thread: writes and claims from any worker (disjoint ranges), the rest from the fill's owner.
#pragma once

#include "base/byterange.h"
#include "base/error.h"
#include "base/ids.h"

#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace mirrorlake::store {

class BlobStore;

class PartialBlob
{
public:
    static constexpr std::int64_t pieceSize = 1024 * 1024;

    ~PartialBlob(); ///< keeps what is on disk

    /// False for a blob of one piece that was begun anew: nothing of it will be continued, so whoever gives it up
    /// discards it.
    bool isContinuable() const;

    const BlobHash &hash() const;
    std::int64_t size() const;
    int descriptor() const;

    /// Reserves the space of the whole file, so that a full disk is found now. Can be asked again. Errors: NoSpace.
    Result<void> reserve();
    /// pwrite of all bytes. Errors: NoSpace, Io, ReadOnly.
    Result<void> write(std::int64_t offset, std::span<const char> bytes);
    /// The bytes on disk from this offset on; less than the span only at the end of the file.
    Result<std::size_t> read(std::int64_t offset, std::span<char> bytes) const;

    /// Pieces that the journal claims; each must be rechecked before its bytes are given to anyone.
    std::vector<ByteRange> claimed() const;
    /// Reads a claimed piece back; false (and forgotten) if its hash differs. A piece that was set aside without a hash
    /// gets one.
    Result<bool> recheck(ByteRange piece);
    /// Notes that a whole piece was written, with its hash (XXH3 of the bytes as received).
    Result<void> claim(ByteRange piece, std::uint64_t xxh3);
    /// The hash noted for the piece that starts here; for comparing when it is fetched again.
    std::optional<std::uint64_t> claimedHash(std::int64_t pieceBegin) const;
    /// XXH3 of a piece as it lies on disk. Errors: Io, also where the file ends before the piece.
    Result<std::uint64_t> hashOnDisk(ByteRange piece) const;
    void forget(ByteRange piece);

    /// Makes it a complete blob: sync, rename, sync the folder. Only after the whole hash was found right. Can be tried
    /// again.
    Result<void> publish();
    /// Sets it aside under quarantine/ with a reason file; it is never served.
    Result<void> quarantine(std::string_view reason);
    /// Deletes file and journal.
    void discard();

private:
    friend class BlobStore;
    class Impl;
    explicit PartialBlob(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace mirrorlake::store
