#include "preload/treediff.h"

#include <fmt/format.h>

namespace mirrorlake::preload {

namespace {

constexpr std::size_t mostNames = 5;

std::string namesOf(const TreeDiff &diff)
{
    std::string text;
    std::size_t count = 0;
    for (const auto *paths : {&diff.added, &diff.changed, &diff.removed}) {
        for (const std::string &path : *paths) {
            if (count++ == mostNames)
                return text + ", …";
            text += (text.empty() ? "" : ", ") + path;
        }
    }
    return text;
}

} // namespace

std::string TreeDiff::text() const
{
    if (isEmpty())
        return "no file changed";
    return fmt::format("{} added, {} changed, {} removed: {}", added.size(), changed.size(), removed.size(),
                       namesOf(*this));
}

TreeDiff diffOf(std::span<const catalog::TreeEntry> before, std::span<const catalog::TreeEntry> after)
{
    TreeDiff diff;
    auto old = before.begin();
    auto now = after.begin();
    while (old != before.end() || now != after.end()) {
        const bool isGone = now == after.end() || (old != before.end() && old->path < now->path);
        const bool isNew = old == before.end() || (now != after.end() && now->path < old->path);
        if (isGone) {
            diff.removed.push_back((old++)->path);
        } else if (isNew) {
            diff.added.push_back((now++)->path);
        } else {
            if (old->blobName() != now->blobName())
                diff.changed.push_back(now->path);
            ++old;
            ++now;
        }
    }
    return diff;
}

} // namespace mirrorlake::preload
