// What hostile clients get, row by row, from the whole mirror: the answer is decided here, not found out.
#include <QTest>

#include "core/mirror/mirrorharness.h"
#include "core/serve/harness.h"
#include "support/rawclient.h"

#include <sys/resource.h>

#include <thread>

using namespace mirrorlake;
using namespace mirrorlake::test;

namespace {

using namespace std::string_literals;

std::string get(const std::string &target, const std::string &fields = {})
{
    return "GET " + target + " HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n";
}

std::string post(const std::string &fields, const std::string &body = {})
{
    return "POST /api/models/org/name/paths-info/main HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n" + body;
}

const std::string chunkedField = "Transfer-Encoding: chunked\r\n";

} // namespace

class HostileTableTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_mirror = std::make_unique<MirrorHarness>();
        m_sha = m_mirror->hub.world().commit("models/org/name", "main",
                                             {{"config.json", fakehub::textContent("{\"a\": 1}")}});
        m_file = "/org/name/resolve/" + m_sha + "/config.json";
        m_running = std::make_unique<RunningServer>(m_mirror->service());
    }

    void cleanupTestCase()
    {
        m_running.reset();
        m_mirror.reset();
    }

    void framingIsReadInOneWayOnly_data()
    {
        columns();
        // Smuggling: where the body ends must have one meaning only (RFC 9112 §6.3)
        row("CL and TE", 400, post("Content-Length: 4\r\n" + chunkedField, "0\r\n\r\n"));
        row("TE and CL", 400, post(chunkedField + "Content-Length: 4\r\n", "0\r\n\r\n"));
        row("two different CL", 400, post("Content-Length: 4\r\nContent-Length: 5\r\n", "abcde"));
        row("two equal CL", 400, post("Content-Length: 4\r\nContent-Length: 4\r\n", "abcd"));
        row("a list of CL", 400, post("Content-Length: 4, 4\r\n", "abcd"));
        row("CL with a plus", 400, post("Content-Length: +4\r\n", "abcd"));
        row("CL below zero", 400, post("Content-Length: -4\r\n", "abcd"));
        row("CL in hex", 400, post("Content-Length: 0x4\r\n", "abcd"));
        row("CL beyond 64 bits", 400, post("Content-Length: 99999999999999999999\r\n"));
        row("CL beyond the limit", 413, post("Content-Length: 9999999999\r\n"));
        row("TE of two codings", 400, post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"));
        row("TE of another coding", 400, post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"));
        row("two TE", 400, post(chunkedField + chunkedField, "0\r\n\r\n"));
        row("TE with a space before the colon", 400, post("Transfer-Encoding : chunked\r\n", "0\r\n\r\n"));
        row("TE behind a vertical tab", 400, post("Transfer-Encoding: \vchunked\r\n", "0\r\n\r\n"));
        row("TE in HTTP/1.0", 400, "POST / HTTP/1.0\r\nHost: h\r\n" + chunkedField + "\r\n0\r\n\r\n");
        row("chunk size in the dark", 400, post(chunkedField, "zz\r\nabcd\r\n0\r\n\r\n"));
        row("chunk size beyond 64 bits", 400, post(chunkedField, "fffffffffffffffff\r\nabcd\r\n0\r\n\r\n"));
        row("chunk longer than its size", 400, post(chunkedField, "1\r\nabcd\r\n0\r\n\r\n"));
        row("chunk extension without end", 431, post(chunkedField, "1;" + std::string(40'000, 'x')));
        row("trailer without end", 431, post(chunkedField, "0\r\nX: " + std::string(40'000, 'x')));
        // Lines
        row("obs-fold", 400, get("/", "X-A: b\r\n c\r\n"));
        row("bare LF", 400, "GET / HTTP/1.1\nHost: h\n\n");
        row("bare LF at the end", 400, "GET / HTTP/1.1\r\nHost: h\r\n\n");
        row("CR inside a line", 400, get("/", "X-A: b\rX-B: c\r\n"));
        row("NUL in a field", 400, get("/", "X-A: b\0c\r\n"s));
        row("control byte in a field", 400, get("/", "X-A: b\001c\r\n"));
        row("NUL in the target", 400, get("/a\0b"s));
        row("control byte in the target", 400, get("/a\x7f"));
        row("no colon", 400, get("/", "X-A\r\n"));
        row("no name", 400, get("/", ": b\r\n"));
        row("space in a name", 400, get("/", "X A: b\r\n"));
        row("header beyond the limit", 431, get("/", "X-A: " + std::string(20'000, 'x') + "\r\n"));
        row("1,000 fields", 431, get("/", repeated("X-A: 0123456789\r\n", 1'000)));
        row("target beyond the limit", 431, get("/" + std::string(20'000, 'x')));
        // Who is meant
        row("no Host", 400, "GET / HTTP/1.1\r\n\r\n");
        row("two Hosts", 400, get("/", "Host: other\r\n"));
        row("absolute-form", 200, "GET http://other.example" + m_file + " HTTP/1.1\r\nHost: h\r\n\r\n");
        row("absolute-form with a user", 400, "GET http://a@b/ HTTP/1.1\r\nHost: h\r\n\r\n");
        row("absolute-form of another scheme", 400, "GET file:///etc/passwd HTTP/1.1\r\nHost: h\r\n\r\n");
        row("no path", 400, get("etc/passwd"));
        row("CONNECT", 400, "CONNECT other:443 HTTP/1.1\r\nHost: other:443\r\n\r\n");
        // Other protocols and methods
        row("upgrade to websocket", 400, get(m_file, "Connection: Upgrade\r\nUpgrade: websocket\r\n"));
        row("offer of h2c", 200, get(m_file, "Connection: Upgrade\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n"));
        row("HTTP/2 preface", 400, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        row("HTTP/0.9", 400, "GET /\r\n\r\n");
        row("HTTP/3.7", 400, "GET / HTTP/3.7\r\nHost: h\r\n\r\n");
        row("TLS", 400, "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"s);
        row("unknown expectation", 400, get(m_file, "Expect: 200-ok\r\n"));
        row("TRACE", 403, "TRACE / HTTP/1.1\r\nHost: h\r\n\r\n");
        row("unknown method", 403, "BREW / HTTP/1.1\r\nHost: h\r\n\r\n");
        row("method of other characters", 400, "G\xc3\xa9T / HTTP/1.1\r\nHost: h\r\n\r\n");
    }

    void framingIsReadInOneWayOnly() { check(); }

    void fieldsOfAnAddressStayFields_data()
    {
        columns();
        const std::string up = "%2e%2e%2f%2e%2e%2f%2e%2e%2fetc%2fpasswd";
        row("up in the path", 400, get("/org/name/resolve/" + m_sha + "/" + up));
        row("up raw in the path", 400, get("/org/name/resolve/" + m_sha + "/../../../etc/passwd"));
        row("up in the revision", 400, get("/org/name/resolve/" + up + "/config.json"));
        row("up in the name", 400, get("/org/" + up + "/resolve/" + m_sha + "/config.json"));
        row("up in the owner", 400, get("/" + up + "/name/resolve/" + m_sha + "/config.json"));
        row("up in a folder", 400, get("/api/models/org/name/tree/" + m_sha + "/" + up));
        row("up in an info", 400, get("/api/models/org/" + up));
        row("up in a commit's info", 400, get("/api/models/org/name/revision/" + up));
        row("up in refs", 400, get("/api/models/" + up + "/name/refs"));
        row("up in paths-info", 403,
            "POST /api/models/org/name/paths-info/" + up + " HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n");
        row("NUL in the path", 400, get("/org/name/resolve/" + m_sha + "/a%00b"));
        row("line end in the path", 400, get("/org/name/resolve/" + m_sha + "/a%0d%0ab"));
        row("line end in the revision", 400, get("/org/name/resolve/a%0d%0aX-Evil:%201/config.json"));
        row("overlong UTF-8 in the path", 400, get("/org/name/resolve/" + m_sha + "/%c0%ae%c0%ae/passwd"));
        row("overlong UTF-8 raw", 400, get("/org/name/resolve/" + m_sha + "/\xc0\xae\xc0\xae/passwd"));
        row("half a surrogate", 400, get("/org/name/resolve/" + m_sha + "/%ed%a0%80"));
        row("id with --", 400, get("/org/na--me/resolve/" + m_sha + "/config.json"));
        row("id with ..", 400, get("/org/na..me/resolve/" + m_sha + "/config.json"));
        row("id with a dot first", 400, get("/.org/name/resolve/" + m_sha + "/config.json"));
        row("very long id", 400, get("/org/" + std::string(300, 'a') + "/resolve/" + m_sha + "/config.json"));
        row("Windows device", 404, get("/org/name/resolve/" + m_sha + "/CON"));
        row("Windows device with an ending", 404, get("/org/name/resolve/" + m_sha + "/aux.txt"));
        row("Windows stream", 404, get("/org/name/resolve/" + m_sha + "/config.json::$DATA"));
        row("Windows drive", 400, get("/org/name/resolve/" + m_sha + "/C:%5CWindows%5Cwin.ini"));
        row("Windows share", 400, get("/org/name/resolve/" + m_sha + "/%5C%5Chost%5Cshare"));
        row("Windows up", 400, get("/org/name/resolve/" + m_sha + "/..%5C..%5Cwin.ini"));
        row("name with a trailing dot", 404, get("/org/name/resolve/" + m_sha + "/config.json."));
        row("name with a trailing space", 404, get("/org/name/resolve/" + m_sha + "/config.json%20"));
    }

    void fieldsOfAnAddressStayFields() { check(); }

    void endlessBodyIsRefusedAtItsLimit()
    {
        RawClient client(m_running->endpoint());
        client.send(post(chunkedField));
        const std::string chunk = "10000\r\n" + std::string(0x10000, 'x') + "\r\n";
        for (int i = 0; i < 130; ++i) // above 8 MiB
            client.send(chunk);
        QCOMPARE(client.readReply().status, 413);
        while (client.send(chunk)) {
        } // it is listened to for a while and then cut
    }

    void pipeliningFloodKeepsNobodyElseWaiting()
    {
        FunctionService service([](auto, ReplySink reply) { reply(textReply(std::string(1000, 'x'))); });
        serve::ServerOptions options;
        options.threads = 1;
        options.writeTimeout = std::chrono::milliseconds(500);
        RunningServer running(service, options);
        RawClient flood(running.endpoint(), 4096);
        const std::string many = repeated(RawClient::get("/"), 1'000);
        std::atomic<bool> wasCut{false};
        std::thread flooding([&] {
            while (flood.send(many)) {
            }
            wasCut = true;
        });
        for (int i = 0; i < 20; ++i)
            QVERIFY(RawClient(running.endpoint()).ask(RawClient::get("/")).isWhole);
        flooding.join(); // it reads nothing, so it is cut
        QVERIFY(wasCut);
        QVERIFY(running.waitUntilEmpty());
    }

    void tenThousandIdleConnectionsDisturbNobody()
    {
        FunctionService service([](auto, ReplySink reply) { reply(textReply("here")); });
        serve::ServerOptions options;
        options.maxConnections = 10'001;
        RunningServer running(service, options);
        rlimit limit{}; // both ends are in this program, and the system may allow it fewer descriptors than that
        getrlimit(RLIMIT_NOFILE, &limit);
        const std::size_t count = std::min<std::size_t>(10'000, (limit.rlim_cur - 200) / 2);
        std::vector<std::unique_ptr<RawClient>> idle;
        while (idle.size() < count)
            idle.push_back(std::make_unique<RawClient>(running.endpoint()));
        QCOMPARE(idle.back()->ask(RawClient::get("/")).body, std::string("here"));
        QCOMPARE(idle.front()->ask(RawClient::get("/")).body, std::string("here"));
        qInfo("%zu connections at once", idle.size());
        idle.clear();
        QVERIFY(running.waitUntilEmpty());
    }

    void clientThatSendsWithoutReadingIsCut()
    {
        GrowingBody body(32 * 1024 * 1024);
        Counter released;
        FunctionService service([&](auto, ReplySink reply) {
            reply(fileReply(std::make_shared<BorrowedBody>(body, released), {0, body.size}));
        });
        serve::ServerOptions options;
        options.writeTimeout = std::chrono::milliseconds(500);
        RunningServer running(service, options);
        RawClient client(running.endpoint(), 4096);
        client.send(RawClient::get("/"));
        while (client.send("X")) // bytes of a next request prove no interest in this reply
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        QVERIFY(released.waitFor(1));
    }

private:
    static std::string repeated(const std::string &text, int times)
    {
        std::string all;
        for (int i = 0; i < times; ++i)
            all += text;
        return all;
    }

    static void columns()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
    }

    static void row(const char *name, int status, const std::string &bytes)
    {
        QTest::newRow(name) << QByteArray::fromStdString(bytes) << status;
    }

    /// The answer is as expected, names no path and no host of upstream, and the mirror goes on.
    void check() const
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        RawClient client(m_running->endpoint());
        client.send(bytes.toStdString());
        client.closeWriting();
        const RawReply reply = client.readReply();
        QCOMPARE(reply.status, status);
        QVERIFY(reply.isWhole);
        const std::string all = reply.head + reply.body;
        QVERIFY(all.find(m_mirror->folder()) == std::string::npos);
        QVERIFY(all.find(m_mirror->hub.url()) == std::string::npos);
        QVERIFY(all.find("root:") == std::string::npos);
        QCOMPARE(RawClient(m_running->endpoint()).ask(get(m_file)).body, std::string("{\"a\": 1}"));
    }

    std::unique_ptr<MirrorHarness> m_mirror;
    std::unique_ptr<RunningServer> m_running;
    std::string m_sha;
    std::string m_file;
};

QTEST_GUILESS_MAIN(HostileTableTest)
#include "hostiletable_test.moc"
