#include "store/journal.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>

namespace mirrorlake::store {

namespace {

/// Forgetting and noting again makes records more than pieces; beyond this many the journal is not ours.
std::int64_t longest(const JournalHeader &header)
{
    constexpr std::int64_t spare = 65'536;
    return static_cast<std::int64_t>(journalHeaderSize) +
           (8 * (header.size / header.pieceSize + 1) + spare) * static_cast<std::int64_t>(journalRecordSize);
}

Result<std::vector<char>> readWhole(Disk &disk, int descriptor, std::int64_t limit)
{
    struct stat facts = {};
    if (::fstat(descriptor, &facts) != 0)
        return fail(errorFromErrno(errno, "cannot look at a journal"));
    std::vector<char> bytes(static_cast<std::size_t>(std::min<std::int64_t>(facts.st_size, limit)));
    const Result<std::size_t> count = disk.read(descriptor, 0, bytes);
    if (!count)
        return fail(count.error());
    bytes.resize(*count);
    return bytes;
}

std::int64_t piecesOf(const JournalHeader &header)
{
    return (header.size + header.pieceSize - 1) / header.pieceSize;
}

Descriptor openToLook(const std::filesystem::path &path)
{
    return Descriptor(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
}

std::optional<JournalHeader> headerOf(Disk &disk, int descriptor)
{
    std::array<char, journalHeaderSize> bytes = {};
    const Result<std::size_t> count = disk.read(descriptor, 0, bytes);
    return count ? decodeHeader(std::span<const char>(bytes).first(*count)) : std::nullopt;
}

} // namespace

Result<std::unique_ptr<Journal>> Journal::open(std::shared_ptr<Disk> disk, const std::filesystem::path &path,
                                               const JournalHeader &header)
{
    Result<Descriptor> file = disk->openForWriting(path);
    if (!file)
        return fail(file.error());
    std::unique_ptr<Journal> journal(new Journal(std::move(disk), std::move(*file), header));
    if (journal->readBack(header))
        return journal;
    if (const Result<void> begun = journal->begin(header); !begun)
        return fail(begun.error());
    return journal;
}

Journal::Journal(std::shared_ptr<Disk> disk, Descriptor file, const JournalHeader &header)
    : m_disk(std::move(disk)), m_file(std::move(file)),
      m_states(static_cast<std::size_t>(piecesOf(header)), State::Absent), m_hashes(m_states.size(), 0)
{}

bool Journal::readBack(const JournalHeader &expected)
{
    const Result<std::vector<char>> bytes = readWhole(*m_disk, m_file.number(), longest(expected));
    if (!bytes)
        return false;
    const std::optional<JournalHeader> header = decodeHeader(*bytes);
    if (!header || header->hash != expected.hash || header->size != expected.size ||
        header->pieceSize != expected.pieceSize)
        return false;
    const std::vector<JournalRecord> records = decodeRecords(std::span<const char>(*bytes).subspan(journalHeaderSize));
    for (const JournalRecord &record : records)
        remember(record);
    m_end = static_cast<std::int64_t>(journalHeaderSize + records.size() * journalRecordSize);
    m_wasContinued = true;
    return true;
}

Result<void> Journal::begin(const JournalHeader &header)
{
    if (::ftruncate(m_file.number(), 0) != 0)
        return fail(errorFromErrno(errno, "cannot begin a journal"));
    m_end = journalHeaderSize;
    return m_disk->write(m_file.number(), 0, encodeHeader(header));
}

Result<void> Journal::note(const JournalRecord &record)
{
    const std::lock_guard lock(m_mutex);
    if (const Result<void> written = m_disk->write(m_file.number(), m_end, encodeRecord(record)); !written)
        return written;
    m_end += journalRecordSize;
    remember(record);
    return {};
}

void Journal::remember(const JournalRecord &record)
{
    if (record.piece >= m_states.size())
        return;
    m_hashes[record.piece] = record.xxh3;
    switch (record.kind) {
    case JournalRecord::Kind::Claimed:
        m_states[record.piece] = State::Claimed;
        break;
    case JournalRecord::Kind::Unhashed:
        m_states[record.piece] = State::Unhashed;
        break;
    case JournalRecord::Kind::Forgotten:
        m_states[record.piece] = State::Absent;
        break;
    }
}

std::vector<std::uint32_t> Journal::pieces() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<std::uint32_t> found;
    for (std::size_t piece = 0; piece < m_states.size(); ++piece) {
        if (m_states[piece] != State::Absent)
            found.push_back(static_cast<std::uint32_t>(piece));
    }
    return found;
}

std::optional<JournalRecord> Journal::find(std::uint32_t piece) const
{
    const std::lock_guard lock(m_mutex);
    if (piece >= m_states.size() || m_states[piece] == State::Absent)
        return std::nullopt;
    const bool isHashed = m_states[piece] == State::Claimed;
    return JournalRecord{piece, isHashed ? JournalRecord::Kind::Claimed : JournalRecord::Kind::Unhashed,
                         m_hashes[piece]};
}

std::optional<JournalHeader> readJournalHeader(Disk &disk, const std::filesystem::path &path)
{
    const Descriptor file = openToLook(path);
    return file.isOpen() ? headerOf(disk, file.number()) : std::nullopt;
}

std::int64_t bytesNoted(Disk &disk, const std::filesystem::path &path)
{
    const Descriptor file = openToLook(path);
    const auto header = file.isOpen() ? headerOf(disk, file.number()) : std::nullopt;
    if (!header)
        return 0;
    const auto bytes = readWhole(disk, file.number(), longest(*header));
    if (!bytes || bytes->size() < journalHeaderSize)
        return 0;
    std::vector<bool> isNoted(static_cast<std::size_t>(piecesOf(*header)));
    for (const JournalRecord &record : decodeRecords(std::span<const char>(*bytes).subspan(journalHeaderSize))) {
        if (record.piece < isNoted.size())
            isNoted[record.piece] = record.kind != JournalRecord::Kind::Forgotten;
    }
    const std::int64_t noted = std::ranges::count(isNoted, true) * header->pieceSize;
    const std::int64_t beyondEnd = piecesOf(*header) * header->pieceSize - header->size;
    return noted - (!isNoted.empty() && isNoted.back() ? beyondEnd : 0);
}

} // namespace mirrorlake::store
