#include <QTest>

#include "mirror/multipart.h"

using namespace mirrorlake;
using namespace mirrorlake::mirror;

namespace {

using Parts = std::vector<ByteRange>;

Parts partsOf(const char *header, std::int64_t size)
{
    const auto specs = parseRangeHeader(header);
    return specs ? wantedParts(*specs, size) : Parts{{-1, -1}};
}

} // namespace

class MultipartTest : public QObject
{
    Q_OBJECT

private slots:
    void partsAreClampedSortedAndJoined_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<Parts>("parts");
        QTest::newRow("two") << QByteArray("bytes=0-9,1000-1009") << Parts{{0, 10}, {1000, 1010}};
        QTest::newRow("another order") << QByteArray("bytes=1000-1009,0-9") << Parts{{0, 10}, {1000, 1010}};
        QTest::newRow("overlapping") << QByteArray("bytes=0-999,500-1499") << Parts{{0, 1500}};
        QTest::newRow("one inside the other") << QByteArray("bytes=0-999,10-19") << Parts{{0, 1000}};
        QTest::newRow("a small gap") << QByteArray("bytes=0-9,100-109") << Parts{{0, 110}};
        QTest::newRow("clamped") << QByteArray("bytes=0-9,9000-99999999999999999999") << Parts{{0, 10}, {9000, 10'000}};
        QTest::newRow("one lies beyond") << QByteArray("bytes=0-9,10000-10009") << Parts{{0, 10}};
        QTest::newRow("suffix") << QByteArray("bytes=0-9,-10") << Parts{{0, 10}, {9990, 10'000}};
        QTest::newRow("all beyond") << QByteArray("bytes=10000-,20000-") << Parts{};
        QTest::newRow("suffix of nothing") << QByteArray("bytes=-0,20000-") << Parts{};
    }

    void partsAreClampedSortedAndJoined()
    {
        QFETCH(QByteArray, header);
        QFETCH(Parts, parts);
        QVERIFY(partsOf(header.constData(), 10'000) == parts);
    }

    void bodyIsWhatItSays()
    {
        HttpReply reply;
        reply.headers.add("Content-Type", "text/plain");
        reply.headers.add("ETag", "\"abc\"");
        makeMultipart(reply, {{0, 5}, {1000, 1010}}, 5000);
        QCOMPARE(reply.status, 206);
        QVERIFY(reply.fileRange == (ByteRange{0, 1010}));
        const std::string type(*reply.headers.find("Content-Type"));
        const std::string prefix = "multipart/byteranges; boundary=";
        QVERIFY(type.starts_with(prefix));
        QCOMPARE(*reply.headers.find("ETag"), std::string_view("\"abc\""));
        const std::string boundary = type.substr(prefix.size());
        const std::int64_t length = reply.segments->length();
        std::string body;
        while (const auto segment = reply.segments->next())
            body += segment->bytes + std::string(static_cast<std::size_t>(segment->file.length()), 'x');
        QCOMPARE(static_cast<std::int64_t>(body.size()), length);
        QCOMPARE(body, "--" + boundary +
                           "\r\nContent-Type: text/plain\r\nContent-Range: bytes 0-4/5000\r\n\r\nxxxxx\r\n--" +
                           boundary + "\r\nContent-Type: text/plain\r\nContent-Range: bytes 1000-1009/5000\r\n\r\n" +
                           "xxxxxxxxxx\r\n--" + boundary + "--\r\n");
    }
};

QTEST_GUILESS_MAIN(MultipartTest)
#include "multipart_test.moc"
