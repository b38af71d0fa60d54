// What can be asked of eviction, pins, trash and the request log, and what is answered: one order, one answer. Plain
// values.
#pragma once

#include "catalog/sweeprecord.h"
#include "meter/requestlog.h"
#include "sweep/sweeper.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace mirrorlake::control {

enum class UpkeepVerb
{
    Preview, ///< what would go
    Evict,
    Remove, ///< what the text names, as a pin names it
    Pins,
    Pin, ///< what the text names
    Unpin,
    Trash,   ///< what lies there
    Restore, ///< the blob of this hash, or all
    EmptyTrash,
    History,  ///< what went, and why
    Requests, ///< the last ones, of 5,000
    Days,     ///< bytes by day
    Repos     ///< bytes by repo, of the day that the text names
};

struct UpkeepOrder
{
    UpkeepVerb verb = UpkeepVerb::Preview;
    std::int64_t bytes = 0; ///< to free
    std::string policy;     ///< empty: as set
    std::string text;
    bool isForGood = false;   ///< not into the trash
    std::size_t limit = 1000; ///< of rows in the answer
};

/// Only what belongs to the verb is filled.
struct UpkeepAnswer
{
    sweep::SweepResult swept;
    std::vector<catalog::PinRecord> pins;
    std::vector<store::TrashedBlob> trash;
    std::vector<catalog::SweptRecord> history;
    std::vector<meter::RequestRecord> requests;
    std::vector<catalog::DayTotal> days;
    std::vector<catalog::RepoDay> repos;
    std::int64_t count = 0; ///< of what was changed
};

/// Thread: any; the answer comes once, on any thread.
class UpkeepService
{
public:
    virtual ~UpkeepService() = default;
    /// Errors: BadRequest, EntryNotFound, Io, Cancelled when the mirror stops.
    virtual void upkeep(UpkeepOrder order, std::function<void(Result<UpkeepAnswer>)> then) = 0;
};

} // namespace mirrorlake::control
