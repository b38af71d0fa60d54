// What can be asked of eviction, pins, trash and the request log, and what is answered: one order, one answer. Plain
// values.
#pragma once

#include "catalog/dayrow.h"
#include "catalog/sweeprecord.h"
#include "meter/meter.h"
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
    Restore, ///< blobs of these hashes, with commas between, or all; so EmptyTrash
    EmptyTrash,
    History,     ///< what went, and why
    Requests,    ///< those after the number since, the newest of them, of 5,000 that are kept
    Days,        ///< bytes by day, of 400 days; of the client that the text names, as many days as the limit says
    Months,      ///< bytes by month
    Clients,     ///< bytes by client, of the day or month that the text names; of today without one
    Repos,       ///< the same by repo
    Routes,      ///< the same by upstream
    Rates,       ///< points of the span that the text names: minute, ten-minutes, hour or day
    Wanted,      ///< asked for in vain while upstream could not be asked, the last first
    ForgetWanted ///< of those what the text names, as a pin names it; all without one
};

struct UpkeepOrder
{
    UpkeepVerb verb = UpkeepVerb::Preview;
    std::int64_t bytes = 0; ///< to free
    std::string policy{};   ///< empty: as set
    std::string text{};
    bool isForGood = false;   ///< not into the trash
    std::size_t limit = 1000; ///< of rows in the answer
    std::int64_t since = 0;   ///< RequestRecord::number, for Requests
};

/// Only what belongs to the verb is filled.
struct UpkeepAnswer
{
    sweep::SweepResult swept;
    std::vector<catalog::PinRecord> pins;
    std::vector<store::TrashedBlob> trash;
    std::vector<catalog::SweptRecord> history;
    std::vector<meter::RequestRecord> requests;
    std::vector<catalog::DayRow> rows; ///< of days, months, clients, repos or routes
    std::vector<meter::RatePoint> rates;
    std::vector<catalog::Wanted> wanted;
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
