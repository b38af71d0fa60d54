#include "preload/treediff.h"

namespace mirrorlake::preload {

JobNote TreeDiff::noteSince(std::string since) const
{
    JobNote note{.kind = JobNote::Kind::Changed, .since = std::move(since)};
    note.added = static_cast<std::int64_t>(added.size());
    note.changed = static_cast<std::int64_t>(changed.size());
    note.removed = static_cast<std::int64_t>(removed.size());
    for (const auto *paths : {&added, &changed, &removed}) {
        const auto room = static_cast<std::ptrdiff_t>(JobNote::mostPaths - note.paths.size());
        const auto end = paths->begin() + std::min(room, std::ssize(*paths));
        note.paths.insert(note.paths.end(), paths->begin(), end);
    }
    return note;
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
