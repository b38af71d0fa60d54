#include "store/journalformat.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <cstring>

namespace mirrorlake::store {

namespace {

constexpr std::string_view magic = "MLJOURN1";
constexpr std::uint32_t forgottenBit = 0x8000'0000U;
constexpr std::uint32_t unhashedBit = 0x4000'0000U;
constexpr std::size_t hashField = 64;
constexpr std::size_t checkedHeader = journalHeaderSize - 8;

template<typename Number>
void put(char *at, Number number)
{
    for (std::size_t i = 0; i < sizeof(Number); ++i)
        at[i] = static_cast<char>((number >> (8 * i)) & 0xff);
}

template<typename Number>
Number get(const char *at)
{
    Number number = 0;
    for (std::size_t i = 0; i < sizeof(Number); ++i)
        number |= static_cast<Number>(static_cast<unsigned char>(at[i])) << (8 * i);
    return number;
}

std::uint32_t checkOf(std::uint32_t word, std::uint64_t hash)
{
    std::array<char, 12> bytes = {};
    put(bytes.data(), word);
    put(bytes.data() + 4, hash);
    return static_cast<std::uint32_t>(XXH3_64bits(bytes.data(), bytes.size()));
}

} // namespace

std::array<char, journalHeaderSize> encodeHeader(const JournalHeader &header)
{
    std::array<char, journalHeaderSize> bytes = {};
    std::memcpy(bytes.data(), magic.data(), magic.size());
    put(bytes.data() + 8, static_cast<std::uint64_t>(header.pieceSize));
    put(bytes.data() + 16, static_cast<std::uint64_t>(header.size));
    std::memcpy(bytes.data() + 24, header.hash.text().data(), header.hash.text().size());
    put(bytes.data() + checkedHeader, static_cast<std::uint64_t>(XXH3_64bits(bytes.data(), checkedHeader)));
    return bytes;
}

std::array<char, journalRecordSize> encodeRecord(const JournalRecord &record)
{
    std::uint32_t word = record.piece;
    if (record.kind == JournalRecord::Kind::Forgotten)
        word |= forgottenBit;
    if (record.kind == JournalRecord::Kind::Unhashed)
        word |= unhashedBit;
    std::array<char, journalRecordSize> bytes = {};
    put(bytes.data(), word);
    put(bytes.data() + 4, checkOf(word, record.xxh3));
    put(bytes.data() + 8, record.xxh3);
    return bytes;
}

std::optional<JournalHeader> decodeHeader(std::span<const char> bytes)
{
    if (bytes.size() < journalHeaderSize || std::memcmp(bytes.data(), magic.data(), magic.size()) != 0)
        return std::nullopt;
    if (get<std::uint64_t>(bytes.data() + checkedHeader) != XXH3_64bits(bytes.data(), checkedHeader))
        return std::nullopt;
    const std::string_view field(bytes.data() + 24, hashField);
    const Result<BlobHash> hash = BlobHash::parse(field.substr(0, field.find('\0')));
    if (!hash)
        return std::nullopt;
    return JournalHeader{*hash, static_cast<std::int64_t>(get<std::uint64_t>(bytes.data() + 16)),
                         static_cast<std::int64_t>(get<std::uint64_t>(bytes.data() + 8))};
}

std::optional<JournalRecord> decodeRecord(std::span<const char> bytes)
{
    if (bytes.size() < journalRecordSize)
        return std::nullopt;
    const auto word = get<std::uint32_t>(bytes.data());
    const auto hash = get<std::uint64_t>(bytes.data() + 8);
    if (get<std::uint32_t>(bytes.data() + 4) != checkOf(word, hash))
        return std::nullopt;
    JournalRecord record;
    record.piece = word & ~(forgottenBit | unhashedBit);
    record.xxh3 = hash;
    if ((word & forgottenBit) != 0)
        record.kind = JournalRecord::Kind::Forgotten;
    else if ((word & unhashedBit) != 0)
        record.kind = JournalRecord::Kind::Unhashed;
    return record;
}

std::vector<JournalRecord> decodeRecords(std::span<const char> bytes)
{
    std::vector<JournalRecord> records;
    while (const std::optional<JournalRecord> record = decodeRecord(bytes)) {
        records.push_back(*record);
        bytes = bytes.subspan(journalRecordSize);
    }
    return records;
}

} // namespace mirrorlake::store
