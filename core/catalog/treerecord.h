// One TreeEntry as bytes: a flag byte, then path, size and hashes, hashes in binary where they are plain lower-case
// hex. A tree is these records one after the other (README.md). Pure. Thread: any.
#pragma once

#include "catalog/tree.h"

namespace mirrorlake::catalog {

void appendNumber(std::string &out, std::uint64_t number);

void appendRecord(std::string &out, const TreeEntry &entry);

/// Reads records that may be hostile: whatever lies outside the bytes is an end, never a crash.
class RecordReader
{
public:
    explicit RecordReader(std::string_view bytes, std::size_t position = 0) : m_bytes(bytes), m_position(position) {}

    std::size_t position() const { return m_position; }
    bool isAtEnd() const { return m_position == m_bytes.size(); }

    std::optional<std::uint64_t> number();
    std::optional<std::string_view> text(std::size_t size);
    /// Only the path; the reader then stands inside the record.
    std::optional<std::string_view> path();
    std::optional<TreeEntry> record();
    /// Passes over a record and gives its path.
    std::optional<std::string_view> skipRecord();

private:
    std::optional<unsigned char> byte();
    std::optional<std::string> hash(unsigned form, std::size_t binarySize);
    bool skipHash(unsigned form, std::size_t binarySize);

    std::string_view m_bytes;
    std::size_t m_position;
};

} // namespace mirrorlake::catalog
