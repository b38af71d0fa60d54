#include <QTest>

#include "core/serve/harness.h"
#include "support/rawclient.h"

#include <thread>

using namespace mirrorlake;
using namespace mirrorlake::test;

namespace {

constexpr std::chrono::hours longGrace{1};

/// stop() on a thread of its own, because it waits; joined at the end.
class Stopping
{
public:
    Stopping(serve::Server &server, std::chrono::milliseconds grace)
        : m_thread([this, &server, grace] {
              server.stop(grace);
              ended.add();
          })
    {}
    ~Stopping() { m_thread.join(); }

    Counter ended;

private:
    std::thread m_thread; // depends on: ended
};

} // namespace

class StopTest : public QObject
{
    Q_OBJECT

private slots:
    void idleConnectionsEndAtOnce()
    {
        FunctionService service([](auto, ReplySink reply) { reply(textReply({})); });
        RunningServer running(service);
        RawClient used(running.endpoint());
        RawClient unused(running.endpoint());
        RawClient inHeader(running.endpoint());
        used.ask(RawClient::get("/"));
        inHeader.send("GET / HT");
        running.server().stop(longGrace);
        QVERIFY(used.isClosedByServer());
        QVERIFY(unused.isClosedByServer());
        QVERIFY(inHeader.isClosedByServer());
        QCOMPARE(running.server().connections(), 0);
    }

    void runningReplyMayEnd()
    {
        GrowingBody body(100'000, 10);
        FunctionService service([&](auto, ReplySink reply) {
            reply(fileReply({std::shared_ptr<void>(), &body}, {0, 100'000}));
        });
        RunningServer running(service);
        RawClient client(running.endpoint());
        client.send(RawClient::get("/1") + RawClient::get("/never"));
        QCOMPARE(client.readHead().status, 200);
        QVERIFY(body.waits.waitFor(1));
        Stopping stopping(running.server(), longGrace);
        while (RawClient(running.endpoint()).isConnected()) // until nothing more is accepted
            std::this_thread::yield();
        QCOMPARE(stopping.ended.value(), 0);
        body.grow(100'000);
        QCOMPARE(client.readToEnd(), body.content(0, 100'000));
        QVERIFY(stopping.ended.waitFor(1));
    }

    void preparedReplyMayEndAndSaysClose()
    {
        HoldingService service;
        RunningServer running(service);
        RawClient client(running.endpoint());
        client.send(RawClient::get("/"));
        QVERIFY(service.held.waitFor(1));
        Stopping stopping(running.server(), longGrace);
        while (RawClient(running.endpoint()).isConnected())
            std::this_thread::yield();
        service.take()(textReply("the last"));
        const RawReply reply = client.readReply();
        QCOMPARE(reply.body, std::string("the last"));
        QCOMPARE(*reply.header("Connection"), std::string("close"));
        QVERIFY(stopping.ended.waitFor(1));
    }

    void replyBeyondTheGraceIsCut()
    {
        GrowingBody body(100'000, 10);
        HoldingService holding;
        const auto watch = std::make_shared<RememberingWatch>();
        FunctionService service([&](std::shared_ptr<const HttpRequest> request, ReplySink reply) {
            if (request->target == "/held")
                return holding.serve(request, std::move(reply));
            HttpReply answer = fileReply({std::shared_ptr<void>(), &body}, {0, 100'000});
            answer.watch = watch;
            reply(std::move(answer));
        });
        RunningServer running(service);
        RawClient starved(running.endpoint());
        RawClient preparing(running.endpoint());
        starved.send(RawClient::get("/"));
        preparing.send(RawClient::get("/held"));
        QVERIFY(body.waits.waitFor(1));
        QVERIFY(holding.held.waitFor(1));
        running.server().stop(std::chrono::milliseconds(50));
        QVERIFY(!starved.readReply().isWhole);
        QCOMPARE(preparing.readReply().status, 0);
        QCOMPARE(watch->ends.value(), 1);
        QVERIFY(!watch->wasWhole);
        holding.take()(textReply("much too late"));
    }

    void abortEndsAStopThatWaits()
    {
        HoldingService service;
        RunningServer running(service);
        RawClient client(running.endpoint());
        client.send(RawClient::get("/"));
        QVERIFY(service.held.waitFor(1));
        Stopping stopping(running.server(), longGrace);
        while (RawClient(running.endpoint()).isConnected())
            std::this_thread::yield();
        running.server().abort();
        QVERIFY(stopping.ended.waitFor(1));
        QVERIFY(client.isClosedByServer());
    }

    void abortBeforeStopIsRemembered()
    {
        HoldingService service;
        RunningServer running(service);
        RawClient client(running.endpoint());
        client.send(RawClient::get("/"));
        QVERIFY(service.held.waitFor(1));
        running.server().abort();
        QVERIFY(client.isClosedByServer());
        running.server().stop(longGrace);
    }

    void stoppedServerStartsAgain()
    {
        FunctionService service([](auto, ReplySink reply) { reply(textReply({})); });
        serve::ServerOptions options;
        options.listen = {"127.0.0.1:0"};
        serve::Server server(options, service);
        for (int i = 0; i < 3; ++i) {
            QVERIFY(server.start());
            QVERIFY(!server.start());
            QCOMPARE(RawClient(server.endpoints().front()).ask(RawClient::get("/")).status, 200);
            server.stop(longGrace);
            server.stop(longGrace);
            QVERIFY(server.endpoints().empty());
        }
    }

    void stopUnderLoadNeverHangs()
    {
        GrowingBody body(300'000);
        FunctionService service([&](auto, ReplySink reply) {
            reply(fileReply({std::shared_ptr<void>(), &body}, {0, 300'000}));
        });
        for (int round = 0; round < 20; ++round) {
            RunningServer running(service);
            std::atomic<bool> isOver{false};
            Counter replies;
            std::vector<std::thread> clients;
            for (int i = 0; i < 4; ++i) {
                clients.emplace_back([&] {
                    while (!isOver) {
                        RawClient client(running.endpoint());
                        while (client.isConnected() && client.ask(RawClient::get("/")).isWhole)
                            replies.add();
                    }
                });
            }
            QVERIFY(replies.waitFor(20));
            running.server().stop(std::chrono::milliseconds(round % 2 ? 1000 : 0));
            isOver = true;
            for (std::thread &client : clients)
                client.join();
        }
    }
};

QTEST_GUILESS_MAIN(StopTest)
#include "stop_test.moc"
