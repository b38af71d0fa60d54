#include "fill/intervalset.h"

#include <QTest>

#include <random>

using namespace mirrorlake;
using fill::IntervalSet;

class IntervalSetTest : public QObject
{
    Q_OBJECT

private slots:
    void touchingRangesBecomeOne();
    void removingFromTheMiddleLeavesBothEnds();
    void gapsAreFoundWithinBounds();
    void agreesWithAPlainBitmap();
};

void IntervalSetTest::touchingRangesBecomeOne()
{
    IntervalSet set;
    set.add({0, 10});
    set.add({20, 30});
    set.add({10, 20});
    QCOMPARE(set.ranges().size(), std::size_t(1));
    QCOMPARE(set.count(), std::int64_t(30));
    QCOMPARE(set.endOfRun(5), std::int64_t(30));
    QCOMPARE(set.endOfRun(30), std::int64_t(30));
}

void IntervalSetTest::removingFromTheMiddleLeavesBothEnds()
{
    IntervalSet set;
    set.add({0, 100});
    set.remove({40, 60});
    QVERIFY(set.contains({0, 40}));
    QVERIFY(set.contains({60, 100}));
    QVERIFY(!set.contains({39, 41}));
    QCOMPARE(set.count(), std::int64_t(80));
}

void IntervalSetTest::gapsAreFoundWithinBounds()
{
    IntervalSet set;
    set.add({10, 20});
    QCOMPARE(set.firstGap({0, 100}), std::optional<ByteRange>({0, 10}));
    QCOMPARE(set.firstGap({10, 100}), std::optional<ByteRange>({20, 100}));
    QCOMPARE(set.firstGap({12, 18}), std::optional<ByteRange>());
    QCOMPARE(set.firstGap({15, 25}), std::optional<ByteRange>({20, 25}));
}

void IntervalSetTest::agreesWithAPlainBitmap()
{
    constexpr std::int64_t size = 200;
    std::minstd_rand random(7);
    IntervalSet set;
    std::vector<bool> bitmap(size, false);
    for (int step = 0; step < 20'000; ++step) {
        const auto a = static_cast<std::int64_t>(random() % (size + 1));
        const auto b = static_cast<std::int64_t>(random() % (size + 1));
        const ByteRange range{std::min(a, b), std::max(a, b)};
        const bool isAdding = random() % 2 == 0;
        if (isAdding)
            set.add(range);
        else
            set.remove(range);
        std::fill(bitmap.begin() + range.begin, bitmap.begin() + range.end, isAdding);
        QCOMPARE(set.count(), static_cast<std::int64_t>(std::count(bitmap.begin(), bitmap.end(), true)));
        const auto at = static_cast<std::int64_t>(random() % size);
        const auto end = std::find(bitmap.begin() + at, bitmap.end(), false) - bitmap.begin();
        QCOMPARE(set.endOfRun(at), static_cast<std::int64_t>(end));
        for (const ByteRange &run : set.ranges())
            QVERIFY(run.begin < run.end && (run.begin == 0 || !bitmap[static_cast<std::size_t>(run.begin - 1)]));
    }
}

QTEST_GUILESS_MAIN(IntervalSetTest)
#include "intervalset_test.moc"
