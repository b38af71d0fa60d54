#include <QTest>

#include "core/meter/meterrig.h"

using namespace mirrorlake;
using namespace mirrorlake::meter;
using namespace std::chrono_literals;

class MeterRatesTest : public QObject
{
    Q_OBJECT

private slots:
    void nowIsTheMeanOfTwoSeconds();
    void everyStepIsOnePointOfTheChart();
    void chartKeepsOneMinute();
    void aStepWithoutTimeIsNotClosed();
    void everyTransferHasItsSpeed();
    void ringsOfFourSpansKeepTheirMeans();
};

void MeterRatesTest::nowIsTheMeanOfTwoSeconds()
{
    test::ManualClock clock;
    Meter meter(clock);
    for (int i = 0; i < 4; ++i)
        step(meter, clock);
    auto watch = meter.begin(alice, fileReply(Outcome::Hit), whole);
    watch->sent(1000);
    step(meter, clock);
    QCOMPARE(meter.figures().clients[0].nowBytesPerSecond, 500.0);
    watch->sent(3000);
    step(meter, clock);
    QCOMPARE(meter.figures().clients[0].nowBytesPerSecond, 2000.0);
    for (int i = 0; i < 4; ++i)
        step(meter, clock);
    QCOMPARE(meter.figures().clients[0].nowBytesPerSecond, 0.0);
}

void MeterRatesTest::everyStepIsOnePointOfTheChart()
{
    test::ManualClock clock;
    Meter meter(clock);
    meter.begin(alice, fileReply(Outcome::Miss), whole)->sent(1000);
    meter.received(250);
    step(meter, clock);
    step(meter, clock);
    const auto points = meter.figures().lastMinute;
    QCOMPARE(points.size(), 2u);
    QCOMPARE(points[0].toClients, 2000.0);
    QCOMPARE(points[0].fromUpstream, 500.0);
    QCOMPARE(points[1].toClients, 0.0);
    QCOMPARE(points[1].unixMilliseconds - points[0].unixMilliseconds, 500);
}

void MeterRatesTest::chartKeepsOneMinute()
{
    test::ManualClock clock;
    Meter meter(clock);
    for (int i = 0; i < 130; ++i)
        step(meter, clock);
    const auto points = meter.figures().lastMinute;
    QCOMPARE(points.size(), 120u);
    QVERIFY(points.front().unixMilliseconds < points.back().unixMilliseconds);
}

void MeterRatesTest::aStepWithoutTimeIsNotClosed()
{
    test::ManualClock clock;
    Meter meter(clock);
    meter.begin(alice, fileReply(Outcome::Hit), whole)->sent(100);
    meter.sample();
    QVERIFY(meter.figures().lastMinute.empty());
    step(meter, clock);
    QCOMPARE(meter.figures().lastMinute.at(0).toClients, 200.0);
}

void MeterRatesTest::everyTransferHasItsSpeed()
{
    test::ManualClock clock;
    Meter meter(clock);
    auto fast = meter.begin(alice, fileReply(Outcome::Hit), whole);
    auto slow = meter.begin(alice, fileReply(Outcome::Hit), whole);
    for (int i = 0; i < 4; ++i) {
        fast->sent(500);
        slow->sent(50);
        step(meter, clock);
    }
    const auto active = meter.figures().clients.at(0).active;
    QCOMPARE(active.at(0).nowBytesPerSecond, 1000.0);
    QCOMPARE(active.at(1).nowBytesPerSecond, 100.0);
}

void MeterRatesTest::ringsOfFourSpansKeepTheirMeans()
{
    test::ManualClock clock;
    Meter meter(clock);
    auto watch = meter.begin(alice, fileReply(Outcome::Hit), whole);
    constexpr int steps = 2 * 60 * 24; // 24 minutes
    for (int i = 0; i < steps; ++i) {
        watch->sent(100);
        step(meter, clock);
    }
    QCOMPARE(meter.rates(Span::Minute).size(), 120u);
    QCOMPARE(meter.rates(Span::TenMinutes).size(), 120u);
    QCOMPARE(meter.rates(Span::Hour).size(), 48u);
    QCOMPARE(meter.rates(Span::Day).size(), 2u);
    for (const Span span : {Span::Minute, Span::TenMinutes, Span::Hour, Span::Day}) {
        for (const RatePoint &point : meter.rates(span))
            QCOMPARE(point.toClients, 200.0);
    }
}

QTEST_GUILESS_MAIN(MeterRatesTest)
#include "meterrates_test.moc"
