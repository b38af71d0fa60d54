// The pre-download queue at work. Jobs are kept in the catalogue and go on after any end of the process; a few run at
// once, each with a few files, and give way to clients that wait. One thread ("preload") owns all jobs: commands are
// noted and answered from it, what jobs look like is handed out as an immutable value. Thread: any; nothing here waits
// but stop().
#pragma once

#include "base/clock.h"
#include "base/week.h"
#include "preload/jobdetail.h"

#include <chrono>
#include <functional>
#include <memory>

namespace mirrorlake::catalog {
class Catalog;
}
namespace mirrorlake::fill {
class Filler;
}
namespace mirrorlake::store {
class BlobStore;
}
namespace mirrorlake::upstream {
class Hub;
}

namespace mirrorlake::preload {

struct PreloadOptions
{
    int jobs = 2;         ///< that run at once
    int files = 4;        ///< of one job at once
    std::string schedule; ///< of jobs without one of their own, as Schedule::text()
    Week upstreamWeek{};  ///< in its hours that are off nothing comes from upstream, so no job runs
    std::chrono::seconds stallAfter{15};
    std::chrono::seconds updateInterval{6 * 3600}; ///< between two looks for a newer commit
    std::chrono::milliseconds tick{250};
};

/// What it works with; all outlive it.
struct PreloadParts
{
    catalog::Catalog &catalog;
    store::BlobStore &store;
    fill::Filler &filler;
    upstream::Hub &hub;
    const Clock &clock;
};

class Preloader
{
public:
    using Jobs = std::shared_ptr<const std::vector<Job>>; ///< in the order in which they run; never null
    template<typename T>
    using Then = std::function<void(Result<T>)>; ///< called once, on any thread

    Preloader(PreloadOptions options, PreloadParts parts);
    ~Preloader(); ///< as stop()

    Jobs jobs() const;                           ///< taken a few times a second
    void detail(JobId id, Then<JobDetail> then); ///< Errors: EntryNotFound
    void setOptions(PreloadOptions options);
    /// While it says something, no job runs and all say why: memory is short.
    void setHold(std::optional<std::string> reason);

    /// The answer comes when the job is on disk. One that is in the queue already is given instead of a second.
    /// Errors: BadRequest, TooManyRequests, NoSpace, Io.
    void add(JobOrder order, Then<JobId> then);
    void change(JobId id, JobChange change, Then<void> then);    ///< Errors: EntryNotFound, BadRequest
    void command(JobId id, JobCommand command, Then<void> then); ///< Errors: EntryNotFound, BadRequest
    void remove(JobId id, Then<void> then);                      ///< Errors: EntryNotFound; what was fetched stays

    /// Running jobs are queued again; what they fetched so far is kept.
    void stop();

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace mirrorlake::preload
