// What a running mirror can be asked to do and to tell, beyond its snapshot. Every call returns at once; its answer
// comes once, on any thread, perhaps before the call returned. In-process, over HTTP, or refused by a mirror that does
// not run. Thread: any.
#pragma once

#include "adopt/report.h"
#include "control/checkup.h"
#include "control/upkeeporder.h"
#include "library/library.h"
#include "preload/jobdetail.h"
#include "verify/report.h"

#include <functional>
#include <memory>

namespace mirrorlake::control {

template<typename T>
using Then = std::function<void(Result<T>)>;

using JobList = std::shared_ptr<const std::vector<preload::Job>>; ///< never null
using VerifyReport = std::shared_ptr<const verify::Report>;       ///< never null
using ImportReport = std::shared_ptr<const adopt::Report>;        ///< never null

class Operations
{
public:
    virtual ~Operations() = default;

    // Pre-downloads. The snapshot shows them twice a second; this is how they stand now, after all that was answered.
    virtual void listJobs(Then<JobList> then) = 0;
    /// Files, parts, sources, speed and log of one. Errors: EntryNotFound.
    virtual void jobDetail(preload::JobId id, Then<preload::JobDetail> then) = 0;
    /// Answered when it is on disk; an order that is in the queue already gives the job that is there. Errors:
    /// BadRequest, TooManyRequests, NoSpace, Io.
    virtual void addJob(preload::JobOrder order, Then<preload::JobId> then) = 0;
    virtual void changeJob(preload::JobId id, preload::JobChange change, Then<void> then) = 0;
    virtual void commandJob(preload::JobId id, preload::JobCommand command, Then<void> then) = 0;
    virtual void removeJob(preload::JobId id, Then<void> then) = 0;

    // Eviction, pins, trash, and what happened
    /// Errors: BadRequest, EntryNotFound, Io.
    virtual void upkeep(UpkeepOrder order, Then<UpkeepAnswer> then) = 0;

    // Whether what is held is right
    /// Begins to look through the cache; gives its number. Errors: BadRequest, TooManyRequests while one goes on.
    virtual void verify(verify::Order order, Then<std::int64_t> then) = 0;
    virtual void cancelVerification(Then<void> then) = 0;
    /// How it goes on, or what the last one found.
    virtual void verification(Then<VerifyReport> then) = 0;

    // What lies in a folder of the mirror's computer already
    /// Begins to take it in; gives its number. Errors: BadRequest, TooManyRequests while one goes on.
    virtual void importFolder(adopt::Order order, Then<std::int64_t> then) = 0;
    virtual void cancelImport(Then<void> then) = 0;
    /// How it goes on, or what the last one took.
    virtual void importReport(Then<ImportReport> then) = 0;

    /// A look at the mirror and its surroundings; takes seconds. Errors: TooManyRequests while one is under way.
    virtual void checkup(Then<Checkup> then) = 0;

    /// Search, one repo, what is held, and where a thing is.
    virtual library::Library &library() = 0;
};

/// Of a mirror that does not run: every answer is that it does not.
Operations &noOperations();

} // namespace mirrorlake::control
