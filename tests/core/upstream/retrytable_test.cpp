#include "upstream/retrytable.h"
#include "upstream/routechoice.h"

#include <QTest>

using namespace mirrorlake;
using namespace mirrorlake::upstream;
using namespace std::chrono_literals;

namespace {

double lowest()
{
    return 0;
}

double highest()
{
    return 0.999999;
}

using Order = std::vector<std::size_t>;

} // namespace

class RetryTableTest : public QObject
{
    Q_OBJECT

private slots:
    void everyErrorHasItsStep_data()
    {
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<RetryStep>("step");
        QTest::newRow("connect") << ErrorCode::UpstreamUnreachable << RetryStep::Again;
        QTest::newRow("DNS") << ErrorCode::UpstreamNameUnknown << RetryStep::Again;
        QTest::newRow("TLS") << ErrorCode::UpstreamUntrusted << RetryStep::Again;
        QTest::newRow("stall") << ErrorCode::UpstreamTimeout << RetryStep::OtherRoute;
        QTest::newRow("5xx") << ErrorCode::UpstreamFailed << RetryStep::Again;
        QTest::newRow("cut, not the bytes") << ErrorCode::UpstreamBroken << RetryStep::Again;
        QTest::newRow("only whole files") << ErrorCode::UpstreamIgnoresRange << RetryStep::Again;
        QTest::newRow("signature") << ErrorCode::UpstreamRefused << RetryStep::Resolve;
        QTest::newRow("429") << ErrorCode::UpstreamRateLimited << RetryStep::Again;
        QTest::newRow("416") << ErrorCode::RangeNotSatisfiable << RetryStep::OtherRoute;
        QTest::newRow("wrong bytes") << ErrorCode::HashMismatch << RetryStep::OtherRoute;
        for (const ErrorCode code :
             {ErrorCode::EntryNotFound, ErrorCode::RepoNotFound, ErrorCode::GatedRepo, ErrorCode::AccessDenied,
              ErrorCode::Offline, ErrorCode::Cancelled, ErrorCode::NoSpace, ErrorCode::Io, ErrorCode::Internal})
            QTest::addRow("final %d", static_cast<int>(code)) << code << RetryStep::GiveUp;
    }

    void everyErrorHasItsStep()
    {
        QFETCH(ErrorCode, code);
        QFETCH(RetryStep, step);
        QVERIFY(adviceAfter({code, ""}, 1, highest).step == step);
        QVERIFY(adviceAfter({code, ""}, 100, highest).step == RetryStep::GiveUp);
    }

    void pausesDoubleUpToABoundAndAreSpread()
    {
        const Error error{ErrorCode::UpstreamUnreachable, ""};
        QVERIFY(adviceAfter(error, 1, lowest).pause == 250ms);
        QVERIFY(adviceAfter(error, 1, highest).pause == 499ms);
        QVERIFY(adviceAfter(error, 2, lowest).pause == 500ms);
        QVERIFY(adviceAfter(error, 7, lowest).pause == 4000ms);
        QVERIFY(adviceAfter(error, 7, highest).pause == 7999ms);
    }

    void knownTimeIsThePause()
    {
        Error error{ErrorCode::UpstreamRateLimited, ""};
        error.retryAfterSeconds = 37;
        QVERIFY(adviceAfter(error, 1, lowest).pause == 37s);
    }

    void orderAsSetUntilOneFails()
    {
        std::vector<RouteView> routes(3);
        routes[0].latency = 900ms;
        routes[1].latency = 10ms;
        QVERIFY((orderOfRoutes(routes, RouteRule::Order, 300ms, false) == Order{0, 1, 2}));
        routes[0].isResting = true;
        QVERIFY((orderOfRoutes(routes, RouteRule::Order, 300ms, false) == Order{1, 2, 0}));
        routes[1].isSpent = true;
        QVERIFY((orderOfRoutes(routes, RouteRule::Order, 300ms, false) == Order{2, 1, 0}));
        routes[2].isAvoided = true;
        QVERIFY((orderOfRoutes(routes, RouteRule::Order, 300ms, false) == Order{1, 0, 2}));
    }

    void slowRouteIsLeftOnlyBeyondTheMargin()
    {
        std::vector<RouteView> routes(2);
        routes[0].latency = 300ms;
        routes[1].latency = 50ms;
        QVERIFY((orderOfRoutes(routes, RouteRule::SwitchWhenSlow, 300ms, false) == Order{0, 1}));
        routes[0].latency = 351ms;
        QVERIFY((orderOfRoutes(routes, RouteRule::SwitchWhenSlow, 300ms, false) == Order{1, 0}));
        routes[1].isResting = true; // the best of those that work
        QVERIFY((orderOfRoutes(routes, RouteRule::SwitchWhenSlow, 300ms, false) == Order{0, 1}));
        routes[0].latency = 0ms; // not measured lately
        routes[1].isResting = false;
        QVERIFY((orderOfRoutes(routes, RouteRule::SwitchWhenSlow, 300ms, false) == Order{0, 1}));
    }

    void fastestIsMeasuredByWhatIsAsked()
    {
        std::vector<RouteView> routes(3);
        routes[0].latency = 20ms;
        routes[0].bytesPerSecond = 1e6;
        routes[1].latency = 200ms;
        routes[1].bytesPerSecond = 9e6;
        QVERIFY(
            (orderOfRoutes(routes, RouteRule::Fastest, 300ms, false) == Order{2, 0, 1})); // the unknown one is tried
        QVERIFY((orderOfRoutes(routes, RouteRule::Fastest, 300ms, true) == Order{2, 1, 0}));
        routes[0].weight = 10;
        QVERIFY((orderOfRoutes(routes, RouteRule::Fastest, 300ms, true) == Order{2, 0, 1}));
    }
};

QTEST_GUILESS_MAIN(RetryTableTest)
#include "retrytable_test.moc"
