#include <QTest>

#include "base/network.h"
#include "base/ratebucket.h"
#include "base/week.h"
#include "support/manualclock.h"

#include <functional>
#include <queue>

using namespace mirrorlake;
using namespace std::chrono_literals;

namespace {

/// Takers that always want more, on a clock that jumps from one moment at which one may go on to the next.
std::vector<std::int64_t> takenBy(RateBucket &bucket, int takers, std::chrono::nanoseconds time, Clock::Steady begin,
                                  const std::function<void(Clock::Steady)> &atEachStep = {})
{
    struct Taker
    {
        Clock::Steady due;
        int number = 0;
        double position = 0;
        std::int64_t step = 0;
        bool operator<(const Taker &other) const { return due > other.due; }
    };
    std::priority_queue<Taker> queue;
    std::vector<std::int64_t> taken(static_cast<std::size_t>(takers));
    for (int i = 0; i < takers; ++i)
        bucket.enter(begin);
    for (int i = 0; i < takers; ++i) {
        const std::int64_t step = bucket.step();
        queue.push({begin, i, bucket.reserve(step, begin), step});
    }
    while (!queue.empty()) {
        Taker next = queue.top();
        queue.pop();
        if (next.due - begin > time)
            continue;
        if (atEachStep)
            atEachStep(next.due);
        if (const auto wait = bucket.untilReached(next.position, next.due); wait.count() > 0) {
            next.due += std::min<std::chrono::nanoseconds>(wait, 250ms);
        } else {
            taken[static_cast<std::size_t>(next.number)] += next.step;
            next.step = bucket.step();
            next.position = bucket.reserve(next.step, next.due);
        }
        queue.push(next);
    }
    for (int i = 0; i < takers; ++i)
        bucket.leave();
    return taken;
}

std::int64_t sum(const std::vector<std::int64_t> &all)
{
    std::int64_t total = 0;
    for (const std::int64_t one : all)
        total += one;
    return total;
}

bool isNear(double value, double aim, double share)
{
    return value > aim * (1 - share) && value < aim * (1 + share);
}

} // namespace

class RateBucketTest : public QObject
{
    Q_OBJECT

private slots:
    void theRateIsKeptFromTheFirstSecondOn_data()
    {
        QTest::addColumn<int>("takers");
        QTest::addColumn<double>("rate");
        for (const int takers : {1, 8, 200, 500}) {
            for (const double rate : {2e6, 50e6, 1e9})
                QTest::addRow("%d takers, %.0f MB/s", takers, rate / 1e6) << takers << rate;
        }
    }
    void theRateIsKeptFromTheFirstSecondOn()
    {
        QFETCH(int, takers);
        QFETCH(double, rate);
        const test::ManualClock clock;
        RateBucket early({rate});
        const auto two = static_cast<double>(sum(takenBy(early, takers, 2s, clock.steady())));
        QVERIFY2(isNear(two, 2 * rate, 0.10), std::to_string(two / 2 / rate).c_str());
        RateBucket late({rate});
        const auto ten = static_cast<double>(sum(takenBy(late, takers, 10s, clock.steady())));
        QVERIFY2(isNear(ten, 10 * rate, 0.03), std::to_string(ten / 10 / rate).c_str());
    }

    void takersShareFairly()
    {
        RateBucket bucket({10e6});
        const auto taken = takenBy(bucket, 8, 10s, Clock::Steady(1h));
        for (const std::int64_t one : taken)
            QVERIFY(isNear(static_cast<double>(one), 12.5e6, 0.05));
    }

    void aNewRateCountsForThoseWhoWait()
    {
        RateBucket bucket({1e6});
        const Clock::Steady begin(1h);
        bool isChanged = false;
        const auto taken = sum(takenBy(bucket, 50, 10s, begin, [&](Clock::Steady now) {
            if (!isChanged && now - begin >= 5s) {
                isChanged = true;
                bucket.setRate({10e6}, now);
            }
        }));
        QVERIFY2(isNear(static_cast<double>(taken), 55e6, 0.05), std::to_string(taken).c_str());
    }

    void nothingPilesUpInAPause()
    {
        RateBucket bucket({1e6});
        QVERIFY(sum(takenBy(bucket, 1, 1s, Clock::Steady(1h))) > 0);
        const auto later = sum(takenBy(bucket, 1, 2s, Clock::Steady(2h)));
        QVERIFY2(isNear(static_cast<double>(later), 2e6, 0.10), std::to_string(later).c_str());
    }

    void withoutALimitNobodyWaits()
    {
        RateBucket bucket;
        QVERIFY(!bucket.isLimited());
        const double position = bucket.reserve(1 << 30, Clock::Steady(1h));
        QCOMPARE(bucket.untilReached(position, Clock::Steady(1h)).count(), 0);
        bucket.setRate({10}, Clock::Steady(1h));
        QVERIFY(bucket.isLimited());
    }

    void networksHoldTheirAddresses()
    {
        const auto net = Network::parse("10.1.0.0/15");
        QVERIFY(net);
        QVERIFY(net->contains("10.1.2.3") && net->contains("::ffff:10.0.0.1") && !net->contains("10.2.0.1"));
        QVERIFY(Network::parse("0.0.0.0/0")->contains("8.8.8.8"));
        QVERIFY(!Network::parse("0.0.0.0/0")->contains("fd00::1"));
        QVERIFY(Network::parse("fd00::/8")->contains("fd12::7%eth0"));
        QVERIFY(Network::parse("192.0.2.7")->contains("192.0.2.7") &&
                !Network::parse("192.0.2.7")->contains("192.0.2.8"));
        for (const char *bad : {"", "10.0.0.0/33", "10.0.0/8", "x", "fd00::/-1", "10.0.0.0/8x"})
            QVERIFY2(!Network::parse(bad), bad);
    }

    void aWeekIsReadFromItsRules()
    {
        const auto week = Week::parse({"mon-fri 9-18 limited", "sat+sun 0-24 full", "fri-mon 3-4 off"});
        QVERIFY(week);
        QCOMPARE(week->cell(0, 9), WeekLevel::Limited);
        QCOMPARE(week->cell(5, 12), WeekLevel::Full);
        QCOMPARE(week->cell(6, 3), WeekLevel::Off);
        QCOMPARE(week->cell(0, 3), WeekLevel::Off);
        QCOMPARE(week->cell(1, 3), WeekLevel::Limited);
        for (const char *bad :
             {"", "mon", "mon 9-18", "mon 9-9 full", "mon 0-25 full", "mon 24-1 full", "foo 1-2 off", "mon 1-2 slow"})
            QVERIFY2(!Week::parse({bad}), bad);
        const auto nights = Week::parse({"fri-sun 22-6 off"});
        QVERIFY(nights);
        QCOMPARE(nights->cell(4, 22), WeekLevel::Off);
        QCOMPARE(nights->cell(5, 5), WeekLevel::Off);
        QCOMPARE(nights->cell(0, 5), WeekLevel::Off); // Sunday's night ends on Monday
        QCOMPARE(nights->cell(0, 6), WeekLevel::Limited);
        QCOMPARE(nights->cell(4, 5), WeekLevel::Limited);
        const auto always = Week::parse({"mon-sun 0-24 off"});
        QCOMPARE(always->secondsUntilOn(Clock::Wall(std::chrono::seconds(1'795'262'400))), 3600);
        QCOMPARE(Week().secondsUntilOn(Clock::Wall()), 0);
    }
};

QTEST_GUILESS_MAIN(RateBucketTest)
#include "ratebucket_test.moc"
