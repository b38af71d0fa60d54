#include "core/upstream/collectingsink.h"
#include "core/upstream/hubfixture.h"
#include "support/manualclock.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace mirrorlake;
using namespace mirrorlake::upstream;
using namespace mirrorlake::test;
using namespace std::chrono_literals;

namespace {

const std::string content = "0123456789abcdefghij";
constexpr std::int64_t size = 20;

/// A hub that keeps its large files itself, like many mirrors.
void serveAll(const SeenRequest &seen, Wire &wire)
{
    const std::vector<std::string> facts{"X-Repo-Commit: " + commitText, "X-Linked-Etag: " + lfsTag,
                                         "Content-Length: " + std::to_string(size)};
    if (seen.target.starts_with("/api/models/"))
        wire.send(answer(200, {}, "{}"));
    else if (seen.method == "HEAD")
        wire.send(head(200, facts));
    else
        wire.send(ranged(seen, content));
}

void answer500(const SeenRequest &, Wire &wire)
{
    wire.send(head(500, {"Content-Length: 0"}));
}

Request infoRequest()
{
    Request request;
    request.url = "/api/models/org/name";
    return request;
}

Request packRequest()
{
    Request request;
    request.method = HttpMethod::Post;
    request.url = "/old/name.git/git-upload-pack";
    request.body = "0032want";
    request.sendsTokenAsBasic = true;
    return request;
}

std::string deadUrl()
{
    return ScriptedServer([](const SeenRequest &, Wire &) {}).url();
}

} // namespace

class RoutedHubTest : public QObject
{
    Q_OBJECT

private slots:
    void nextRouteAnswersWhenTheFirstIsGone()
    {
        ScriptedServer second(serveAll);
        const auto hub = hubOf({Route{deadUrl()}, Route{second.url()}});
        QCOMPARE(hub->api(infoRequest(), {})->route, second.url());
        QVERIFY(hub->file(repo(), mainBranch(), path("model.bin"), {}).has_value());
        CollectingSink sink;
        QVERIFY(hub->bytes(lfsSource(size), {5, 9}, sink).has_value());
        QCOMPARE(sink.body, content.substr(5, 4));
        QCOMPARE(sink.head.route, second.url());
        QCOMPARE(hub->address(), second.url());
    }

    void nextRouteAnswersWhenTheFirstErrs()
    {
        ScriptedServer first(answer500);
        ScriptedServer second(serveAll);
        const auto hub = hubOf({Route{first.url()}, Route{second.url()}});
        QCOMPARE(hub->api(infoRequest(), {})->status, 200);
        CollectingSink sink;
        QVERIFY(hub->bytes(lfsSource(size), {0, size}, sink).has_value());
    }

    void relayFollowsOwnRedirectsAndKeepsThePost()
    {
        ScriptedServer server([](const SeenRequest &seen, Wire &wire) {
            if (seen.target == "/old/name.git/git-upload-pack")
                wire.send(answer(307, {"Location: /new/name.git/git-upload-pack"}, "moved"));
            else
                wire.send(answer(200, {"Content-Type: x"}, seen.method + " " + seen.body));
        });
        const auto hub = hubAt(server.url());
        CollectingSink sink;
        QVERIFY(hub->relay(packRequest(), {}, sink).has_value());
        QCOMPARE(sink.begins, 1);
        QCOMPARE(sink.body, std::string("POST 0032want"));
    }

    void relayShowsRefusalsAndLeavesNoHub()
    {
        ScriptedServer other(serveAll);
        ScriptedServer server([&](const SeenRequest &seen, Wire &wire) {
            if (seen.header("authorization").empty())
                wire.send(answer(401, {"WWW-Authenticate: Basic"}, "no"));
            else
                wire.send(answer(307, {"Location: " + other.url() + "/x"}, ""));
        });
        const auto hub = hubAt(server.url());
        CollectingSink sink;
        QVERIFY(hub->relay(packRequest(), {}, sink).has_value());
        QCOMPARE(sink.head.status, 401);
        Credentials own{"hf_own"};
        QCOMPARE(hub->relay(packRequest(), own, sink).error().code, ErrorCode::UpstreamBroken);
        QCOMPARE(other.seen().size(), std::size_t(0));
        QCOMPARE(server.seen().back().header("authorization"), std::string("Basic dXNlcjpoZl9vd24="));
    }

