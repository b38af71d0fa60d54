// The bytes of a journal: a header that names the blob, then one record a piece. Every part carries its own check, so
// that a torn or foreign tail is seen and ends the journal there. README.md in this folder is the description. Pure.
#pragma once

#include "base/ids.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace mirrorlake::store {

struct JournalHeader
{
    BlobHash hash;
    std::int64_t size = 0;
    std::int64_t pieceSize = 0;
};

struct JournalRecord
{
    enum class Kind
    {
        Claimed,  ///< the piece is on disk and has this hash
        Unhashed, ///< the piece may be on disk; only the hash of the whole blob will tell
        Forgotten,
    };

    std::uint32_t piece = 0; ///< below 2^30
    Kind kind = Kind::Claimed;
    std::uint64_t xxh3 = 0;
};

constexpr std::size_t journalHeaderSize = 96;
constexpr std::size_t journalRecordSize = 16;

std::array<char, journalHeaderSize> encodeHeader(const JournalHeader &header);
std::array<char, journalRecordSize> encodeRecord(const JournalRecord &record);

/// Nothing if these bytes are no header of ours, or of a later version.
std::optional<JournalHeader> decodeHeader(std::span<const char> bytes);
std::optional<JournalRecord> decodeRecord(std::span<const char> bytes);

/// The records after the header, up to the first that is torn or damaged.
std::vector<JournalRecord> decodeRecords(std::span<const char> bytes);

} // namespace mirrorlake::store
