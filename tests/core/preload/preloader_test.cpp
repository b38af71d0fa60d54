// The queue at work, against the fake Hub.
#include <QtTest>

#include "core/preload/preloadrig.h"

using namespace mirrorlake;
using namespace mirrorlake::preload;
using fakehub::generatedContent;
using fakehub::textContent;
using test::orderOf;
using test::PreloadRig;

namespace {

constexpr std::int64_t size = 300'000;

void addRepo(PreloadRig &rig, const std::string &key = "models/org/name")
{
    rig.hub.world().commit(key, "main",
                           {{"README.md", textContent("# Name\n")},
                            {"empty.txt", textContent("")},
                            {"a.safetensors", generatedContent(1, size)},
                            {"b.safetensors", generatedContent(2, size)},
                            {"copy-of-a.safetensors", generatedContent(1, size)}});
}

QString why(const Job &job)
{
    return QStringLiteral("%1: %2").arg(QString::fromUtf8(nameOf(job.state).data()),
                                        QString::fromStdString(job.reason.text));
}

} // namespace

#define COMPARE_STATE(job, wanted) QVERIFY2((job).state == (wanted), qPrintable(why(job)))

class PreloaderTest : public QObject
{
    Q_OBJECT

private slots:
    void jobFetchesWhatWasChosenOnce();
    void sameOrderIsOneJob();
    void jobSharesARunningFill();
    void jobsGoOnAfterARestart();
    void failedFilesAloneAreFetchedAgain();
    void withoutSpaceItWaitsAndSaysSo();
    void pausedJobWaitsForResume();
    void pausedOrRemovedJobFetchesNoMore_data();
    void pausedOrRemovedJobFetchesNoMore();
    void higherPriorityRunsFirst();
    void closedScheduleWaits();
    void keptCurrentFollowsItsBranch();
    void closedRepoFailsWithItsReason();
    void unreachableUpstreamIsAskedAgain();
    void holdStopsAllJobs();
    void hoursWithoutUpstreamHoldAllJobs();
    void offlineModeHoldsJobsAndOnlineTheyGoOn();
    void unknownJobsAreErrors();
};

void PreloaderTest::jobFetchesWhatWasChosenOnce()
{
    PreloadRig rig;
    addRepo(rig);
    const Job job = rig.waitFor(rig.add(orderOf("org/name")), JobState::Done);
    COMPARE_STATE(job, JobState::Done);
    QCOMPARE(job.files, 5);
    QCOMPARE(job.doneFiles, 5);
    QCOMPARE(job.bytes, 2 * size + 7);
    QCOMPARE(job.doneBytes, job.bytes);
    QCOMPARE(QByteArray::fromStdString(job.commit), QByteArray::fromStdString(rig.hub.world().head("models/org/name")));
    QVERIFY(job.endedAt >= job.startedAt && job.startedAt > 0);
    const auto tree = rig.catalog().loadTree(job.repo, *CommitSha::parse(job.commit));
    QVERIFY(tree && *tree);
    QVERIFY(rig.store().find(*BlobHash::parse((*tree)->find("b.safetensors")->blobName()), size));
    QVERIFY(rig.catalog().repo(job.repo)->access == catalog::Access::Public);
}

void PreloaderTest::sameOrderIsOneJob()
{
    PreloadRig rig;
    addRepo(rig);
    const auto barrier = rig.hub.knobs().hold("/revision/", 0);
    const JobId first = rig.add(orderOf("org/name"));
    JobOrder again = orderOf("org/name");
    again.priority = 7;
    QCOMPARE(rig.add(again), first);
    QCOMPARE(rig.add(orderOf("org/name")), first);
    QVERIFY2(rig.waitUntil(first, [](const Job &job) { return job.priority == 7; }).priority == 7, "what it says anew");
    again.schedule = "25:00-26:00";
    QCOMPARE(rig.add(again), JobId{0});
    QVERIFY(rig.add(orderOf("org/name@refs/pr/1")) != first);
    barrier->release();
    COMPARE_STATE(rig.waitFor(first, JobState::Done), JobState::Done);
    QVERIFY(rig.add(orderOf("org/name")) != first);
}

