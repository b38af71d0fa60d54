// Several ranges of a file in one answer, through sockets: of a file that is kept and of one that is still coming.
#include <QTest>

#include "core/mirror/mirrorharness.h"
#include "core/serve/harness.h"
#include "mirror/multipart.h"
#include "support/rawclient.h"

using namespace mirrorlake;
using namespace mirrorlake::test;

namespace {

constexpr std::int64_t size = 3'000'000;
const auto content = fakehub::generatedContent(7, size);

/// The body that RFC 9110 §14.6 describes.
std::string expectedBody(const std::vector<ByteRange> &parts, const std::string &boundary)
{
    const std::string all = bytesOf(content);
    std::string body;
    for (const ByteRange &part : parts) {
        body += (body.empty() ? "--" : "\r\n--") + boundary + "\r\nContent-Type: application/octet-stream\r\n" +
                "Content-Range: " + mirror::contentRangeOf(part, size) + "\r\n\r\n" +
                all.substr(static_cast<std::size_t>(part.begin), static_cast<std::size_t>(part.length()));
    }
    return body + "\r\n--" + boundary + "--\r\n";
}

std::string rangesOf(int count)
{
    std::string header = "Range: bytes=";
    for (int i = 0; i < count; ++i)
        header += (i > 0 ? "," : "") + std::to_string(i * 10'000) + "-" + std::to_string(i * 10'000 + 999);
    return header + "\r\n";
}

} // namespace

class MultirangeTest : public QObject
{
    Q_OBJECT

private slots:
    void partsAreTheFilesBytesColdAndWarm_data()
    {
        QTest::addColumn<bool>("useSendfile");
        QTest::newRow("sendfile") << true;
        QTest::newRow("copy") << false;
    }

    void partsAreTheFilesBytesColdAndWarm()
    {
        QFETCH(bool, useSendfile);
        MirrorHarness mirror;
        const std::string target = publish(mirror);
        serve::ServerOptions options;
        options.useSendfile = useSendfile;
        RunningServer running(mirror.service(), options);
        const std::vector<ByteRange> parts{{0, 100}, {500'000, 1'200'000}, {2'999'000, size}};
        for (int round = 0; round < 3; ++round) {
            const RawReply reply = RawClient(running.endpoint())
                                       .ask(RawClient::get(target, "Range: bytes=500000-1199999, 0-99,-1000\r\n"));
            QCOMPARE(reply.status, 206);
            QVERIFY(reply.isWhole);
            QVERIFY(!reply.header("Content-Range"));
            const std::string type = reply.header("Content-Type").value_or("");
            const std::string prefix = "multipart/byteranges; boundary=";
            QVERIFY(type.starts_with(prefix));
            QVERIFY(reply.body == expectedBody(parts, type.substr(prefix.size())));
        }
    }

    void oddWishesGetWhatTheRulesSay_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<int>("status");
        QTest::newRow("16 parts") << QByteArray::fromStdString(rangesOf(16)) << 206;
        QTest::newRow("17 parts") << QByteArray::fromStdString(rangesOf(17)) << 200;
        QTest::newRow("all beyond the end") << QByteArray("Range: bytes=3000000-,4000000-5000000\r\n") << 416;
        QTest::newRow("one is no range") << QByteArray("Range: bytes=0-1,9-2\r\n") << 200;
        QTest::newRow("another unit") << QByteArray("Range: lines=0-1,4-5\r\n") << 200;
        QTest::newRow("another version") << QByteArray("Range: bytes=0-1,900-901\r\nIf-Range: \"other\"\r\n") << 200;
    }

    void oddWishesGetWhatTheRulesSay()
    {
        QFETCH(QByteArray, fields);
        QFETCH(int, status);
        MirrorHarness mirror;
        const std::string target = publish(mirror);
        RunningServer running(mirror.service());
        const RawReply reply = RawClient(running.endpoint()).ask(RawClient::get(target, fields.toStdString()));
        QCOMPARE(reply.status, status);
        QVERIFY(reply.isWhole);
        if (status == 200)
            QVERIFY(reply.body == bytesOf(content));
        if (status == 416)
            QCOMPARE(*reply.header("Content-Range"), std::string("bytes */3000000"));
    }

    void partsThatMeetAreOnePart()
    {
        MirrorHarness mirror;
        const std::string target = publish(mirror);
        RunningServer running(mirror.service());
        const RawReply reply =
            RawClient(running.endpoint()).ask(RawClient::get(target, "Range: bytes=0-999,500-1999\r\n"));
        QCOMPARE(reply.status, 206);
        QCOMPARE(*reply.header("Content-Range"), std::string("bytes 0-1999/3000000"));
        QVERIFY(reply.body == bytesOf(content).substr(0, 2000));
    }

private:
    static std::string publish(MirrorHarness &mirror)
    {
        const std::string sha =
            mirror.hub.world().commit("models/org/name", "main", {{"big.safetensors", content, true}});
        return "/org/name/resolve/" + sha + "/big.safetensors";
    }
};

QTEST_GUILESS_MAIN(MultirangeTest)
#include "multirange_test.moc"
