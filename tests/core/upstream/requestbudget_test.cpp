#include <QTest>

#include "base/bytethrottle.h"
#include "upstream/requestbudget.h"
#include "upstream/routemeter.h"

using namespace mirrorlake;
using namespace mirrorlake::upstream;
using namespace std::chrono_literals;

namespace {

const Clock::Steady start(1000s);
const Clock::Wall wall(1'700'000'000s);

Response withLimit(const std::string &field, int status = 200)
{
    Response response;
    response.status = status;
    if (!field.empty())
        response.headers.push_back({"RateLimit", field});
    return response;
}

} // namespace

class RequestBudgetTest : public QObject
{
    Q_OBJECT

private slots:
    void unknownLimitNeverWaits()
    {
        RequestBudget budget;
        for (int i = 0; i < 1000; ++i)
            budget.take("api");
        QVERIFY(budget.waitFor("api", start) == 0ms);
        QCOMPARE(budget.left(start), -1);
    }

    void requestsAreCountedBetweenAnswers()
    {
        RequestBudget budget;
        budget.note(withLimit("\"api\";r=2;t=30"), "api", start, wall);
        budget.take("api");
        QVERIFY(budget.waitFor("api", start) == 0ms);
        budget.take("api");
        QVERIFY(budget.waitFor("api", start) == 30s);
        QVERIFY(budget.waitFor("api", start + 29s) == 1s);
        QVERIFY(budget.waitFor("api", start + 30s) == 0ms);
        QVERIFY(budget.waitFor("resolvers", start) == 0ms);
    }

    void lateAnswersDoNotGiveBackWhatIsSpent()
    {
        RequestBudget budget;
        budget.note(withLimit("\"api\";r=10;t=30"), "api", start, wall);
        budget.note(withLimit("\"api\";r=3;t=29"), "api", start + 1s, wall);
        budget.note(withLimit("\"api\";r=8;t=28"), "api", start + 2s, wall);
        QCOMPARE(budget.left(start + 2s), 3);
        budget.note(withLimit("\"api\";r=500;t=300"), "api", start + 31s, wall); // a new window
        QCOMPARE(budget.left(start + 31s), 500);
    }

    void refusalBlocksItsBucket()
    {
        RequestBudget budget;
        budget.note(withLimit("\"api\";r=0;t=37", 429), "api", start, wall);
        QVERIFY(budget.waitFor("api", start) == 38s);
        budget.note(withLimit("", 429), "resolvers", start, wall);
        QVERIFY(budget.waitFor("resolvers", start) == 1s);
        QVERIFY(budget.waitFor("pages", start) == 0ms);
    }

    void tightestBucketIsShown()
    {
        RequestBudget budget;
        budget.note(withLimit("\"api\";r=400;t=30"), "api", start, wall);
        budget.note(withLimit("\"resolvers\";r=20;t=30"), "resolvers", start, wall);
        QCOMPARE(budget.left(start), 20);
    }

    void hostileFieldsDoNotGrowMemoryOrWaits()
    {
        RequestBudget budget;
        for (int i = 0; i < 1000; ++i)
            budget.note(withLimit("\"" + std::to_string(i) + "\";r=0;t=999999999"), "api", start, wall);
        QVERIFY(budget.waitFor("0", start) <= 24h);
        QVERIFY(budget.waitFor("999", start) == 0ms);
    }

    void throttleSpreadsBytesOverTime()
    {
        ByteThrottle throttle({1'000'000.0});
        QVERIFY(throttle.take(500'000, start) == 0ms); // half a second's worth at once
        QVERIFY(throttle.take(100'000, start) == 100ms);
        QVERIFY(throttle.take(100'000, start) == 200ms);
        QVERIFY(throttle.take(100'000, start + 200ms) == 100ms);
        QVERIFY(throttle.take(500'000, start + 10s) == 0ms); // a pause is no credit beyond that
        QVERIFY(throttle.take(1'000'000, start + 10s) == 1000ms);
        QVERIFY(ByteThrottle({}).take(1 << 30, start) == 0ms);
    }

    void averagesFollowAndForget()
    {
        RouteMeter meter;
        QVERIFY(meter.latency(start) == 0ms);
        meter.answered(100ms, start);
        QVERIFY(meter.latency(start) == 100ms);
        meter.answered(500ms, start);
        QVERIFY(meter.latency(start) == 200ms);
        QVERIFY(meter.latency(start + 60s) == 0ms);
        meter.delivered(1'000'000, 1000ms, start);
        QCOMPARE(meter.bytesPerSecond(start), 1'000'000.0);
        meter.delivered(10, 1000ms, start); // too few to tell
        QCOMPARE(meter.bytesPerSecond(start), 1'000'000.0);
    }
};

QTEST_GUILESS_MAIN(RequestBudgetTest)
#include "requestbudget_test.moc"
