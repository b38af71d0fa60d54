#include <QTest>

#include "serve/requestreader.h"

#include "base/errortable.h"

#include <cstring>

using namespace mirrorlake;
using serve::RequestReader;
using Progress = RequestReader::Progress;

namespace {

/// Gives the reader as much of bytes as it takes until it says something; returns what it said.
Progress feed(RequestReader &reader, std::string_view &bytes, std::size_t piece = SIZE_MAX)
{
    for (;;) {
        const Progress progress = reader.advance();
        if (progress != Progress::NeedsMore || bytes.empty())
            return progress;
        const auto space = reader.space();
        if (space.size == 0)
            qFatal("the reader wants more and has no room");
        const std::size_t count = std::min({space.size, bytes.size(), piece});
        std::memcpy(space.data, bytes.data(), count);
        reader.received(count);
        bytes.remove_prefix(count);
    }
}

std::string chunked(std::string_view body)
{
    return "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + std::string(body);
}

} // namespace

class RequestReaderTest : public QObject
{
    Q_OBJECT

private slots:
    void requestIsTheSameInAnyPieces_data()
    {
        QTest::addColumn<int>("piece");
        for (const int piece : {1, 2, 3, 7, 64, 100'000})
            QTest::addRow("%d bytes", piece) << piece;
    }

    void requestIsTheSameInAnyPieces()
    {
        QFETCH(int, piece);
        const std::string text = "GET /a%20b/%2e%2e?q=1 HTTP/1.1\r\nHost: h\r\nX-Long: a b\tc \r\n\r\n"
                                 "POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello" +
                                 chunked("3;x=y\r\nabc\r\n4\r\ndefg\r\n0\r\nX-Trailer: t\r\n\r\n") +
                                 "HEAD / HTTP/1.0\r\n\r\n";
        std::string_view bytes = text;
        RequestReader reader({});
        const auto size = static_cast<std::size_t>(piece);

        QCOMPARE(feed(reader, bytes, size), Progress::Complete);
        QVERIFY(reader.keepsAlive());
        HttpRequest request = reader.take();
        QCOMPARE(request.method, HttpMethod::Get);
        QCOMPARE(request.target, std::string("/a%20b/%2e%2e?q=1"));
        QCOMPARE(request.headers.size(), std::size_t(2));
        QCOMPARE(std::string(*request.header("x-long")), std::string("a b\tc"));

        QCOMPARE(feed(reader, bytes, size), Progress::Complete);
        request = reader.take();
        QCOMPARE(request.method, HttpMethod::Post);
        QCOMPARE(request.body, std::string("hello"));

        QCOMPARE(feed(reader, bytes, size), Progress::Complete);
        request = reader.take();
        QCOMPARE(request.body, std::string("abcdefg"));
        QVERIFY(!request.header("X-Trailer"));

        QCOMPARE(feed(reader, bytes, size), Progress::Complete);
        QVERIFY(!reader.keepsAlive());
        QCOMPARE(reader.take().method, HttpMethod::Head);
        QVERIFY(reader.isIdle());
    }

    void targetIsThePathThatWasMeant_data()
    {
        QTest::addColumn<QByteArray>("sent");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("host");
        QTest::newRow("origin") << QByteArray("GET /x") << QByteArray("/x") << QByteArray("h");
        QTest::newRow("not decoded") << QByteArray("GET /%2e%2E/%00") << QByteArray("/%2e%2E/%00") << QByteArray("h");
        QTest::newRow("two slashes") << QByteArray("GET //x") << QByteArray("//x") << QByteArray("h");
        QTest::newRow("absolute") << QByteArray("GET http://other:1/x?y") << QByteArray("/x?y")
                                  << QByteArray("other:1");
        QTest::newRow("absolute TLS") << QByteArray("GET HTTPS://other/x") << QByteArray("/x") << QByteArray("other");
        QTest::newRow("absolute, no path") << QByteArray("GET http://other") << QByteArray("/") << QByteArray("other");
        QTest::newRow("absolute, query only")
            << QByteArray("GET http://other?q") << QByteArray("/?q") << QByteArray("other");
        QTest::newRow("asterisk") << QByteArray("OPTIONS *") << QByteArray("*") << QByteArray("h");
    }

    void targetIsThePathThatWasMeant()
    {
        QFETCH(QByteArray, sent);
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, host);
        const std::string text = sent.toStdString() + " HTTP/1.1\r\nHost: h\r\n\r\n";
        std::string_view bytes = text;
        RequestReader reader({});
        QCOMPARE(feed(reader, bytes), Progress::Complete);
        const HttpRequest request = reader.take();
        QCOMPARE(request.target, target.toStdString());
        QCOMPARE(std::string(*request.header("Host")), host.toStdString());
    }

    void malformedRequestIsRefused_data()
    {
        QTest::addColumn<QByteArray>("sent");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("reason");
        const auto row = [](const char *name, std::string sent, const char *reason, int status = 400) {
            QTest::newRow(name) << QByteArray::fromStdString(sent) << status << QByteArray(reason);
        };
        const std::string get = "GET / HTTP/1.1\r\nHost: h\r\n";
        const std::string post = "POST / HTTP/1.1\r\nHost: h\r\n";
        row("TLS on this port", std::string("\x16\x03\x01\x02\x00", 5), "plain HTTP");
        row("binary", std::string("\x00\x01\x02", 3), "no method");
        row("no method", " / HTTP/1.1\r\n\r\n", "no method");
        row("only a word", "GET\r\n\r\n", "not valid HTTP");
        row("no version", "GET /\r\n\r\n", "not valid HTTP");
        row("two spaces", "GET  / HTTP/1.1\r\n\r\n", "not valid HTTP");
        row("space in target", "GET /a b HTTP/1.1\r\nHost: h\r\n\r\n", "not valid HTTP");
        row("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "not valid HTTP");
        row("HTTP/0.9", "GET / HTTP/0.9\r\n\r\n", "not valid HTTP");
        row("HTTP/1.2", "GET / HTTP/1.2\r\nHost: h\r\n\r\n", "not valid HTTP");
        row("lower-case version", "GET / http/1.1\r\nHost: h\r\n\r\n", "not valid HTTP");
        row("NUL in target", std::string("GET /\0 HTTP/1.1\r\nHost: h\r\n\r\n", 28), "not valid HTTP");
        row("bare LF", "GET / HTTP/1.1\nHost: h\n\n", "CR LF");
        row("bare LF at the end", "GET / HTTP/1.1\r\nHost: h\r\n\n", "CR LF");
        row("bare CR", "GET / HTTP/1.1\r\nHost: h\rX: y\r\n\r\n", "CR inside");
        row("obs-fold", get + "X: a\r\n b\r\n\r\n", "starts with a space");
        row("folded with a tab", get + "X: a\r\n\tb\r\n\r\n", "starts with a space");
        row("space before the first field", "GET / HTTP/1.1\r\n Host: h\r\n\r\n", "starts with a space");
        row("space before the colon", "GET / HTTP/1.1\r\nHost : h\r\n\r\n", "not valid HTTP");
        row("field without colon", get + "Nonsense\r\n\r\n", "not valid HTTP");
        row("field without name", get + ": x\r\n\r\n", "not valid HTTP");
        row("NUL in a value", get + std::string("X: a\0b\r\n\r\n", 10), "not valid HTTP");
        row("control in a value", get + "X: a\x01z\r\n\r\n", "not valid HTTP");
        row("no Host", "GET / HTTP/1.1\r\n\r\n", "no Host");
        row("two Hosts", get + "host: other\r\n\r\n", "more than one Host");
        row("two Hosts and absolute", "GET http://x/ HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "more than one Host");
        row("CONNECT", "CONNECT h:443 HTTP/1.1\r\nHost: h\r\n\r\n", "for proxies");
        row("CONNECT with a path", "CONNECT / HTTP/1.1\r\nHost: h\r\n\r\n", "for proxies");
        row("asterisk for GET", "GET * HTTP/1.1\r\nHost: h\r\n\r\n", "starts with '/'");
        row("authority-form", "GET h:80 HTTP/1.1\r\nHost: h\r\n\r\n", "starts with '/'");
        row("another scheme", "GET file:///etc/passwd HTTP/1.1\r\nHost: h\r\n\r\n", "starts with '/'");
        row("absolute without host", "GET http:///x HTTP/1.1\r\nHost: h\r\n\r\n", "no valid host");
        row("absolute with a user", "GET http://a@b/x HTTP/1.1\r\nHost: h\r\n\r\n", "no valid host");
        row("CL and TE", post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "");
        row("TE and CL", post + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n", "");
        row("TE identity and CL", post + "Transfer-Encoding: identity\r\nContent-Length: 5\r\n\r\nhello", "both");
        row("two lengths that differ", post + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!", "");
        row("two lengths that agree", post + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello", "more than one");
        row("list of lengths", post + "Content-Length: 5, 5\r\n\r\nhello", "not a number");
        row("signed length", post + "Content-Length: +5\r\n\r\nhello", "");
        row("negative length", post + "Content-Length: -5\r\n\r\nhello", "");
        row("hex length", post + "Content-Length: 0x5\r\n\r\nhello", "");
        row("empty length", post + "Content-Length:\r\n\r\n", "");
        row("length beyond 64 bits", post + "Content-Length: 99999999999999999999\r\n\r\n", "");
        row("TE of HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "HTTP/1.0");
        row("TE gzip, chunked", post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", "'chunked'");
        row("TE chunked, gzip", post + "Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n", "'chunked'");
        row("TE xchunked", post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", "'chunked'");
        row("TE twice", post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "");
        row("TE in quotes", post + "Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n", "");
        row("chunk size garbage", chunked("zz\r\nabc\r\n0\r\n\r\n"), "not valid HTTP");
        row("chunk size negative", chunked("-1\r\nabc\r\n0\r\n\r\n"), "not valid HTTP");
        row("chunk size beyond 64 bits", chunked("fffffffffffffffff\r\n"), "");
        row("chunk longer than its size", chunked("3\r\nabcd\r\n0\r\n\r\n"), "not valid HTTP");
        row("chunk with bare LF", chunked("3\nabc\n0\n\n\r\n\r\n"), "not valid HTTP");
        row("chunk extension garbage", chunked("3 \x01\r\nabc\r\n0\r\n\r\n"), "not valid HTTP");
        row("length in a trailer", chunked("0\r\nContent-Length: 5\r\n\r\n"), "");
        row("unknown expectation", post + "Expect: cake\r\nContent-Length: 1\r\n\r\nx", "'100-continue'");
        row("websocket", get + "Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n", "no other protocol");
        row("header too large", get + "X: " + std::string(20'000, 'x') + "\r\n\r\n", "too large", 431);
        row("target too large", "GET /" + std::string(20'000, 'x') + " HTTP/1.1\r\nHost: h\r\n\r\n", "too large", 431);
        std::string many = get;
        for (int i = 0; i < 5000; ++i)
            many += "A: b\r\n";
        row("too many fields", many + "\r\n", "too large", 431);
        row("chunk header without end", chunked("3;" + std::string(40'000, 'x')), "too large", 431);
        row("trailer without end", chunked("0\r\nX: " + std::string(40'000, 'x')), "too large", 431);
        row("body too large", post + "Content-Length: 8388609\r\n\r\n", "too large", 413);
        row("chunk too large", chunked("800001\r\n"), "too large", 413);
        row("length absurd", post + "Content-Length: 9223372036854775807\r\n\r\n", "too large", 413);
    }

    void malformedRequestIsRefused()
    {
        QFETCH(QByteArray, sent);
        QFETCH(int, status);
        QFETCH(QByteArray, reason);
        for (const std::size_t piece : {SIZE_MAX, std::size_t(1)}) {
            const std::string text = sent.toStdString();
            std::string_view bytes = text;
            RequestReader reader({});
            QCOMPARE(feed(reader, bytes, piece), Progress::Refused);
            QCOMPARE(rowOf(reader.refusal().code).status, status);
            QVERIFY2(reader.refusal().message.find(reason.toStdString()) != std::string::npos,
                     reader.refusal().message.c_str());
            QCOMPARE(reader.advance(), Progress::Refused);
        }
    }

    void headerOfExactlyTheLimitIsTaken()
    {
        const std::string start = "GET / HTTP/1.1\r\nHost: h\r\nX: ";
        for (const std::size_t size : {16'384u, 16'385u}) {
            const std::string text = start + std::string(size - start.size() - 4, 'x') + "\r\n\r\n";
            std::string_view bytes = text;
            RequestReader reader({});
            QCOMPARE(feed(reader, bytes), size == 16'384 ? Progress::Complete : Progress::Refused);
        }
    }

    void bodyOfExactlyTheLimitIsTaken()
    {
        const std::string body(1000, 'b');
        const std::string text = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n" + body;
        std::string_view bytes = text;
        RequestReader reader({kibibytes(16), Bytes{1000}});
        QCOMPARE(feed(reader, bytes), Progress::Complete);
        QCOMPARE(reader.take().body, body);
        RequestReader strict({kibibytes(16), Bytes{999}});
        bytes = text;
        QCOMPARE(feed(strict, bytes), Progress::Refused);
    }

    void manySmallChunksCountTogether()
    {
        std::string text = chunked("");
        for (int i = 0; i < 200; ++i)
            text += "5\r\nhello\r\n";
        std::string_view bytes = text;
        RequestReader reader({kibibytes(16), Bytes{999}});
        QCOMPARE(feed(reader, bytes), Progress::Refused);
        QCOMPARE(reader.refusal().code, ErrorCode::BodyTooLarge);
    }

    void emptyLinesBeforeARequestAreSkipped()
    {
        std::string_view bytes = "\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n";
        RequestReader reader({});
        QCOMPARE(feed(reader, bytes, 1), Progress::Complete);
    }

    void offerOfHttp2IsIgnored()
    {
        std::string_view bytes = "GET / HTTP/1.1\r\nHost: h\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                                 "HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n\r\n";
        RequestReader reader({});
        QCOMPARE(feed(reader, bytes), Progress::Complete);
        QVERIFY(reader.keepsAlive());
    }

    void continueIsDueOnlyWhileTheBodyIsAwaited()
    {
        const std::string head = "POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-Continue\r\nContent-Length: 5\r\n\r\n";
        std::string_view bytes = head;
        RequestReader reader({});
        QCOMPARE(feed(reader, bytes), Progress::NeedsMore);
        QVERIFY(reader.takeContinue());
        QVERIFY(!reader.takeContinue());

        const std::string whole = head + "hello";
        bytes = whole;
        RequestReader hasBody({});
        QCOMPARE(feed(hasBody, bytes), Progress::Complete);
        QVERIFY(!hasBody.takeContinue());
    }

    void connectionIsKeptAsTheClientSays_data()
    {
        QTest::addColumn<QByteArray>("sent");
        QTest::addColumn<bool>("keepsAlive");
        QTest::newRow("1.1") << QByteArray("GET / HTTP/1.1\r\nHost: h\r\n\r\n") << true;
        QTest::newRow("1.1 close") << QByteArray("GET / HTTP/1.1\r\nHost: h\r\nConnection: Close\r\n\r\n") << false;
        QTest::newRow("1.0") << QByteArray("GET / HTTP/1.0\r\n\r\n") << false;
        QTest::newRow("1.0 keep") << QByteArray("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n") << true;
    }

    void connectionIsKeptAsTheClientSays()
    {
        QFETCH(QByteArray, sent);
        QFETCH(bool, keepsAlive);
        const std::string text = sent.toStdString();
        std::string_view bytes = text;
        RequestReader reader({});
        QCOMPARE(feed(reader, bytes), Progress::Complete);
        QCOMPARE(reader.keepsAlive(), keepsAlive);
    }
};

QTEST_GUILESS_MAIN(RequestReaderTest)
#include "requestreader_test.moc"
