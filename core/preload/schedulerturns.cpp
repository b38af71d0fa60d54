// Whose turn it is: what is looked at again, what may run now, what has to wait.
#include "base/localtime.h"
#include "base/schedule.h"
#include "preload/scheduler.h"
#include "store/blobstore.h"

namespace mirrorlake::preload {

using namespace std::chrono_literals;

bool Scheduler::comesAnything(const PreloadOptions &options) const
{
    return options.upstreamWeek.at(m_parts.clock.wall()) != WeekLevel::Off;
}

bool Scheduler::isOpen(const Job &job, const PreloadOptions &options) const
{
    if (!comesAnything(options))
        return false;
    const auto schedule = Schedule::parse(job.schedule.empty() ? options.schedule : job.schedule);
    return !schedule || schedule->isOpenAt(minuteOfDay(m_parts.clock.wall()));
}

void Scheduler::requeueOutdated(const PreloadOptions &options)
{
    for (const Job &job : m_book.jobs()) {
        if (job.isKeptCurrent && isOver(job.state) && now() - job.checkedAt >= options.updateInterval.count())
            go(*m_book.find(job.id), JobState::Queued);
    }
}

void Scheduler::wakeWaiting(const PreloadOptions &options, const std::optional<std::string> &hold)
{
    const auto time = m_parts.clock.steady();
    for (const Job &waiting : m_book.jobs()) {
        if (waiting.state != JobState::Waiting || time < m_notBefore[waiting.id])
            continue;
        Job &job = *m_book.find(waiting.id);
        if ((job.waitsFor != WaitFor::Space || hasRoom(job.id)) && isOpen(job, options) && !hold)
            go(job, JobState::Queued);
    }
}

/// Ends what runs outside of its hours, or while nothing may run.
void Scheduler::stopClosed(const PreloadOptions &options, const std::optional<std::string> &hold)
{
    for (const Job &candidate : m_book.jobs()) {
        if (!isRunning(candidate.state) && candidate.state != JobState::Queued)
            continue;
        Job &job = *m_book.find(candidate.id);
        if (hold)
            wait(job, WaitFor::Memory, *hold, 0s);
        else if (!comesAnything(options))
            wait(job, WaitFor::Schedule, Reason("nothing comes from upstream at this hour (limits.upstream_week)"), 0s);
        else if (!isOpen(job, options))
            wait(job, WaitFor::Schedule, "runs " + (job.schedule.empty() ? options.schedule : job.schedule), 0s);
    }
}

void Scheduler::startDue(const PreloadOptions &options)
{
    for (const Job &job : m_book.jobs()) {
        if (m_running.size() >= static_cast<std::size_t>(options.jobs))
            return;
        if (job.state == JobState::Queued)
            resolve(*m_book.find(job.id));
    }
}

} // namespace mirrorlake::preload
