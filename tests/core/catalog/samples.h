// Repos, commits and trees made from numbers, for the tests of this room.
#pragma once

#include "catalog/catalog.h"

#include <fmt/format.h>

namespace mirrorlake::test {

inline RepoKey repoKey(std::string_view id, RepoType type = RepoType::Model)
{
    return {type, *RepoId::parse(id)};
}

inline CommitSha commitSha(std::uint64_t number)
{
    return *CommitSha::parse(fmt::format("{:040x}", number));
}

inline Revision revision(std::string_view name)
{
    return *Revision::parse(name);
}

inline BlobHash blobHash(std::uint64_t number)
{
    return *BlobHash::parse(fmt::format("{:064x}", number));
}

inline catalog::TreeEntry gitFile(std::string path, std::uint64_t number)
{
    catalog::TreeEntry entry;
    entry.path = std::move(path);
    entry.oid = fmt::format("{:040x}", number * 0x9e3779b97f4a7c15u);
    entry.size = static_cast<std::int64_t>(number % 10'000);
    return entry;
}

inline catalog::TreeEntry lfsFile(std::string path, std::uint64_t number)
{
    auto entry = gitFile(std::move(path), number);
    entry.size = static_cast<std::int64_t>(number) * 1'000'003;
    entry.lfsSha256 = fmt::format("{:064x}", number * 0xbf58476d1ce4e5b9u);
    entry.pointerSize = 134;
    entry.xetHash = fmt::format("{:064x}", number * 0x94d049bb133111ebu);
    return entry;
}

/// count files in folders of 1000, every third one in LFS.
inline std::vector<catalog::TreeEntry> manyFiles(std::size_t count)
{
    std::vector<catalog::TreeEntry> entries;
    entries.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        auto path = fmt::format("data/part-{:04}/file-{:06}.parquet", i / 1000, i);
        entries.push_back(i % 3 == 0 ? lfsFile(std::move(path), i) : gitFile(std::move(path), i));
    }
    return entries;
}

} // namespace mirrorlake::test
