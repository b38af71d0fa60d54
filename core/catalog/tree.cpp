#include "catalog/tree.h"

#include "catalog/compression.h"
#include "catalog/treerecord.h"

#include <algorithm>

namespace mirrorlake::catalog {

namespace {

constexpr std::string_view mark = "MLT";
constexpr std::uint64_t formVersion = 1;
constexpr std::size_t maxBytes = std::size_t{2} << 30;
constexpr std::size_t smallestRecord = 3; ///< flags, length of the path, size

tl::unexpected<Error> damaged(std::string_view why)
{
    return fail(ErrorCode::Io, "stored tree is damaged: " + std::string(why));
}

/// Sorted by path; of equal ones only the last that was given.
void sortAndUnify(std::vector<TreeEntry> &entries)
{
    std::stable_sort(entries.begin(), entries.end(),
                     [](const TreeEntry &a, const TreeEntry &b) { return a.path < b.path; });
    const auto samePath = [](const TreeEntry &a, const TreeEntry &b) { return a.path == b.path; };
    const auto keptFrom = std::unique(entries.rbegin(), entries.rend(), samePath);
    entries.erase(entries.begin(), keptFrom.base());
}

} // namespace

Tree::Tree(std::string records, std::vector<std::size_t> offsets)
    : m_records(std::move(records)), m_offsets(std::move(offsets))
{}

std::shared_ptr<const Tree> Tree::fromEntries(std::vector<TreeEntry> entries)
{
    sortAndUnify(entries);
    std::string records;
    std::vector<std::size_t> offsets;
    offsets.reserve(entries.size());
    for (const auto &entry : entries) {
        offsets.push_back(records.size());
        appendRecord(records, entry);
    }
    records.shrink_to_fit();
    return std::shared_ptr<const Tree>(new Tree(std::move(records), std::move(offsets)));
}

std::string Tree::toBytes() const
{
    std::string bytes(mark);
    appendNumber(bytes, formVersion);
    appendNumber(bytes, size());
    return bytes + compressed(m_records);
}

Result<std::shared_ptr<const Tree>> Tree::fromBytes(std::string_view bytes)
{
    RecordReader head(bytes);
    if (head.text(mark.size()) != mark)
        return damaged("not a tree");
    const auto version = head.number();
    if (version && *version > formVersion)
        return fail(ErrorCode::Io, "stored tree has a later form than this version knows");
    const auto count = head.number();
    if (!version || *version == 0 || !count)
        return damaged("no head");
    auto records = decompressed(bytes.substr(head.position()), maxBytes);
    if (!records)
        return fail(records.error().in("stored tree"));
    if (*count > records->size() / smallestRecord)
        return damaged("it cannot hold that many files");

    std::vector<std::size_t> offsets;
    offsets.reserve(*count);
    RecordReader reader(*records);
    std::string_view previous;
    while (!reader.isAtEnd()) {
        const auto offset = reader.position();
        const auto path = reader.skipRecord();
        if (!path)
            return damaged("a record ends too early");
        if (!offsets.empty() && *path <= previous)
            return damaged("its paths are out of order");
        previous = *path;
        offsets.push_back(offset);
    }
    if (offsets.size() != *count)
        return damaged("it has another number of files than it says");
    return std::shared_ptr<const Tree>(new Tree(std::move(*records), std::move(offsets)));
}

std::optional<TreeEntry> Tree::find(std::string_view path) const
{
    const auto index = lowerBound(path);
    if (index == size() || pathAt(index) != path)
        return std::nullopt;
    return at(index);
}

std::size_t Tree::size() const
{
    return m_offsets.size();
}

TreeEntry Tree::at(std::size_t index) const
{
    return RecordReader(m_records, m_offsets[index]).record().value_or(TreeEntry());
}

std::string_view Tree::pathAt(std::size_t index) const
{
    return RecordReader(m_records, m_offsets[index]).path().value_or(std::string_view());
}

std::size_t Tree::lowerBound(std::string_view path) const
{
    const auto isBefore = [this](std::size_t offset, std::string_view wanted) {
        return RecordReader(m_records, offset).path().value_or(std::string_view()) < wanted;
    };
    const auto found = std::lower_bound(m_offsets.begin(), m_offsets.end(), path, isBefore);
    return static_cast<std::size_t>(found - m_offsets.begin());
}

std::size_t Tree::memoryBytes() const
{
    return sizeof(Tree) + m_records.capacity() + m_offsets.capacity() * sizeof(std::size_t);
}

} // namespace mirrorlake::catalog
