// What can be asked of an import, and how it goes on. Plain values.
#pragma once

#include "base/reason.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mirrorlake::adopt {

/// A folder on the mirror's own computer: a Hub cache, whole or one repo of it, or any folder with files of one repo.
struct Order
{
    std::string folder;
    std::string
        repo{}; ///< "org/name[@revision]", as it is typed; of a Hub cache only this repo, else whose files lie there
    bool takes = true;   ///< false: only looks what is there
    bool isOpen = false; ///< the owner says: nothing of it is gated or private. Counts where the Hub cannot be asked

    bool operator==(const Order &) const = default;
};

enum class Phase
{
    Never, ///< nothing was imported yet
    Looking,
    Taking,
    Over
};

/// One commit of which files are there.
struct FoundCommit
{
    std::string repo; ///< "datasets/org/name"
    std::string commit;
    std::int64_t files = 0;
    std::int64_t bytes = 0;
    bool isConfirmed = false; ///< the Hub, or what is known of it, has these files in this commit

    bool operator==(const FoundCommit &) const = default;
};

/// A file or repo that is left outside, and why.
struct Refusal
{
    std::string repo;
    std::string path{};
    Reason reason{};

    bool operator==(const Refusal &) const = default;
};

struct Report
{
    static constexpr std::size_t mostListed = 1000;

    std::int64_t number = 0; ///< of the run, from 1
    Phase phase = Phase::Never;
    Order order{};
    std::int64_t startedAt = 0; ///< unix seconds
    std::int64_t endedAt = 0;
    std::int64_t commits = 0;
    std::int64_t files = 0; ///< to take; one that is in several commits counts once
    std::int64_t filesDone = 0;
    std::int64_t bytes = 0;
    std::int64_t bytesDone = 0;
    std::int64_t heldFiles = 0; ///< of files: were here before
    std::int64_t heldBytes = 0;
    std::int64_t takenFiles = 0;
    std::int64_t takenBytes = 0;
    std::int64_t refused = 0;
    std::vector<FoundCommit> found{}; ///< the first ones
    std::vector<Refusal> refusals{};  ///< the first ones
    Reason failure{};                 ///< why it ended before its time

    bool isRunning() const { return phase == Phase::Looking || phase == Phase::Taking; }
    bool operator==(const Report &) const = default;
};

} // namespace mirrorlake::adopt
