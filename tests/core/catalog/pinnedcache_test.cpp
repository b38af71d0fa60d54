#include "catalog/pinnedcache.h"

#include <QtTest>

using mirrorlake::catalog::PinnedCache;

namespace {

std::shared_ptr<const int> value(int number)
{
    return std::make_shared<const int>(number);
}

} // namespace

class PinnedCacheTest : public QObject
{
    Q_OBJECT

private slots:
    void pinnedValuesStayBeyondTheBudget();
    void unpinnedValuesKeepTheBudget();
    void usedValuesGetASecondChance();
    void aNewValueReplacesAPinnedOne();
    void removedIsKnownUntilItIsOnDisk();
    void whatWasReadBeforeAChangeIsNotRemembered();
    void renamedValueIsFoundUnderItsNewName();
    void renameLeavesWhatIsThere();
    void forgottenValueIsGone();
};

void PinnedCacheTest::pinnedValuesStayBeyondTheBudget()
{
    PinnedCache<int> cache(10);
    for (int i = 0; i < 100; ++i)
        cache.put(std::to_string(i), value(i), 10, static_cast<std::uint64_t>(i + 1));
    for (int i = 0; i < 100; ++i)
        QCOMPARE(**cache.find(std::to_string(i)), std::as_const(i));
    QCOMPARE(cache.pinned(), 100u);
}

void PinnedCacheTest::unpinnedValuesKeepTheBudget()
{
    PinnedCache<int> cache(30);
    for (int i = 0; i < 10; ++i)
        cache.put(std::to_string(i), value(i), 10, static_cast<std::uint64_t>(i + 1));
    cache.unpin(6);
    QCOMPARE(cache.pinned(), 4u);
    QCOMPARE(cache.keptBytes(), 30u);
    QVERIFY(!cache.find("0"));
    QVERIFY(cache.find("5"));
    QVERIFY(cache.find("9"));
    cache.unpin(10);
    QCOMPARE(cache.keptBytes(), 30u);
    QVERIFY(!cache.find("3"));
}

void PinnedCacheTest::usedValuesGetASecondChance()
{
    PinnedCache<int> cache(30);
    for (int i = 0; i < 3; ++i)
        cache.remember(std::to_string(i), value(i), 10, cache.changes());
    QVERIFY(cache.find("0"));
    cache.remember("3", value(3), 10, cache.changes());
    QVERIFY(cache.find("0"));
    QVERIFY(!cache.find("1"));
}

void PinnedCacheTest::aNewValueReplacesAPinnedOne()
{
    PinnedCache<int> cache(100);
    cache.put("a", value(1), 10, 1);
    cache.put("a", value(2), 10, 2);
    cache.unpin(1);
    QCOMPARE(cache.pinned(), 1u);
    QCOMPARE(**cache.find("a"), 2);
    cache.unpin(2);
    cache.put("a", value(3), 10, 3);
    QCOMPARE(cache.keptBytes(), 0u);
    QCOMPARE(**cache.find("a"), 3);
}

void PinnedCacheTest::removedIsKnownUntilItIsOnDisk()
{
    PinnedCache<int> cache(100);
    cache.put("a", nullptr, 0, 1);
    QVERIFY(cache.find("a").has_value());
    QVERIFY(!*cache.find("a"));
    cache.unpin(1);
    QVERIFY(!cache.find("a").has_value());
}

void PinnedCacheTest::whatWasReadBeforeAChangeIsNotRemembered()
{
    PinnedCache<int> cache(100);
    const auto before = cache.changes();
    cache.put("a", nullptr, 0, 1);
    cache.unpin(1);
    cache.remember("a", value(1), 10, before);
    QVERIFY(!cache.find("a").has_value());
    cache.remember("a", value(2), 10, cache.changes());
    QCOMPARE(**cache.find("a"), 2);
}

void PinnedCacheTest::renamedValueIsFoundUnderItsNewName()
{
    PinnedCache<int> cache(100);
    cache.put("old", value(1), 10, 1);
    cache.rename("old", "new", 2);
    QVERIFY(!cache.find("old"));
    QCOMPARE(**cache.find("new"), 1);
    cache.unpin(1);
    QCOMPARE(cache.pinned(), 1u);
    cache.unpin(2);
    cache.rename("new", "newest", 3);
    QCOMPARE(cache.keptBytes(), 0u);
    QCOMPARE(**cache.find("newest"), 1);
}

void PinnedCacheTest::renameLeavesWhatIsThere()
{
    PinnedCache<int> cache(100);
    cache.put("old", value(1), 10, 1);
    cache.put("new", value(2), 10, 2);
    cache.rename("old", "new", 3);
    QVERIFY(!cache.find("old"));
    QCOMPARE(**cache.find("new"), 2);
}

void PinnedCacheTest::forgottenValueIsGone()
{
    PinnedCache<int> cache(100);
    cache.put("a", value(1), 10, 1);
    cache.forget("a");
    QVERIFY(!cache.find("a"));
    cache.unpin(1);
    QCOMPARE(cache.keptBytes(), 0u);
}

QTEST_GUILESS_MAIN(PinnedCacheTest)
#include "pinnedcache_test.moc"
