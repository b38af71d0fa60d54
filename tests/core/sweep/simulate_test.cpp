#include <QTest>

#include "sweep/simulate.h"

#include <fmt/format.h>

using namespace mirrorlake::sweep;

namespace {

std::string line(std::string_view client, std::string_view file, std::int64_t at, std::int64_t size)
{
    return fmt::format(
        R"({{"at":{},"client":"{}","repo":"hf:models/o/n","commit":"c","file":"{}","size":{},"bytes":{}}})", at, client,
        file, size, size);
}

AccessRecord recordOf(const std::vector<std::string> &lines)
{
    AccessLogReader reader;
    for (const std::string &one : lines)
        reader.add(one);
    return reader.take();
}

} // namespace

class SimulateTest : public QObject
{
    Q_OBJECT

private slots:
    void rangesOfOneDownloadAreOneUse()
    {
        const AccessRecord record = recordOf({
            line("a", "x", 0, 100),
            line("a", "x", 10, 100),
            line("b", "x", 20, 100),
            line("a", "x", 4000, 100),
            "no json",
            R"({"at":1,"repo":"","file":"x","bytes":5})",
        });
        QCOMPARE(record.uses.size(), 3u);
        QCOMPARE(record.uses[0].bytes, 200);
        QCOMPARE(record.sizes, std::vector<std::int64_t>{100});
    }

    void whatFitsIsFetchedOnce()
    {
        const AccessRecord record =
            recordOf({line("a", "x", 0, 10), line("b", "x", 1, 10), line("c", "y", 2, 10), line("d", "x", 3, 10)});
        const SimulatedRatios large = simulate(record, "lru", 20);
        QCOMPARE(large.hits, 0.5);
        QCOMPARE(large.bytes, 0.5);
        QCOMPARE(large.evicted, 0);
        const SimulatedRatios small = simulate(record, "lru", 10);
        QCOMPARE(small.hits, 0.25);
        QCOMPARE(small.evicted, 2);
        QCOMPARE(simulate(record, "lru", 5).hits, 0.0);
    }

    void aWalkOverAllHurtsLruAndNotLfu()
    {
        std::vector<std::string> lines;
        int at = 0;
        for (int round = 0; round < 5; ++round) {
            for (int use = 0; use < 4; ++use)
                lines.push_back(line(fmt::format("c{}", at), "favourite", at * 1000, 10)), ++at;
            for (int walked = 0; walked < 20; ++walked)
                lines.push_back(line(fmt::format("c{}", at), fmt::format("walk{}-{}", round, walked), at * 1000, 10)),
                    ++at;
        }
        const AccessRecord record = recordOf(lines);
        QVERIFY(simulate(record, "lfu", 30).hits > simulate(record, "lru", 30).hits);
        QVERIFY(simulate(record, "gdsf", 30).hits >= simulate(record, "fifo", 30).hits);
        for (const std::string_view policy : policyNames)
            QVERIFY(simulate(record, policy, record.totalSize()).hits >= simulate(record, policy, 30).hits);
    }
};

QTEST_GUILESS_MAIN(SimulateTest)
#include "simulate_test.moc"
