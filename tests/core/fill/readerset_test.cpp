#include "fill/readerledger.h"
#include "fill/readerset.h"

#include <QTest>

using namespace mirrorlake;
using fill::ReaderIdentity;
using fill::ReaderLedger;
using fill::ReaderSet;

class ReaderSetTest : public QObject
{
    Q_OBJECT

private slots:
    void onlyThoseWhoWaitInTheRangeAreWoken();
    void eachWakeIsHandedOutOnce();
    void readerThatLeavesWaitsNoMore();
    void taintNamesOnlyThoseWhoWereGivenIt();
    void taintEndsTheOtherPiecesOfTheSameDownload();
    void demandFollowsTheReader();
    void ledgerForgetsTheOldest();
};

void ReaderSetTest::onlyThoseWhoWaitInTheRangeAreWoken()
{
    ReaderSet readers;
    int woken = 0;
    for (const std::int64_t from : {0, 10, 20})
        readers.wait(readers.add({}, {0, 100}), from, [&woken, from] { woken += static_cast<int>(from) + 1; });
    for (const auto &wake : readers.takeWaiting({5, 20}))
        wake();
    QCOMPARE(woken, 11);
}

void ReaderSetTest::eachWakeIsHandedOutOnce()
{
    ReaderSet readers;
    readers.wait(readers.add({}, {0, 100}), 0, [] {});
    QCOMPARE(readers.takeWaiting({0, 1}).size(), std::size_t(1));
    QCOMPARE(readers.takeWaiting({0, 1}).size(), std::size_t(0));
    QCOMPARE(readers.takeAllWaiting().size(), std::size_t(0));
}

void ReaderSetTest::readerThatLeavesWaitsNoMore()
{
    ReaderSet readers;
    const int first = readers.add({}, {0, 100});
    const int second = readers.add({}, {0, 100});
    readers.wait(first, 5, [] {});
    readers.wait(second, 5, [] {});
    readers.remove(first);
    QCOMPARE(readers.takeAllWaiting().size(), std::size_t(1));
    QCOMPARE(readers.count(), 1);
}

void ReaderSetTest::taintNamesOnlyThoseWhoWereGivenIt()
{
    ReaderSet readers;
    const int head = readers.add({"head", "", ""}, {0, 100});
    const int tail = readers.add({"tail", "", ""}, {50, 100});
    const int gone = readers.add({"gone", "", ""}, {0, 100});
    readers.give(head, 0, 30);
    readers.give(tail, 50, 80);
    readers.give(gone, 0, 20);
    readers.remove(gone);
    std::vector<fill::Wake> wakes;
    readers.wait(head, 30, [] {});
    const std::vector<ReaderIdentity> named = readers.taint({10, 12}, {ErrorCode::HashMismatch, "wrong"}, wakes);
    QCOMPARE(named.size(), std::size_t(2));
    QCOMPARE(named[0].address, std::string("head"));
    QCOMPARE(named[1].address, std::string("gone"));
    QCOMPARE(wakes.size(), std::size_t(1));
    QVERIFY(readers.failure(head));
    QVERIFY(!readers.failure(tail));
}

void ReaderSetTest::taintEndsTheOtherPiecesOfTheSameDownload()
{
    ReaderSet readers;
    const ReaderIdentity one{"one", "", ""};
    const int first = readers.add(one, {0, 50});
    const int second = readers.add(one, {50, 100});
    const int other = readers.add({"other", "", ""}, {50, 100});
    readers.give(first, 0, 30);
    readers.remove(first); // it has all it wanted, and some of it is wrong
    const int again = readers.add(one, {0, 50});
    std::vector<fill::Wake> wakes;
    readers.wait(second, 50, [] {});
    readers.wait(again, 0, [] {});
    QCOMPARE(readers.taint({10, 12}, {ErrorCode::HashMismatch, "wrong"}, wakes).size(), std::size_t(1));
    QVERIFY(readers.failure(second));
    QVERIFY(!readers.failure(other));
    QVERIFY(!readers.failure(again)); // it begins anew
    QCOMPARE(wakes.size(), std::size_t(1));
}

void ReaderSetTest::demandFollowsTheReader()
{
    ReaderSet readers;
    const int reader = readers.add({}, {10, 100});
    QVERIFY(readers.hasDemand());
    readers.wait(reader, 40, [] {});
    const std::vector<fill::Demand> demands = readers.demands();
    QCOMPARE(demands.size(), std::size_t(1));
    QCOMPARE(demands.front().from, std::int64_t(40));
    QVERIFY(demands.front().isWaiting);
    readers.give(reader, 100, 100);
    QVERIFY(readers.demands().empty());
}

void ReaderSetTest::ledgerForgetsTheOldest()
{
    const BlobHash blob = *BlobHash::parse(std::string(64, 'a'));
    ReaderLedger ledger({}, 2);
    for (const char *address : {"1", "2", "3"})
        ledger.remember(blob, {address, "", ""}, {0, 1});
    QVERIFY(!ledger.mustStartOver(blob, {"1", "", ""}));
    QVERIFY(ledger.mustStartOver(blob, {"2", "", ""}));
    QVERIFY(ledger.mustStartOver(blob, {"3", "", ""}));
    ledger.startedOver(blob, {"2", "", ""});
    QVERIFY(!ledger.mustStartOver(blob, {"2", "", ""}));
}

QTEST_GUILESS_MAIN(ReaderSetTest)
#include "readerset_test.moc"
