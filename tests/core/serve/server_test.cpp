#include <QTest>

#include "core/serve/harness.h"
#include "support/rawclient.h"

#include <thread>

using namespace mirrorlake;
using namespace mirrorlake::test;

namespace {

constexpr std::chrono::milliseconds soon{50};

/// Says what it was asked, so that a test sees which reply belongs to which request.
void echo(std::shared_ptr<const HttpRequest> request, ReplySink reply)
{
    reply(textReply(request->methodName + " " + request->target + " " + request->body));
}

} // namespace

class ServerTest : public QObject
{
    Q_OBJECT

private slots:
    void connectionServesManyRequests()
    {
        FunctionService service(echo);
        RunningServer running(service);
        RawClient client(running.endpoint());
        for (int i = 0; i < 3; ++i) {
            const RawReply reply = client.ask(RawClient::get("/" + std::to_string(i)));
            QCOMPARE(reply.status, 200);
            QCOMPARE(reply.body, "GET /" + std::to_string(i) + " ");
            QCOMPARE(*reply.header("Connection"), std::string("keep-alive"));
            QVERIFY(reply.header("Date")->ends_with(" GMT"));
        }
    }

    void requestSaysWhoAsksAndWhere()
    {
        std::shared_ptr<const HttpRequest> seen;
        FunctionService service([&](std::shared_ptr<const HttpRequest> request, ReplySink reply) {
            seen = request;
            reply(textReply({}));
        });
        RunningServer running(service);
        RawClient(running.endpoint()).ask(RawClient::get("/%41?%2F"));
        QCOMPARE(seen->clientAddress, std::string("127.0.0.1"));
        QCOMPARE(seen->localAddress, running.endpoint());
        QCOMPARE(seen->target, std::string("/%41?%2F"));
        QCOMPARE(seen->id.size(), std::size_t(12));
        QVERIFY(!seen->isTls);
    }

    void behindATrustedProxyTheClientIsWhomItNames()
    {
        std::vector<std::string> seen;
        FunctionService service([&](std::shared_ptr<const HttpRequest> request, ReplySink reply) {
            seen.push_back(request->clientAddress);
            reply(textReply({}));
        });
        serve::ServerOptions options;
        options.trustedProxies = {*Network::parse("127.0.0.1")};
        const RunningServer running(service, options);
        RawClient proxy(running.endpoint());
        for (const char *client : {"192.168.1.7", "10.9.9.9, 192.168.1.8"})
            QCOMPARE(proxy.ask(RawClient::get("/", "X-Forwarded-For: " + std::string(client) + "\r\n")).status, 200);
        QCOMPARE(proxy.ask(RawClient::get("/")).status, 200);
        QCOMPARE(seen, (std::vector<std::string>{"192.168.1.7", "192.168.1.8", "127.0.0.1"}));
    }

    void pipelinedRequestsAreAnsweredInOrder()
    {
        HoldingService service;
        RunningServer running(service);
        RawClient client(running.endpoint());
        client.send(RawClient::get("/1") + RawClient::head("/2") + RawClient::get("/3"));
        QVERIFY(service.held.waitFor(1));
        service.take()(textReply("one"));
        QVERIFY(service.held.waitFor(2));
        service.take()(textReply("two"));
        QVERIFY(service.held.waitFor(3));
        std::thread([sink = service.take()] { sink(textReply("three")); }).join();
        QCOMPARE(client.readReply().body, std::string("one"));
        QCOMPARE(*client.readReply(true).header("Content-Length"), std::string("3"));
        QCOMPARE(client.readReply().body, std::string("three"));
        QCOMPARE(service.held.value(), 3);
    }

    void thousandPipelinedRequestsAreAnsweredInOrder()
    {
        FunctionService service(echo);
        RunningServer running(service);
        RawClient client(running.endpoint());
        std::string all;
        for (int i = 0; i < 1000; ++i)
            all += RawClient::get("/" + std::to_string(i));
        client.send(all);
        for (int i = 0; i < 1000; ++i)
            QCOMPARE(client.readReply().body, "GET /" + std::to_string(i) + " ");
    }

    void headNeverHasABody()
    {
        FunctionService service([](std::shared_ptr<const HttpRequest> request, ReplySink reply) {
            HttpReply answer = request->target == "/made" ? textReply("hello") : textReply({});
            if (request->target == "/told")
                answer.headLength = 60'000'000'000;
            reply(std::move(answer));
        });
        RunningServer running(service);
        RawClient client(running.endpoint());
        client.send(RawClient::head("/made") + RawClient::head("/told") + RawClient::get("/end"));
        QCOMPARE(*client.readReply(true).header("Content-Length"), std::string("5"));
        QCOMPARE(*client.readReply(true).header("Content-Length"), std::string("60000000000"));
        QCOMPARE(client.readReply().status, 200);
    }