void PreloaderTest::jobSharesARunningFill()
{
    PreloadRig rig;
    addRepo(rig);
    rig.restart();
    const auto barrier = rig.hub.knobs().hold("/", 0, "cdn");
    const JobId first = rig.add(orderOf("https://hf.co/org/name/blob/main/a.safetensors"));
    const JobId second = rig.add(orderOf("https://hf.co/org/name/blob/main/copy-of-a.safetensors"));
    for (const JobId id : {first, second})
        QVERIFY(!rig.waitUntil(id, [](const Job &job) { return !job.active.empty(); }).active.empty());
    QCOMPARE(rig.filler().snapshot().size(), 1u);
    barrier->release();
    COMPARE_STATE(rig.waitFor(first, JobState::Done), JobState::Done);
    COMPARE_STATE(rig.waitFor(second, JobState::Done), JobState::Done);
}

void PreloaderTest::jobsGoOnAfterARestart()
{
    PreloadRig rig;
    rig.options.jobs = 1; // so that the other one is not begun before it is paused
    rig.restart();
    addRepo(rig);
    const auto barrier = rig.hub.knobs().hold("/", 0, "cdn");
    JobOrder order = orderOf("org/name");
    order.priority = 3;
    order.schedule = "00:00-24:00";
    const JobId id = rig.add(order);
    const JobId paused = rig.add(orderOf("org/other"));
    QVERIFY(rig.command(paused, JobCommand::Pause));
    COMPARE_STATE(rig.waitFor(id, JobState::Downloading), JobState::Downloading);
    rig.stop();
    barrier->release();
    rig.restart();
    const Job job = rig.waitFor(id, JobState::Done);
    COMPARE_STATE(job, JobState::Done);
    QCOMPARE(job.priority, 3);
    QCOMPARE(job.schedule, std::string("00:00-24:00"));
    COMPARE_STATE(rig.waitFor(paused, JobState::Paused), JobState::Paused);
    rig.restart();
    COMPARE_STATE(rig.waitFor(id, JobState::Done), JobState::Done);
}

void PreloaderTest::failedFilesAloneAreFetchedAgain()
{
    PreloadRig rig;
    addRepo(rig);
    const int rule = rig.hub.knobs().add({.listener = "hub", .match = "b.safetensors", .status = 403});
    const JobId id = rig.add(orderOf("org/name"));
    const Job failed = rig.waitFor(id, JobState::Failed);
    COMPARE_STATE(failed, JobState::Failed);
    QCOMPARE(failed.failures.size(), 1u);
    QCOMPARE(failed.failures.front().path, std::string("b.safetensors"));
    QVERIFY2(failed.reason.text.starts_with("1 of 5 files could not be had: "), failed.reason.text.c_str());
    QVERIFY(failed.reason.code.has_value());
    QVERIFY(failed.reason.code == failed.failures.front().reason.code);
    rig.restart();
    QVERIFY(rig.waitFor(id, JobState::Failed).failures == failed.failures);
    QVERIFY(rig.command(id, JobCommand::Pause).error().code == ErrorCode::BadRequest);
    rig.hub.knobs().remove(rule);
    const auto before = rig.hub.log().count("/a.safetensors");
    QVERIFY(rig.command(id, JobCommand::Retry));
    const Job done = rig.waitFor(id, JobState::Done);
    COMPARE_STATE(done, JobState::Done);
    QVERIFY(done.failures.empty());
    QCOMPARE(rig.hub.log().count("/a.safetensors"), before);
}

