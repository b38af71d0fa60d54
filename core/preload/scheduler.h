// Which jobs run, and where each goes next: owns the book, starts what is due, follows what runs, and keeps the
// catalogue informed. Thread: that of its owner alone, but for what it hands to its pool (asking upstream), which comes
// back through post().
#pragma once

#include "catalog/job.h"
#include "preload/filesofjob.h"
#include "preload/jobbook.h"
#include "preload/jobdiary.h"
#include "preload/jobrun.h"
#include "preload/jobspeed.h"
#include "preload/preloader.h"

#include <QtCore/QThreadPool>

#include <map>

namespace mirrorlake::preload {

class Scheduler
{
public:
    using Task = std::function<void()>;
    using Post = std::function<void(Task)>; ///< has it run on the owner's thread, soon

    Scheduler(const PreloadParts &parts, Post post);
    ~Scheduler(); ///< waits for the pool

    Result<JobId> add(const JobOrder &order);
    Result<void> change(JobId id, const JobChange &change);
    Result<void> command(JobId id, JobCommand command);
    Result<void> remove(JobId id);

    /// Errors: EntryNotFound.
    Result<JobDetail> detail(JobId id);

    /// Several times a second, and when there is news. True when it wants to be called again at once.
    bool tick(const PreloadOptions &options, const std::optional<std::string> &hold);
    /// Running jobs are queued again; nothing starts any more.
    void suspend();

    const std::vector<Job> &jobs() const { return m_book.jobs(); }

private:
    struct Running
    {
        std::int64_t turn = 0; ///< an answer for an earlier turn counts for nothing
        std::shared_ptr<JobRun> run{};
        JobSpeed speed{};
    };
    struct Answer
    {
        Result<Resolved> resolved;
        std::shared_ptr<JobRun> run;
    };

    std::int64_t now() const { return unixSeconds(m_parts.clock.wall()); }
    bool go(Job &job, JobState to, Reason reason = {}, WaitFor what = WaitFor::Nothing);
    void wait(Job &job, WaitFor what, Reason reason, std::chrono::seconds least);
    void wakeWaiting(const PreloadOptions &options, const std::optional<std::string> &hold);
    void requeueOutdated(const PreloadOptions &options);
    void stopClosed(const PreloadOptions &options, const std::optional<std::string> &hold);
    void startDue(const PreloadOptions &options);
    void resolve(Job &job);
    void resolved(JobId id, std::int64_t turn, const Answer &answer);
    void refused(Job &job, const Error &error);
    void begin(Job &job, const Answer &answer);
    bool follow(Job &job, Running &running, const PreloadOptions &options, const RunningFills &fills);
    void meetObstacle(Job &job, const Error &error);
    void finish(Job &job, const JobRun &run);
    void noteProgress(Job &job, const JobRun &run);
    void noteBegin(const Job &job);
    void noteChange(JobId id, const JobChange &change);
    void noteRun(const Job &job, JobRun &run);
    void noteRoutes();
    bool comesAnything(const PreloadOptions &options) const;
    bool isOpen(const Job &job, const PreloadOptions &options) const;
    std::int64_t roomBeside(JobId job, const TakenRoom &taken) const;
    bool hasRoom(JobId id) const;
    void save(bool withProgress);

    const PreloadParts m_parts;
    const Post m_post;
    const Resolver m_resolver;
    JobBook m_book;
    JobDiary m_diary;
    FilesOfJob m_files;
    Clock::Steady m_routesLookedAt{};
    std::map<JobId, Running> m_running;
    std::map<JobId, Clock::Steady> m_notBefore; ///< of jobs that wait
    std::map<JobId, std::vector<UnfinishedFile>> m_roomless; ///< what jobs that wait for space lack
    std::map<JobId, int> m_refusals;            ///< in a row
    std::map<JobId, catalog::JobRecord> m_saved;
    Clock::Steady m_savedAt{};
    std::int64_t m_lastTurn = 0;
    bool m_isDirty = false;
    bool m_isSuspended = false;
    QThreadPool m_pool; // depends on: all above
};

} // namespace mirrorlake::preload
