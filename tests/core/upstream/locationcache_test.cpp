#include "support/manualclock.h"
#include "upstream/locationcache.h"

#include <QTest>

#include <latch>
#include <thread>

using namespace mirrorlake;
using namespace mirrorlake::upstream;
using namespace std::chrono_literals;

namespace {

bool never()
{
    return false;
}

} // namespace

class LocationCacheTest : public QObject
{
    Q_OBJECT

private slots:
    void lifeEndsBeforeTheSignature()
    {
        const Clock::Wall now(1000000s);
        QVERIFY(lifeOfLocation("https://cdn/x", now) == 600s);
        QVERIFY(lifeOfLocation("https://cdn/x?a=b&Expires=1000300&Signature=s", now) == 270s);
        QVERIFY(lifeOfLocation("https://cdn/x?Expires=1009999", now) == 600s);
        QVERIFY(lifeOfLocation("https://cdn/x?Expires=1000020", now) == 15s);
        QVERIFY(lifeOfLocation("https://cdn/x?Expires=999999", now) == 0s);
        QVERIFY(lifeOfLocation("https://cdn/x?X-Amz-Expires=120", now) == 90s);
        QVERIFY(lifeOfLocation("https://cdn/x?Expires=99999999999999999999", now) == 600s);
        QVERIFY(lifeOfLocation("https://cdn/x?Expires=-9223372036854775808", Clock::Wall(0s)) == 0s);
    }

    void locationIsKeptForItsLife()
    {
        test::ManualClock clock;
        LocationCache cache(clock);
        cache.put("k", "https://cdn/x");
        clock.advance(599s);
        QCOMPARE(cache.find("k").value_or(""), std::string("https://cdn/x"));
        clock.advance(1s);
        QVERIFY(!cache.find("k"));
    }

    void onlyTheLocationThatFailedIsForgotten()
    {
        test::ManualClock clock;
        LocationCache cache(clock);
        cache.put("k", "https://cdn/new");
        cache.forget("k", "https://cdn/old");
        QVERIFY(cache.find("k"));
        cache.forget("k", "https://cdn/new");
        QVERIFY(!cache.find("k"));
    }

    void oldestMakesRoom()
    {
        test::ManualClock clock;
        LocationCache cache(clock, 2);
        cache.put("a", "https://cdn/a");
        cache.put("b", "https://cdn/b");
        cache.put("a", "https://cdn/a2");
        cache.put("c", "https://cdn/c");
        QVERIFY(!cache.find("b"));
        QCOMPARE(cache.find("a").value_or(""), std::string("https://cdn/a2"));
        QVERIFY(cache.find("c"));
    }

    void manyAskersCauseOneSearch()
    {
        test::ManualClock clock;
        LocationCache cache(clock);
        std::latch begun(1);
        std::latch mayEnd(1);
        std::atomic<int> searches = 0;
        const auto search = [&]() -> Result<std::string> {
            if (++searches == 1)
                begun.count_down();
            mayEnd.wait();
            return std::string("https://cdn/x?Expires=1"); // not even worth keeping
        };
        std::atomic<int> waiting = 0;
        std::atomic<int> right = 0;
        const auto ask = [&] {
            const auto isCancelled = [&, isCounted = false]() mutable {
                waiting += isCounted ? 0 : 1;
                isCounted = true;
                return false;
            };
            const auto location = cache.findOnce("k", isCancelled, search);
            right += location && *location == "https://cdn/x?Expires=1" ? 1 : 0;
        };
        std::vector<std::thread> askers;
        askers.emplace_back(ask);
        begun.wait();
        for (int i = 0; i < 7; ++i)
            askers.emplace_back(ask);
        while (waiting + searches < 8)
            std::this_thread::yield();
        mayEnd.count_down();
        for (std::thread &asker : askers)
            asker.join();
        QCOMPARE(searches.load(), 1);
        QCOMPARE(right.load(), 8);
    }

    void failedSearchIsSharedButNotKept()
    {
        test::ManualClock clock;
        LocationCache cache(clock);
        const auto failing = [] { return Result<std::string>(fail(ErrorCode::UpstreamTimeout, "slow")); };
        QCOMPARE(cache.findOnce("k", never, failing).error().code, ErrorCode::UpstreamTimeout);
        const auto working = [] { return Result<std::string>("https://cdn/x"); };
        QCOMPARE(*cache.findOnce("k", never, working), std::string("https://cdn/x"));
        QCOMPARE(*cache.findOnce("k", never, failing), std::string("https://cdn/x"));
    }

    void waiterCanLeave()
    {
        test::ManualClock clock;
        LocationCache cache(clock);
        std::latch begun(1);
        std::latch mayEnd(1);
        std::thread searcher([&] {
            static_cast<void>(cache.findOnce("k", never, [&]() -> Result<std::string> {
                begun.count_down();
                mayEnd.wait();
                return std::string("https://cdn/x");
            }));
        });
        begun.wait();
        const auto left = cache.findOnce(
            "k", [] { return true; }, [] { return Result<std::string>("https://cdn/other"); });
        mayEnd.count_down();
        searcher.join();
        QCOMPARE(left.error().code, ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(LocationCacheTest)
#include "locationcache_test.moc"
