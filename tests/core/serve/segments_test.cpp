#include <QTest>

#include "core/serve/harness.h"
#include "support/rawclient.h"

using namespace mirrorlake;
using namespace mirrorlake::test;

namespace {

constexpr std::int64_t mebi = 1024 * 1024;

/// Marks and ranges in turn, made one by one: "<0>", the first step of the file, "<1>", the next step, ...
class MarkedSegments final : public SegmentSource
{
public:
    MarkedSegments(std::int64_t size, std::int64_t step, std::int64_t promisedMore = 0)
        : m_size(size), m_step(step), m_promisedMore(promisedMore)
    {}

    std::int64_t length() const override
    {
        MarkedSegments all(m_size, m_step);
        std::int64_t sum = m_promisedMore;
        while (const auto segment = all.next())
            sum += segment->length();
        return sum;
    }

    std::optional<BodySegment> next() override
    {
        if (m_at >= m_size)
            return std::nullopt;
        const std::int64_t begin = m_at;
        m_at = std::min(m_size, m_at + m_step);
        return BodySegment{"<" + std::to_string(begin) + ">", {begin, m_at}};
    }

private:
    const std::int64_t m_size;
    const std::int64_t m_step;
    const std::int64_t m_promisedMore;
    std::int64_t m_at = 0;
};

std::string marked(const GrowingBody &body, std::int64_t size, std::int64_t step)
{
    std::string all;
    MarkedSegments segments(size, step);
    while (const auto segment = segments.next())
        all += segment->bytes + body.content(segment->file.begin, segment->file.end);
    return all;
}

HttpReply segmentReply(std::shared_ptr<FileBody> body, std::shared_ptr<SegmentSource> segments)
{
    HttpReply reply;
    reply.file = std::move(body);
    reply.segments = std::move(segments);
    return reply;
}

serve::ServerOptions withSendfile(bool useSendfile)
{
    serve::ServerOptions options;
    options.useSendfile = useSendfile;
    options.threads = 2;
    return options;
}

void addPathsAndSteps(std::initializer_list<qint64> steps)
{
    QTest::addColumn<bool>("useSendfile");
    QTest::addColumn<qint64>("step");
    for (const bool useSendfile : {true, false}) {
        for (const qint64 step : steps)
            QTest::addRow("%s, steps of %lld", useSendfile ? "sendfile" : "copy", static_cast<long long>(step))
                << useSendfile << step;
    }
}

} // namespace

class SegmentsTest : public QObject
{
    Q_OBJECT

private slots:
    void memoryAndFileTakeTurns_data() { addPathsAndSteps({1'000, 32'768, 32'769, 131'072, 3'000'000, 8 * mebi}); }

    void memoryAndFileTakeTurns()
    {
        QFETCH(bool, useSendfile);
        QFETCH(qint64, step);
        GrowingBody body(5 * mebi);
        Counter released;
        const auto watch = std::make_shared<RememberingWatch>();
        FunctionService service([&](auto, ReplySink reply) {
            HttpReply answer = segmentReply(std::make_shared<BorrowedBody>(body, released),
                                            std::make_shared<MarkedSegments>(body.size, step));
            answer.watch = watch;
            reply(std::move(answer));
        });
        RunningServer running(service, withSendfile(useSendfile));
        RawClient client(running.endpoint());
        const std::string expected = marked(body, body.size, step);
        for (int i = 1; i <= 2; ++i) {
            const RawReply reply = client.ask(RawClient::get("/"));
            QVERIFY(reply.isWhole);
            QVERIFY(reply.body == expected);
            QVERIFY(watch->ends.waitFor(i));
            QVERIFY(watch->wasWhole);
            QCOMPARE(watch->total.load(), static_cast<std::int64_t>(expected.size()) * i);
            QVERIFY(released.waitFor(i));
        }
    }

    void slowReaderGetsEverySegment_data() { addPathsAndSteps({1'000, 131'072}); }

