// The layout of a file as xorbs, and the bytes of a xorb made from it.
#include <QTest>

#include "xet/names.h"
#include "xet/xorbsegments.h"

#include <set>

using namespace mirrorlake;
using namespace mirrorlake::xet;

namespace {

std::string contentOf(std::int64_t size)
{
    std::string bytes(static_cast<std::size_t>(size), '\0');
    std::uint32_t state = 12345;
    for (char &byte : bytes) {
        state = state * 1664525 + 1013904223;
        byte = static_cast<char>(state >> 24);
    }
    return bytes;
}

std::string bytesOf(const std::string &file, const Layout &layout, std::int64_t xorb, ByteRange range)
{
    XorbSegments segments(layout, xorb, range);
    std::string bytes;
    while (const auto segment = segments.next())
        bytes += segment->bytes + file.substr(static_cast<std::size_t>(segment->file.begin),
                                              static_cast<std::size_t>(segment->file.length()));
    return bytes;
}

std::int64_t numberAt(const std::string &bytes, std::size_t at)
{
    std::int64_t number = 0;
    for (std::size_t i = 3; i-- > 0;)
        number = number * 256 + static_cast<unsigned char>(bytes.at(at + i));
    return number;
}

/// Reads a xorb as clients do: header after header.
std::string unpacked(const std::string &xorb)
{
    std::string file;
    for (std::size_t at = 0; at < xorb.size();) {
        const std::int64_t length = numberAt(xorb, at + 1);
        if (xorb.at(at) != 0 || xorb.at(at + 4) != 0 || numberAt(xorb, at + 5) != length || length > 131072)
            return "not a chunk";
        file += xorb.substr(at + 8, static_cast<std::size_t>(length));
        at += 8 + static_cast<std::size_t>(length);
    }
    return file;
}

} // namespace

class XorbsTest : public QObject
{
    Q_OBJECT

private slots:
    void xorbsMakeUpTheFile_data();
    void xorbsMakeUpTheFile();
    void everyPartOfAXorbIsRight();
    void partsNameTheFileBytesTheyNeed();
    void xorbsHold64To480Chunks_data();
    void xorbsHold64To480Chunks();
    void namesTellContentAndLayoutApart();
};

void XorbsTest::xorbsMakeUpTheFile_data()
{
    QTest::addColumn<qint64>("size");
    for (const qint64 size : {1LL, 131'071LL, 131'072LL, 131'073LL, 300'000LL, 64LL * 131'072, 64LL * 131'072 + 1})
        QTest::newRow(qPrintable(QString::number(size))) << size;
}

void XorbsTest::xorbsMakeUpTheFile()
{
    QFETCH(qint64, size);
    const std::string file = contentOf(size);
    const Layout layout(size);
    std::string whole;
    for (std::int64_t xorb = 0; xorb < layout.xorbCount(); ++xorb) {
        const std::string bytes = bytesOf(file, layout, xorb, {0, layout.xorbLength(xorb)});
        QCOMPARE(static_cast<std::int64_t>(bytes.size()), layout.xorbLength(xorb));
        whole += unpacked(bytes);
    }
    QVERIFY(whole == file);
}

void XorbsTest::everyPartOfAXorbIsRight()
{
    const std::string file = contentOf(300'000);
    const Layout layout(300'000);
    const std::string whole = bytesOf(file, layout, 0, {0, layout.xorbLength(0)});
    const std::int64_t chunk = chunkSize + headerSize;
    std::set<std::int64_t> places;
    for (const std::int64_t edge : {std::int64_t(0), chunk, 2 * chunk, layout.xorbLength(0)}) {
        for (std::int64_t near = -10; near <= 10; ++near)
            places.insert(std::clamp<std::int64_t>(edge + near, 0, layout.xorbLength(0)));
    }
    for (const std::int64_t begin : places) {
        for (const std::int64_t end : places) {
            if (begin >= end)
                continue;
            XorbSegments segments(layout, 0, {begin, end});
            QCOMPARE(segments.length(), end - begin);
            QVERIFY(bytesOf(file, layout, 0, {begin, end}) ==
                    whole.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin)));
        }
    }
}

void XorbsTest::partsNameTheFileBytesTheyNeed()
{
    const Layout layout(300'000);
    QCOMPARE(layout.fileRangeWithin(0, {0, layout.xorbLength(0)}), (ByteRange{0, 300'000}));
    QCOMPARE(layout.fileRangeWithin(0, {0, 5}), (ByteRange{0, 0}));
    QCOMPARE(layout.fileRangeWithin(0, {8, 18}), (ByteRange{0, 10}));
    QCOMPARE(layout.fileRangeWithin(0, {131'080, 131'098}), (ByteRange{131'072, 131'082}));
    const Layout large(100 * 131'072);
    QCOMPARE(large.fileRangeWithin(1, {0, large.xorbLength(1)}), large.fileRange(1));
}

void XorbsTest::xorbsHold64To480Chunks_data()
{
    QTest::addColumn<qint64>("size");
    QTest::addColumn<qint64>("chunks");
    QTest::newRow("small") << qint64(1) << qint64(64);
    QTest::newRow("300 MB") << qint64(300'000'000) << qint64(72);
    QTest::newRow("2 GiB") << qint64(2LL << 30) << qint64(480);
    QTest::newRow("60 GiB") << qint64(60LL << 30) << qint64(480);
}

void XorbsTest::xorbsHold64To480Chunks()
{
    QFETCH(qint64, size);
    QFETCH(qint64, chunks);
    const Layout layout(size);
    QCOMPARE(layout.chunksPerXorb(), chunks);
    QCOMPARE(layout.fileRange(layout.xorbCount() - 1).end, size);
}

void XorbsTest::namesTellContentAndLayoutApart()
{
    const BlobHash one = *BlobHash::parse(std::string(64, 'a'));
    const BlobHash other = *BlobHash::parse(std::string(64, 'b'));
    const Layout layout(1LL << 30);
    std::set<std::string> names{one.text(), fileHash(one), fileHash(other)};
    for (std::int64_t xorb = 0; xorb < layout.xorbCount(); ++xorb)
        names.insert({xorbHash(one, layout, xorb), xorbHash(other, layout, xorb)});
    names.insert(xorbHash(one, Layout(1), 0));
    QCOMPARE(static_cast<std::int64_t>(names.size()), 3 + 2 * layout.xorbCount() + 1);
    for (const std::string &name : names)
        QVERIFY(isXetHash(name));
    QCOMPARE(fileHash(one), fileHash(one));
}

QTEST_GUILESS_MAIN(XorbsTest)
#include "xorbs_test.moc"
