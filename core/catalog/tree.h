// The files of one commit, compact and immutable: sorted by path, looked up by binary search. Serialises to a
// versioned, zstd-compressed form; 100,000 entries load in well under 300 ms. Pure. Thread: any.
#pragma once

#include "base/error.h"
#include "base/ids.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mirrorlake::catalog {

/// One row of the Hub's tree listing (hub-protocol §1.3). For a directory only path and oid count.
struct TreeEntry
{
    std::string path;
    std::string oid;       ///< git object id, 40 hex; of an LFS file: of its pointer text
    std::int64_t size = 0; ///< bytes of the content
    std::string lfsSha256; ///< 64 hex, or empty for a file stored in git
    std::int64_t pointerSize = 0;
    std::string xetHash; ///< the Hub's own, 64 hex, or empty
    bool isDirectory = false;

    bool isLfs() const { return !lfsSha256.empty(); }
    /// Name of its blob: lfsSha256 if there is one, else oid.
    const std::string &blobName() const { return isLfs() ? lfsSha256 : oid; }
    bool operator==(const TreeEntry &) const = default;
};

class Tree
{
public:
    /// Takes entries in any order; of two with the same path the last wins.
    static std::shared_ptr<const Tree> fromEntries(std::vector<TreeEntry> entries);
    /// Errors: Io for a form that is damaged or of a later version.
    static Result<std::shared_ptr<const Tree>> fromBytes(std::string_view compressed);
    std::string toBytes() const;

    std::optional<TreeEntry> find(std::string_view path) const;
    std::size_t size() const;
    TreeEntry at(std::size_t index) const;            ///< in order of path, bytewise; index < size()
    std::string_view pathAt(std::size_t index) const; ///< the same without a copy; valid while the tree lives
    /// Index of the first entry whose path is not less than this; size() if none. For seeking and sub-folders.
    std::size_t lowerBound(std::string_view path) const;
    std::size_t memoryBytes() const;

private:
    Tree(std::string records, std::vector<std::size_t> offsets);

    std::string m_records;              ///< treerecord.h, in order of path
    std::vector<std::size_t> m_offsets; ///< where each begins
};

} // namespace mirrorlake::catalog
