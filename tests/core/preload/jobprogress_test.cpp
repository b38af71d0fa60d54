// What a job says of its progress is what came, not what room was made for.
#include <QTest>

#include "core/preload/preloadrig.h"
#include "support/smalldisk.h"

using namespace mirrorlake;
using namespace mirrorlake::preload;
using fakehub::generatedContent;
using test::orderOf;
using test::PreloadRig;

namespace {

constexpr std::int64_t size = 40 << 20;
constexpr int patience = 30'000;

bool isAtWork(const Job &job)
{
    return job.state == JobState::Downloading && !job.active.empty();
}

} // namespace

class JobProgressTest : public QObject
{
    Q_OBJECT

private slots:
    void roomThatWasMadeIsNoProgress();
    void whatCameBeforeARestartIsProgress();
    void jobThatGoesOnNeedsNoRoomTwice();
};

void JobProgressTest::roomThatWasMadeIsNoProgress()
{
    PreloadRig rig;
    rig.restart();
    rig.hub.world().commit("models/org/name", "main", {{"a.safetensors", generatedContent(1, size)}});
    const auto barrier = rig.hub.knobs().hold("/", 0, "cdn");
    const JobId id = rig.add(orderOf("org/name"));
    QVERIFY(isAtWork(rig.waitUntil(id, isAtWork)));
    QTRY_COMPARE_WITH_TIMEOUT(rig.store().partials().size(), std::size_t{1}, patience);
    QVERIFY(rig.command(id, JobCommand::Pause));
    QCOMPARE(rig.waitFor(id, JobState::Paused).doneBytes, std::int64_t{0});
    QVERIFY(rig.command(id, JobCommand::Resume));
    const Job again = rig.waitUntil(id, isAtWork);
    QVERIFY(isAtWork(again));
    QCOMPARE(again.doneBytes, std::int64_t{0});
    QVERIFY(again.note == JobNote());
    barrier->release();
    QCOMPARE(rig.waitFor(id, JobState::Done).doneBytes, size);
}

void JobProgressTest::whatCameBeforeARestartIsProgress()
{
    PreloadRig rig;
    rig.restart();
    rig.hub.world().commit("models/org/name", "main", {{"a.safetensors", generatedContent(1, size)}});
    const int rule = rig.hub.knobs().add({.listener = "cdn", .stallAfter = size / 8});
    const JobId id = rig.add(orderOf("org/name"));
    const auto received = [&]() -> std::int64_t {
        const auto partials = rig.store().partials();
        return partials.empty() ? 0 : rig.store().received(partials.front().hash);
    };
    QTRY_VERIFY_WITH_TIMEOUT(received() > 0, patience);
    rig.stop();
    rig.hub.knobs().remove(rule);
    const auto barrier = rig.hub.knobs().hold("/", 0, "cdn");
    rig.restart();
    const std::int64_t noted = received();
    QVERIFY(noted > 0 && noted < size);
    const Job job = rig.waitUntil(id, isAtWork);
    QVERIFY2(isAtWork(job) && job.doneBytes == noted, qPrintable(QString::number(job.doneBytes)));
    barrier->release();
    const Job done = rig.waitFor(id, JobState::Done);
    QCOMPARE(done.doneBytes, size);
    QVERIFY2(done.note == job.note, "what is compared again is no further step back");
}

/// The room of its unfinished files is its own, and not free.
void JobProgressTest::jobThatGoesOnNeedsNoRoomTwice()
{
    const test::SmallDisk disk("64m");
    if (!disk.isMounted())
        QSKIP(disk.refusal());
    qputenv("TMPDIR", disk.path().c_str());
    PreloadRig rig;
    qunsetenv("TMPDIR");
    rig.restart();
    rig.hub.world().commit("models/org/name", "main", {{"a.safetensors", generatedContent(1, size)}});
    const auto barrier = rig.hub.knobs().hold("/", 0, "cdn");
    const JobId id = rig.add(orderOf("org/name"));
    QVERIFY(isAtWork(rig.waitUntil(id, isAtWork)));
    QTRY_COMPARE_WITH_TIMEOUT(rig.store().partials().size(), std::size_t{1}, patience);
    // Its room is taken, and no longer only promised.
    QTRY_VERIFY_WITH_TIMEOUT(rig.store().partials().front().taken >= size, patience);
    QVERIFY(rig.command(id, JobCommand::Pause));
    QVERIFY(rig.command(id, JobCommand::Resume));
    const Job again = rig.waitUntil(id, [](const Job &job) { return isAtWork(job) || job.state == JobState::Waiting; });
    QVERIFY2(isAtWork(again), again.reason.text.c_str());
    rig.restart();
    const Job after = rig.waitUntil(id, [](const Job &job) { return isAtWork(job) || job.state == JobState::Waiting; });
    QVERIFY2(isAtWork(after), after.reason.text.c_str());
    barrier->release();
    QCOMPARE(rig.waitFor(id, JobState::Done).doneBytes, size);
}

QTEST_GUILESS_MAIN(JobProgressTest)
#include "jobprogress_test.moc"
