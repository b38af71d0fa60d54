#include "ui/format/addresstext.h"
#include "ui/format/format.h"
#include "ui/format/names.h"
#include "ui/language/language.h"
#include "ui/theme/resources.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace mirrorlake;
using namespace mirrorlake::ui;

namespace {

/// A space that breaks no line, as it stands before units.
QString bound(QString text)
{
    return text.replace(u' ', QChar(0x00a0));
}

} // namespace

class FormatTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        qputenv("TZ", "UTC");
        initResources();
    }
    void init() { m_language.apply(u"en"_s); }

    void bytesHaveThreeDigits_data()
    {
        QTest::addColumn<double>("count");
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << 0.0 << u"0 B"_s;
        QTest::newRow("bytes") << 664.0 << u"664 B"_s;
        QTest::newRow("last byte") << 999.0 << u"999 B"_s;
        QTest::newRow("kilo") << 1000.0 << u"1.00 kB"_s;
        QTest::newRow("tens") << 96.4e9 << u"96.4 GB"_s;
        QTest::newRow("hundreds") << 742e9 << u"742 GB"_s;
        QTest::newRow("tera") << 1.84e12 << u"1.84 TB"_s;
        QTest::newRow("rounds up to ten") << 9.999e6 << u"10.0 MB"_s;
        QTest::newRow("rounds up to a hundred") << 99.96e6 << u"100 MB"_s;
        QTest::newRow("rounds up to the next unit") << 999.6e6 << u"1.00 GB"_s;
        QTest::newRow("beyond the last unit") << 9.2e18 << u"9.20 EB"_s;
    }
    void bytesHaveThreeDigits()
    {
        QFETCH(double, count);
        QFETCH(QString, text);
        QCOMPARE(Format::bytes(count), bound(text));
    }

    void zeroRateIsZeroBytes()
    {
        QCOMPARE(Format::rate(0), bound(u"0 B/s"_s));
        QCOMPARE(Format::rate(412e6), bound(u"412 MB/s"_s));
    }

    void progressHasOneUnit() { QCOMPARE(Format::bytesOf(12.4e9, 29.5e9), u"12.4 of 29.5\u00a0GB"_s); }

    void percentIsWholeOnlyWhenAllIs_data()
    {
        QTest::addColumn<qint64>("part");
        QTest::addColumn<qint64>("whole");
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing asked") << qint64(0) << qint64(0) << u"–"_s;
        QTest::newRow("none") << qint64(0) << qint64(3) << u"0.0 %"_s;
        QTest::newRow("some") << qint64(948) << qint64(1000) << u"94.8 %"_s;
        QTest::newRow("almost all") << qint64(99999) << qint64(100000) << u"99.9 %"_s;
        QTest::newRow("all") << qint64(7) << qint64(7) << u"100 %"_s;
    }
    void percentIsWholeOnlyWhenAllIs()
    {
        QFETCH(qint64, part);
        QFETCH(qint64, whole);
        QFETCH(QString, text);
        QCOMPARE(Format::percent(part, whole), bound(text));
    }

    void thousandsArePartedByNarrowSpaces()
    {
        QCOMPARE(Format::count(999), u"999"_s);
        QCOMPARE(Format::count(1312), u"1\u202f312"_s);
        QCOMPARE(Format::count(-1234567), u"-1\u202f234\u202f567"_s);
    }

    void durationsNameTheTwoLargestUnits_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("english");
        QTest::addColumn<QString>("chinese");
        QTest::newRow("seconds") << qint64(4) << u"4 s"_s << u"4 秒"_s;
        QTest::newRow("minutes") << qint64(600) << u"10 min"_s << u"10 分钟"_s;
        QTest::newRow("hours") << qint64(3 * 3600 + 12 * 60 + 59) << u"3 h 12 min"_s << u"3 小时 12 分"_s;
        QTest::newRow("days") << qint64(2 * 86400 + 4 * 3600) << u"2 d 4 h"_s << u"2 天 4 小时"_s;
        QTest::newRow("a clock that was set back") << qint64(-5) << u"0 s"_s << u"0 秒"_s;
    }
    void durationsNameTheTwoLargestUnits()
    {
        QFETCH(qint64, seconds);
        QFETCH(QString, english);
        QFETCH(QString, chinese);
        QCOMPARE(bound(Format::duration(seconds)), bound(english));
        m_language.apply(u"zh_CN"_s);
        QCOMPARE(bound(Format::duration(seconds)), bound(chinese));
    }

    void agoCountsDaysByTheCalendar()
    {
        const qint64 noon = 1'795'262'400; // 21 Nov 2026, 12:00 UTC
        QCOMPARE(Format::ago(noon - 59, noon), u"now"_s);
        QCOMPARE(Format::ago(noon - 240, noon), u"4 min ago"_s);
        QCOMPARE(Format::ago(noon - 6 * 3600, noon), u"6 h ago"_s);
        QCOMPARE(Format::ago(noon - 20 * 3600, noon), u"yesterday"_s);
        QCOMPARE(Format::ago(noon - 31 * 86400, noon), u"31 days ago"_s);
    }

    void timesAreTwentyFourHours()
    {
        QCOMPARE(Format::timeOfDay(1'795'271'530), u"14:32"_s);
        QCOMPARE(Format::timeWithSeconds(1'795'271'530), u"14:32:10"_s);
        QVERIFY(Format::dateTime(1'795'271'530).startsWith(u"21 Nov 2026 14:32:10"_s));
        m_language.apply(u"zh_CN"_s);
        QVERIFY(Format::dateTime(1'795'271'530).startsWith(u"2026年11月21日 14:32:10"_s));
    }

    void namesLoseWhatPeopleNeedNotRead()
    {
        QCOMPARE(hostOf("https://huggingface.co"), u"huggingface.co"_s);
        QCOMPARE(hostOf("http://127.0.0.1:8080/x"), u"127.0.0.1:8080"_s);
        QCOMPARE(hostOf("not a url"), u"not a url"_s);
        QCOMPARE(withoutScheme("http://192.168.1.20:8090"), u"192.168.1.20:8090"_s);
        QCOMPARE(repoTitle("hf:models/Qwen/Qwen3-32B"), u"Qwen/Qwen3-32B"_s);
        QCOMPARE(repoTitle("something else"), u"something else"_s);
        QCOMPARE(portOf("[::1]:8091"), 8091);
        QCOMPARE(portOf("nonsense"), 0);
    }

    void onlyLoopbackIsOnlyThisPc()
    {
        QVERIFY(isOnlyThisPc({"127.0.0.1:8090", "[::1]:8090", "localhost:1"}));
        QVERIFY(!isOnlyThisPc({"127.0.0.1:8090", "192.168.1.20:8090"}));
        QVERIFY(!isOnlyThisPc({"0.0.0.0:8090"}));
    }

private:
    Language m_language;
};

QTEST_GUILESS_MAIN(FormatTest)
#include "format_test.moc"
