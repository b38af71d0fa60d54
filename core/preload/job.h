// A job as everybody else sees it: plain values.
#pragma once

#include "base/reason.h"
#include "preload/choice.h"
#include "preload/jobnote.h"
#include "preload/jobstate.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mirrorlake::preload {

using JobId = std::int64_t;

/// Bytes a second that a limit may not fall below: upstream would cut the connections.
constexpr std::int64_t leastPace = 16 * 1024;

/// What is asked for.
struct JobOrder
{
    RepoKey repo;
    Revision revision;
    Choice choice{};
    int priority = 0;           ///< -100 to 100; the higher the sooner
    std::string schedule{};     ///< as Schedule::text(); empty: that of the settings
    bool isKeptCurrent = false; ///< looks again now and then for a newer commit
    std::int64_t maxBytesPerSecond =
        0; ///< from upstream for all its files together, at least leastPace; 0: no limit of its own
};

/// What of a job is to be otherwise.
struct JobChange
{
    std::optional<int> priority{};
    std::optional<int> position{}; ///< from the front of the queue, 0 for the first
    std::optional<std::string> schedule{};
    std::optional<bool> isKeptCurrent{};
    std::optional<std::int64_t> maxBytesPerSecond{};
};

enum class JobCommand
{
    Pause,
    Resume,
    Retry ///< what failed, or has gone since; what is here is not fetched again
};

struct FileFailure
{
    std::string path;
    Reason reason{};
    bool operator==(const FileFailure &) const = default;
};

/// A file on its way.
struct FileProgress
{
    std::string path;
    std::int64_t size = 0;
    std::int64_t done = 0;
    double bytesPerSecond = 0;
    std::string state{}; ///< as FillSnapshot::state
    bool operator==(const FileProgress &) const = default;
};

struct Job
{
    JobId id = 0;
    RepoKey repo;
    Revision revision;
    Choice choice{};
    int priority = 0;
    int position = 0; ///< in the order in which jobs run
    std::string schedule{};
    bool isKeptCurrent = false;
    std::int64_t maxBytesPerSecond = 0; ///< what a client waits for comes faster, and counts for nothing

    JobState state = JobState::Queued;
    WaitFor waitsFor = WaitFor::Nothing;
    Reason reason{};                     ///< why it waits, stalls or failed
    std::string commit{};                ///< that it fetches, or empty
    JobNote note{};                      ///< what changed since the last commit, or why progress went back
    std::vector<FileFailure> failures{}; ///< at most 100

    std::int64_t addedAt = 0; ///< unix seconds, as all times; 0 for not yet
    std::int64_t startedAt = 0;
    std::int64_t endedAt = 0;
    std::int64_t checkedAt = 0;
    std::int64_t bytes = 0; ///< of all files that were chosen, each blob once; 0 while not known
    std::int64_t doneBytes = 0;
    std::int64_t files = 0;
    std::int64_t doneFiles = 0;

    double bytesPerSecond = 0;          ///< of the last seconds
    std::int64_t secondsLeft = -1;      ///< -1 while not known
    std::int64_t stalledSeconds = 0;    ///< since the last byte
    std::vector<FileProgress> active{}; ///< files on their way

    bool operator==(const Job &) const = default;
};

} // namespace mirrorlake::preload
