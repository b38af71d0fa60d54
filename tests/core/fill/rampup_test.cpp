#include "fill/rampup.h"
#include "fill/retrypolicy.h"

#include <QTest>

#include <functional>

using namespace mirrorlake;
using fill::RampUp;

namespace {

using std::chrono::milliseconds;

/// Lets a fill run on an upstream of this rate (by number of connections), looked at every 10 ms. Returns the
/// connections at its end.
int runFor(RampUp &ramp, milliseconds duration, const std::function<double(int)> &bytesPerSecond,
           milliseconds arrival = milliseconds(5))
{
    static RampUp::Time now{std::chrono::hours(1)};
    double received = 0;
    int connections = 1;
    RampUp::Time grownAt = now;
    for (const RampUp::Time end = now + duration; now < end; now += milliseconds(10)) {
        if (ramp.connections() != connections)
            grownAt = now;
        connections = ramp.connections();
        const bool haveArrived = now - grownAt >= arrival;
        received += bytesPerSecond(connections) * 0.01;
        ramp.observe(
            {now, static_cast<std::int64_t>(received), connections, haveArrived ? connections : connections - 1});
    }
    return ramp.connections();
}

} // namespace

class RampUpTest : public QObject
{
    Q_OBJECT

private slots:
    void limitedPerConnectionSoonHasTheMost();
    void unlimitedStaysWithFew();
    void limitedInAllStaysWithFew();
    void farUpstreamIsWaitedFor();
    void laterGrowthIsFound();
    void neverMoreThanTheMost();
    void brokenUpstreamIsAskedAgainWithGrowingDelays();
    void refusalsAreFinal();
    void retryAfterIsKept();
    void diskTroublePauses();
};

void RampUpTest::limitedPerConnectionSoonHasTheMost()
{
    RampUp ramp(16);
    QCOMPARE(runFor(ramp, milliseconds(120), [](int n) { return n * 20e6; }), 16);
}

void RampUpTest::unlimitedStaysWithFew()
{
    RampUp ramp(16);
    QVERIFY(runFor(ramp, milliseconds(3000), [](int) { return 900e6; }) <= 2);
}

void RampUpTest::limitedInAllStaysWithFew()
{
    RampUp ramp(16);
    QVERIFY(runFor(ramp, milliseconds(3000), [](int) { return 12e6; }) <= 4);
}

void RampUpTest::farUpstreamIsWaitedFor()
{
    RampUp ramp(16);
    QCOMPARE(runFor(
                 ramp, milliseconds(1500), [](int n) { return n * 5e6; }, milliseconds(300)),
             16);
}

void RampUpTest::laterGrowthIsFound()
{
    RampUp ramp(16);
    QVERIFY(runFor(ramp, milliseconds(2000), [](int) { return 12e6; }) <= 4);
    QCOMPARE(runFor(ramp, milliseconds(10'000), [](int n) { return n * 12e6; }), 16);
}

void RampUpTest::neverMoreThanTheMost()
{
    RampUp ramp(6);
    QCOMPARE(runFor(ramp, milliseconds(2000), [](int n) { return n * 5e6; }), 6);
    RampUp single(1);
    QCOMPARE(runFor(single, milliseconds(2000), [](int n) { return n * 5e6; }), 1);
}

void RampUpTest::brokenUpstreamIsAskedAgainWithGrowingDelays()
{
    const Error broken{ErrorCode::UpstreamBroken, ""};
    milliseconds last{0};
    int attempts = 1;
    for (; fill::decideRetry(broken, attempts, 0.5).step == fill::NextStep::Again; ++attempts) {
        QVERIFY(fill::decideRetry(broken, attempts, 0.5).delay >= last);
        last = fill::decideRetry(broken, attempts, 0.5).delay;
    }
    QVERIFY(attempts > 3);
    QVERIFY(last > milliseconds(1000));
    QCOMPARE(fill::decideRetry(broken, attempts, 0.5).step, fill::NextStep::OtherSource);
    QVERIFY(fill::decideRetry(broken, 1, 0).delay < fill::decideRetry(broken, 1, 0.9).delay);
}

void RampUpTest::refusalsAreFinal()
{
    for (const ErrorCode code : {ErrorCode::RepoNotFound, ErrorCode::GatedRepo, ErrorCode::AccessDenied,
                                 ErrorCode::EntryNotFound, ErrorCode::Offline})
        QCOMPARE(fill::decideRetry({code, ""}, 1, 0).step, fill::NextStep::OtherSource);
}

void RampUpTest::retryAfterIsKept()
{
    const fill::RetryDecision decision = fill::decideRetry({ErrorCode::UpstreamRateLimited, "", 7}, 1, 0);
    QCOMPARE(decision.step, fill::NextStep::Again);
    QCOMPARE(decision.delay, milliseconds(7000));
}

void RampUpTest::diskTroublePauses()
{
    for (const ErrorCode code : {ErrorCode::NoSpace, ErrorCode::Io, ErrorCode::ReadOnly})
        QCOMPARE(fill::decideRetry({code, ""}, 100, 0).step, fill::NextStep::Pause);
}

QTEST_GUILESS_MAIN(RampUpTest)
#include "rampup_test.moc"
