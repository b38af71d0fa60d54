#include "catalog/treerecord.h"

#include "base/text.h"

#include <algorithm>

namespace mirrorlake::catalog {

namespace {

constexpr std::size_t sha1Size = 20;
constexpr std::size_t sha256Size = 32;

// Of a hash
constexpr unsigned formNone = 0;
constexpr unsigned formBinary = 1;
constexpr unsigned formText = 2;

// Of the flag byte
constexpr unsigned oidShift = 0;
constexpr unsigned lfsShift = 2;
constexpr unsigned xetShift = 4;
constexpr unsigned directoryBit = 1u << 6;
constexpr unsigned pointerBit = 1u << 7;

int nibble(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

unsigned formOf(std::string_view hash, std::size_t binarySize)
{
    if (hash.empty())
        return formNone;
    const bool isHex =
        hash.size() == binarySize * 2 && std::all_of(hash.begin(), hash.end(), [](char c) { return nibble(c) >= 0; });
    return isHex ? formBinary : formText;
}

void appendHash(std::string &out, std::string_view hash, unsigned form)
{
    if (form == formText) {
        appendNumber(out, hash.size());
        out += hash;
    } else if (form == formBinary) {
        for (std::size_t i = 0; i < hash.size(); i += 2)
            out.push_back(static_cast<char>(nibble(hash[i]) * 16 + nibble(hash[i + 1])));
    }
}

unsigned formAt(unsigned flags, unsigned shift)
{
    return flags >> shift & 3u;
}

} // namespace

void appendNumber(std::string &out, std::uint64_t number)
{
    for (; number >= 0x80; number >>= 7)
        out.push_back(static_cast<char>(number | 0x80));
    out.push_back(static_cast<char>(number));
}

void appendRecord(std::string &out, const TreeEntry &entry)
{
    const unsigned oid = formOf(entry.oid, sha1Size);
    const unsigned lfs = formOf(entry.lfsSha256, sha256Size);
    const unsigned xet = formOf(entry.xetHash, sha256Size);
    const unsigned flags = oid << oidShift | lfs << lfsShift | xet << xetShift |
                           (entry.isDirectory ? directoryBit : 0) | (entry.pointerSize != 0 ? pointerBit : 0);
    out.push_back(static_cast<char>(flags));
    appendNumber(out, entry.path.size());
    out += entry.path;
    appendNumber(out, static_cast<std::uint64_t>(entry.size));
    if (entry.pointerSize != 0)
        appendNumber(out, static_cast<std::uint64_t>(entry.pointerSize));
    appendHash(out, entry.oid, oid);
    appendHash(out, entry.lfsSha256, lfs);
    appendHash(out, entry.xetHash, xet);
}

std::optional<unsigned char> RecordReader::byte()
{
    if (isAtEnd())
        return std::nullopt;
    return static_cast<unsigned char>(m_bytes[m_position++]);
}

std::optional<std::uint64_t> RecordReader::number()
{
    std::uint64_t number = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        const auto next = byte();
        if (!next)
            return std::nullopt;
        number |= static_cast<std::uint64_t>(*next & 0x7f) << shift;
        if (*next < 0x80)
            return number;
    }
    return std::nullopt;
}

std::optional<std::string_view> RecordReader::text(std::size_t size)
{
    if (size > m_bytes.size() - m_position)
        return std::nullopt;
    const auto view = m_bytes.substr(m_position, size);
    m_position += size;
    return view;
}

std::optional<std::string_view> RecordReader::path()
{
    if (!byte())
        return std::nullopt;
    const auto size = number();
    return size ? text(*size) : std::nullopt;
}

std::optional<std::string> RecordReader::hash(unsigned form, std::size_t binarySize)
{
    if (form == formNone)
        return std::string();
    const auto size = form == formBinary ? binarySize : number();
    const auto bytes = size && form <= formText ? text(*size) : std::nullopt;
    if (!bytes)
        return std::nullopt;
    return form == formText ? std::string(*bytes)
                            : toHex(reinterpret_cast<const unsigned char *>(bytes->data()), bytes->size());
}

bool RecordReader::skipHash(unsigned form, std::size_t binarySize)
{
    if (form == formNone)
        return true;
    const auto size = form == formBinary ? binarySize : number();
    return size && form <= formText && text(*size);
}

std::optional<TreeEntry> RecordReader::record()
{
    const unsigned flags = isAtEnd() ? 0 : static_cast<unsigned char>(m_bytes[m_position]);
    const auto path = this->path();
    const auto size = path ? number() : std::nullopt;
    const auto pointerSize = size && (flags & pointerBit) ? number() : 0;
    if (!size || !pointerSize)
        return std::nullopt;
    auto oid = hash(formAt(flags, oidShift), sha1Size);
    auto lfs = oid ? hash(formAt(flags, lfsShift), sha256Size) : std::nullopt;
    auto xet = lfs ? hash(formAt(flags, xetShift), sha256Size) : std::nullopt;
    if (!xet)
        return std::nullopt;
    return TreeEntry{std::string(*path),
                     std::move(*oid),
                     static_cast<std::int64_t>(*size),
                     std::move(*lfs),
                     static_cast<std::int64_t>(*pointerSize),
                     std::move(*xet),
                     (flags & directoryBit) != 0};
}

std::optional<std::string_view> RecordReader::skipRecord()
{
    const unsigned flags = isAtEnd() ? 0 : static_cast<unsigned char>(m_bytes[m_position]);
    const auto path = this->path();
    const bool isWhole = path && number() && (!(flags & pointerBit) || number()) &&
                         skipHash(formAt(flags, oidShift), sha1Size) && skipHash(formAt(flags, lfsShift), sha256Size) &&
                         skipHash(formAt(flags, xetShift), sha256Size);
    return isWhole ? path : std::nullopt;
}

} // namespace mirrorlake::catalog