void PreloaderTest::withoutSpaceItWaitsAndSaysSo()
{
    PreloadRig rig;
    addRepo(rig);
    rig.restart(Bytes{std::int64_t{1} << 60});
    const JobId id = rig.add(orderOf("org/name"));
    const Job job = rig.waitFor(id, JobState::Waiting);
    COMPARE_STATE(job, JobState::Waiting);
    QCOMPARE(job.waitsFor, WaitFor::Space);
    QVERIFY(job.reason.text.starts_with("needs 0.00 GB, and 0.00 GB are free"));
    QCOMPARE(job.bytes, 2 * size + 7);
    rig.restart();
    COMPARE_STATE(rig.waitFor(id, JobState::Done), JobState::Done);
}

void PreloaderTest::pausedJobWaitsForResume()
{
    PreloadRig rig;
    addRepo(rig);
    const auto barrier = rig.hub.knobs().hold("/revision/", 0);
    const JobId id = rig.add(orderOf("org/name"));
    COMPARE_STATE(rig.waitFor(id, JobState::Resolving), JobState::Resolving);
    QVERIFY(rig.command(id, JobCommand::Pause));
    QVERIFY(rig.command(id, JobCommand::Pause));
    barrier->release();
    COMPARE_STATE(rig.waitFor(id, JobState::Paused), JobState::Paused);
    QVERIFY(rig.command(id, JobCommand::Resume));
    COMPARE_STATE(rig.waitFor(id, JobState::Done), JobState::Done);
}

void PreloaderTest::pausedOrRemovedJobFetchesNoMore_data()
{
    QTest::addColumn<bool>("isRemoved");
    QTest::newRow("paused") << false;
    QTest::newRow("removed") << true;
}

