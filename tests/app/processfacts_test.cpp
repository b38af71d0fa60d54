// When memory is scarce, told from what the kernel writes.
#include <QTest>

#include "processfacts.h"

using namespace mirrorlake::app;

class ProcessFactsTest : public QObject
{
    Q_OBJECT

private slots:
    void useIsThatOfTheGroupWithoutWhatCanBeGivenBack()
    {
        MemoryTexts texts;
        texts.limit = "1000\n";
        texts.current = "950\n";
        texts.stat = "anon 500\ninactive_file 250\nactive_file 200\n";
        texts.meminfo = "MemTotal:       4000 kB\nMemFree: 1 kB\nMemAvailable:   3000 kB\n";
        QCOMPARE(memoryUseOf(texts), 0.7);
    }

    void withoutALimitItIsThatOfTheMachine()
    {
        MemoryTexts texts;
        texts.limit = "max\n";
        texts.current = "950\n";
        texts.meminfo = "MemTotal:       4000 kB\nMemAvailable:   1000 kB\n";
        QCOMPARE(memoryUseOf(texts), 0.75);
        QCOMPARE(memoryUseOf({}), 0.0);
    }

    void pressureIsTheShareOfTenSeconds()
    {
        QCOMPARE(memoryPressureOf("some avg10=12.50 avg60=3.00 avg300=1.00 total=5\nfull avg10=1.00 avg60=0.00\n"),
                 12.5);
        QCOMPARE(memoryPressureOf(""), 0.0);
    }

    void tightBeginsAboveTheCeilingAndEndsALittleBelow()
    {
        QVERIFY(!isMemoryTight(false, 0.90, 0, 90));
        QVERIFY(isMemoryTight(false, 0.91, 0, 90));
        QVERIFY(isMemoryTight(true, 0.87, 0, 90));
        QVERIFY(!isMemoryTight(true, 0.85, 0, 90));
        QVERIFY(isMemoryTight(false, 0.2, 11, 90));
        QVERIFY(isMemoryTight(true, 0.2, 6, 90));
        QVERIFY(!isMemoryTight(true, 0.2, 5, 90));
        QVERIFY2(!isMemoryTight(true, 1.0, 100, 0), "0 is never");
    }

    void ownFactsAreRead()
    {
        const auto facts = processFacts(0, true);
        QVERIFY(facts.residentBytes > 0);
        QVERIFY(facts.openFiles > 0);
        QVERIFY(!facts.isMemoryTight);
    }
};

QTEST_GUILESS_MAIN(ProcessFactsTest)
#include "processfacts_test.moc"
