// What goes, decided by options that need not be those in force, so that a preview of others is as exact as the sweep
// itself. Reads the catalogue and the store's folders, and changes nothing. Thread: any; takes as long as the disk
// needs.
#pragma once

#include "sweep/librarian.h"
#include "sweep/sweeper.h"

namespace mirrorlake::sweep {

/// How the cache stands.
struct Standing
{
    std::int64_t held = 0;
    std::int64_t trash = 0;
    std::int64_t free = 0; ///< that may still be written
};

/// Bytes by which the bounds of the options are not kept.
std::int64_t overflowOf(const SweepOptions &options, const Standing &standing);

struct Demand
{
    std::int64_t bytes = 0; ///< to free
    Reason reason = Reason::ByHand;
    std::string policy{}; ///< empty: that of the options
    bool withRules = true;
};

/// Errors: BadRequest for no such policy; Io.
Result<SweepResult> decide(const Librarian &librarian, const SweepOptions &options, const Demand &demand);

/// Gives each item a file that has it. Errors: Io.
Result<void> nameItems(const Librarian &librarian, SweepResult &result);

} // namespace mirrorlake::sweep
