#include "catalog/compression.h"
#include "catalog/tree.h"
#include "catalog/treerecord.h"
#include "samples.h"

#include <QtTest>

#include <random>

using namespace mirrorlake;
using namespace mirrorlake::catalog;
using test::gitFile;
using test::lfsFile;

namespace {

std::string formWith(std::uint64_t version, std::uint64_t count, std::string_view records)
{
    std::string bytes = "MLT";
    appendNumber(bytes, version);
    appendNumber(bytes, count);
    return bytes + compressed(records);
}

std::string recordsOf(std::initializer_list<TreeEntry> entries)
{
    std::string records;
    for (const auto &entry : entries)
        appendRecord(records, entry);
    return records;
}

} // namespace

class TreeTest : public QObject
{
    Q_OBJECT

private slots:
    void entriesAreSortedByPath();
    void ofTwoWithTheSamePathTheLastWins();
    void everyFieldSurvives();
    void oddHashesAreKeptAsTheyAre();
    void findsOnlyWhatIsThere();
    void lowerBoundSeeksAFolder();
    void emptyTreeRoundTrips();
    void hundredThousandEntriesRoundTrip();
    void storesLittleMoreThanTheHashes();
    void everyTruncationIsAnError();
    void everyFlippedByteIsAnErrorOrTheSame();
    void laterFormIsRefused();
    void hugeCountIsRefused();
    void wrongCountIsRefused();
    void unsortedRecordsAreRefused();
    void randomBytesAreRefused();
    void randomRecordsNeverCrash();
    void bombIsRefused();
};

void TreeTest::entriesAreSortedByPath()
{
    const auto tree =
        Tree::fromEntries({gitFile("b", 1), gitFile("a/z", 2), gitFile("a", 3), gitFile("\xe4\xb8\xad", 4)});
    QCOMPARE(tree->size(), 4u);
    QCOMPARE(tree->at(0).path, std::string("a"));
    QCOMPARE(tree->at(1).path, std::string("a/z"));
    QCOMPARE(tree->pathAt(2), std::string_view("b"));
    QCOMPARE(tree->pathAt(3), std::string_view("\xe4\xb8\xad"));
}

void TreeTest::ofTwoWithTheSamePathTheLastWins()
{
    const auto tree = Tree::fromEntries({gitFile("a", 1), gitFile("b", 2), gitFile("a", 3), gitFile("a", 4)});
    QCOMPARE(tree->size(), 2u);
    QVERIFY(tree->find("a") == gitFile("a", 4));
}

void TreeTest::everyFieldSurvives()
{
    TreeEntry folder;
    folder.path = "folder";
    folder.oid = std::string(40, 'a');
    folder.isDirectory = true;
    auto big = lfsFile("big", 7);
    big.size = std::numeric_limits<std::int64_t>::max();
    const auto tree = Tree::fromEntries({folder, big, gitFile("small", 0)});
    const auto again = Tree::fromBytes(tree->toBytes());
    QVERIFY(again.has_value());
    QVERIFY((*again)->find("folder") == folder);
    QVERIFY((*again)->find("big") == big);
    QVERIFY((*again)->find("small") == gitFile("small", 0));
}

void TreeTest::oddHashesAreKeptAsTheyAre()
{
    TreeEntry odd;
    odd.path = "gated";
    odd.oid = "ABCDEF";
    odd.lfsSha256 = std::string(64, 'F');
    odd.xetHash = std::string(64, '*');
    odd.size = -1;
    const auto again = Tree::fromBytes(Tree::fromEntries({odd})->toBytes());
    QVERIFY(again.has_value());
    QVERIFY((*again)->at(0) == odd);
}

void TreeTest::findsOnlyWhatIsThere()
{
    const auto tree = Tree::fromEntries({gitFile("a/b", 1), gitFile("c", 2)});
    QVERIFY(tree->find("a/b"));
    QVERIFY(!tree->find("a"));
    QVERIFY(!tree->find("a/b/"));
    QVERIFY(!tree->find("d"));
    QVERIFY(!tree->find(""));
}

void TreeTest::lowerBoundSeeksAFolder()
{
    const auto tree = Tree::fromEntries({gitFile("a", 1), gitFile("b/1", 2), gitFile("b/2", 3), gitFile("c", 4)});
    QCOMPARE(tree->lowerBound("b/"), 1u);
    QCOMPARE(tree->lowerBound("b0"), 3u);
    QCOMPARE(tree->lowerBound(""), 0u);
    QCOMPARE(tree->lowerBound("d"), 4u);
}

void TreeTest::emptyTreeRoundTrips()
{
    const auto again = Tree::fromBytes(Tree::fromEntries({})->toBytes());
    QVERIFY(again.has_value());
    QCOMPARE((*again)->size(), 0u);
    QVERIFY(!(*again)->find("a"));
    QCOMPARE((*again)->lowerBound("a"), 0u);
}

