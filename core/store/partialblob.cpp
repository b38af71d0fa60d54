#include "store/partialblobimpl.h"

#include "store/setaside.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <system_error>

namespace mirrorlake::store {

namespace {

std::uint32_t pieceAt(std::int64_t begin)
{
    return static_cast<std::uint32_t>(begin / PartialBlob::pieceSize);
}

Result<std::int64_t> takenBy(int descriptor)
{
    struct stat facts = {};
    if (::fstat(descriptor, &facts) != 0)
        return fail(errorFromErrno(errno, "cannot look at a file of the store"));
    return static_cast<std::int64_t>(facts.st_blocks) * 512;
}

} // namespace

Result<std::unique_ptr<PartialBlob::Impl>> PartialBlob::Impl::open(std::shared_ptr<StoreParts> parts,
                                                                   const BlobHash &hash, std::int64_t size)
{
    const Layout &layout = parts->layout;
    Result<Descriptor> file = parts->disk->openForWriting(layout.partial(hash)).and_then([&](Descriptor opened) {
        return leaveToReaders(*parts, hash, std::move(opened));
    });
    if (!file)
        return fail(file.error());
    auto impl = std::make_unique<Impl>(Impl{parts, hash, size, std::move(*file), nullptr, {}, false});
    std::error_code ignored;
    bool isContinued = false;
    if (size > pieceSize || std::filesystem::exists(layout.journal(hash), ignored)) {
        auto journal = Journal::open(parts->disk, layout.journal(hash), JournalHeader{hash, size, pieceSize});
        if (!journal)
            return fail(journal.error());
        isContinued = (*journal)->wasContinued();
        impl->journal = std::move(*journal);
    }
    if (!isContinued && ::ftruncate(impl->file.number(), 0) != 0)
        return fail(errorFromErrno(errno, "cannot begin a file of the store"));
    return impl;
}

PartialBlob::PartialBlob(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}

PartialBlob::~PartialBlob() = default;

bool PartialBlob::isContinuable() const
{
    return m_impl->journal != nullptr;
}

const BlobHash &PartialBlob::hash() const
{
    return m_impl->hash;
}

std::int64_t PartialBlob::size() const
{
    return m_impl->size;
}

int PartialBlob::descriptor() const
{
    return m_impl->file.number();
}

Result<void> PartialBlob::reserve()
{
    const int descriptor = m_impl->file.number();
    const Result<std::int64_t> taken = takenBy(descriptor);
    if (!taken)
        return fail(taken.error());
    m_impl->promise = Space::Promise();
    Result<Space::Promise> promise = m_impl->parts->space.promise(std::max<std::int64_t>(0, m_impl->size - *taken));
    if (!promise)
        return fail(promise.error());
    const Result<bool> isTaken = m_impl->parts->disk->allocate(descriptor, m_impl->size);
    if (!isTaken)
        return fail(isTaken.error());
    if (!*isTaken)
        m_impl->promise = std::move(*promise);
    else
        *promise = Space::Promise(); // the disk itself says so now
    if (::ftruncate(descriptor, m_impl->size) != 0)
        return fail(errorFromErrno(errno, "cannot set the size of a file of the store"));
    return {};
}

Result<void> PartialBlob::write(std::int64_t offset, std::span<const char> bytes)
{
    const Result<void> written = m_impl->parts->disk->write(m_impl->file.number(), offset, bytes);
    if (written)
        m_impl->promise.fulfil(static_cast<std::int64_t>(bytes.size()));
    return written;
}

Result<std::size_t> PartialBlob::read(std::int64_t offset, std::span<char> bytes) const
{
    return m_impl->parts->disk->read(m_impl->file.number(), offset, bytes);
}

std::vector<ByteRange> PartialBlob::claimed() const
{
    std::vector<ByteRange> ranges;
    if (m_impl->journal == nullptr)
        return ranges;
    for (const std::uint32_t piece : m_impl->journal->pieces()) {
        const std::int64_t begin = std::int64_t(piece) * pieceSize;
        ranges.push_back({begin, std::min(begin + pieceSize, m_impl->size)});
    }
    return ranges;
}

Result<bool> PartialBlob::recheck(ByteRange piece)
{
    const auto noted = m_impl->journal ? m_impl->journal->find(pieceAt(piece.begin)) : std::nullopt;
    if (!noted)
        return false;
    const Result<std::uint64_t> found = hashOnDisk(piece);
    const bool isReadable = found.has_value();
    if (isReadable && noted->kind == JournalRecord::Kind::Claimed && noted->xxh3 == *found)
        return true;
    if (isReadable && noted->kind == JournalRecord::Kind::Unhashed) {
        if (const Result<void> claimedNow = claim(piece, *found); !claimedNow)
            return fail(claimedNow.error());
        return true;
    }
    forget(piece);
    return false;
}

Result<void> PartialBlob::claim(ByteRange piece, std::uint64_t xxh3)
{
    if (m_impl->journal == nullptr)
        return {};
    return m_impl->journal->note({pieceAt(piece.begin), JournalRecord::Kind::Claimed, xxh3});
}

std::optional<std::uint64_t> PartialBlob::claimedHash(std::int64_t pieceBegin) const
{
    const auto noted = m_impl->journal ? m_impl->journal->find(pieceAt(pieceBegin)) : std::nullopt;
    if (!noted || noted->kind != JournalRecord::Kind::Claimed)
        return std::nullopt;
    return noted->xxh3;
}

Result<std::uint64_t> PartialBlob::hashOnDisk(ByteRange piece) const
{
    constexpr std::int64_t step = 256 * 1024;
    std::vector<char> buffer(static_cast<std::size_t>(std::min(step, piece.length())));
    const std::unique_ptr<XXH3_state_t, XXH_errorcode (*)(XXH3_state_t *)> state(XXH3_createState(), XXH3_freeState);
    XXH3_64bits_reset(state.get());
    for (std::int64_t at = piece.begin; at < piece.end;) {
        const auto want = static_cast<std::size_t>(std::min<std::int64_t>(step, piece.end - at));
        const Result<std::size_t> count = read(at, std::span(buffer).first(want));
        if (!count)
            return fail(count.error());
        if (*count < want)
            return fail(ErrorCode::Io, "a file of the store ends too early");
        XXH3_64bits_update(state.get(), buffer.data(), want);
        at += static_cast<std::int64_t>(want);
    }
    return XXH3_64bits_digest(state.get());
}

void PartialBlob::forget(ByteRange piece)
{
    // Not being able to note it is no harm: the piece is rechecked before it counts again.
    if (m_impl->journal != nullptr)
        static_cast<void>(m_impl->journal->note({pieceAt(piece.begin), JournalRecord::Kind::Forgotten, 0}));
}

Result<void> PartialBlob::publish()
{
    StoreParts &parts = *m_impl->parts;
    const BlobHash &hash = m_impl->hash;
    if (!m_impl->isSettled) {
        const auto placed = putInPlace(parts, m_impl->file.number(), hash, m_impl->size, parts.layout.partial(hash));
        if (!placed)
            return placed;
        m_impl->isSettled = true;
        if (m_impl->journal != nullptr)
            keepPieces(parts, hash, parts.layout.journal(hash));
    }
    return parts.disk->syncFolder(parts.layout.blob(hash).parent_path());
}

Result<void> PartialBlob::quarantine(std::string_view reason)
{
    const Layout &layout = m_impl->parts->layout;
    std::ofstream(layout.quarantineReason(m_impl->hash)) << reason << '\n';
    if (const Result<void> moved =
            m_impl->parts->disk->rename(layout.partial(m_impl->hash), layout.quarantined(m_impl->hash));
        !moved)
        return moved;
    ::unlink(layout.journal(m_impl->hash).c_str());
    m_impl->isSettled = true;
    return {};
}

void PartialBlob::discard()
{
    ::unlink(m_impl->parts->layout.partial(m_impl->hash).c_str());
    ::unlink(m_impl->parts->layout.journal(m_impl->hash).c_str());
    m_impl->isSettled = true;
}

} // namespace mirrorlake::store
