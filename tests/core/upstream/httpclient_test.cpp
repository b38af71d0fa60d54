#include "core/upstream/collectingsink.h"
#include "core/upstream/scriptedserver.h"
#include "upstream/httpclient.h"

#include <QTest>

using namespace mirrorlake;
using namespace mirrorlake::upstream;
using namespace mirrorlake::test;

namespace {

Request get(const ScriptedServer &server, std::string path = "/x")
{
    Request request;
    request.url = server.url() + std::move(path);
    return request;
}

ClientOptions impatient()
{
    ClientOptions options;
    options.stallTimeout = std::chrono::milliseconds(300);
    options.connectTimeout = std::chrono::milliseconds(2000);
    return options;
}

/// A port that nobody listens on.
int deadPort()
{
    return ScriptedServer([](const SeenRequest &, Wire &) {}).port();
}

} // namespace

class HttpClientTest : public QObject
{
    Q_OBJECT

private slots:
    void statusIsNoErrorAndBodyIsWhole()
    {
        ScriptedServer server(
            [](const SeenRequest &, Wire &wire) { wire.send(answer(404, {"X-Error-Code: EntryNotFound"}, "no")); });
        HttpClient client({});
        const auto response = client.exchange(get(server));
        QVERIFY(response.has_value());
        QCOMPARE(response->status, 404);
        QCOMPARE(response->body, std::string("no"));
        QCOMPARE(std::string(response->header("x-error-code").value_or("")), std::string("EntryNotFound"));
        QCOMPARE(response->peerAddress, std::string("127.0.0.1"));
    }

    void requestSaysWhatWasAsked()
    {
        ScriptedServer server([](const SeenRequest &, Wire &wire) { wire.send(answer(206, {}, "cd")); });
        HttpClient client({});
        Request request = get(server, "/a%20b?c=%2F");
        request.range = ByteRange{2, 4};
        request.bearerToken = "hf_secret";
        request.headers.push_back({"If-None-Match", "\"e\""});
        QVERIFY(client.exchange(request).has_value());
        const SeenRequest seen = server.seen().at(0);
        QCOMPARE(seen.target, std::string("/a%20b?c=%2F"));
        QCOMPARE(seen.header("range"), std::string("bytes=2-3"));
        QCOMPARE(seen.header("authorization"), std::string("Bearer hf_secret"));
        QCOMPARE(seen.header("accept-encoding"), std::string("identity"));
        QCOMPARE(seen.header("if-none-match"), std::string("\"e\""));
        QVERIFY(seen.header("user-agent").starts_with("mirrorlake/"));
    }

    void postSendsItsBody()
    {
        ScriptedServer server([](const SeenRequest &, Wire &wire) { wire.send(answer(200, {}, "[]")); });
        HttpClient client({});
        Request request = get(server);
        request.method = HttpMethod::Post;
        request.body = "paths=a&paths=b";
        QVERIFY(client.exchange(request).has_value());
        QCOMPARE(server.seen().at(0).method, std::string("POST"));
        QCOMPARE(server.seen().at(0).body, std::string("paths=a&paths=b"));
        QVERIFY(!server.seen().at(0).hasHeader("expect"));
    }

    void connectionIsUsedAgain()
    {
        ScriptedServer server([](const SeenRequest &, Wire &wire) { wire.send(answer(200, {}, "ok")); });
        HttpClient client({});
        for (int i = 0; i < 5; ++i)
            QVERIFY(client.exchange(get(server)).has_value());
        CollectingSink sink;
        QVERIFY(client.stream(get(server), sink).has_value());
        QCOMPARE(server.seen().size(), std::size_t(6));
        QCOMPARE(server.connections(), 1);
    }

