#include <QtTest>

#include "base/schedule.h"

using namespace mirrorlake;

class ScheduleTest : public QObject
{
    Q_OBJECT

private slots:
    void windowsOpenAndClose_data();
    void windowsOpenAndClose();
    void mistakesAreRefused();
};

void ScheduleTest::windowsOpenAndClose_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("minute");
    QTest::addColumn<bool>("isOpen");
    QTest::newRow("always") << QByteArray("") << 700 << true;
    QTest::newRow("before the night") << QByteArray("22:00-06:00") << 22 * 60 - 1 << false;
    QTest::newRow("night begins") << QByteArray("22:00-06:00") << 22 * 60 << true;
    QTest::newRow("midnight") << QByteArray("22:00-06:00") << 0 << true;
    QTest::newRow("night ends") << QByteArray("22:00-06:00") << 6 * 60 << false;
    QTest::newRow("by day") << QByteArray("9:30-17:00") << 10 * 60 << true;
    QTest::newRow("after the day") << QByteArray("9:30-17:00") << 17 * 60 << false;
    QTest::newRow("until midnight") << QByteArray("20:00-24:00") << 24 * 60 - 1 << true;
}

void ScheduleTest::windowsOpenAndClose()
{
    QFETCH(QByteArray, text);
    QFETCH(int, minute);
    QFETCH(bool, isOpen);
    const auto schedule = Schedule::parse(text.toStdString());
    QVERIFY(schedule);
    QCOMPARE(schedule->isOpenAt(minute), isOpen);
    QCOMPARE(Schedule::parse(schedule->text())->text(), schedule->text());
}

void ScheduleTest::mistakesAreRefused()
{
    for (const char *text :
         {"22:00", "22-06", "25:00-06:00", "24:01-06:00", "22:60-06:00", "a:b-c:d", "1:00-1:00", "-"})
        QVERIFY2(!Schedule::parse(text), text);
}

QTEST_GUILESS_MAIN(ScheduleTest)
#include "schedule_test.moc"
