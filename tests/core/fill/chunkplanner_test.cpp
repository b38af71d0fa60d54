#include "fill/chunkplanner.h"
#include "fill/chunksize.h"

#include <QTest>

#include <random>

using namespace mirrorlake;
using fill::Chunk;
using fill::ChunkPlanner;
using fill::Demand;

namespace {

constexpr std::int64_t mib = 1024 * 1024;
const ChunkPlanner::Time start{std::chrono::hours(1)};

} // namespace

class ChunkPlannerTest : public QObject
{
    Q_OBJECT

private slots:
    void chunksComeInOrder();
    void waitingReaderComesFirst();
    void readerWithTheSmallestLeadComesFirst();
    void demandEndsWhereTheReaderEnds();
    void heldPiecesAreNotFetched();
    void failedChunkWaitsForItsTime();
    void givenBackBytesStartAtTheExactByte();
    void longestChunkIsHalvedAtAPiece();
    void racedChunkIsGivenBackOnlyByTheLast();
    void cutChunkLeavesItsTailMissing();
    void randomLifeFetchesEveryByteOnce();
    void sizeFollowsSpeedAndWhatIsMissing();
};

void ChunkPlannerTest::chunksComeInOrder()
{
    ChunkPlanner planner(10 * mib + 5, mib);
    QCOMPARE(planner.next({}, 4 * mib, start)->range, (ByteRange{0, 4 * mib}));
    QCOMPARE(planner.next({}, 4 * mib, start)->range, (ByteRange{4 * mib, 8 * mib}));
    QCOMPARE(planner.next({}, 4 * mib, start)->range, (ByteRange{8 * mib, 10 * mib + 5}));
    QVERIFY(!planner.next({}, 4 * mib, start));
}

void ChunkPlannerTest::waitingReaderComesFirst()
{
    ChunkPlanner planner(100 * mib, mib);
    const std::vector<Demand> demands{{0, 100 * mib, false}, {50 * mib + 9, 60 * mib, true}};
    // The whole piece is taken, so that it can be claimed.
    QCOMPARE(planner.next(demands, 2 * mib, start)->range, (ByteRange{50 * mib, 52 * mib}));
    QCOMPARE(planner.next(demands, 2 * mib, start)->range, (ByteRange{52 * mib, 54 * mib}));
}

void ChunkPlannerTest::readerWithTheSmallestLeadComesFirst()
{
    ChunkPlanner planner(100 * mib, mib);
    const std::vector<Demand> demands{{0, 100 * mib, false}, {50 * mib, 100 * mib, false}};
    QCOMPARE(planner.next(demands, 4 * mib, start)->range.begin, std::int64_t(0));
    QCOMPARE(planner.next(demands, 4 * mib, start)->range.begin, 50 * mib);
    QCOMPARE(planner.next(demands, 4 * mib, start)->range.begin, 4 * mib);
    QCOMPARE(planner.next(demands, 4 * mib, start)->range.begin, 54 * mib);
}

void ChunkPlannerTest::demandEndsWhereTheReaderEnds()
{
    ChunkPlanner planner(100 * mib, mib);
    const std::vector<Demand> demands{{50 * mib, 50 * mib + 10, true}};
    QCOMPARE(planner.next(demands, 8 * mib, start)->range, (ByteRange{50 * mib, 51 * mib}));
    QCOMPARE(planner.next(demands, 8 * mib, start)->range, (ByteRange{0, 8 * mib}));
}

void ChunkPlannerTest::heldPiecesAreNotFetched()
{
    ChunkPlanner planner(4 * mib, mib);
    planner.hold({0, mib});
    planner.hold({2 * mib, 3 * mib});
    QCOMPARE(planner.next({}, 8 * mib, start)->range, (ByteRange{mib, 2 * mib}));
    QCOMPARE(planner.next({}, 8 * mib, start)->range, (ByteRange{3 * mib, 4 * mib}));
    QVERIFY(!planner.next({}, 8 * mib, start));
    planner.settle({0, mib}, true);
    planner.settle({2 * mib, 3 * mib}, false);
    QVERIFY(planner.present().contains({0, mib}));
    QCOMPARE(planner.next({}, 8 * mib, start)->range, (ByteRange{2 * mib, 3 * mib}));
}

void ChunkPlannerTest::failedChunkWaitsForItsTime()
{
    ChunkPlanner planner(mib, mib);
    const Chunk chunk = *planner.next({}, mib, start);
    planner.giveBack(chunk.id, 1, start + std::chrono::seconds(1));
    QVERIFY(!planner.hasDue(start));
    QVERIFY(!planner.next({}, mib, start));
    const auto again = planner.next({}, mib, start + std::chrono::seconds(1));
    QCOMPARE(again->range, (ByteRange{0, mib}));
    QCOMPARE(again->attempts, 1);
}

