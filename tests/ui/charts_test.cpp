#include "ui/charts/chartscale.h"
#include "ui/charts/throughputfigures.h"

#include <QTest>

#include <cmath>

using namespace mirrorlake;
using namespace mirrorlake::ui;

class ChartsTest : public QObject
{
    Q_OBJECT

private slots:
    void scaleHasFiveToSevenLinesAndHoldsBoth()
    {
        for (double above = 0; above < 3e10; above = above * 1.13 + 1000) {
            for (double below : {0.0, above / 10, above, above * 3}) {
                const ChartScale scale = scaleFor(above, below);
                const int lines = scale.above + scale.below + 1;
                QVERIFY2(lines >= 5 && lines <= 7, qPrintable(QString::number(above) + u' ' + QString::number(below)));
                QVERIFY(scale.top() >= above * (1 - 1e-9));
                QVERIFY(scale.bottom() >= below * (1 - 1e-9));
                QVERIFY(scale.below >= 1);
            }
        }
    }

    void stepIsOneTwoOrFive()
    {
        for (double above = 1e5; above < 1e10; above *= 1.37) {
            const double step = scaleFor(above, 0).step;
            const double lead = step / std::pow(10, std::floor(std::log10(step) + 1e-9));
            QVERIFY(qFuzzyCompare(lead, 1) || qFuzzyCompare(lead, 2) || qFuzzyCompare(lead, 5));
        }
    }

    void scaleGrowsAtOnceAndShrinksLater()
    {
        SteadyScale scale;
        QCOMPARE(scale.update(400e6, 50e6, 0).top(), 400e6);
        QVERIFY(scale.update(900e6, 50e6, 500).top() >= 900e6);
        const double large = scale.update(900e6, 50e6, 1000).top();
        QCOMPARE(scale.update(100e6, 50e6, 30'500).top(), large);
        QVERIFY(scale.update(100e6, 50e6, 31'500).top() < large);
    }

    void onlyTheLastMinuteCounts()
    {
        const std::vector<meter::RatePoint> points{{1'000, 9, 9}, {40'000, 2, 1}, {60'000, 4, 3}};
        const auto minute = lastMinuteOf(points, 70'000);
        QCOMPARE(minute.size(), 2u);
        const ThroughputFigures figures = figuresOf(minute);
        QCOMPARE(figures.toClients.peak, 4.0);
        QCOMPARE(figures.toClients.mean, 3.0);
        QCOMPARE(figures.fromUpstream.current, 3.0);
        QVERIFY(!figures.isQuiet);
    }

    void pausesCutTheLine()
    {
        const std::vector<meter::RatePoint> points{{0, 1, 0}, {500, 1, 0}, {9'000, 1, 0}, {9'500, 1, 0}};
        const auto runs = runsOf(points);
        QCOMPARE(runs.size(), 2u);
        QCOMPARE(runs[0].size(), 2u);
        QCOMPARE(runs[1].front().unixMilliseconds, 9'000);
        QVERIFY(runsOf({}).empty());
    }

    void nothingMeasuredIsEmptyAndZerosAreQuiet()
    {
        QVERIFY(figuresOf({}).isEmpty);
        const std::vector<meter::RatePoint> zeros{{0, 0, 0}, {500, 0, 0}};
        QVERIFY(!figuresOf(zeros).isEmpty);
        QVERIFY(figuresOf(zeros).isQuiet);
    }
};

QTEST_GUILESS_MAIN(ChartsTest)
#include "charts_test.moc"
