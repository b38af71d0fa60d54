// Which entries of a tree one page of a listing holds. Pure.
#pragma once

#include "catalog/tree.h"

#include <optional>
#include <string>
#include <vector>

namespace mirrorlake::mirror {

struct PageQuestion
{
    std::string folder{}; ///< "" for the root
    bool isRecursive = false;
    std::size_t limit = 1000; ///< entries a page, at least 1
    std::string after{};      ///< path of the last entry of the page before, or empty
};

struct Page
{
    std::vector<catalog::TreeEntry> entries;
    std::optional<std::string> last; ///< set when more follows: what the next page asks as `after`
    bool folderExists = true;
};

Page pageOf(const catalog::Tree &tree, const PageQuestion &question);

/// Cursors: our own is the last path in base64url; the Hub's own (base64 of base64 of JSON with file_name, then
/// ":limit") is understood, because some clients build it themselves (hub-protocol §1.4). Nothing for what is neither.
std::string cursorAfter(std::string_view path);
std::optional<std::string> pathOfCursor(std::string_view cursor);

} // namespace mirrorlake::mirror
