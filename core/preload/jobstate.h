// Where a job of the queue stands, and where it may go from there: the one table. Pure.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace mirrorlake::preload {

enum class JobState
{
    Queued,
    Resolving, ///< asks which commit and which files
    Downloading,
    Stalled,   ///< downloading, and no byte came for a while
    Verifying, ///< all bytes are here; their hashes are taken and looked at
    Paused,    ///< by hand
    Waiting,   ///< see WaitFor
    Done,
    Failed ///< see the reason
};

enum class WaitFor
{
    Nothing,
    Space,
    Schedule,
    RateLimit,
    Upstream, ///< it could not be reached, and is asked again soon
    Memory,
    Online, ///< offline mode is on
};

/// "queued", "resolving", …; one word each.
std::string_view nameOf(JobState state);
std::optional<JobState> jobStateNamed(std::string_view name);
std::span<const JobState> allJobStates();

/// "", "space", "schedule", "rate-limit", "upstream", "memory", "online".
std::string_view nameOf(WaitFor what);
WaitFor waitForNamed(std::string_view name);

bool mayGo(JobState from, JobState to);
/// Resolving, Downloading, Stalled or Verifying: it takes one of the places at once.
bool isRunning(JobState state);
/// Done or Failed.
bool isOver(JobState state);

} // namespace mirrorlake::preload
