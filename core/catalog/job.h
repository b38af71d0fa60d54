// One job of the pre-download queue as it is kept: plain values, in the words of preload, which alone reads a meaning
// into them.
#pragma once

#include "base/ids.h"

#include <cstdint>
#include <string>

namespace mirrorlake::catalog {

struct JobRecord
{
    std::int64_t id = 0;
    RepoKey repo;
    Revision revision;
    std::string choice{};   ///< which files, as JSON
    std::string schedule{}; ///< when, or empty
    std::int64_t priority = 0;
    std::int64_t position = 0; ///< among those of the same priority
    bool isKeptCurrent = false;
    std::int64_t maxBytesPerSecond = 0; ///< 0: no limit of its own

    std::string state{};
    std::string reason{};     ///< why it stands there
    std::string reasonCode{}; ///< the name of the error behind it, or empty
    std::string commit{};     ///< that it fetches, or empty
    std::string note{};       ///< what changed since the commit before, or why progress went back, as JSON
    std::string failures{};   ///< files that could not be had, as JSON

    std::int64_t addedAt = 0; ///< unix seconds, as all times
    std::int64_t startedAt = 0;
    std::int64_t endedAt = 0;
    std::int64_t checkedAt = 0; ///< when upstream was last asked for a newer commit
    std::int64_t bytes = 0;
    std::int64_t doneBytes = 0;
    std::int64_t files = 0;
    std::int64_t doneFiles = 0;

    bool operator==(const JobRecord &) const = default;
};

/// Something that happened to a job.
struct JobLine
{
    std::int64_t at = 0;
    std::string level{}; ///< "info", "warning", "error"
    std::string text{};

    bool operator==(const JobLine &) const = default;
};

} // namespace mirrorlake::catalog