    void headHasNoBodyAndKeepsItsLength()
    {
        ScriptedServer server([](const SeenRequest &, Wire &wire) { wire.send(head(200, {"Content-Length: 665"})); });
        HttpClient client({});
        Request request = get(server);
        request.method = HttpMethod::Head;
        const auto response = client.exchange(request);
        QVERIFY(response.has_value());
        QCOMPARE(std::string(response->header("content-length").value_or("")), std::string("665"));
        QVERIFY(client.exchange(request).has_value());
        QCOMPARE(server.connections(), 1);
    }

    void redirectIsNotFollowed()
    {
        ScriptedServer server([](const SeenRequest &, Wire &wire) { wire.send(answer(302, {"Location: /y"})); });
        HttpClient client({});
        QCOMPARE(client.exchange(get(server))->status, 302);
        QCOMPARE(server.seen().size(), std::size_t(1));
    }

    void interimAnswerIsPassedOver()
    {
        ScriptedServer server([](const SeenRequest &, Wire &wire) {
            wire.send(head(103, {"Link: </a>", "ETag: \"early\""}) + answer(200, {"X-A: b"}, "ok"));
        });
        HttpClient client({});
        const auto response = client.exchange(get(server));
        QVERIFY(response.has_value());
        QCOMPARE(response->status, 200);
        QVERIFY(!response->header("etag"));
    }

    void streamGivesHeadThenBytes()
    {
        const std::string body(3 * 1024 * 1024, 'b');
        ScriptedServer server([&](const SeenRequest &, Wire &wire) { wire.send(answer(200, {"X-A: b"}, body)); });
        HttpClient client({});
        CollectingSink sink;
        const auto response = client.stream(get(server), sink);
        QVERIFY(response.has_value());
        QVERIFY(response->body.empty());
        QCOMPARE(sink.begins, 1);
        QCOMPARE(sink.head.status, 200);
        QVERIFY(sink.body == body);
    }

    void cutBodyIsBroken()
    {
        ScriptedServer server([](const SeenRequest &, Wire &wire) {
            wire.send(head(200, {"Content-Length: 10"}) + "12345");
            wire.close();
        });
        HttpClient client({});
        CollectingSink sink;
        QCOMPARE(client.stream(get(server), sink).error().code, ErrorCode::UpstreamBroken);
        QCOMPARE(sink.body, std::string("12345"));
        QCOMPARE(client.exchange(get(server)).error().code, ErrorCode::UpstreamBroken);
    }

    void noAnswerAtAllIsBroken()
    {
        ScriptedServer server([](const SeenRequest &, Wire &wire) { wire.close(); });
        HttpClient client({});
        QCOMPARE(client.exchange(get(server)).error().code, ErrorCode::UpstreamBroken);
    }

    void answerThatIsNoHttpIsBroken()
    {
        ScriptedServer server([](const SeenRequest &, Wire &wire) {
            wire.send("SSH-2.0-OpenSSH_9.2\r\n");
            wire.close();
        });
        HttpClient client({});
        QCOMPARE(client.exchange(get(server)).error().code, ErrorCode::UpstreamBroken);
    }

    void stallEndsAsTimeout()
    {
        ScriptedServer server([](const SeenRequest &, Wire &wire) {
            wire.send(head(200, {"Content-Length: 10"}) + "12345");
            wire.stall();
        });
        HttpClient client(impatient());
        CollectingSink sink;
        QCOMPARE(client.stream(get(server), sink).error().code, ErrorCode::UpstreamTimeout);
        QCOMPARE(sink.body, std::string("12345"));
    }

    void slowHeadersEndAsTimeout()
    {
        ScriptedServer server([](const SeenRequest &, Wire &wire) {
            wire.send("HTTP/1.1 200 OK\r\nContent-");
            wire.stall();
        });
        HttpClient client(impatient());
        QCOMPARE(client.exchange(get(server)).error().code, ErrorCode::UpstreamTimeout);
    }

    void wholeExchangeHasItsTime()
    {
        ScriptedServer server([](const SeenRequest &, Wire &wire) { wire.stall(); });
        HttpClient client({});
        Request request = get(server);
        request.timeout = std::chrono::milliseconds(200);
        QCOMPARE(client.exchange(request).error().code, ErrorCode::UpstreamTimeout);
    }

