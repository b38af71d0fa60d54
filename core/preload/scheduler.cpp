#include "preload/scheduler.h"

#include "base/errortable.h"
#include "fill/pooltask.h"
#include "mirror/ask.h"
#include "preload/jobrecord.h"

#include <fmt/format.h>

namespace mirrorlake::preload {

namespace {

using namespace std::chrono_literals;

constexpr int mostResolvers = 4;
constexpr int mostRefusals = 5;
constexpr auto saveInterval = 5s;
constexpr auto spaceInterval = 5s;
constexpr auto rateLimitDelay = 60s;
constexpr auto offlineDelay = 5s;

std::vector<Job> jobsIn(const catalog::Catalog &catalog)
{
    std::vector<Job> jobs;
    const auto records = catalog.jobs();
    if (!records)
        log::error("preload", "the queue cannot be read: {}", records.error().message);
    for (const catalog::JobRecord &record : records ? *records : std::vector<catalog::JobRecord>())
        jobs.push_back(jobOf(record));
    return jobs;
}

std::string gigabytes(std::int64_t bytes)
{
    return fmt::format("{:.2f} GB", static_cast<double>(bytes) / 1e9);
}

/// What an order for a job that is in the queue says anew of it.
JobChange changeBy(const JobOrder &order)
{
    JobChange change;
    if (order.priority != 0)
        change.priority = order.priority;
    if (!order.schedule.empty())
        change.schedule = order.schedule;
    if (order.isKeptCurrent)
        change.isKeptCurrent = true;
    if (order.maxBytesPerSecond != 0)
        change.maxBytesPerSecond = order.maxBytesPerSecond;
    return change;
}

bool isTooLateFor(JobCommand command, JobState state)
{
    return command == JobCommand::Pause ? isOver(state) : !isOver(state);
}

} // namespace

Scheduler::Scheduler(const PreloadParts &parts, Post post)
    : m_parts(parts), m_post(std::move(post)), m_resolver(parts.catalog, parts.hub, parts.clock),
      m_book(jobsIn(parts.catalog)), m_diary(parts.catalog, parts.clock), m_files(parts.catalog, parts.store)
{
    m_pool.setMaxThreadCount(mostResolvers);
    m_pool.setObjectName(QStringLiteral("preload"));
    for (const Job &job : m_book.jobs())
        m_saved.emplace(job.id, recordOf(job));
}

Scheduler::~Scheduler()
{
    m_pool.clear();
    m_pool.waitForDone();
}

Result<JobId> Scheduler::add(const JobOrder &order)
{
    if (const Job *known = m_book.same(order)) {
        const JobId id = known->id;
        return change(id, changeBy(order)).map([id] { return id; });
    }
    auto id = m_book.add(order, now());
    m_isDirty = true;
    if (id)
        m_diary.tell(*id, log::Level::Info, "added: " + order.repo.text() + " at " + order.revision.text());
    return id;
}

Result<void> Scheduler::change(JobId id, const JobChange &change)
{
    m_isDirty = true;
    return m_book.change(id, change).map([&] { noteChange(id, change); });
}

Result<void> Scheduler::command(JobId id, JobCommand command)
{
    Job *job = m_book.find(id);
    if (!job)
        return fail(ErrorCode::EntryNotFound, fmt::format("there is no job {}", id));
    const JobState goal = command == JobCommand::Pause ? JobState::Paused : JobState::Queued;
    if (job->state == goal)
        return {};
    const bool isResumed =
        command == JobCommand::Resume && (job->state == JobState::Paused || job->state == JobState::Waiting);
    if (!isResumed && (command == JobCommand::Resume || isTooLateFor(command, job->state)))
        return fail(ErrorCode::BadRequest, fmt::format("job {} is {}", id, nameOf(job->state)));
    m_running.erase(id);
    m_refusals.erase(id);
    go(*job, goal);
    return {};
}

Result<void> Scheduler::remove(JobId id)
{
    auto removed = m_book.remove(id);
    if (!removed)
        return removed;
    m_running.erase(id);
    m_notBefore.erase(id);
    m_roomless.erase(id);
    m_refusals.erase(id);
    m_saved.erase(id);
    m_diary.forget(id);
    m_parts.catalog.removeJob(id);
    m_isDirty = true;
    return {};
}

bool Scheduler::go(Job &job, JobState to, Reason reason, WaitFor what)
{
    const JobState from = job.state;
    if (!JobBook::go(job, to, std::move(reason), what))
        return false;
    log::info("preload", "job {} ({}): {} -> {} {}", job.id, job.repo.text(), nameOf(from), nameOf(to),
              job.reason.text);
    m_diary.moved(job);
    if (isOver(to))
        job.endedAt = now();
    m_isDirty = true;
    return true;
}

/// Gives its place to another job.
void Scheduler::wait(Job &job, WaitFor what, Reason reason, std::chrono::seconds least)
{
    m_running.erase(job.id);
    m_notBefore[job.id] = m_parts.clock.steady() + least;
    go(job, JobState::Waiting, std::move(reason), what);
}

bool Scheduler::tick(const PreloadOptions &options, const std::optional<std::string> &hold)
{
    if (m_isSuspended)
        return false;
    requeueOutdated(options);
    wakeWaiting(options, hold);
    stopClosed(options, hold);
    startDue(options);
    noteRoutes();
    RunningFills fills;
    for (fill::FillSnapshot &fill : m_parts.filler.snapshot())
        fills.emplace(fill.blob, std::move(fill));
    bool wantsMore = false;
    for (auto at = m_running.begin(); at != m_running.end();) {
        const auto one = at++; // what follows may end it
        Job *job = m_book.find(one->first);
        if (one->second.run)
            wantsMore = follow(*job, one->second, options, fills) || wantsMore;
    }
    const auto time = m_parts.clock.steady();
    const bool isDue = !m_running.empty() && time - m_savedAt >= saveInterval;
    if (m_isDirty || isDue)
        save(isDue);
    return wantsMore;
}

void Scheduler::resolve(Job &job)
{
    go(job, JobState::Resolving);
    const std::int64_t turn = ++m_lastTurn;
    m_running[job.id] = {turn};
    m_pool.start(new fill::PoolTask([this, job, turn] {
        auto answer = std::make_shared<Answer>(Answer{m_resolver.resolve(job), nullptr});
        if (answer->resolved)
            answer->run =
                std::make_shared<JobRun>(*answer->resolved, JobRun::Parts{m_parts.store, m_parts.filler, m_parts.clock,
                                                                          [post = m_post] { post([] {}); }});
        m_post([this, id = job.id, turn, answer] { resolved(id, turn, *answer); });
    }));
}

void Scheduler::resolved(JobId id, std::int64_t turn, const Answer &answer)
{
    const auto running = m_running.find(id);
    if (running == m_running.end() || running->second.turn != turn)
        return;
    Job &job = *m_book.find(id);
    job.checkedAt = now();
    if (!answer.resolved) {
        refused(job, answer.resolved.error());
        return;
    }
    m_refusals.erase(id);
    m_roomless.erase(id);
    running->second.run = answer.run;
    begin(job, answer);
}

void Scheduler::refused(Job &job, const Error &error)
{
    if (error.code == ErrorCode::UpstreamRateLimited) {
        wait(job, WaitFor::RateLimit, error, std::max(std::chrono::seconds(error.retryAfterSeconds), rateLimitDelay));
        return;
    }
    if (error.code == ErrorCode::Offline) {
        wait(job, WaitFor::Online, error, offlineDelay);
        return;
    }
    const bool mayPass = mirror::isUpstreamTrouble(error.code);
    const int refusals = ++m_refusals[job.id];
    if (mayPass && refusals < mostRefusals) {
        wait(job, WaitFor::Upstream, error, 5s * (1 << refusals));
        return;
    }
    m_running.erase(job.id);
    m_refusals.erase(job.id);
    go(job, JobState::Failed, error);
}

void Scheduler::begin(Job &job, const Answer &answer)
{
    const JobRun &run = *answer.run;
    const bool isSameCommit = job.commit == answer.resolved->commit.text();
    if (answer.resolved->change)
        job.note = *answer.resolved->change;
    if (!isSameCommit)
        job.doneBytes = 0;
    job.commit = answer.resolved->commit.text();
    job.bytes = run.bytes();
    job.files = run.files();
    job.failures.clear();
    job.endedAt = 0;
    if (job.startedAt == 0)
        job.startedAt = now();
    noteProgress(job, run);
    noteBegin(job);
    const TakenRoom taken = takenRoom(m_parts.store);
    const std::int64_t wanted = roomWanted(run.unfinished(), taken);
    const std::int64_t room = roomBeside(job.id, taken);
    if (wanted > 0 && wanted > room) {
        m_roomless[job.id] = run.unfinished();
        wait(job, WaitFor::Space,
             fmt::format("needs {}, and {} are free: make room, or choose fewer files", gigabytes(wanted),
                         gigabytes(std::max<std::int64_t>(room, 0))),
             spaceInterval);
        return;
    }
    go(job, run.isOver() ? JobState::Verifying : JobState::Downloading);
}

bool Scheduler::follow(Job &job, Running &running, const PreloadOptions &options, const RunningFills &fills)
{
    const auto time = m_parts.clock.steady();
    const std::shared_ptr<JobRun> run = running.run;
    run->setPace(job.maxBytesPerSecond);
    run->advance(time, options.files, fills);
    noteRun(job, *run);
    running.speed.observe(time, run->doneBytes());
    noteProgress(job, *run);
    job.bytesPerSecond = running.speed.bytesPerSecond();
    job.secondsLeft = running.speed.secondsFor(run->bytes() - run->doneBytes());
    job.active = run->active();
    if (const auto obstacle = run->takeObstacle()) {
        meetObstacle(job, *obstacle);
        return false;
    }
    if (run->isOver()) {
        finish(job, *run);
        return true; // its place is free
    }
    const auto stalled = running.speed.stalledFor(time);
    job.stalledSeconds = stalled.count();
    if (run->isVerifying()) {
        go(job, JobState::Verifying);
    } else if (stalled >= options.stallAfter) {
        go(job, JobState::Stalled, run->trouble());
        job.reason = run->trouble();
        job.stalledSeconds = stalled.count();
    } else {
        go(job, JobState::Downloading);
    }
    return run->isClosing();
}

void Scheduler::meetObstacle(Job &job, const Error &error)
{
    if (error.code == ErrorCode::NoSpace) {
        if (const auto running = m_running.find(job.id); running != m_running.end())
            m_roomless[job.id] = running->second.run->unfinished();
        wait(job, WaitFor::Space, error, spaceInterval);
    } else if (error.code == ErrorCode::UpstreamRateLimited)
        wait(job, WaitFor::RateLimit, error, std::max(std::chrono::seconds(error.retryAfterSeconds), rateLimitDelay));
    else if (error.code == ErrorCode::Offline)
        wait(job, WaitFor::Online, error, offlineDelay);
    else
        wait(job, WaitFor::Upstream, error, spaceInterval);
}

void Scheduler::finish(Job &job, const JobRun &run)
{
    job.failures = run.failures();
    go(job, JobState::Verifying);
    m_running.erase(job.id);
    if (job.failures.empty()) {
        go(job, JobState::Done);
        return;
    }
    go(job, JobState::Failed,
       {fmt::format("{} of {} files could not be had: {} ({})", job.files - job.doneFiles, job.files,
                    job.failures.front().reason.text, job.failures.front().path),
        job.failures.front().reason.code});
}

void Scheduler::noteProgress(Job &job, const JobRun &run)
{
    if (run.doneBytes() < job.doneBytes)
        job.note = {.kind = JobNote::Kind::WentBack, .bytes = job.doneBytes - run.doneBytes()};
    job.doneBytes = run.doneBytes();
    job.doneFiles = run.doneFiles();
}

void Scheduler::suspend()
{
    m_isSuspended = true;
    for (const auto &[id, running] : std::exchange(m_running, {}))
        go(*m_book.find(id), JobState::Queued);
    save(true);
}

void Scheduler::save(bool withProgress)
{
    for (const Job &job : m_book.jobs()) {
        catalog::JobRecord record = recordOf(job);
        catalog::JobRecord &saved =
            m_saved.try_emplace(job.id, catalog::JobRecord{0, job.repo, job.revision}).first->second;
        if (record == saved || (!withProgress && !m_isDirty))
            continue;
        m_parts.catalog.putJob(record);
        saved = std::move(record);
    }
    m_isDirty = false;
    m_savedAt = m_parts.clock.steady();
}

} // namespace mirrorlake::preload
