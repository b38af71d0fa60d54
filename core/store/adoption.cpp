#include "store/adoption.h"

#include "store/blobdigest.h"
#include "store/journal.h"
#include "store/partialblob.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>

namespace mirrorlake::store {

namespace {

/// The file while it is on its way; gone unless it got its place.
class Incoming
{
public:
    Incoming(StoreParts &parts, const BlobHash &hash, std::int64_t size) : m_parts(parts), m_hash(hash), m_size(size) {}
    ~Incoming()
    {
        ::unlink(path().c_str());
        ::unlink(journalPath().c_str());
    }

    Result<void> begin()
    {
        auto promise = m_parts.space.promise(m_size);
        if (!promise)
            return fail(promise.error());
        m_promise = std::move(*promise);
        auto file = m_parts.disk->openForWriting(path());
        if (!file)
            return fail(file.error());
        m_file = std::move(*file);
        if (::ftruncate(m_file.number(), 0) != 0)
            return fail(errorFromErrno(errno, "cannot begin a file of the store"));
        ::unlink(journalPath().c_str());
        if (m_size <= PartialBlob::pieceSize)
            return {};
        auto journal = Journal::open(m_parts.disk, journalPath(), {m_hash, m_size, PartialBlob::pieceSize});
        if (!journal)
            return fail(journal.error());
        m_journal = std::move(*journal);
        return {};
    }

    /// The next piece, in order.
    Result<void> write(std::int64_t offset, std::span<const char> piece)
    {
        if (auto written = m_parts.disk->write(m_file.number(), offset, piece); !written)
            return written;
        m_promise.fulfil(static_cast<std::int64_t>(piece.size()));
        if (!m_journal)
            return {};
        const auto number = static_cast<std::uint32_t>(offset / PartialBlob::pieceSize);
        return m_journal->note({number, JournalRecord::Kind::Claimed, XXH3_64bits(piece.data(), piece.size())});
    }

    Result<void> putInPlace()
    {
        if (auto placed = store::putInPlace(m_parts, m_file.number(), m_hash, m_size, path()); !placed)
            return placed;
        if (m_journal)
            keepPieces(m_parts, m_hash, journalPath());
        return m_parts.disk->syncFolder(m_parts.layout.blob(m_hash).parent_path());
    }

private:
    std::filesystem::path path() const { return m_parts.layout.incoming(m_hash); }
    std::filesystem::path journalPath() const { return m_parts.layout.incomingFolder() / (m_hash.text() + ".journal"); }

    StoreParts &m_parts;
    const BlobHash m_hash;
    const std::int64_t m_size;
    Space::Promise m_promise;
    Descriptor m_file;
    std::unique_ptr<Journal> m_journal; ///< of more than one piece
};

/// As many bytes of a piece as there are.
Result<std::size_t> readPiece(Disk &disk, const Descriptor &file, std::int64_t offset, std::span<char> piece)
{
    std::size_t filled = 0;
    while (filled < piece.size()) {
        const auto count = disk.read(file.number(), offset + static_cast<std::int64_t>(filled), piece.subspan(filled));
        if (!count)
            return fail(count.error());
        if (*count == 0)
            break;
        filled += *count;
    }
    return filled;
}

} // namespace

Result<Adopted> adopt(StoreParts &parts, const BlobHash &hash, const Descriptor &file, std::int64_t size,
                      const AdoptionWatch &watch)
{
    Incoming incoming(parts, hash, size);
    if (auto begun = incoming.begin(); !begun)
        return fail(begun.error());
    BlobDigest digest(hash.kind(), size);
    std::vector<char> buffer(static_cast<std::size_t>(std::min(size, PartialBlob::pieceSize)));
    for (std::int64_t offset = 0; offset < size;) {
        const auto wanted = static_cast<std::size_t>(std::min(size - offset, PartialBlob::pieceSize));
        const auto piece = std::span(buffer).first(wanted);
        const auto count = readPiece(*parts.disk, file, offset, piece);
        if (!count)
            return fail(count.error());
        if (*count < wanted)
            return Adopted::OtherBytes; // it became shorter meanwhile
        digest.update(piece);
        if (auto written = incoming.write(offset, piece); !written)
            return fail(written.error());
        offset += static_cast<std::int64_t>(wanted);
        if (!watch(static_cast<std::int64_t>(wanted)))
            return fail(ErrorCode::Cancelled, "it was stopped");
    }
    if (digest.finish() != hash.text())
        return Adopted::OtherBytes;
    if (auto placed = incoming.putInPlace(); !placed)
        return fail(placed.error());
    return Adopted::Taken;
}

} // namespace mirrorlake::store