void ChunkPlannerTest::givenBackBytesStartAtTheExactByte()
{
    ChunkPlanner planner(4 * mib, mib);
    const Chunk chunk = *planner.next({}, 4 * mib, start);
    planner.commit(chunk.id, {0, 12'345});
    planner.giveBack(chunk.id, 0, start);
    QCOMPARE(planner.next({}, 4 * mib, start)->range.begin, std::int64_t(12'345));
}

void ChunkPlannerTest::longestChunkIsHalvedAtAPiece()
{
    ChunkPlanner planner(10 * mib, mib);
    const Chunk chunk = *planner.next({}, 10 * mib, start);
    planner.commit(chunk.id, {0, 4 * mib + 3});
    QCOMPARE(planner.longest()->id, chunk.id);
    const auto half = planner.halve(chunk.id);
    QCOMPARE(half->range, (ByteRange{8 * mib, 10 * mib}));
    QCOMPARE(planner.find(chunk.id)->range.end, 8 * mib);
    planner.commit(chunk.id, {4 * mib + 3, 7 * mib});
    QVERIFY(!planner.halve(chunk.id));
}

void ChunkPlannerTest::racedChunkIsGivenBackOnlyByTheLast()
{
    ChunkPlanner planner(2 * mib, mib);
    const Chunk slow = *planner.next({}, 2 * mib, start);
    planner.commit(slow.id, {0, mib});
    const Chunk twin = *planner.race(slow.id);
    QCOMPARE(twin.range, (ByteRange{mib, 2 * mib}));
    planner.giveBack(slow.id, 1, start);
    QVERIFY(!planner.next({}, 2 * mib, start));
    planner.commit(twin.id, {mib, mib + 100});
    planner.giveBack(twin.id, 0, start);
    QCOMPARE(planner.next({}, 2 * mib, start)->range, (ByteRange{mib + 100, 2 * mib}));
}

void ChunkPlannerTest::cutChunkLeavesItsTailMissing()
{
    ChunkPlanner planner(20 * mib, mib);
    const Chunk chunk = *planner.next({}, 20 * mib, start);
    QVERIFY(!planner.cutBefore(mib, 2 * mib));
    QVERIFY(planner.cutBefore(10 * mib + 5, 2 * mib));
    QCOMPARE(planner.find(chunk.id)->range.end, 10 * mib);
    QCOMPARE(planner.leadOf(10 * mib), std::int64_t(0));
}

void ChunkPlannerTest::randomLifeFetchesEveryByteOnce()
{
    std::minstd_rand random(11);
    for (int life = 0; life < 300; ++life) {
        const auto size = static_cast<std::int64_t>(random() % (40 * mib)) + 1;
        ChunkPlanner planner(size, mib);
        std::int64_t fetched = 0;
        ChunkPlanner::Time now = start;
        while (!planner.isComplete()) {
            now += std::chrono::milliseconds(100);
            const std::vector<Demand> demands{{static_cast<std::int64_t>(random()) % size, size, random() % 2 == 0}};
            if (planner.inFlight().size() < 5)
                planner.next(demands, static_cast<std::int64_t>(random() % 8) * mib, now);
            if (random() % 8 == 0)
                planner.cutBefore(static_cast<std::int64_t>(random()) % size, mib);
            if (random() % 8 == 0 && planner.longest() != nullptr)
                planner.halve(planner.longest()->id);
            if (planner.inFlight().empty())
                continue;
            auto entry = planner.inFlight().begin();
            std::advance(entry, static_cast<long>(random() % planner.inFlight().size()));
            const Chunk chunk = entry->second;
            const std::int64_t count =
                std::min<std::int64_t>(chunk.left(), static_cast<std::int64_t>(random() % (2 * mib)));
            const ByteRange part{chunk.position, chunk.position + count};
            QVERIFY(count == 0 || planner.present().firstGap(part) == part);
            planner.commit(chunk.id, part);
            fetched += count;
            if (count == chunk.left() || random() % 10 == 0)
                planner.giveBack(chunk.id, static_cast<int>(random() % 2), now + std::chrono::milliseconds(200));
        }
        QCOMPARE(fetched, size);
    }
}

void ChunkPlannerTest::sizeFollowsSpeedAndWhatIsMissing()
{
    const fill::ChunkSizing unknown{mebibytes(8), mebibytes(1), mebibytes(64), 1000 * mib, 1, 0, 0};
    QCOMPARE(fill::chunkBytes(unknown), 8 * mib);
    fill::ChunkSizing sizing = unknown;
    sizing.bytesPerSecond = 10e6;
    QCOMPARE(fill::chunkBytes(sizing), std::int64_t(20'000'000));
    sizing.bytesPerSecond = 1e9;
    QCOMPARE(fill::chunkBytes(sizing), 64 * mib);
    sizing.bytesPerSecond = 10e6;
    sizing.connections = 16;
    sizing.unassigned = 320 * mib;
    QCOMPARE(fill::chunkBytes(sizing), 5 * mib);
    sizing.unassigned = 3 * mib;
    QCOMPARE(fill::chunkBytes(sizing), mib);
    // A request that takes long to answer is worth more bytes.
    sizing.latency = 0.1;
    QCOMPARE(fill::chunkBytes(sizing), std::int64_t(8'000'000));
}

QTEST_GUILESS_MAIN(ChunkPlannerTest)
#include "chunkplanner_test.moc"
