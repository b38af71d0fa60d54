// What is worth knowing of how a job got where it is: what changed since the commit before, or why progress went back.
// A plain value, so that every reader can say it in a language of its own.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mirrorlake::preload {

struct JobNote
{
    enum class Kind
    {
        Nothing,
        Changed, ///< a newer commit is fetched
        WentBack ///< what was on its way when the mirror stopped, proved wrong or was removed is fetched again
    };
    static constexpr std::size_t mostPaths = 5;

    Kind kind = Kind::Nothing;
    std::string since{};    ///< the commit before, its first digits
    std::int64_t added = 0; ///< files
    std::int64_t changed = 0;
    std::int64_t removed = 0;
    std::vector<std::string> paths{}; ///< of those, the first mostPaths
    std::int64_t bytes = 0;           ///< that it went back by

    bool isEmpty() const { return kind == Kind::Nothing; }
    bool operator==(const JobNote &) const = default;
};

/// English: "since 01234567: 2 added, 1 changed, 0 removed: config.json, …", or empty.
std::string textOf(const JobNote &note);

/// "", "changed", "went-back".
std::string_view nameOf(JobNote::Kind kind);
std::optional<JobNote::Kind> noteKindNamed(std::string_view name);

} // namespace mirrorlake::preload