void TreeTest::hundredThousandEntriesRoundTrip()
{
    const auto entries = test::manyFiles(100'000);
    const auto bytes = Tree::fromEntries(entries)->toBytes();
    QElapsedTimer timer;
    timer.start();
    const auto tree = Tree::fromBytes(bytes);
    qInfo("100,000 entries: %zu bytes stored, %zu in memory, loaded in %lld ms", bytes.size(),
          tree ? (*tree)->memoryBytes() : 0, static_cast<long long>(timer.elapsed()));
    QVERIFY(tree.has_value());
    QCOMPARE((*tree)->size(), entries.size());
    for (const auto &entry : entries)
        QVERIFY((*tree)->find(entry.path) == entry);
}

void TreeTest::storesLittleMoreThanTheHashes()
{
    std::mt19937_64 random(1);
    std::vector<TreeEntry> entries = test::manyFiles(1000);
    for (auto &entry : entries)
        entry.oid = fmt::format("{:016x}{:016x}{:08x}", random(), random(), random() & 0xffffffff);
    const auto bytes = Tree::fromEntries(entries)->toBytes();
    QVERIFY(bytes.size() < 1000 * 20 * 2);
}

void TreeTest::everyTruncationIsAnError()
{
    const auto bytes = Tree::fromEntries(test::manyFiles(50))->toBytes();
    for (std::size_t size = 0; size < bytes.size(); ++size)
        QVERIFY2(!Tree::fromBytes(std::string_view(bytes).substr(0, size)), qPrintable(QString::number(size)));
    QVERIFY(!Tree::fromBytes(bytes + "x"));
}

void TreeTest::everyFlippedByteIsAnErrorOrTheSame()
{
    const auto tree = Tree::fromEntries(test::manyFiles(50));
    const auto bytes = tree->toBytes();
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        auto flipped = bytes;
        flipped[i] = static_cast<char>(flipped[i] ^ 0x41);
        const auto loaded = Tree::fromBytes(flipped);
        if (!loaded)
            continue;
        QCOMPARE((*loaded)->size(), tree->size());
        for (std::size_t entry = 0; entry < tree->size(); ++entry)
            QVERIFY((*loaded)->at(entry) == tree->at(entry));
    }
}

void TreeTest::laterFormIsRefused()
{
    const auto records = recordsOf({gitFile("a", 1)});
    QVERIFY(Tree::fromBytes(formWith(1, 1, records)));
    const auto later = Tree::fromBytes(formWith(2, 1, records));
    QVERIFY(!later);
    QVERIFY(later.error().message.find("later form") != std::string::npos);
    QVERIFY(!Tree::fromBytes(formWith(0, 1, records)));
}

void TreeTest::hugeCountIsRefused()
{
    const auto records = recordsOf({gitFile("a", 1)});
    QVERIFY(!Tree::fromBytes(formWith(1, std::numeric_limits<std::uint64_t>::max(), records)));
    QVERIFY(!Tree::fromBytes(formWith(1, 1'000'000'000, records)));
}

void TreeTest::wrongCountIsRefused()
{
    const auto records = recordsOf({gitFile("a", 1), gitFile("b", 2)});
    QVERIFY(Tree::fromBytes(formWith(1, 2, records)));
    QVERIFY(!Tree::fromBytes(formWith(1, 1, records)));
    QVERIFY(!Tree::fromBytes(formWith(1, 3, records)));
}

void TreeTest::unsortedRecordsAreRefused()
{
    QVERIFY(!Tree::fromBytes(formWith(1, 2, recordsOf({gitFile("b", 1), gitFile("a", 2)}))));
    QVERIFY(!Tree::fromBytes(formWith(1, 2, recordsOf({gitFile("a", 1), gitFile("a", 2)}))));
}

void TreeTest::randomBytesAreRefused()
{
    std::mt19937_64 random(2);
    for (int i = 0; i < 2000; ++i) {
        std::string bytes(random() % 200, '\0');
        for (auto &c : bytes)
            c = static_cast<char>(random());
        QVERIFY(!Tree::fromBytes(bytes));
    }
}

void TreeTest::randomRecordsNeverCrash()
{
    std::mt19937_64 random(3);
    for (int i = 0; i < 5000; ++i) {
        auto records = recordsOf({gitFile("a", 1), lfsFile("b", 2), lfsFile("c", 3)});
        for (int change = 0; change < 3; ++change)
            records[random() % records.size()] = static_cast<char>(random());
        const auto tree = Tree::fromBytes(formWith(1, 3, records));
        if (!tree)
            continue;
        for (std::size_t entry = 0; entry < (*tree)->size(); ++entry)
            QVERIFY((*tree)->find((*tree)->at(entry).path));
    }
}

void TreeTest::bombIsRefused()
{
    const std::string zeros(64 << 20, '\0');
    const auto packed = compressed(zeros);
    QVERIFY(packed.size() < 10'000);
    const auto unpacked = decompressed(packed, 1 << 20);
    QVERIFY(!unpacked);
    QVERIFY(decompressed(packed, zeros.size()).has_value());
}

QTEST_GUILESS_MAIN(TreeTest)
#include "tree_test.moc"
