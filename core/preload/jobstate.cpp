#include "preload/jobstate.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace mirrorlake::preload {

namespace {

using enum JobState;

constexpr std::array states{Queued, Resolving, Downloading, Stalled, Verifying, Paused, Waiting, Done, Failed};
constexpr std::array<std::string_view, states.size()> stateNames{
    "queued", "resolving", "downloading", "stalled", "verifying", "paused", "waiting", "done", "failed"};
constexpr std::array<std::string_view, 7> waitNames{"",         "space",  "schedule", "rate-limit",
                                                    "upstream", "memory", "online"};

constexpr std::uint32_t bit(JobState state)
{
    return 1U << static_cast<unsigned>(state);
}

template<typename... States>
constexpr std::uint32_t to(States... all)
{
    return (bit(all) | ...);
}

/// In the order of the enum. A running job goes back to Queued when the mirror stops.
constexpr std::array<std::uint32_t, states.size()> allowed{
    /* Queued      */ to(Resolving, Waiting, Paused, Failed),
    /* Resolving   */ to(Downloading, Verifying, Waiting, Paused, Failed, Queued),
    /* Downloading */ to(Stalled, Verifying, Waiting, Paused, Failed, Queued),
    /* Stalled     */ to(Downloading, Verifying, Waiting, Paused, Failed, Queued),
    /* Verifying   */ to(Done, Downloading, Waiting, Paused, Failed, Queued),
    /* Paused      */ to(Queued),
    /* Waiting     */ to(Queued, Paused, Failed),
    /* Done        */ to(Queued),
    /* Failed      */ to(Queued),
};

} // namespace

std::string_view nameOf(JobState state)
{
    return stateNames[static_cast<std::size_t>(state)];
}

std::optional<JobState> jobStateNamed(std::string_view name)
{
    const auto found = std::ranges::find(stateNames, name);
    if (found == stateNames.end())
        return std::nullopt;
    return states[static_cast<std::size_t>(found - stateNames.begin())];
}

std::span<const JobState> allJobStates()
{
    return states;
}

std::string_view nameOf(WaitFor what)
{
    return waitNames[static_cast<std::size_t>(what)];
}

WaitFor waitForNamed(std::string_view name)
{
    const auto found = std::ranges::find(waitNames, name);
    return found == waitNames.end() ? WaitFor::Nothing : static_cast<WaitFor>(found - waitNames.begin());
}

bool mayGo(JobState from, JobState to)
{
    return (allowed[static_cast<std::size_t>(from)] & bit(to)) != 0;
}

bool isRunning(JobState state)
{
    return state == Resolving || state == Downloading || state == Stalled || state == Verifying;
}

bool isOver(JobState state)
{
    return state == Done || state == Failed;
}

} // namespace mirrorlake::preload
