// Moments by the local calendar, in a zone that this test sets.
#include <QTest>

#include "base/localtime.h"

#include <cstdlib>

using namespace mirrorlake;

namespace {

Clock::Wall at(std::int64_t seconds)
{
    return Clock::Wall(std::chrono::seconds(seconds));
}

constexpr std::int64_t midnight = 1'795'219'200; // 2026-11-21 00:00 UTC
constexpr std::int64_t hour = 3600;

} // namespace

class LocalTimeTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        ::setenv("TZ", "UTC", 1);
        ::tzset();
    }

    void momentIsTakenApart()
    {
        const std::tm local = localTimeOf(at(midnight + 3 * hour + 61));
        QCOMPARE(local.tm_year + 1900, 2026);
        QCOMPARE(local.tm_mon + 1, 11);
        QCOMPARE(local.tm_mday, 21);
        QCOMPARE(minuteOfDay(at(midnight + 3 * hour + 61)), 181);
    }

    void dailyMomentPassesOnceADay()
    {
        const int half = 3 * 60 + 30;
        QVERIFY(hasPassed(half, midnight, midnight + 4 * hour));
        QVERIFY(!hasPassed(half, midnight, midnight + 3 * hour));
        QVERIFY(!hasPassed(half, midnight + 4 * hour, midnight + 27 * hour));
        QVERIFY(hasPassed(half, midnight + 4 * hour, midnight + 28 * hour));
        QVERIFY(hasPassed(half, midnight, midnight + 100 * hour));
    }

    void theZoneCounts()
    {
        ::setenv("TZ", "XXX-2", 1);
        ::tzset();
        QCOMPARE(minuteOfDay(at(midnight)), 120);
        QVERIFY(hasPassed(60, midnight - 2 * hour, midnight));
        QVERIFY(!hasPassed(60, midnight - hour, midnight));
    }
};

QTEST_GUILESS_MAIN(LocalTimeTest)
#include "localtime_test.moc"
