// Views of caches made from numbers, for the tests of this room.
#pragma once

#include "sweep/plan.h"

#include <fmt/format.h>

namespace mirrorlake::test {

constexpr std::int64_t now = 1'000'000'000;

inline sweep::BlobName blobName(int number)
{
    return *sweep::BlobName::parse(fmt::format("{:064x}", number));
}

/// Blob number n of this size, last used so many seconds ago; it came ten times as long ago.
inline sweep::HeldBlob heldBlob(int number, std::int64_t size, std::int64_t unusedFor, std::int64_t hits = 1)
{
    sweep::HeldBlob blob{blobName(number), {}};
    blob.facts = {size, now - 10 * unusedFor, now - unusedFor, hits, 0};
    blob.isReferenced = true;
    return blob;
}

inline sweep::HeldSnapshot snapshot(int number, std::vector<std::uint32_t> blobs, bool isNamed = true)
{
    return {{RepoType::Model, *RepoId::parse("org/name")},
            *CommitSha::parse(fmt::format("{:040x}", number)),
            isNamed,
            std::move(blobs)};
}

/// Numbers of the blobs that a plan lets go, in its order.
inline std::vector<int> gone(const sweep::CacheView &view, const sweep::Plan &plan)
{
    std::vector<int> numbers;
    for (const sweep::Going &going : plan.blobs)
        numbers.push_back(std::stoi(view.blobs[going.blob].name.hash().text(), nullptr, 16));
    return numbers;
}

} // namespace mirrorlake::test