    void relayAsksTheNextRouteOnlyBeforeItHasBegun()
    {
        ScriptedServer second(serveAll);
        const auto hub = hubOf({Route{deadUrl()}, Route{second.url()}});
        CollectingSink sink;
        Request request = infoRequest();
        QVERIFY(hub->relay(request, {}, sink).has_value());
        QCOMPARE(sink.body, std::string("{}"));
        ScriptedServer cutting(
            [](const SeenRequest &, Wire &wire) { wire.send(head(200, {"Content-Length: 9"}) + "abc"); });
        const auto cut = hubOf({Route{cutting.url()}, Route{second.url()}});
        CollectingSink partial;
        QVERIFY(!cut->relay(request, {}, partial).has_value());
        QCOMPARE(partial.body, std::string("abc"));
    }

    void absenceSaidByTheHubIsBelieved()
    {
        ScriptedServer first([](const SeenRequest &, Wire &wire) {
            wire.send(head(404, {"X-Error-Code: EntryNotFound", "Content-Length: 0"}));
        });
        ScriptedServer second(serveAll);
        const auto hub = hubOf({Route{first.url()}, Route{second.url()}});
        QCOMPARE(hub->file(repo(), mainBranch(), path("x"), {}).error().code, ErrorCode::EntryNotFound);
        QCOMPARE(second.connections(), 0);
    }

    void bytesAreHadFromWhoeverHasThem()
    {
        ScriptedServer first([](const SeenRequest &, Wire &wire) {
            wire.send(head(404, {"X-Error-Code: EntryNotFound", "Content-Length: 0"}));
        });
        ScriptedServer second(serveAll);
        const auto hub = hubOf({Route{first.url()}, Route{second.url()}});
        CollectingSink sink;
        QVERIFY(hub->bytes(lfsSource(size), {0, size}, sink).has_value());
    }

    void failureNeverBecomesAbsence()
    {
        ScriptedServer first(answer500);
        ScriptedServer second([](const SeenRequest &, Wire &wire) { wire.send(head(404, {"Content-Length: 0"})); });
        const auto hub = hubOf({Route{first.url()}, Route{second.url(), "", false}});
        CollectingSink sink;
        QCOMPARE(hub->bytes(lfsSource(size), {0, size}, sink).error().code, ErrorCode::UpstreamFailed);
        QCOMPARE(hub->file(repo(), mainBranch(), path("x"), {}).error().code, ErrorCode::UpstreamFailed);
    }

    void mirrorThatIsNotAuthoritativeGivesBytesOnly()
    {
        ScriptedServer mirror(serveAll);
        const auto hub = hubOf({Route{deadUrl()}, Route{mirror.url(), "", false}});
        QVERIFY(!hub->api(infoRequest(), {}).has_value());
        QVERIFY(!hub->file(repo(), mainBranch(), path("model.bin"), {}).has_value());
        QCOMPARE(mirror.connections(), 0);
        CollectingSink sink;
        QVERIFY(hub->bytes(lfsSource(size), {0, size}, sink).has_value());
    }

    void mirrorIsBelievedWhenAllowedAndFlagged()
    {
        ScriptedServer mirror(serveAll);
        const SystemClock clock;
        HubOptions options{{Route{deadUrl()}, Route{mirror.url(), "", false}}, quickClient()};
        options.mayBelieveAnyRoute = true;
        const auto hub = makeHub(options, clock);
        QVERIFY(!hub->api(infoRequest(), {})->isAuthoritative);
        QVERIFY(!hub->file(repo(), mainBranch(), path("model.bin"), {})->isAuthoritative);
    }

