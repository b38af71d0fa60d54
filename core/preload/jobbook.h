// All jobs of the queue in their order: priority first, then position. Adds, changes and removes them, and lets none go
// where the table of states does not lead. Pure. Thread: none; the preloader guards it.
#pragma once

#include "preload/job.h"

#include <vector>

namespace mirrorlake::preload {

class JobBook
{
public:
    static constexpr std::size_t most = 10'000;

    JobBook() = default;
    explicit JobBook(std::vector<Job> jobs);

    const std::vector<Job> &jobs() const { return m_jobs; } ///< in the order in which they run
    Job *find(JobId id);
    /// One that wants the same files of the same revision and is not over.
    const Job *same(const JobOrder &order) const;

    /// Errors: BadRequest for what cannot be, TooManyRequests when the book is full.
    Result<JobId> add(const JobOrder &order, std::int64_t now);
    /// Errors: EntryNotFound, BadRequest.
    Result<void> change(JobId id, const JobChange &change);
    Result<void> remove(JobId id);

    /// False, and nothing happens, where the table does not lead there.
    static bool go(Job &job, JobState to, Reason reason = {}, WaitFor what = WaitFor::Nothing);

private:
    void sort();

    std::vector<Job> m_jobs;
    JobId m_lastId = 0;
};

} // namespace mirrorlake::preload
