// What the scheduler tells of one job, and what it has the diary of all jobs note.
#include "preload/scheduler.h"

#include <fmt/format.h>

namespace mirrorlake::preload {

namespace {

constexpr std::chrono::seconds routeInterval{1};

} // namespace

Result<JobDetail> Scheduler::detail(JobId id)
{
    const Job *job = m_book.find(id);
    if (!job)
        return fail(ErrorCode::EntryNotFound, "there is no such job");
    const auto running = m_running.find(id);
    JobDetail detail{id};
    m_files.describe(*job, running == m_running.end() ? nullptr : running->second.run.get(), detail);
    detail.rates = m_diary.rates(id);
    detail.lines = m_diary.lines(id);
    return detail;
}

void Scheduler::noteBegin(const Job &job)
{
    m_diary.tell(job.id, log::Level::Info,
                 fmt::format("commit {}: {} files, {} bytes, of which {} are here", job.commit.substr(0, 10), job.files,
                             job.bytes, job.doneBytes));
}

void Scheduler::noteChange(JobId id, const JobChange &change)
{
    if (change.maxBytesPerSecond)
        m_diary.tell(id, log::Level::Info,
                     fmt::format("at most {} bytes a second (0: no limit)", *change.maxBytesPerSecond));
}

void Scheduler::noteRun(const Job &job, JobRun &run)
{
    for (const std::string &note : run.takeNotes())
        m_diary.trouble(job.id, note);
    m_diary.progressed(job.id, run.doneBytes());
}

void Scheduler::noteRoutes()
{
    const auto time = m_parts.clock.steady();
    if (m_running.empty() || time - m_routesLookedAt < routeInterval)
        return;
    m_routesLookedAt = time;
    std::vector<JobId> running;
    for (const auto &[id, one] : m_running)
        running.push_back(id);
    m_diary.routes(m_parts.hub.health(), running);
}

} // namespace mirrorlake::preload