void PreloaderTest::pausedOrRemovedJobFetchesNoMore()
{
    QFETCH(bool, isRemoved);
    constexpr std::int64_t mib = 1 << 20;
    PreloadRig rig;
    rig.hub.world().commit("models/org/big", "main", {{"big.bin", generatedContent(7, 8 * mib), true}});
    rig.hub.knobs().add({.listener = "cdn", .stallAfter = 3 * mib / 2}); // until the connection is given up
    const JobId id = rig.add(orderOf("org/big"));
    QVERIFY(rig.waitUntil(id, [](const Job &job) { return job.doneBytes >= mib; }).doneBytes >= mib);
    QCOMPARE(rig.filler().snapshot().size(), 1u);
    QVERIFY(isRemoved ? rig.remove(id) : rig.command(id, JobCommand::Pause));
    QTRY_VERIFY_WITH_TIMEOUT(rig.filler().snapshot().empty(), 20'000); // although it is small enough to be gone on with
    rig.hub.knobs().clear();
    const std::int64_t before = rig.hub.log().bytesSent();
    JobId next = id;
    if (isRemoved)
        next = rig.add(orderOf("org/big"));
    else
        QVERIFY(rig.command(id, JobCommand::Resume));
    COMPARE_STATE(rig.waitFor(next, JobState::Done), JobState::Done);
    QVERIFY2(rig.hub.log().bytesSent() - before < 8 * mib, "what was here was fetched again");
}

void PreloaderTest::higherPriorityRunsFirst()
{
    PreloadRig rig;
    for (const char *key : {"models/org/a", "models/org/b", "models/org/c"})
        addRepo(rig, key);
    rig.options.jobs = 1;
    rig.restart();
    rig.preloader().setHold("not yet");
    const JobId a = rig.add(orderOf("org/a"));
    const JobId b = rig.add(orderOf("org/b"));
    JobOrder urgent = orderOf("org/c");
    urgent.priority = 10;
    const JobId c = rig.add(urgent);
    QVERIFY(rig.change(b, {.position = 1}));
    const auto jobs = rig.preloader().jobs();
    QCOMPARE(jobs->at(0).id, c);
    QCOMPARE(jobs->at(1).id, b);
    QCOMPARE(jobs->at(2).id, a);
    QVERIFY(rig.change(a, {.priority = 1000}).error().code == ErrorCode::BadRequest);
    const auto barrier = rig.hub.knobs().hold("/org/c/revision/", 0);
    rig.preloader().setHold(std::nullopt);
    COMPARE_STATE(rig.waitFor(c, JobState::Resolving), JobState::Resolving);
    COMPARE_STATE(rig.waitFor(b, JobState::Queued), JobState::Queued);
    barrier->release();
    COMPARE_STATE(rig.waitFor(a, JobState::Done), JobState::Done);
}

void PreloaderTest::closedScheduleWaits()
{
    PreloadRig rig;
    addRepo(rig);
    const QTime later = QTime::currentTime().addSecs(7200);
    const QTime end = later.addSecs(3600);
    JobOrder order = orderOf("org/name");
    const QString form = QStringLiteral("hh:mm");
    order.schedule = later.toString(form).toStdString() + "-" + end.toString(form).toStdString();
    const JobId id = rig.add(order);
    const Job job = rig.waitFor(id, JobState::Waiting);
    COMPARE_STATE(job, JobState::Waiting);
    QCOMPARE(job.waitsFor, WaitFor::Schedule);
    QCOMPARE(job.reason.text, "runs " + order.schedule);
    QVERIFY(rig.change(id, {.schedule = "nonsense"}).error().code == ErrorCode::BadRequest);
    QVERIFY(rig.change(id, {.schedule = ""}));
    COMPARE_STATE(rig.waitFor(id, JobState::Done), JobState::Done);
}

void PreloaderTest::keptCurrentFollowsItsBranch()
{
    PreloadRig rig;
    addRepo(rig);
    JobOrder order = orderOf("org/name");
    order.isKeptCurrent = true;
    const JobId id = rig.add(order);
    COMPARE_STATE(rig.waitFor(id, JobState::Done), JobState::Done);
    const std::string second =
        rig.hub.world().commit("models/org/name", "main", {{"a.safetensors", generatedContent(3, size)}});
    rig.options.updateInterval = std::chrono::seconds(0);
    rig.preloader().setOptions(rig.options);
    const Job job = rig.waitUntil(id, [&](const Job &now) { return now.commit == second; });
    QCOMPARE(job.commit, second);
    rig.options.updateInterval = std::chrono::hours(1);
    rig.preloader().setOptions(rig.options);
    const Job done = rig.waitFor(id, JobState::Done);
    COMPARE_STATE(done, JobState::Done);
    QVERIFY2(textOf(done.note).ends_with(": 0 added, 1 changed, 0 removed: a.safetensors"), textOf(done.note).c_str());
    QCOMPARE(done.doneBytes, done.bytes);
    rig.restart();
    QVERIFY(rig.waitFor(id, JobState::Done).note == done.note);
}

void PreloaderTest::closedRepoFailsWithItsReason()
{
    PreloadRig rig;
    addRepo(rig);
    rig.hub.world().change("models/org/name", [](fakehub::Repo &repo) { repo.isPrivate = true; });
    const Job job = rig.waitFor(rig.add(orderOf("org/name")), JobState::Failed);
    COMPARE_STATE(job, JobState::Failed);
    QVERIFY(!job.reason.text.empty());
    QVERIFY(job.reason.code == ErrorCode::RepoNotFound);
    rig.restart();
    QVERIFY(rig.waitFor(job.id, JobState::Failed).reason == job.reason);
    const Job missing = rig.waitFor(rig.add(orderOf("org/none")), JobState::Failed);
    COMPARE_STATE(missing, JobState::Failed);
    QVERIFY(missing.reason.text.find("127.0.0.1") == std::string::npos);
}

void PreloaderTest::unreachableUpstreamIsAskedAgain()
{
    PreloadRig rig;
    addRepo(rig);
    const int rule = rig.hub.knobs().add({.listener = "hub", .status = 429, .retryAfter = 1});
    const JobId id = rig.add(orderOf("org/name"));
    const Job job = rig.waitFor(id, JobState::Waiting);
    COMPARE_STATE(job, JobState::Waiting);
    QCOMPARE(job.waitsFor, WaitFor::RateLimit);
    rig.hub.knobs().remove(rule);
    QVERIFY(rig.command(id, JobCommand::Resume));
    COMPARE_STATE(rig.waitUntil(id, [](const Job &now) { return now.state != JobState::Waiting; }),
                  JobState::Resolving);
}

void PreloaderTest::holdStopsAllJobs()
{
    PreloadRig rig;
    addRepo(rig);
    const auto barrier = rig.hub.knobs().hold("/", 0, "cdn");
    const JobId id = rig.add(orderOf("org/name"));
    COMPARE_STATE(rig.waitFor(id, JobState::Downloading), JobState::Downloading);
    rig.preloader().setHold("memory is short");
    const Job job = rig.waitFor(id, JobState::Waiting);
    QCOMPARE(job.waitsFor, WaitFor::Memory);
    QCOMPARE(job.reason.text, std::string("memory is short"));
    rig.preloader().setHold(std::nullopt);
    barrier->release();
    COMPARE_STATE(rig.waitFor(id, JobState::Done), JobState::Done);
}

void PreloaderTest::hoursWithoutUpstreamHoldAllJobs()
{
    PreloadRig rig;
    addRepo(rig);
    const auto barrier = rig.hub.knobs().hold("/", 0, "cdn");
    const JobId id = rig.add(orderOf("org/name"));
    COMPARE_STATE(rig.waitFor(id, JobState::Downloading), JobState::Downloading);
    rig.options.upstreamWeek = *Week::parse({"mon-sun 0-24 off"});
    rig.preloader().setOptions(rig.options);
    const Job job = rig.waitFor(id, JobState::Waiting);
    QCOMPARE(job.waitsFor, WaitFor::Schedule);
    QVERIFY2(job.reason.text.find("limits.upstream_week") != std::string::npos, job.reason.text.c_str());
    rig.options.upstreamWeek = {};
    rig.preloader().setOptions(rig.options);
    barrier->release();
    COMPARE_STATE(rig.waitFor(id, JobState::Done), JobState::Done);
}

void PreloaderTest::offlineModeHoldsJobsAndOnlineTheyGoOn()
{
    PreloadRig rig;
    addRepo(rig);
    const auto barrier = rig.hub.knobs().hold("/", 0, "cdn");
    const JobId running = rig.add(orderOf("org/name"));
    QVERIFY(barrier->waitUntilWaiting(1));
    rig.upstream().setOffline(true);
    COMPARE_STATE(rig.waitFor(running, JobState::Waiting), JobState::Waiting);
    const JobId later = rig.add(orderOf("org/other"));
    const Job job = rig.waitFor(later, JobState::Waiting);
    COMPARE_STATE(job, JobState::Waiting);
    QCOMPARE(job.waitsFor, WaitFor::Online);
    barrier->release();
    rig.upstream().setOffline(false);
    COMPARE_STATE(rig.waitFor(running, JobState::Done), JobState::Done);
}

void PreloaderTest::unknownJobsAreErrors()
{
    PreloadRig rig;
    rig.restart();
    QCOMPARE(rig.command(9, JobCommand::Pause).error().code, ErrorCode::EntryNotFound);
    QCOMPARE(rig.change(9, {}).error().code, ErrorCode::EntryNotFound);
    QCOMPARE(rig.remove(9).error().code, ErrorCode::EntryNotFound);
    JobOrder order = orderOf("org/name");
    order.schedule = "25:00-26:00";
    QCOMPARE(rig.add(order), 0);
}

QTEST_GUILESS_MAIN(PreloaderTest)
#include "preloader_test.moc"
