#include <QtTest>

#include "settings/units.h"

using namespace mirrorlake;
using namespace mirrorlake::settings;

class UnitsTest : public QObject
{
    Q_OBJECT

private slots:
    void sizesAreReadAsWritten_data();
    void sizesAreReadAsWritten();
    void sizesThatAreNoneAreRefused_data();
    void sizesThatAreNoneAreRefused();
    void durationsAreReadAsWritten_data();
    void durationsAreReadAsWritten();
    void durationsHaveMilliseconds();
    void durationsThatAreNoneAreRefused_data();
    void durationsThatAreNoneAreRefused();
};

void UnitsTest::sizesAreReadAsWritten_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("count");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("plain") << QByteArray("12345") << 12345LL << QByteArray("12345");
    QTest::newRow("zero") << QByteArray("0") << 0LL << QByteArray("0");
    QTest::newRow("thousands") << QByteArray("50MB") << 50'000'000LL << QByteArray("50MB");
    QTest::newRow("1024s") << QByteArray("64KiB") << 65'536LL << QByteArray("64KiB");
    QTest::newRow("space and case") << QByteArray("  2 gib ") << 2'147'483'648LL << QByteArray("2GiB");
    QTest::newRow("fraction") << QByteArray("1.5GB") << 1'500'000'000LL << QByteArray("1500MB");
    QTest::newRow("bytes") << QByteArray("7B") << 7LL << QByteArray("7");
    QTest::newRow("the most") << QByteArray("9223372036854775807") << 9'223'372'036'854'775'807LL
                              << QByteArray("9223372036854775807");
}

void UnitsTest::sizesAreReadAsWritten()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, count);
    QFETCH(QByteArray, written);
    const auto bytes = parseBytes(text.toStdString());
    QVERIFY(bytes);
    QCOMPARE(qint64(bytes->count), count);
    QCOMPARE(QByteArray::fromStdString(bytesText(*bytes)), written);
    QVERIFY(parseBytes(written.toStdString()) == bytes);
}

void UnitsTest::sizesThatAreNoneAreRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"", "MB", "-5MB", "+5", "5 M", "5MBs", "5 MB x", "1.5", "1..5GB", "9223372036854775808",
                             "9999999TiB", "8.0e9GB", "0x10", "5 MB\t5"})
        QTest::newRow(text) << QByteArray(text);
}

void UnitsTest::sizesThatAreNoneAreRefused()
{
    QFETCH(QByteArray, text);
    QVERIFY(!parseBytes(text.toStdString()));
}

void UnitsTest::durationsAreReadAsWritten_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("count");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("plain") << QByteArray("90") << 90LL << QByteArray("90s");
    QTest::newRow("zero") << QByteArray("0s") << 0LL << QByteArray("0s");
    QTest::newRow("seconds") << QByteArray("10s") << 10LL << QByteArray("10s");
    QTest::newRow("minutes") << QByteArray("2 min") << 120LL << QByteArray("2min");
    QTest::newRow("parts") << QByteArray("1h 30min") << 5400LL << QByteArray("90min");
    QTest::newRow("fraction") << QByteArray("1.5h") << 5400LL << QByteArray("90min");
    QTest::newRow("days") << QByteArray("7 days") << 604'800LL << QByteArray("7d");
}

void UnitsTest::durationsAreReadAsWritten()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, count);
    QFETCH(QByteArray, written);
    const auto duration = parseDuration(text.toStdString());
    QVERIFY(duration);
    QCOMPARE(qint64(duration->count()), count * 1000);
    QCOMPARE(QByteArray::fromStdString(durationText(*duration)), written);
    QVERIFY(parseDuration(written.toStdString()) == duration);
}

void UnitsTest::durationsHaveMilliseconds()
{
    QCOMPARE(parseDuration("1500ms")->count(), 1500);
    QCOMPARE(parseDuration("1.5s")->count(), 1500);
    QCOMPARE(durationText(std::chrono::milliseconds(300)), std::string("300ms"));
    QCOMPARE(durationText(std::chrono::milliseconds(3000)), std::string("3s"));
    QCOMPARE(durationText(std::chrono::milliseconds(0)), std::string("0s"));
}

void UnitsTest::durationsThatAreNoneAreRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"", "s", "-5", "-5s", "5 parsecs", "500mss", "1h 30", "1.5", "99999999999999999d"})
        QTest::newRow(text) << QByteArray(text);
}

void UnitsTest::durationsThatAreNoneAreRefused()
{
    QFETCH(QByteArray, text);
    QVERIFY(!parseDuration(text.toStdString()));
}

QTEST_GUILESS_MAIN(UnitsTest)
#include "units_test.moc"