    void notModifiedHasNoBody()
    {
        FunctionService service([](auto, ReplySink reply) { reply(textReply("never sent", 304)); });
        RunningServer running(service);
        RawClient client(running.endpoint());
        client.send(RawClient::get("/") + RawClient::get("/"));
        QCOMPARE(client.readReply().status, 304);
        QCOMPARE(client.readReply().status, 304);
    }

    void bodyArrivesWhole()
    {
        FunctionService service(echo);
        RunningServer running(service);
        RawClient client(running.endpoint());
        const std::string body(300'000, 'b');
        client.send("POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 300000\r\n\r\n");
        client.send(body);
        QCOMPARE(client.readReply().body, "POST /p " + body);
    }

    void clientThatExpectsContinueIsToldTo()
    {
        FunctionService service(echo);
        RunningServer running(service);
        RawClient client(running.endpoint());
        client.send("POST /p HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
        QCOMPARE(client.readHead().status, 100);
        QCOMPARE(client.ask("hello").body, std::string("POST /p hello"));
    }

    void tooLargeBodyIsRefusedBeforeItIsSent()
    {
        FunctionService service(echo);
        RunningServer running(service);
        RawClient client(running.endpoint());
        const RawReply reply =
            client.ask("POST /p HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 99999999\r\n\r\n");
        QCOMPARE(reply.status, 413);
        QCOMPARE(*reply.header("Connection"), std::string("close"));
        QVERIFY(client.isClosedByServer());
    }

    void refusalReachesAClientThatStillSends()
    {
        FunctionService service(echo);
        RunningServer running(service);
        RawClient client(running.endpoint());
        client.send("POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 9000000\r\n\r\n");
        client.send(std::string(1'000'000, 'x'));
        const RawReply reply = client.readReply();
        QCOMPARE(reply.status, 413);
        QVERIFY(reply.isWhole);
        QCOMPARE(*reply.header("X-Error-Message"), std::string("the request body is too large"));
        QCOMPARE(reply.body, std::string("{\"error\":\"the request body is too large\"}"));
    }

    void refusalOfAHeadHasNoBody()
    {
        FunctionService service(echo);
        RunningServer running(service);
        RawClient client(running.endpoint());
        client.send("HEAD / HTTP/1.1\r\n\r\n");
        const std::string all = client.readToEnd();
        QVERIFY(all.starts_with("HTTP/1.1 400 "));
        QVERIFY(all.ends_with("\r\n\r\n"));
    }

    void nothingAfterARefusedRequestIsServed()
    {
        std::atomic<int> served{0};
        FunctionService service([&](auto, ReplySink reply) {
            ++served;
            reply(textReply({}));
        });
        RunningServer running(service);
        RawClient client(running.endpoint());
        client.send("GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" +
                    RawClient::get("/smuggled"));
        QVERIFY(client.readToEnd().starts_with("HTTP/1.1 400 "));
        QCOMPARE(served.load(), 0);
    }

    void oldClientsConnectionIsClosed()
    {
        FunctionService service(echo);
        RunningServer running(service);
        RawClient client(running.endpoint());
        const RawReply reply = client.ask("GET /old HTTP/1.0\r\n\r\n");
        QCOMPARE(reply.body, std::string("GET /old "));
        QCOMPARE(*reply.header("Connection"), std::string("close"));
        QVERIFY(client.isClosedByServer());
    }

    void requestThatArrivesTooSlowlyIsTimedOut()
    {
        FunctionService service(echo);
        serve::ServerOptions options;
        options.readTimeout = soon;
        RunningServer running(service, options);
        RawClient client(running.endpoint());
        client.send("GET / HTTP/1.1\r\nHo");
        const RawReply reply = client.readReply();
        QCOMPARE(reply.status, 408);
        QVERIFY(reply.header("X-Error-Message"));
        QVERIFY(client.isClosedByServer());
    }

    void requestThatEndsEarlyIsToldSo()
    {
        FunctionService service(echo);
        RunningServer running(service);
        for (const char *start : {"GET / HTTP/1.1\r\n", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhel"}) {
            RawClient client(running.endpoint());
            client.send(start);
            client.closeWriting();
            const RawReply reply = client.readReply();
            QCOMPARE(reply.status, 400);
            QVERIFY(reply.body.find("before it is complete") != std::string::npos);
        }
        RawClient nothing(running.endpoint());
        nothing.closeWriting();
        QCOMPARE(nothing.readToEnd(), std::string());
    }

    void idleConnectionIsClosedSilently()
    {
        FunctionService service(echo);
        serve::ServerOptions options;
        options.idleTimeout = soon;
        RunningServer running(service, options);
        RawClient client(running.endpoint());
        QCOMPARE(client.ask(RawClient::get("/")).status, 200);
        QVERIFY(client.isClosedByServer());
    }

    void clientThatReadsNothingIsCut()
    {
        Counter asked;
        FunctionService service([&](auto, ReplySink reply) {
            asked.add();
            reply(textReply(std::string(32'000'000, 'x')));
        });
        serve::ServerOptions options;
        options.writeTimeout = soon;
        RunningServer running(service, options);
        RawClient client(running.endpoint(), 4096);
        client.send(RawClient::get("/"));
        QVERIFY(asked.waitFor(1)); // before that the server is empty because nobody came yet
        QVERIFY(running.waitUntilEmpty());
        QVERIFY(client.readToEnd().size() < 32'000'000);
    }

    void connectionBeyondTheLimitIsToldSo()
    {
        FunctionService service(echo);
        serve::ServerOptions options;
        options.maxConnections = 2;
        RunningServer running(service, options);
        RawClient first(running.endpoint());
        RawClient second(running.endpoint());
        QCOMPARE(first.ask(RawClient::get("/1")).status, 200);
        QCOMPARE(second.ask(RawClient::get("/2")).status, 200);
        QCOMPARE(running.server().connections(), 2);
        RawClient third(running.endpoint());
        const RawReply reply = third.readReply();
        QCOMPARE(reply.status, 429);
        QCOMPARE(*reply.header("Retry-After"), std::string("1"));
        first.close();
        second.close();
        QVERIFY(running.waitUntilEmpty());
        QCOMPARE(RawClient(running.endpoint()).ask(RawClient::get("/4")).status, 200);
    }

    void exceptionOfTheServiceBecomesAnInternalError()
    {
        FunctionService service([](auto, ReplySink) { throw std::runtime_error("/secret/path"); });
        RunningServer running(service);
        RawClient client(running.endpoint());
        for (int i = 0; i < 2; ++i) {
            const RawReply reply = client.ask(RawClient::get("/"));
            QCOMPARE(reply.status, 500);
            QVERIFY((reply.head + reply.body).find("secret") == std::string::npos);
        }
    }

    void droppedSinkBecomesAnInternalError()
    {
        HoldingService service;
        RunningServer running(service);
        RawClient client(running.endpoint());
        client.send(RawClient::get("/"));
        QVERIFY(service.held.waitFor(1));
        service.take();
        QCOMPARE(client.readReply().status, 500);
    }

    void secondReplyIsDropped()
    {
        FunctionService service([](std::shared_ptr<const HttpRequest> request, ReplySink reply) {
            reply(textReply(request->target));
            reply(textReply("twice"));
        });
        RunningServer running(service);
        RawClient client(running.endpoint());
        QCOMPARE(client.ask(RawClient::get("/1")).body, std::string("/1"));
        QCOMPARE(client.ask(RawClient::get("/2")).body, std::string("/2"));
    }

    void clientThatHangsUpWhileItsReplyIsPreparedIsNoticed()
    {
        HoldingService service;
        RunningServer running(service);
        {
            RawClient client(running.endpoint());
            client.send(RawClient::get("/"));
            QVERIFY(service.held.waitFor(1));
        }
        QVERIFY(running.waitUntilEmpty());
        const auto watch = std::make_shared<RememberingWatch>();
        HttpReply late = textReply("late");
        late.watch = watch;
        service.take()(std::move(late));
        QCOMPARE(watch->ends.value(), 1);
        QVERIFY(!watch->wasWhole);
    }

    void hangUpIsNoticedBehindPipelinedRequests()
    {
        HoldingService service;
        RunningServer running(service);
        {
            RawClient client(running.endpoint());
            client.send(RawClient::get("/1") + RawClient::get("/2") + std::string(100'000, 'x'));
            QVERIFY(service.held.waitFor(1));
        }
        QVERIFY(running.waitUntilEmpty());
        QCOMPARE(service.held.value(), 1);
    }
};

QTEST_GUILESS_MAIN(ServerTest)
#include "server_test.moc"
