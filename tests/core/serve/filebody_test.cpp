#include <QTest>

#include "core/serve/harness.h"
#include "support/rawclient.h"

#include <thread>

using namespace mirrorlake;
using namespace mirrorlake::test;

namespace {

constexpr std::int64_t mebi = 1024 * 1024;

/// Answers every request with a range of one body, and watches.
class BodyService final : public HttpService
{
public:
    BodyService(GrowingBody &body, ByteRange range) : m_body(body), m_range(range) {}

    void serve(std::shared_ptr<const HttpRequest>, ReplySink reply) override
    {
        HttpReply answer = fileReply(std::make_shared<BorrowedBody>(m_body, released), m_range);
        answer.watch = watch;
        reply(std::move(answer));
    }

    Counter released;
    const std::shared_ptr<RememberingWatch> watch = std::make_shared<RememberingWatch>();

private:
    GrowingBody &m_body;
    const ByteRange m_range;
};

serve::ServerOptions withSendfile(bool useSendfile)
{
    serve::ServerOptions options;
    options.useSendfile = useSendfile;
    options.threads = 2;
    return options;
}

void addBothPaths()
{
    QTest::addColumn<bool>("useSendfile");
    QTest::newRow("sendfile") << true;
    QTest::newRow("copy") << false;
}

} // namespace