    void slowReaderGetsEverySegment()
    {
        QFETCH(bool, useSendfile);
        QFETCH(qint64, step);
        GrowingBody body(5 * mebi);
        Counter released;
        FunctionService service([&](auto, ReplySink reply) {
            reply(segmentReply(std::make_shared<BorrowedBody>(body, released),
                               std::make_shared<MarkedSegments>(body.size, step)));
        });
        RunningServer running(service, withSendfile(useSendfile));
        RawClient client(running.endpoint(), 4096);
        const std::string expected = marked(body, body.size, step);
        client.send(RawClient::get("/"));
        QCOMPARE(*client.readHead().header("Content-Length"), std::to_string(expected.size()));
        std::string all;
        while (all.size() < expected.size()) {
            const std::string piece = client.readBytes(std::min<std::size_t>(70'001, expected.size() - all.size()));
            QVERIFY(!piece.empty());
            all += piece;
        }
        QVERIFY(all == expected);
    }

    void segmentsOfAGrowingFileGoOutAsItGrows_data() { addPathsAndSteps({1'000, 131'072}); }

    void segmentsOfAGrowingFileGoOutAsItGrows()
    {
        QFETCH(bool, useSendfile);
        QFETCH(qint64, step);
        GrowingBody body(300'000, 0);
        Counter released;
        FunctionService service([&](auto, ReplySink reply) {
            reply(segmentReply(std::make_shared<BorrowedBody>(body, released),
                               std::make_shared<MarkedSegments>(body.size, step)));
        });
        RunningServer running(service, withSendfile(useSendfile));
        RawClient client(running.endpoint());
        const std::string expected = marked(body, body.size, step);
        client.send(RawClient::get("/"));
        client.readHead();
        std::string all = client.readBytes(3); // "<0>" waits for no byte of the file
        int waits = 0;
        for (const std::int64_t readable : {500l, 200'000l, 300'000l}) {
            QVERIFY(body.waits.waitFor(++waits));
            body.grow(readable);
            const std::size_t end = readable == body.size ? expected.size() : marked(body, readable, step).size();
            all += client.readBytes(end - all.size());
            QVERIFY(all == expected.substr(0, end));
        }
        QVERIFY(!body.hadTwoWaits);
    }

    void headSendsNoSegment()
    {
        GrowingBody body(mebi, 0);
        Counter released;
        FunctionService service([&](auto, ReplySink reply) {
            reply(segmentReply(std::make_shared<BorrowedBody>(body, released),
                               std::make_shared<MarkedSegments>(mebi, 1'000)));
        });
        RunningServer running(service);
        RawClient client(running.endpoint());
        const std::string length = std::to_string(MarkedSegments(mebi, 1'000).length());
        QCOMPARE(*client.ask(RawClient::head("/"), true).header("Content-Length"), length);
        QCOMPARE(*client.ask(RawClient::head("/"), true).header("Content-Length"), length);
        QCOMPARE(body.waits.value(), 0);
    }

    void segmentsOfMemoryNeedNoFile()
    {
        FunctionService service([&](auto, ReplySink reply) {
            reply(segmentReply(nullptr, std::make_shared<ListedSegments>(std::vector<BodySegment>{
                                            {"", {}}, {std::string(200'000, 'a'), {}}, {"b", {}}, {"", {}}})));
        });
        RunningServer running(service);
        RawClient client(running.endpoint());
        QVERIFY(client.ask(RawClient::get("/")).body == std::string(200'000, 'a') + "b");
        QVERIFY(client.ask(RawClient::get("/")).isWhole);
    }

    void otherSegmentsThanPromisedCutTheConnection_data()
    {
        QTest::addColumn<int>("promisedMore");
        QTest::newRow("fewer") << 1;
        QTest::newRow("more") << -1;
    }

    void otherSegmentsThanPromisedCutTheConnection()
    {
        QFETCH(int, promisedMore);
        GrowingBody body(100'000);
        Counter released;
        FunctionService service([&](auto, ReplySink reply) {
            reply(segmentReply(std::make_shared<BorrowedBody>(body, released),
                               std::make_shared<MarkedSegments>(body.size, 1'000, promisedMore)));
        });
        RunningServer running(service);
        QVERIFY(!RawClient(running.endpoint()).ask(RawClient::get("/")).isWhole);
        QVERIFY(released.waitFor(1));
    }

    void failedFileCutsTheConnection()
    {
        GrowingBody body(100'000, 50'000);
        Counter released;
        FunctionService service([&](auto, ReplySink reply) {
            reply(segmentReply(std::make_shared<BorrowedBody>(body, released),
                               std::make_shared<MarkedSegments>(body.size, 10'000)));
        });
        RunningServer running(service);
        RawClient client(running.endpoint());
        client.send(RawClient::get("/"));
        client.readHead();
        QVERIFY(body.waits.waitFor(1));
        body.fail();
        QVERIFY(client.readToEnd() == marked(body, 50'000, 10'000) + "<50000>");
        QVERIFY(released.waitFor(1));
    }
};

QTEST_GUILESS_MAIN(SegmentsTest)
#include "segments_test.moc"
