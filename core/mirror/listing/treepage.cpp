#include "mirror/listing/treepage.h"

#include "base/text.h"

#include <nlohmann/json.hpp>
#include <openssl/evp.h>

#include <algorithm>

namespace mirrorlake::mirror {

namespace {

std::string encodedBase64(std::string_view text)
{
    std::string encoded((text.size() + 2) / 3 * 4 + 1, '\0');
    const int length =
        EVP_EncodeBlock(reinterpret_cast<unsigned char *>(encoded.data()),
                        reinterpret_cast<const unsigned char *>(text.data()), static_cast<int>(text.size()));
    encoded.resize(static_cast<std::size_t>(length));
    return encoded;
}

std::optional<std::string> decodedBase64(std::string text)
{
    std::ranges::replace(text, '-', '+');
    std::ranges::replace(text, '_', '/');
    const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with("=") ? 1 : 0;
    if (text.empty() || text.size() % 4 != 0 || text.size() > 16384)
        return std::nullopt;
    std::string decoded(text.size() / 4 * 3, '\0');
    const int length =
        EVP_DecodeBlock(reinterpret_cast<unsigned char *>(decoded.data()),
                        reinterpret_cast<const unsigned char *>(text.data()), static_cast<int>(text.size()));
    if (length < static_cast<int>(padding))
        return std::nullopt;
    decoded.resize(static_cast<std::size_t>(length) - padding);
    return decoded;
}

/// The Hub's: base64 of "<base64 of {"file_name": …}>:<limit>".
std::optional<std::string> pathOfHubCursor(const std::string &outer)
{
    const auto inner = decodedBase64(outer.substr(0, outer.find(':')));
    const auto json = nlohmann::json::parse(inner.value_or(""), nullptr, false);
    if (!json.is_object() || !json.contains("file_name") || !json["file_name"].is_string())
        return std::nullopt;
    return json["file_name"].get<std::string>();
}

constexpr std::string_view ownMark = "after:";

} // namespace

Page pageOf(const catalog::Tree &tree, const PageQuestion &question)
{
    Page page;
    const std::string prefix = question.folder.empty() ? std::string() : question.folder + "/";
    std::size_t index = tree.lowerBound(question.after.empty() ? prefix : std::max(prefix, question.after));
    page.folderExists = prefix.empty() || (tree.lowerBound(prefix) < tree.size() &&
                                           tree.at(tree.lowerBound(prefix)).path.starts_with(prefix));
    while (index < tree.size()) {
        catalog::TreeEntry entry = tree.at(index);
        if (!entry.path.starts_with(prefix))
            return page;
        const std::size_t slash = entry.path.find('/', prefix.size());
        if (!question.isRecursive && slash != std::string::npos) {
            index =
                tree.lowerBound(entry.path.substr(0, slash) + "0"); // '0' follows '/': past everything in that folder
            continue;
        }
        ++index;
        if (entry.path <= question.after)
            continue;
        if (page.entries.size() == question.limit) {
            page.last = page.entries.back().path;
            return page;
        }
        page.entries.push_back(std::move(entry));
    }
    return page;
}

std::string cursorAfter(std::string_view path)
{
    std::string cursor = encodedBase64(std::string(ownMark) + std::string(path));
    std::ranges::replace(cursor, '+', '-');
    std::ranges::replace(cursor, '/', '_');
    return cursor;
}

std::optional<std::string> pathOfCursor(std::string_view cursor)
{
    const auto decoded = decodedBase64(std::string(cursor));
    if (!decoded)
        return std::nullopt;
    if (decoded->starts_with(ownMark))
        return decoded->substr(ownMark.size());
    return pathOfHubCursor(*decoded);
}

} // namespace mirrorlake::mirror