    void refusedConnectionIsUnreachable()
    {
        HttpClient client({});
        Request request;
        request.url = "http://127.0.0.1:" + std::to_string(deadPort()) + "/x?Signature=secret";
        const auto response = client.exchange(request);
        QCOMPARE(response.error().code, ErrorCode::UpstreamUnreachable);
        QVERIFY(response.error().message.find("secret") == std::string::npos);
        QVERIFY(response.error().message.find("127.0.0.1") != std::string::npos);
    }

    void unknownHostIsToldFromAnUnreachableOne()
    {
        HttpClient client({});
        Request request;
        request.url = "http://nowhere.invalid/x";
        QCOMPARE(client.exchange(request).error().code, ErrorCode::UpstreamNameUnknown);
    }

    void silenceWhereTlsIsSpokenIsUnreachable()
    {
        ScriptedServer server([](const SeenRequest &, Wire &) {});
        HttpClient client(impatient());
        Request request;
        request.url = "https://127.0.0.1:" + std::to_string(server.port()) + "/x";
        request.timeout = std::chrono::milliseconds(3000);
        QCOMPARE(client.exchange(request).error().code, ErrorCode::UpstreamUnreachable);
    }

    void sinkThatHasEnoughCancels()
    {
        ScriptedServer server(
            [](const SeenRequest &, Wire &wire) { wire.send(answer(200, {}, std::string(1 << 20, 'a'))); });
        HttpClient client({});
        CollectingSink sink;
        sink.enough = 1000;
        QCOMPARE(client.stream(get(server), sink).error().code, ErrorCode::Cancelled);
    }

    void cancellationIsHeardWhileNothingComes()
    {
        CollectingSink sink;
        ScriptedServer server([&](const SeenRequest &, Wire &wire) {
            sink.cancelled = true;
            wire.stall();
        });
        HttpClient client({});
        QCOMPARE(client.stream(get(server), sink).error().code, ErrorCode::Cancelled);
    }

    void stopEndsARunningExchange()
    {
        HttpClient client({});
        ScriptedServer server([&](const SeenRequest &, Wire &wire) {
            client.hold(true);
            wire.stall();
        });
        QCOMPARE(client.exchange(get(server)).error().code, ErrorCode::Cancelled);
    }

    void bodyBeyondItsBoundIsBroken()
    {
        ScriptedServer server(
            [](const SeenRequest &, Wire &wire) { wire.send(answer(200, {}, std::string(1001, 'a'))); });
        HttpClient client({});
        Request request = get(server);
        request.maxBody = 1000;
        QCOMPARE(client.exchange(request).error().code, ErrorCode::UpstreamBroken);
        request.maxBody = 1001;
        QCOMPARE(client.exchange(request)->body.size(), std::size_t(1001));
    }

    void headBeyondItsBoundsIsBroken_data()
    {
        QTest::addColumn<int>("fields");
        QTest::addColumn<int>("length");
        QTest::addColumn<bool>("isTaken");
        QTest::newRow("many fields") << 257 << 1 << false;
        QTest::newRow("large fields") << 10 << 7000 << false;
        QTest::newRow("within both") << 200 << 100 << true;
    }

    void headBeyondItsBoundsIsBroken()
    {
        QFETCH(int, fields);
        QFETCH(int, length);
        QFETCH(bool, isTaken);
        std::vector<std::string> lines;
        for (int i = 0; i < fields; ++i)
            lines.push_back("X-" + std::to_string(i) + ": " + std::string(static_cast<std::size_t>(length), 'v'));
        ScriptedServer server([&](const SeenRequest &, Wire &wire) { wire.send(answer(200, lines, "ok")); });
        HttpClient client({});
        const auto response = client.exchange(get(server));
        QCOMPARE(response.has_value(), isTaken);
        QVERIFY(isTaken || response.error().code == ErrorCode::UpstreamBroken);
    }

