// The chunk map that people see.
#include <QTest>

#include "base/bytes.h"
#include "fill/partmap.h"

using namespace mirrorlake;
using namespace mirrorlake::fill;

namespace {

constexpr std::int64_t cell = mebibytes(16).count;

PartMap mapOf(std::int64_t size, const ChunkPlanner &planner, std::int64_t hashedEnd = 0, bool isMending = false)
{
    return partMapOf({.size = size,
                      .present = planner.present(),
                      .held = planner.held(),
                      .inFlight = planner.inFlight(),
                      .hashedEnd = hashedEnd,
                      .isMending = isMending});
}

} // namespace

class PartMapTest : public QObject
{
    Q_OBJECT

private slots:
    void eachCellSaysWhatIsTrueOfAllItsBytes();
    void whatIsComparedAfterAWrongHashIsMarked();
    void largeFilesHaveLargeCells();
    void smallFilesAreOneCell();
};

void PartMapTest::eachCellSaysWhatIsTrueOfAllItsBytes()
{
    const std::int64_t size = 6 * cell + 5;
    ChunkPlanner planner(size, 1024 * 1024);
    const auto chunk = planner.next({}, 2 * cell + cell / 2, {});
    QVERIFY(chunk);
    planner.commit(chunk->id, {0, cell + cell / 2});
    planner.hold({4 * cell, 5 * cell});
    const auto behind = planner.next({}, cell, {});
    QVERIFY(behind && behind->range.begin == 2 * cell + cell / 2);
    const PartMap map = mapOf(size, planner, cell);
    QCOMPARE(map.cellBytes, cell);
    QCOMPARE(QByteArray::fromStdString(map.cells), QByteArray("h500r--"));
}

void PartMapTest::whatIsComparedAfterAWrongHashIsMarked()
{
    ChunkPlanner planner(3 * cell, 1024 * 1024);
    const auto chunk = planner.next({}, cell, {});
    planner.commit(chunk->id, {0, cell});
    QCOMPARE(QByteArray::fromStdString(mapOf(3 * cell, planner, 0, true).cells), QByteArray("rxx"));
}

void PartMapTest::largeFilesHaveLargeCells()
{
    const std::int64_t size = 689'000'000'007;
    const PartMap map = mapOf(size, ChunkPlanner(size, 1024 * 1024));
    QVERIFY(map.cells.size() <= 480);
    QVERIFY(map.cellBytes * 480 >= size);
    QCOMPARE(QByteArray::fromStdString(map.cells), QByteArray(map.cells.size(), '-'));
}

void PartMapTest::smallFilesAreOneCell()
{
    ChunkPlanner planner(3, 1024 * 1024);
    planner.commit(planner.next({}, cell, {})->id, {0, 3});
    QCOMPARE(mapOf(3, planner, 3).cells, std::string("h"));
}

QTEST_APPLESS_MAIN(PartMapTest)
#include "partmap_test.moc"
