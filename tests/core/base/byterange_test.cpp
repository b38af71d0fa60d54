#include <QTest>

#include "base/byterange.h"

using namespace mirrorlake;

class ByteRangeTest : public QObject
{
    Q_OBJECT

private slots:
    void rangeIsClampedToTheFile_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<qint64>("size");
        QTest::addColumn<qint64>("begin");
        QTest::addColumn<qint64>("end"); // -1: not satisfiable
        const auto row = [](const char *header, qint64 size, qint64 begin, qint64 end) {
            QTest::addRow("%s of %lld", header, static_cast<long long>(size))
                << QByteArray(header) << size << begin << end;
        };
        row("bytes=0-0", 10, 0, 1);
        row("bytes=0-", 10, 0, 10);
        row("bytes=3-5", 10, 3, 6);
        row("bytes=3-100", 10, 3, 10);
        row("bytes=9-9", 10, 9, 10);
        row("bytes=10-", 10, 0, -1);
        row("bytes=10-20", 10, 0, -1);
        row("bytes=-3", 10, 7, 10);
        row("bytes=-10", 10, 0, 10);
        row("bytes=-100", 10, 0, 10);
        row("bytes=-0", 10, 0, -1);
        row("bytes=0-0", 0, 0, -1);
        row("bytes=-1", 0, 0, -1);
        row("bytes=0-9223372036854775807", 10, 0, 10);
        row("bytes=0-99999999999999999999999", 10, 0, 10);
        row("bytes=99999999999999999999999-", 10, 0, -1);
        row("bytes=-99999999999999999999999", 10, 0, 10);
        row("BYTES = 1-2", 10, 1, 3);
        row("bytes= 1 - 2 ", 10, 1, 3);
        row("bytes=,1-2,", 10, 1, 3);
    }

    void rangeIsClampedToTheFile()
    {
        QFETCH(QByteArray, header);
        QFETCH(qint64, size);
        QFETCH(qint64, begin);
        QFETCH(qint64, end);
        const auto specs = parseRangeHeader(header.toStdString());
        QVERIFY(specs);
        QCOMPARE(specs->size(), std::size_t(1));
        const auto range = specs->front().within(size);
        QCOMPARE(range.has_value(), end >= 0);
        if (range)
            QVERIFY((*range == ByteRange{begin, end}));
    }

    void headerThatIsNoBytesRangeIsIgnored_data()
    {
        QTest::addColumn<QByteArray>("header");
        for (const char *bad : {"",
                                "bytes",
                                "bytes=",
                                "bytes=-",
                                "bytes=x",
                                "bytes=1",
                                "bytes=1-x",
                                "bytes=x-1",
                                "bytes=5-4",
                                "bytes=--1",
                                "bytes=1-2-3",
                                "bytes=+1-2",
                                "bytes=1.0-2",
                                "bytes=0x1-2",
                                "bytes=1-2,x",
                                "bytes=,",
                                "items=0-1",
                                "=0-1",
                                "0-1",
                                "bytes 0-1",
                                "bytes=1- 2 3",
                                "bytes=1;2"})
            QTest::newRow(bad) << QByteArray(bad);
    }

    void headerThatIsNoBytesRangeIsIgnored()
    {
        QFETCH(QByteArray, header);
        QVERIFY(!parseRangeHeader(header.toStdString()));
    }

    void sixteenPartsAreTakenAndNoMore()
    {
        std::string header = "bytes=0-0";
        for (int i = 1; i < 16; ++i)
            header += "," + std::to_string(i) + "-" + std::to_string(i);
        QCOMPARE(parseRangeHeader(header)->size(), std::size_t(16));
        QVERIFY(!parseRangeHeader(header + ",16-16"));
    }

    void partsKeepTheirOrder()
    {
        const auto specs = parseRangeHeader("bytes=5-6, -1, 0-");
        QCOMPARE(specs->size(), std::size_t(3));
        QVERIFY((*specs->at(0).within(10) == ByteRange{5, 7}));
        QVERIFY((*specs->at(1).within(10) == ByteRange{9, 10}));
        QVERIFY((*specs->at(2).within(10) == ByteRange{0, 10}));
    }

    void emptyRangeIsEmpty()
    {
        QVERIFY(ByteRange{}.isEmpty());
        QVERIFY((ByteRange{5, 5}.isEmpty()));
        QCOMPARE((ByteRange{5, 8}.length()), std::int64_t(3));
    }
};

QTEST_GUILESS_MAIN(ByteRangeTest)
#include "byterange_test.moc"