class FileBodyTest : public QObject
{
    Q_OBJECT

private slots:
    void everyRangeIsTheFilesBytes_data()
    {
        QTest::addColumn<bool>("useSendfile");
        QTest::addColumn<qint64>("begin");
        QTest::addColumn<qint64>("end");
        const std::pair<qint64, qint64> ranges[]{{0, 0},
                                                 {0, 1},
                                                 {7, 8},
                                                 {0, 32'768},
                                                 {3, 32'771},
                                                 {3, 32'772},
                                                 {0, mebi},
                                                 {1, mebi + 2},
                                                 {0, 5 * mebi},
                                                 {mebi, 3 * mebi},
                                                 {5 * mebi - 1, 5 * mebi}};
        for (const bool useSendfile : {true, false}) {
            for (const auto &[begin, end] : ranges)
                QTest::addRow("%s %lld-%lld", useSendfile ? "sendfile" : "copy", static_cast<long long>(begin),
                              static_cast<long long>(end))
                    << useSendfile << begin << end;
        }
    }

    void everyRangeIsTheFilesBytes()
    {
        QFETCH(bool, useSendfile);
        QFETCH(qint64, begin);
        QFETCH(qint64, end);
        GrowingBody body(5 * mebi);
        BodyService service(body, {begin, end});
        RunningServer running(service, withSendfile(useSendfile));
        RawClient client(running.endpoint());
        for (int i = 1; i <= 2; ++i) {
            const RawReply reply = client.ask(RawClient::get("/"));
            QVERIFY(reply.isWhole);
            QVERIFY(reply.body == body.content(begin, end));
            QVERIFY(service.watch->ends.waitFor(i));
            QVERIFY(service.watch->wasWhole);
            QCOMPARE(service.watch->total.load(), (end - begin) * i);
            QVERIFY(service.released.waitFor(i));
        }
    }

    void headOfAFileSendsNoByteOfIt()
    {
        GrowingBody body(mebi, 0);
        BodyService service(body, {0, mebi});
        RunningServer running(service);
        RawClient client(running.endpoint());
        QCOMPARE(*client.ask(RawClient::head("/"), true).header("Content-Length"), std::to_string(mebi));
        QVERIFY(service.watch->ends.waitFor(1));
        QVERIFY(service.watch->wasWhole);
        QCOMPARE(service.watch->total.load(), std::int64_t(0));
        QCOMPARE(body.waits.value(), 0);
    }

    void headerGoesOutBeforeTheFirstByteIsThere()
    {
        GrowingBody body(100, 0);
        BodyService service(body, {0, 100});
        RunningServer running(service);
        RawClient client(running.endpoint());
        client.send(RawClient::get("/"));
        QCOMPARE(client.readHead().status, 200);
        QVERIFY(body.waits.waitFor(1));
        body.grow(100);
        QCOMPARE(client.readBytes(100), body.content(0, 100));
    }

    void bytesGoOutAsSoonAsTheyAreThere_data() { addBothPaths(); }

    void bytesGoOutAsSoonAsTheyAreThere()
    {
        QFETCH(bool, useSendfile);
        GrowingBody body(3 * mebi, 10);
        BodyService service(body, {5, 3 * mebi});
        RunningServer running(service, withSendfile(useSendfile));
        RawClient client(running.endpoint());
        client.send(RawClient::get("/"));
        QCOMPARE(*client.readHead().header("Content-Length"), std::to_string(3 * mebi - 5));
        std::int64_t position = 5;
        int waits = 0;
        for (const std::int64_t readable : {10l, 11l, 40'000l, 2'000'000l, long(3 * mebi)}) {
            if (readable > 10)
                body.grow(readable);
            const std::string bytes = client.readBytes(static_cast<std::size_t>(readable - position));
            QVERIFY(bytes == body.content(position, readable));
            position = readable;
            if (readable < 3 * mebi)
                QVERIFY(body.waits.waitFor(++waits));
        }
        QVERIFY(service.watch->ends.waitFor(1));
        QVERIFY(service.watch->wasWhole);
        QVERIFY(!body.hadTwoWaits);
    }

    void manyReadersOfOneGrowingFileGetTheSameBytes()
    {
        constexpr int readers = 16;
        constexpr std::int64_t size = 4 * mebi;
        GrowingBody whole(size);
        std::vector<std::unique_ptr<GrowingBody>> bodies;
        for (int i = 0; i < readers; ++i)
            bodies.push_back(std::make_unique<GrowingBody>(size, 0));
        Counter released;
        std::atomic<std::size_t> next{0};
        FunctionService service([&](auto, ReplySink reply) {
            reply(fileReply(std::make_shared<BorrowedBody>(*bodies[next++], released), {0, size}));
        });
        RunningServer running(service, withSendfile(true));
        std::vector<std::thread> threads;
        std::atomic<int> right{0};
        for (int i = 0; i < readers; ++i) {
            threads.emplace_back([&] {
                RawClient client(running.endpoint());
                right += client.ask(RawClient::get("/")).body == whole.content(0, size);
            });
        }
        for (const auto &body : bodies)
            QVERIFY(body->waits.waitFor(1));
        for (std::int64_t readable = 0; readable <= size; readable += 100'003) {
            for (const auto &body : bodies)
                body->grow(readable);
        }
        for (const auto &body : bodies)
            body->grow(size);
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(right.load(), readers);
    }

    void failedBodyCutsTheConnection_data()
    {
        QTest::addColumn<int>("readable");
        QTest::newRow("before the first byte") << 0;
        QTest::newRow("in the middle") << 50'000;
    }

    void failedBodyCutsTheConnection()
    {
        QFETCH(int, readable);
        GrowingBody body(100'000, readable);
        BodyService service(body, {0, 100'000});
        RunningServer running(service);
        RawClient client(running.endpoint());
        client.send(RawClient::get("/"));
        QCOMPARE(client.readHead().status, 200);
        QVERIFY(body.waits.waitFor(1));
        body.fail();
        QVERIFY(client.readToEnd() == body.content(0, readable));
        QVERIFY(service.watch->ends.waitFor(1));
        QVERIFY(!service.watch->wasWhole);
        QCOMPARE(service.watch->total.load(), std::int64_t(readable));
        QVERIFY(service.released.waitFor(1));
    }

    void fileShorterThanPromisedCutsTheConnection_data() { addBothPaths(); }

    void fileShorterThanPromisedCutsTheConnection()
    {
        QFETCH(bool, useSendfile);
        GrowingBody body(100'000, 200'000);
        for (const ByteRange range : {ByteRange{0, 200'000}, ByteRange{90'000, 110'000}}) {
            BodyService service(body, range);
            RunningServer running(service, withSendfile(useSendfile));
            RawClient client(running.endpoint());
            QVERIFY(!client.ask(RawClient::get("/")).isWhole);
            QVERIFY(service.watch->ends.waitFor(1));
            QVERIFY(!service.watch->wasWhole);
        }
    }

    void slowReaderGetsEverything_data() { addBothPaths(); }

    void slowReaderGetsEverything()
    {
        QFETCH(bool, useSendfile);
        GrowingBody body(8 * mebi);
        BodyService service(body, {0, 8 * mebi});
        RunningServer running(service, withSendfile(useSendfile));
        RawClient client(running.endpoint(), 4096);
        client.send(RawClient::get("/"));
        client.readHead();
        std::string all;
        while (all.size() < 8 * mebi) {
            const std::string piece = client.readBytes(std::min<std::size_t>(70'001, 8 * mebi - all.size()));
            QVERIFY(!piece.empty());
            all += piece;
        }
        QVERIFY(all == body.content(0, 8 * mebi));
    }

    void slowReaderKeepsNobodyElseWaiting()
    {
        GrowingBody body(32 * mebi);
        BodyService service(body, {0, 32 * mebi});
        serve::ServerOptions options;
        options.threads = 1;
        RunningServer running(service, options);
        RawClient slow(running.endpoint(), 4096);
        slow.send(RawClient::get("/"));
        QCOMPARE(slow.readHead().status, 200);
        QVERIFY(RawClient(running.endpoint()).ask(RawClient::get("/")).isWhole);
        QCOMPARE(service.watch->ends.value(), 1);
    }

    void clientThatHangsUpWhileItWaitsForBytesIsNoticed()
    {
        GrowingBody body(100, 10);
        BodyService service(body, {0, 100});
        RunningServer running(service);
        {
            RawClient client(running.endpoint());
            client.send(RawClient::get("/"));
            client.readHead();
            QVERIFY(body.waits.waitFor(1));
        }
        QVERIFY(service.released.waitFor(1));
        QVERIFY(service.watch->ends.waitFor(1));
        QVERIFY(!service.watch->wasWhole);
        QVERIFY(running.waitUntilEmpty());
        body.grow(100); // the wake that comes too late
        QCOMPARE(service.watch->ends.value(), 1);
    }

    void clientThatHangsUpInMidTransferIsNoticed_data() { addBothPaths(); }

    void clientThatHangsUpInMidTransferIsNoticed()
    {
        QFETCH(bool, useSendfile);
        GrowingBody body(32 * mebi);
        BodyService service(body, {0, 32 * mebi});
        RunningServer running(service, withSendfile(useSendfile));
        {
            RawClient client(running.endpoint(), 4096);
            client.send(RawClient::get("/"));
            client.readBytes(100'000);
        }
        QVERIFY(service.watch->ends.waitFor(1));
        QVERIFY(!service.watch->wasWhole);
        QVERIFY(service.released.waitFor(1));
        QVERIFY(running.waitUntilEmpty());
    }

    void wakeAfterTheServerIsGoneDoesNothing()
    {
        GrowingBody body(100, 10);
        BodyService service(body, {0, 100});
        {
            RunningServer running(service);
            RawClient client(running.endpoint());
            client.send(RawClient::get("/"));
            client.readHead();
            QVERIFY(body.waits.waitFor(1));
        }
        QCOMPARE(service.watch->ends.value(), 1);
        body.grow(100);
    }
};

QTEST_GUILESS_MAIN(FileBodyTest)
#include "filebody_test.moc"
