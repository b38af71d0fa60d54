// A limit that a job has for itself, through the queue and real rooms.
#include <QtTest>

#include "core/preload/preloadrig.h"

using namespace mirrorlake;
using namespace mirrorlake::preload;
using fakehub::generatedContent;
using test::orderOf;
using test::PreloadRig;

class JobLimitTest : public QObject
{
    Q_OBJECT

private slots:
    void holdsFromTheFirstSecondAndCanBeLifted();
    void isKeptOverARestart();
    void cannotBeTooSmall();
};

void JobLimitTest::holdsFromTheFirstSecondAndCanBeLifted()
{
    constexpr std::int64_t pace = 1'000'000;
    PreloadRig rig;
    rig.hub.world().commit(
        "models/org/big", "main",
        {{"a.bin", generatedContent(7, 16'000'000), true}, {"b.bin", generatedContent(8, 16'000'000), true}});
    JobOrder order = orderOf("org/big");
    order.maxBytesPerSecond = pace;
    QElapsedTimer time;
    time.start();
    const JobId id = rig.add(order);
    std::int64_t seen = 0;
    // However busy the machine: never faster than the limit, with what a few connections have in hand.
    while (seen < 4 * pace) {
        const Job job = rig.waitUntil(id, [&](const Job &now) { return now.doneBytes > seen; });
        QVERIFY(job.doneBytes > seen);
        seen = job.doneBytes;
        const double due = static_cast<double>(pace) * static_cast<double>(time.elapsed()) / 1000.0;
        QVERIFY2(static_cast<double>(seen) <= 1.1 * due + 300'000, qPrintable(QString::number(seen)));
    }
    QVERIFY(rig.change(id, {.maxBytesPerSecond = 0}));
    // What is left would take longer than anybody here waits.
    const Job done = rig.waitFor(id, JobState::Done);
    QVERIFY(done.state == JobState::Done);
}

void JobLimitTest::isKeptOverARestart()
{
    PreloadRig rig;
    rig.hub.world().commit("models/org/name", "main", {{"a.bin", generatedContent(1, 300'000), true}});
    const auto barrier = rig.hub.knobs().hold("/", 0, "cdn");
    const JobId id = rig.add(orderOf("org/name"));
    QVERIFY(rig.change(id, {.maxBytesPerSecond = 5'000'000}));
    rig.stop();
    barrier->release();
    rig.restart();
    const Job job = rig.waitFor(id, JobState::Done);
    QVERIFY(job.state == JobState::Done);
    QCOMPARE(job.maxBytesPerSecond, 5'000'000);
}

void JobLimitTest::cannotBeTooSmall()
{
    PreloadRig rig;
    rig.restart();
    rig.preloader().setHold("not yet");
    const JobId id = rig.add(orderOf("org/name"));
    QVERIFY(rig.change(id, {.maxBytesPerSecond = 1}).error().code == ErrorCode::BadRequest);
    QVERIFY(rig.change(id, {.maxBytesPerSecond = -1}).error().code == ErrorCode::BadRequest);
    QVERIFY(rig.change(id, {.maxBytesPerSecond = leastPace}).has_value());
}

QTEST_GUILESS_MAIN(JobLimitTest)
#include "joblimit_test.moc"