    void tokensStayWithTheirRoute()
    {
        ScriptedServer first(answer500);
        ScriptedServer second(serveAll);
        const auto hub = hubOf({Route{first.url(), "hf_first"}, Route{second.url(), "hf_second"}});
        QVERIFY(hub->api(infoRequest(), {}).has_value());
        QCOMPARE(first.seen().at(0).header("authorization"), std::string("Bearer hf_first"));
        QCOMPARE(second.seen().at(0).header("authorization"), std::string("Bearer hf_second"));

        static_cast<void>(hub->api(infoRequest(), {"hf_caller"}));
        FileSource source = lfsSource(size);
        source.credentials.token = "hf_caller";
        CollectingSink sink;
        QVERIFY(hub->bytes(source, {0, size}, sink).has_value());
        for (const SeenRequest &seen : second.seen())
            QVERIFY(seen.header("authorization") != "Bearer hf_caller");
    }

    void routeThatGaveWrongBytesIsAskedLast()
    {
        ScriptedServer first(serveAll);
        ScriptedServer second(serveAll);
        const auto hub = hubOf({Route{first.url()}, Route{second.url()}});
        FileSource source = lfsSource(size);
        source.avoidedRoutes = {first.url()};
        CollectingSink sink;
        QVERIFY(hub->bytes(source, {0, size}, sink).has_value());
        QCOMPARE(sink.head.route, second.url());
        QCOMPARE(first.connections(), 0);
        second.setScript(answer500);
        CollectingSink again;
        QVERIFY(hub->bytes(source, {0, size}, again).has_value());
        QCOMPARE(again.head.route, first.url());
        hub->wrongBytes(source, first.url());
        QCOMPARE(hub->health().at(0).wrongBytes, 1);
    }

    void restAfterACutComesFromTheCallersNextQuestion()
    {
        ScriptedServer first([](const SeenRequest &seen, Wire &wire) {
            if (seen.method == "HEAD") {
                serveAll(seen, wire);
                return;
            }
            wire.send(head(206, {"Content-Range: bytes 5-14/20", "Content-Length: 10"}) + "567");
            wire.stall();
        });
        ScriptedServer second(serveAll);
        const auto hub = hubOf({Route{first.url()}, Route{second.url()}});
        for (int i = 0; i < 2; ++i) { // slow twice: rests
            CollectingSink sink;
            QCOMPARE(hub->bytes(lfsSource(size), {5, 15}, sink).error().code, ErrorCode::UpstreamTimeout);
            QCOMPARE(sink.body, std::string("567"));
            QCOMPARE(sink.begins, 1);
        }
        CollectingSink rest;
        QVERIFY(hub->bytes(lfsSource(size), {8, 15}, rest).has_value());
        QCOMPARE(rest.head.route, second.url());
        QCOMPARE(rest.body, content.substr(8, 7));
    }

    void unreachableHubFailsFastAndRecoversByItself()
    {
        ManualClock clock;
        const int port = ScriptedServer([](const SeenRequest &, Wire &) {}).port();
        const auto hub = makeHub({{Route{"http://127.0.0.1:" + std::to_string(port)}}, quickClient()}, clock);
        QCOMPARE(hub->api(infoRequest(), {}).error().code, ErrorCode::UpstreamUnreachable);
        QVERIFY(hub->health().at(0).state == RouteHealth::State::Resting);
        clock.advance(1s);
        QVERIFY(hub->health().at(0).state == RouteHealth::State::Probing);
        const auto probe = hub->api(infoRequest(), {});
        QVERIFY(probe.error().message.find("not asked again yet") == std::string::npos);

        ScriptedServer server(serveAll, port);
        const auto fast = hub->api(infoRequest(), {});
        QCOMPARE(fast.error().code, ErrorCode::UpstreamUnreachable);
        QCOMPARE(fast.error().retryAfterSeconds, 2);
        QVERIFY(fast.error().message.find("not asked again yet") != std::string::npos);
        QCOMPARE(server.connections(), 0);
        clock.advance(2s);
        QCOMPARE(hub->api(infoRequest(), {})->status, 200);
        QVERIFY(hub->health().at(0).state == RouteHealth::State::Working);
    }

