// What a running mirror can be asked to do and to tell, beyond its snapshot. Every call returns at once; its answer
// comes once, on any thread, perhaps before the call returned. In-process, over HTTP, or refused by a mirror that does
// not run. Thread: any.
#pragma once

#include "control/upkeeporder.h"
#include "preload/job.h"

#include <functional>

namespace mirrorlake::control {

template<typename T>
using Then = std::function<void(Result<T>)>;

class Operations
{
public:
    virtual ~Operations() = default;

    // Pre-downloads: what they look like is in the snapshot
    /// Answered when it is on disk; an order that is in the queue already gives the job that is there. Errors:
    /// BadRequest, TooManyRequests, NoSpace, Io.
    virtual void addJob(preload::JobOrder order, Then<preload::JobId> then) = 0;
    virtual void changeJob(preload::JobId id, preload::JobChange change, Then<void> then) = 0;
    virtual void commandJob(preload::JobId id, preload::JobCommand command, Then<void> then) = 0;
    virtual void removeJob(preload::JobId id, Then<void> then) = 0;

    // Eviction, pins, trash, and what happened
    /// Errors: BadRequest, EntryNotFound, Io.
    virtual void upkeep(UpkeepOrder order, Then<UpkeepAnswer> then) = 0;
};

/// Of a mirror that does not run: every answer is that it does not.
Operations &noOperations();

} // namespace mirrorlake::control
