#include "hub/treejson.h"

#include "hub/safejson.h"

#include <nlohmann/json.hpp>

namespace mirrorlake::hub {

namespace {

using catalog::TreeEntry;
using nlohmann::json;
using nlohmann::ordered_json;

tl::unexpected<Error> broken(std::string_view what)
{
    return fail(ErrorCode::UpstreamBroken, "the file listing from upstream is not valid: " + std::string(what));
}

std::string textAt(const json &object, const char *key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::int64_t numberAt(const json &object, const char *key)
{
    const auto found = object.find(key);
    if (found == object.end() || !found->is_number_integer())
        return -1;
    return found->is_number_unsigned() && found->get<std::uint64_t>() > INT64_MAX ? -1 : found->get<std::int64_t>();
}

Result<TreeEntry> readEntry(const json &row)
{
    if (!row.is_object())
        return broken("a row is no object");
    TreeEntry entry;
    entry.path = textAt(row, "path");
    entry.oid = textAt(row, "oid");
    entry.isDirectory = textAt(row, "type") == "directory";
    if (!RepoPath::parse(entry.path))
        return broken("a path that cannot be");
    if (!CommitSha::parse(entry.oid))
        return broken("an object id that cannot be");
    if (entry.isDirectory)
        return entry;
    entry.size = numberAt(row, "size");
    if (const auto lfs = row.find("lfs"); lfs != row.end() && lfs->is_object()) {
        entry.lfsSha256 = textAt(*lfs, "oid");
        entry.pointerSize = std::max<std::int64_t>(0, numberAt(*lfs, "pointerSize"));
        if (entry.lfsSha256.size() != 64 || !BlobHash::parse(entry.lfsSha256))
            return broken("an LFS hash that cannot be");
        if (const std::int64_t size = numberAt(*lfs, "size"); size >= 0)
            entry.size = size;
    }
    if (entry.size < 0 || entry.size > largestFile)
        return broken("a size that cannot be");
    const std::string xet = textAt(row, "xetHash"); // asterisks for gated repos (§2.4)
    if (xet.size() == 64 && BlobHash::parse(xet))
        entry.xetHash = xet;
    return entry;
}

ordered_json entryJson(const TreeEntry &entry)
{
    ordered_json row{{"type", entry.isDirectory ? "directory" : "file"},
                     {"oid", entry.oid},
                     {"size", entry.isDirectory ? 0 : entry.size},
                     {"path", entry.path}};
    if (entry.isLfs())
        row["lfs"] = {{"oid", entry.lfsSha256}, {"size", entry.size}, {"pointerSize", entry.pointerSize}};
    return row;
}

} // namespace

Result<std::vector<TreeEntry>> readTreePage(std::string_view text)
{
    const auto page = parseUpstreamJson(text, "the file listing");
    if (!page)
        return fail(page.error());
    if (!page->is_array())
        return broken("no list");
    std::vector<TreeEntry> entries;
    entries.reserve(page->size());
    for (const json &row : *page) {
        auto entry = readEntry(row);
        if (!entry)
            return fail(entry.error());
        entries.push_back(std::move(*entry));
    }
    return entries;
}

std::string writeTreePage(std::span<const TreeEntry> entries, const XetHashOf &xetHash)
{
    std::string text = "[";
    for (const TreeEntry &entry : entries) {
        if (text.size() > 1)
            text += ',';
        ordered_json row = entryJson(entry);
        if (const std::string hash = xetHash ? xetHash(entry) : std::string(); !hash.empty())
            row["xetHash"] = hash;
        text += row.dump(-1, ' ', false, json::error_handler_t::replace);
    }
    return text + "]";
}

} // namespace mirrorlake::hub
