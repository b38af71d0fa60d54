#include "preload/jobbook.h"

#include "base/schedule.h"

#include <algorithm>

namespace mirrorlake::preload {

namespace {

constexpr int highest = 100;

Error noSuchJob(JobId id)
{
    return {ErrorCode::EntryNotFound, "there is no job " + std::to_string(id), 0};
}

Result<void> checked(std::optional<int> priority, const std::optional<std::string> &schedule,
                     std::optional<std::int64_t> pace)
{
    if (pace && *pace != 0 && *pace < leastPace)
        return fail(ErrorCode::BadRequest, "a limit is at least 16 KiB a second, or 0 for none");
    if (priority && (*priority < -highest || *priority > highest))
        return fail(ErrorCode::BadRequest, "a priority is a number from -100 to 100");
    return schedule ? Schedule::parse(*schedule).map([](const Schedule &) {}) : Result<void>();
}

} // namespace

JobBook::JobBook(std::vector<Job> jobs) : m_jobs(std::move(jobs))
{
    for (const Job &job : m_jobs)
        m_lastId = std::max(m_lastId, job.id);
    sort();
}

/// Positions are numbered anew, so that each says its place.
void JobBook::sort()
{
    std::ranges::stable_sort(m_jobs, [](const Job &a, const Job &b) {
        return a.priority != b.priority ? a.priority > b.priority : a.position < b.position;
    });
    int position = 0;
    for (Job &job : m_jobs)
        job.position = position++;
}

Job *JobBook::find(JobId id)
{
    const auto found = std::ranges::find(m_jobs, id, &Job::id);
    return found == m_jobs.end() ? nullptr : &*found;
}

const Job *JobBook::same(const JobOrder &order) const
{
    const auto found = std::ranges::find_if(m_jobs, [&](const Job &job) {
        return !isOver(job.state) && job.repo == order.repo && job.revision == order.revision &&
               job.choice == order.choice;
    });
    return found == m_jobs.end() ? nullptr : &*found;
}

Result<JobId> JobBook::add(const JobOrder &order, std::int64_t now)
{
    if (auto good = checked(order.priority, order.schedule, order.maxBytesPerSecond); !good)
        return fail(good.error());
    if (m_jobs.size() >= most)
        return fail(ErrorCode::TooManyRequests, "the queue is full: remove jobs that are done");
    Job job{++m_lastId, order.repo, order.revision, order.choice};
    job.priority = order.priority;
    job.position = static_cast<int>(m_jobs.size());
    job.schedule = Schedule::parse(order.schedule)->text();
    job.isKeptCurrent = order.isKeptCurrent;
    job.maxBytesPerSecond = order.maxBytesPerSecond;
    job.addedAt = now;
    m_jobs.push_back(std::move(job));
    sort();
    return m_lastId;
}

Result<void> JobBook::change(JobId id, const JobChange &change)
{
    Job *job = find(id);
    if (!job)
        return fail(noSuchJob(id));
    if (auto good = checked(change.priority, change.schedule, change.maxBytesPerSecond); !good)
        return good;
    if (change.schedule)
        job->schedule = Schedule::parse(*change.schedule)->text();
    if (change.isKeptCurrent)
        job->isKeptCurrent = *change.isKeptCurrent;
    if (change.maxBytesPerSecond)
        job->maxBytesPerSecond = *change.maxBytesPerSecond;
    if (change.priority)
        job->priority = *change.priority;
    if (change.position) {
        const int last = static_cast<int>(m_jobs.size()) - 1;
        const int to = std::clamp(*change.position, 0, last);
        // To stand there it has to have the priority of the one that stands there now.
        if (!change.priority)
            job->priority = m_jobs[static_cast<std::size_t>(to)].priority;
        const int from = job->position;
        for (Job &other : m_jobs)
            other.position *= 2;
        job->position = to < from ? 2 * to - 1 : 2 * to + 1;
    }
    sort();
    return {};
}

Result<void> JobBook::remove(JobId id)
{
    const auto found = std::ranges::find(m_jobs, id, &Job::id);
    if (found == m_jobs.end())
        return fail(noSuchJob(id));
    m_jobs.erase(found);
    sort();
    return {};
}

bool JobBook::go(Job &job, JobState to, Reason reason, WaitFor what)
{
    if (!mayGo(job.state, to))
        return false;
    job.state = to;
    job.reason = std::move(reason);
    job.waitsFor = what;
    job.stalledSeconds = 0;
    if (!isRunning(to)) {
        job.bytesPerSecond = 0;
        job.secondsLeft = -1;
        job.active.clear();
    }
    return true;
}

} // namespace mirrorlake::preload