    void spentBudgetIsWaitedForOrRefused()
    {
        ManualClock clock;
        ScriptedServer server(
            [](const SeenRequest &, Wire &wire) { wire.send(answer(200, {"RateLimit: \"api\";r=0;t=30"}, "{}")); });
        const auto hub = makeHub({{Route{server.url()}}, quickClient()}, clock);
        QVERIFY(hub->api(infoRequest(), {}).has_value());
        const auto refused = hub->api(infoRequest(), {});
        QCOMPARE(refused.error().code, ErrorCode::UpstreamRateLimited);
        QCOMPARE(refused.error().retryAfterSeconds, 30);
        QCOMPARE(server.seen().size(), std::size_t(1));
        QCOMPARE(hub->health().at(0).budgetLeft, 0);

        clock.advance(25s);
        std::atomic<bool> isAnswered = false;
        std::thread asker([&] { isAnswered = hub->api(infoRequest(), {}).has_value(); });
        while (server.seen().size() == 1)
            clock.advance(1s); // it is held until the window ends
        asker.join();
        QVERIFY(isAnswered);
    }

    void spentRouteMakesPlaceForAnother()
    {
        ScriptedServer first([](const SeenRequest &, Wire &wire) {
            wire.send(head(429, {"Retry-After: 60", "Content-Length: 0"}));
        });
        ScriptedServer second(serveAll);
        const auto hub = hubOf({Route{first.url()}, Route{second.url()}});
        QCOMPARE(hub->api(infoRequest(), {})->route, second.url());
        QCOMPARE(hub->api(infoRequest(), {})->route, second.url());
        QCOMPARE(first.seen().size(), std::size_t(1));
    }

    void loneRouteThatErrsIsStillAsked()
    {
        ScriptedServer server(answer500);
        const auto hub = hubOf({Route{server.url()}});
        for (int i = 0; i < 8; ++i)
            QCOMPARE(hub->api(infoRequest(), {})->status, 500);
        server.setScript(serveAll);
        QCOMPARE(hub->api(infoRequest(), {})->status, 200);
        QVERIFY(hub->health().at(0).state == RouteHealth::State::Working);
        QCOMPARE(hub->health().at(0).errors, 8);
    }

    void manyThreadsResolveOnce()
    {
        ScriptedServer server(serveAll);
        const auto hub = hubOf({Route{server.url()}});
        std::atomic<int> right = 0;
        std::vector<std::thread> workers;
        for (int i = 0; i < 16; ++i) {
            workers.emplace_back([&, i] {
                CollectingSink sink;
                right += hub->bytes(lfsSource(size), {i, i + 4}, sink).has_value() &&
                         sink.body == content.substr(static_cast<std::size_t>(i), 4);
            });
        }
        for (std::thread &worker : workers)
            worker.join();
        QCOMPARE(right.load(), 16);
        const auto seen = server.seen();
        QCOMPARE(std::ranges::count(seen, "HEAD", &SeenRequest::method), 1);
    }

    void offlineEndsWhatRunsAndOnlineIsAskedAgain()
    {
        std::atomic<bool> mayAnswer = false;
        ScriptedServer server([&](const SeenRequest &seen, Wire &wire) {
            if (mayAnswer)
                serveAll(seen, wire);
            else
                wire.stall();
        });
        const auto hub = hubOf({Route{server.url()}});
        std::thread switcher([&] {
            while (server.seen().empty())
                std::this_thread::yield();
            hub->setOffline(true);
        });
        QCOMPARE(hub->api(infoRequest(), {}).error().code, ErrorCode::Offline);
        switcher.join();
        QVERIFY(hub->isOffline());
        mayAnswer = true;
        const auto asked = server.seen().size();
        QCOMPARE(hub->api(infoRequest(), {}).error().code, ErrorCode::Offline);
        QCOMPARE(server.seen().size(), asked);
        hub->setOffline(false);
        QCOMPARE(hub->api(infoRequest(), {})->status, 200);
    }

    void stopEndsWhatRuns()
    {
        ScriptedServer server([](const SeenRequest &, Wire &wire) { wire.stall(); });
        const auto hub = hubOf({Route{server.url()}});
        std::thread stopper([&] {
            while (server.seen().empty())
                std::this_thread::yield();
            hub->stop();
        });
        QCOMPARE(hub->api(infoRequest(), {}).error().code, ErrorCode::Cancelled);
        stopper.join();
    }
};

QTEST_GUILESS_MAIN(RoutedHubTest)
#include "routedhub_test.moc"
