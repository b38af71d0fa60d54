#include "store/setaside.h"

#include "store/journal.h"
#include "store/partialblob.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <system_error>

namespace mirrorlake::store {

namespace {

Result<void> writeUnhashedJournal(StoreParts &parts, const BlobHash &hash, std::int64_t size)
{
    const auto journal = Journal::open(parts.disk, parts.layout.journal(hash), {hash, size, PartialBlob::pieceSize});
    if (!journal)
        return fail(journal.error());
    const std::int64_t pieces = (size + PartialBlob::pieceSize - 1) / PartialBlob::pieceSize;
    for (std::int64_t piece = 0; piece < pieces; ++piece) {
        const JournalRecord record{static_cast<std::uint32_t>(piece), JournalRecord::Kind::Unhashed, 0};
        if (const Result<void> noted = (*journal)->note(record); !noted)
            return noted;
    }
    return {};
}

Result<void> moveToQuarantine(StoreParts &parts, const BlobHash &hash)
{
    ::unlink(parts.layout.pieces(hash).c_str());
    return parts.disk->rename(parts.layout.blob(hash), parts.layout.quarantined(hash));
}

} // namespace

Result<void> setAside(StoreParts &parts, const BlobHash &hash, std::int64_t expectedSize)
{
    const Layout &layout = parts.layout;
    std::error_code ignored;
    if (std::filesystem::exists(layout.partial(hash), ignored))
        return moveToQuarantine(parts, hash);
    if (readJournalHeader(*parts.disk, layout.pieces(hash))) {
        if (const Result<void> moved = parts.disk->rename(layout.pieces(hash), layout.journal(hash)); !moved)
            return moved;
    } else if (!readJournalHeader(*parts.disk, layout.journal(hash))) {
        if (const Result<void> written = writeUnhashedJournal(parts, hash, expectedSize); !written)
            return written;
    }
    ::chmod(layout.blob(hash).c_str(), setAsideMode);
    return parts.disk->rename(layout.blob(hash), layout.partial(hash));
}

Result<Descriptor> leaveToReaders(StoreParts &parts, const BlobHash &hash, Descriptor file)
{
    struct stat facts = {};
    if (::fstat(file.number(), &facts) != 0 || (facts.st_mode & 0777) != setAsideMode)
        return file;
    // The lease is given only to the one who has the file open alone.
    const bool isAlone = ::fcntl(file.number(), F_SETLEASE, F_WRLCK) == 0;
    ::fcntl(file.number(), F_SETLEASE, F_UNLCK);
    if (!isAlone) {
        const std::filesystem::path path = parts.layout.partial(hash);
        std::filesystem::path copy = path;
        copy += ".copy";
        std::error_code refusal;
        std::filesystem::copy_file(path, copy, std::filesystem::copy_options::overwrite_existing, refusal);
        if (refusal)
            return fail(errorFromErrno(refusal.value(), "cannot copy a blob that is still being read"));
        if (const Result<void> renamed = parts.disk->rename(copy, path); !renamed)
            return fail(renamed.error());
        Result<Descriptor> copied = parts.disk->openForWriting(path);
        if (!copied)
            return copied;
        file = std::move(*copied);
    }
    ::fchmod(file.number(), 0644);
    return file;
}

} // namespace mirrorlake::store
