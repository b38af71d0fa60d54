#include "preload/jobnote.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace mirrorlake::preload {

namespace {

constexpr std::array<std::string_view, 3> names{"", "changed", "went-back"};

std::string changesOf(const JobNote &note)
{
    const std::int64_t files = note.added + note.changed + note.removed;
    if (files == 0)
        return "no file changed";
    const bool isCut = files > static_cast<std::int64_t>(note.paths.size());
    return fmt::format("{} added, {} changed, {} removed: {}{}", note.added, note.changed, note.removed,
                       fmt::join(note.paths, ", "), isCut ? ", …" : "");
}

} // namespace

std::string textOf(const JobNote &note)
{
    switch (note.kind) {
    case JobNote::Kind::Changed:
        return fmt::format("since {}: {}", note.since, changesOf(note));
    case JobNote::Kind::WentBack:
        return fmt::format("progress went back by {} bytes: what was on its way when the mirror stopped, proved wrong "
                           "or was removed is fetched again",
                           note.bytes);
    case JobNote::Kind::Nothing:
        break;
    }
    return {};
}

std::string_view nameOf(JobNote::Kind kind)
{
    return names[static_cast<std::size_t>(kind)];
}

std::optional<JobNote::Kind> noteKindNamed(std::string_view name)
{
    const auto found = std::ranges::find(names, name);
    return found == names.end() ? std::nullopt : std::optional(static_cast<JobNote::Kind>(found - names.begin()));
}

} // namespace mirrorlake::preload
