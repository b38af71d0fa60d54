#include <QTest>

#include "base/errorreply.h"
#include "core/serve/harness.h"
#include "gate/gate.h"
#include "support/rawclient.h"

using namespace mirrorlake;
using namespace mirrorlake::test;

namespace {

std::shared_ptr<const HttpRequest> requestOf(HttpMethod method)
{
    auto request = std::make_shared<HttpRequest>();
    request->method = method;
    request->clientAddress = "10.0.0.1";
    return request;
}

HttpReply repoReply(std::string text, std::string repo = "hf:models/a/b")
{
    HttpReply reply;
    reply.text = std::move(text);
    reply.facts = {Outcome::Hit, std::move(repo), "file"};
    return reply;
}

/// What the server does with a reply: sends it whole.
void sendWhole(const HttpReply &reply, std::int64_t bytes)
{
    reply.watch->sent(bytes);
    reply.watch->ended(true);
}

} // namespace

class GateTest : public QObject
{
    Q_OBJECT

private slots:
    void requestsBeyondTheLimitAreTurnedAway()
    {
        HoldingService next;
        gate::Gate gate({2, 3}, next, m_meter, m_clock);
        std::vector<HttpReply> replies;
        const auto keep = [&](HttpReply reply) { replies.push_back(std::move(reply)); };
        gate.serve(requestOf(HttpMethod::Get), keep);
        gate.serve(requestOf(HttpMethod::Get), keep);
        QCOMPARE(gate.requests(), 2);
        gate.serve(requestOf(HttpMethod::Get), keep);
        QCOMPARE(replies.size(), std::size_t(1));
        QCOMPARE(replies[0].status, 429);
        QCOMPARE(*replies[0].headers.find("Retry-After"), std::string_view("3"));
        QCOMPARE(next.held.value(), 2);
        QCOMPARE(gate.requests(), 2);

        next.take()(textReply("done"));
        QCOMPARE(gate.requests(), 2); // still being sent
        sendWhole(replies[1], 4);
        QCOMPARE(gate.requests(), 1);
        gate.serve(requestOf(HttpMethod::Get), keep);
        QCOMPARE(next.held.value(), 3);
    }

    void errorsNameTheirRequest()
    {
        HoldingService next;
        gate::Gate gate({1, 3}, next, m_meter, m_clock);
        std::vector<HttpReply> replies;
        const auto keep = [&](HttpReply reply) { replies.push_back(std::move(reply)); };
        auto request = std::make_shared<HttpRequest>(*requestOf(HttpMethod::Get));
        request->id = "0123456789abcdef";
        gate.serve(request, keep);
        gate.serve(request, keep); // turned away
        next.take()(errorReply(Error{ErrorCode::EntryNotFound, "no such file", 0}));
        QCOMPARE(replies.size(), std::size_t(2));
        for (const HttpReply &reply : replies)
            QCOMPARE(*reply.headers.find("X-Request-Id"), std::string_view(request->id));
        replies.clear();
        gate.serve(request, keep);
        next.take()(textReply("done"));
        QVERIFY2(!replies.at(0).headers.find("X-Request-Id"), "what went well needs no name");
    }

    void namesOfRebindingAreRefused_data()
    {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<bool>("isOurs");
        for (const char *host : {"127.0.0.1:8090", "127.0.1.1", "localhost", "LocalHost:1", "[::1]:8090", "[::1]",
                                 "datasets-server.localhost:8090", "datasets-server.127.0.0.1:8090",
                                 "mirror.example.org", "Mirror.Example.ORG:443", "datasets-server.mirror.example.org"})
            QTest::newRow(host) << QByteArray(host) << true;
        for (const char *host : {"evil.example", "evil.example:8090", "localhost.evil.example",
                                 "127.0.0.1.evil.example", "mirror.example.org.evil.example", "192.0.2.7:8090",
                                 "[::2]:8090", "evil.example:127", "", ":8090", "datasets-server.evil.example"})
            QTest::newRow(host) << QByteArray(host) << false;
    }

    void namesOfRebindingAreRefused()
    {
        QFETCH(QByteArray, host);
        QFETCH(bool, isOurs);
        FunctionService next([](auto, ReplySink reply) { reply(textReply("x")); });
        auto request = std::make_shared<HttpRequest>();
        request->headers = {{"Host", host.toStdString()}};
        for (const HttpMethod method : {HttpMethod::Get, HttpMethod::Head, HttpMethod::Options}) {
            request->method = method;
            gate::GateOptions options;
            options.hosts = {true, {"mirror.example.org"}};
            gate::Gate alone(options, next, m_meter, m_clock);
            HttpReply got;
            alone.serve(request, [&](HttpReply reply) { got = std::move(reply); });
            QCOMPARE(got.status == 403, !isOurs);
            QCOMPARE(got.text.find("server.allowed_hosts") != std::string::npos, !isOurs);
            options.hosts.isLoopbackOnly = false;
            gate::Gate open(options, next, m_meter, m_clock);
            open.serve(request, [&](HttpReply reply) { got = std::move(reply); });
            QVERIFY(got.status != 403);
        }
    }

