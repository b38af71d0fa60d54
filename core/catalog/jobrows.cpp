// Rows of the pre-download queue: written and read.
#include "base/log.h"
#include "catalog/rows.h"

namespace mirrorlake::catalog::rows {

namespace {

constexpr std::int64_t mostLines = 200; // of a job

} // namespace

Result<void> putJob(Connection &connection, const JobRecord &job)
{
    auto row = connection.statement(
        "INSERT OR REPLACE INTO job(id, repo, revision, choice, schedule, priority, position, isKeptCurrent, state, "
        "reason, commitSha, note, failures, addedAt, startedAt, endedAt, checkedAt, bytes, doneBytes, files, "
        "doneFiles, maxBytesPerSecond, reasonCode) "
        "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, "
        "?23)");
    return row
        .bind(job.id, job.repo.text(), job.revision.text(), job.choice, job.schedule, job.priority, job.position,
              std::int64_t{job.isKeptCurrent}, job.state, job.reason, job.commit, job.note, job.failures, job.addedAt,
              job.startedAt, job.endedAt, job.checkedAt, job.bytes, job.doneBytes, job.files, job.doneFiles,
              job.maxBytesPerSecond, job.reasonCode)
        .run();
}

Result<void> removeJob(Connection &connection, std::int64_t id)
{
    if (auto done = connection.statement("DELETE FROM jobLine WHERE job=?1").bind(id).run(); !done)
        return done;
    return connection.statement("DELETE FROM job WHERE id=?1").bind(id).run();
}

Result<void> putJobLine(Connection &connection, std::int64_t id, const JobLine &line)
{
    auto row = connection.statement("INSERT INTO jobLine(job, number, at, level, text) VALUES(?1, "
                                    "(SELECT COALESCE(MAX(number), 0) + 1 FROM jobLine WHERE job=?1), ?2, ?3, ?4)");
    auto added = row.bind(id, line.at, line.level, line.text).run();
    if (!added)
        return added;
    return connection
        .statement("DELETE FROM jobLine WHERE job=?1 AND number <= "
                   "(SELECT MAX(number) FROM jobLine WHERE job=?1) - ?2")
        .bind(id, mostLines)
        .run();
}

Result<std::vector<JobLine>> jobLines(Connection &connection, std::int64_t id)
{
    auto query = connection.statement("SELECT at, level, text FROM jobLine WHERE job=?1 ORDER BY number");
    query.bind(id);
    std::vector<JobLine> lines;
    for (;;) {
        const auto step = query.step();
        if (!step)
            return fail(step.error());
        if (!*step)
            return lines;
        lines.push_back({query.integer(0), query.text(1), query.text(2)});
    }
}

Result<std::vector<JobRecord>> jobs(Connection &connection)
{
    auto query = connection.statement(
        "SELECT id, repo, revision, choice, schedule, priority, position, isKeptCurrent, state, reason, commitSha, "
        "note, failures, addedAt, startedAt, endedAt, checkedAt, bytes, doneBytes, files, doneFiles, "
        "maxBytesPerSecond, "
        "reasonCode FROM job ORDER BY id");
    std::vector<JobRecord> jobs;
    for (;;) {
        const auto step = query.step();
        if (!step)
            return fail(step.error());
        if (!*step)
            return jobs;
        auto repo = RepoKey::parse(query.text(1));
        auto revision = Revision::parse(query.text(2));
        if (!repo || !revision) {
            log::warning("catalog", "job {} cannot be read and is passed over", query.integer(0));
            continue;
        }
        JobRecord job{query.integer(0), std::move(*repo), std::move(*revision)};
        job.choice = query.text(3);
        job.schedule = query.text(4);
        job.priority = query.integer(5);
        job.position = query.integer(6);
        job.isKeptCurrent = query.integer(7) != 0;
        job.state = query.text(8);
        job.reason = query.text(9);
        job.commit = query.text(10);
        job.note = query.text(11);
        job.failures = query.text(12);
        job.addedAt = query.integer(13);
        job.startedAt = query.integer(14);
        job.endedAt = query.integer(15);
        job.checkedAt = query.integer(16);
        job.bytes = query.integer(17);
        job.doneBytes = query.integer(18);
        job.files = query.integer(19);
        job.doneFiles = query.integer(20);
        job.maxBytesPerSecond = query.integer(21);
        job.reasonCode = query.text(22);
        jobs.push_back(std::move(job));
    }
}

} // namespace mirrorlake::catalog::rows