    void compressedAnswerIsDecodedOnlyWhenAskedFor()
    {
        const QByteArray gzip = QByteArray::fromHex("1f8b08000000000002034bceccabca2c00000f0525cd06000000");
        ScriptedServer server([&](const SeenRequest &seen, Wire &wire) {
            if (seen.header("accept-encoding") == "identity")
                wire.send(answer(200, {}, "plain"));
            else
                wire.send(answer(200, {"Content-Encoding: gzip"}, gzip.toStdString()));
        });
        HttpClient client({});
        Request request = get(server);
        QCOMPARE(client.exchange(request)->body, std::string("plain"));
        request.acceptsCompressed = true;
        const auto response = client.exchange(request);
        QVERIFY2(response.has_value(), response ? "" : response.error().message.c_str());
        QCOMPARE(response->body, std::string("cinzip"));
        QVERIFY(!response->header("content-encoding"));
        QVERIFY(!response->header("content-length"));
    }

    void publicOnlyNeverConnectsToAPrivateAddress()
    {
        ScriptedServer server([](const SeenRequest &, Wire &wire) { wire.send(answer(200, {}, "secret")); });
        HttpClient client({});
        Request request = get(server);
        request.isPublicOnly = true;
        QCOMPARE(client.exchange(request).error().code, ErrorCode::UpstreamBroken);
        QCOMPARE(server.connections(), 0);
        request.isPublicOnly = false;
        QVERIFY(client.exchange(request).has_value());
        request.isPublicOnly = true; // nor by a connection that is open already
        QCOMPARE(client.exchange(request).error().code, ErrorCode::UpstreamBroken);
        QCOMPARE(server.seen().size(), std::size_t(1));
    }

    void otherSchemesAreRefused()
    {
        HttpClient client({});
        for (const char *url : {"file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/", "", "http://"}) {
            Request request;
            request.url = url;
            QCOMPARE(client.exchange(request).error().code, ErrorCode::UpstreamUnreachable);
        }
    }

    void controlCharacterInATokenIsRefused()
    {
        ScriptedServer server([](const SeenRequest &, Wire &wire) { wire.send(answer(200, {}, "ok")); });
        HttpClient client({});
        Request request = get(server);
        request.bearerToken = "hf_x\r\nX-Evil: 1";
        QCOMPARE(client.exchange(request).error().code, ErrorCode::BadRequest);
        QCOMPARE(server.seen().size(), std::size_t(0));
    }

    void proxyIsAskedForTheWholeUrl()
    {
        ScriptedServer proxy([](const SeenRequest &, Wire &wire) { wire.send(answer(200, {}, "by proxy")); });
        ClientOptions options;
        options.proxy = "http://user:word@127.0.0.1:" + std::to_string(proxy.port());
        HttpClient client(options);
        Request request;
        request.url = "http://hub.example/x";
        const auto response = client.exchange(request);
        QCOMPARE(response->body, std::string("by proxy"));
        QVERIFY(response->peerAddress.empty());
        QCOMPARE(proxy.seen().at(0).target, std::string("http://hub.example/x"));
        QVERIFY(proxy.seen().at(0).hasHeader("proxy-authorization"));
    }

    void fixedAddressIsUsedInsteadOfAName()
    {
        ScriptedServer server([](const SeenRequest &, Wire &wire) { wire.send(answer(200, {}, "ok")); });
        ClientOptions options;
        options.fixedAddresses = {"hub.example:" + std::to_string(server.port()) + ":127.0.0.1"};
        HttpClient client(options);
        Request request;
        request.url = "http://hub.example:" + std::to_string(server.port()) + "/x";
        QVERIFY(client.exchange(request).has_value());
    }
};

QTEST_GUILESS_MAIN(HttpClientTest)
#include "httpclient_test.moc"