    void requestWithoutANameIsServed()
    {
        FunctionService next([](auto, ReplySink reply) { reply(textReply("x")); });
        gate::GateOptions options;
        options.hosts.isLoopbackOnly = true;
        gate::Gate gate(options, next, m_meter, m_clock);
        HttpReply got;
        gate.serve(requestOf(HttpMethod::Get), [&](HttpReply reply) { got = std::move(reply); });
        QCOMPARE(got.status, 200);
    }

    void whoIsBlockedGets403UntilTheBlockIsTakenAway()
    {
        HoldingService next;
        gate::GateOptions options;
        options.blocked = {*Network::parse("10.0.0.0/24")};
        gate::Gate gate(options, next, m_meter, m_clock);
        int status = 0;
        gate.serve(requestOf(HttpMethod::Get), [&](const HttpReply &reply) { status = reply.status; });
        QCOMPARE(status, 403);
        QCOMPARE(gate.requests(), 0);
        options.blocked = {*Network::parse("10.0.1.0/24")};
        gate.setOptions(options);
        gate.serve(requestOf(HttpMethod::Get), [](HttpReply) {});
        QCOMPARE(next.held.value(), 1);
    }

    void placeIsGivenBackWhenNobodyAnswers()
    {
        HoldingService next;
        gate::Gate gate({1, 1}, next, m_meter, m_clock);
        gate.serve(requestOf(HttpMethod::Get), [](HttpReply) {});
        QCOMPARE(gate.requests(), 1);
        next.take();
        QCOMPARE(gate.requests(), 0);
    }

    void placeIsGivenBackWhenTheReplyIsDropped()
    {
        FunctionService next([](auto, ReplySink reply) { reply(textReply("x")); });
        gate::Gate gate({1, 1}, next, m_meter, m_clock);
        gate.serve(requestOf(HttpMethod::Get), [](HttpReply) {});
        QCOMPARE(gate.requests(), 0);
    }

    void onlyBytesOfARepoAreMetered_data()
    {
        QTest::addColumn<int>("method");
        QTest::addColumn<QByteArray>("repo");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("isMetered");
        const QByteArray repo("hf:models/a/b");
        QTest::newRow("GET of a file") << int(HttpMethod::Get) << repo << QByteArray("hello") << true;
        QTest::newRow("HEAD of a file") << int(HttpMethod::Head) << repo << QByteArray("hello") << false;
        QTest::newRow("GET of nothing") << int(HttpMethod::Get) << repo << QByteArray() << false;
        QTest::newRow("GET of our own page") << int(HttpMethod::Get) << QByteArray() << QByteArray("hello") << false;
    }

    void onlyBytesOfARepoAreMetered()
    {
        QFETCH(int, method);
        QFETCH(QByteArray, repo);
        QFETCH(QByteArray, text);
        QFETCH(bool, isMetered);
        meter::Meter meter(m_clock);
        FunctionService next([&](auto, ReplySink reply) { reply(repoReply(text.toStdString(), repo.toStdString())); });
        gate::Gate gate({}, next, meter, m_clock);
        HttpReply kept;
        gate.serve(requestOf(static_cast<HttpMethod>(method)), [&](HttpReply reply) { kept = std::move(reply); });
        QCOMPARE(meter.figures().activeTransfers, isMetered ? 1 : 0);
        sendWhole(kept, text.size());
        QCOMPARE(meter.figures().servedToday, isMetered ? std::int64_t(text.size()) : std::int64_t(0));
        QCOMPARE(meter.figures().activeTransfers, 0);
    }

    void watchOfTheServiceHearsToo()
    {
        const auto own = std::make_shared<RememberingWatch>();
        FunctionService next([&](auto, ReplySink reply) {
            HttpReply answer = repoReply("hello");
            answer.watch = own;
            reply(std::move(answer));
        });
        gate::Gate gate({}, next, m_meter, m_clock);
        gate.serve(requestOf(HttpMethod::Get), [&](HttpReply reply) { sendWhole(reply, 5); });
        QCOMPARE(own->total.load(), std::int64_t(5));
        QCOMPARE(own->ends.value(), 1);
        QVERIFY(own->wasWhole);
    }

    void serverTellsTheMeterWhatItSent()
    {
        meter::Meter meter(m_clock);
        GrowingBody body(100'000);
        FunctionService next([&](auto, ReplySink reply) {
            HttpReply answer = fileReply({std::shared_ptr<void>(), &body}, {1000, 100'000});
            answer.facts = {Outcome::Hit, "hf:models/a/b", "file"};
            reply(std::move(answer));
        });
        gate::Gate gate({}, next, meter, m_clock);
        {
            RunningServer running(gate);
            QVERIFY(RawClient(running.endpoint()).ask(RawClient::get("/")).isWhole);
            QVERIFY(running.waitUntilEmpty());
        }
        QCOMPARE(gate.requests(), 0);
        const meter::Figures figures = meter.figures();
        QCOMPARE(figures.servedToday, std::int64_t(99'000));
        QCOMPARE(figures.clients.size(), std::size_t(1));
        QCOMPARE(figures.clients[0].address, std::string("127.0.0.1"));
    }

private:
    SystemClock m_clock;
    meter::Meter m_meter{m_clock};
};

QTEST_GUILESS_MAIN(GateTest)
#include "gate_test.moc"
