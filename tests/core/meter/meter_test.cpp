#include <QTest>

#include "core/meter/meterrig.h"

#include <thread>

using namespace mirrorlake;
using namespace mirrorlake::meter;
using namespace std::chrono_literals;

class MeterTest : public QObject
{
    Q_OBJECT

private slots:
    void bytesAreBookedToTheirClientAtOnce();
    void hitJoinedAndStaleAreHits();
    void onlyFilesCountAsFiles();
    void rangesOfOneDownloadAreOneFile();
    void savedIsNeverBelowZero();
    void transferIsListedUntilItEnds();
    void aWatchThatIsDroppedHasEnded();
    void aWatchOutlivesTheMeter();
    void listsAtMost64TransfersOfAClient();
    void mostActiveClientComesFirst();
    void oldestIdleClientGoesFirst();
    void joinedFilesAreCountedApart();
    void threadsLoseNoByte();
};

void MeterTest::bytesAreBookedToTheirClientAtOnce()
{
    test::ManualClock clock;
    Meter meter(clock);
    auto watch = meter.begin(alice, fileReply(Outcome::Hit), whole);
    watch->sent(300);
    watch->sent(400);
    const auto figures = meter.figures();
    QCOMPARE(figures.servedToday, 700);
    QCOMPARE(figures.clients.size(), 1u);
    QCOMPARE(figures.clients[0].todayBytes, 700);
    QCOMPARE(figures.clients[0].totalBytes, 700);
    QCOMPARE(figures.clients[0].lastSeen, unixSeconds(clock.wall()));
}

void MeterTest::hitJoinedAndStaleAreHits()
{
    test::ManualClock clock;
    Meter meter(clock);
    for (const auto outcome : {Outcome::Hit, Outcome::Joined, Outcome::Stale, Outcome::Miss})
        meter.begin(alice, fileReply(outcome), whole);
    const auto figures = meter.figures();
    QCOMPARE(figures.filesToday, 4);
    QCOMPARE(figures.hitsToday, 3);
    QCOMPARE(figures.clients[0].todayFiles, 4);
    QCOMPARE(figures.clients[0].todayHits, 3);
}

void MeterTest::onlyFilesCountAsFiles()
{
    test::ManualClock clock;
    Meter meter(clock);
    meter.begin(alice, {Outcome::Hit, "", ""}, whole)->sent(10);
    meter.begin(alice, {Outcome::Hit, "hf:models/org/name", ""}, whole)->sent(10);
    meter.begin(alice, fileReply(Outcome::Rejected), whole)->sent(10);
    meter.begin(alice, fileReply(Outcome::None), whole)->sent(10);
    const auto figures = meter.figures();
    QCOMPARE(figures.filesToday, 0);
    QCOMPARE(figures.hitsToday, 0);
    QCOMPARE(figures.servedToday, 40);
}

void MeterTest::rangesOfOneDownloadAreOneFile()
{
    test::ManualClock clock;
    Meter meter(clock);
    for (std::int64_t begin = 0; begin < 1000; begin += 100)
        meter.begin(alice, fileReply(Outcome::Hit), {begin, begin + 100});
    QCOMPARE(meter.figures().filesToday, 1);
    meter.begin(alice, fileReply(Outcome::Hit), {0, 0}); // an empty file
    QCOMPARE(meter.figures().filesToday, 2);
}

void MeterTest::savedIsNeverBelowZero()
{
    test::ManualClock clock;
    Meter meter(clock);
    meter.received(500);
    QCOMPARE(meter.figures().fetchedToday, 500);
    QCOMPARE(meter.figures().savedToday, 0);
    meter.begin(alice, fileReply(Outcome::Hit), whole)->sent(1500);
    QCOMPARE(meter.figures().savedToday, 1000);
}

void MeterTest::transferIsListedUntilItEnds()
{
    test::ManualClock clock;
    Meter meter(clock);
    const auto began = unixSeconds(clock.wall()) * 1000;
    auto first = meter.begin(alice, fileReply(Outcome::Miss), whole);
    clock.advance(std::chrono::seconds(3));
    auto second = meter.begin(alice, fileReply(Outcome::Hit), {500, 1000});
    first->sent(70);
    auto figures = meter.figures();
    QCOMPARE(figures.activeTransfers, 2);
    const auto &active = figures.clients[0].active;
    QCOMPARE(active.size(), 2u);
    QCOMPARE(active[0].sent, 70);
    QCOMPARE(active[0].outcome, Outcome::Miss);
    QCOMPARE(QString::fromStdString(active[0].path), QStringLiteral("model.safetensors"));
    QVERIFY(active[1].range == (ByteRange{500, 1000}));
    QCOMPARE(active[0].unixMilliseconds, began);
    QCOMPARE(active[1].unixMilliseconds, began + 3000);

    first->ended(false); // hung up
    figures = meter.figures();
    QCOMPARE(figures.activeTransfers, 1);
    QCOMPARE(figures.clients[0].active.size(), 1u);
    QCOMPARE(figures.servedToday, 70);
    second->ended(true);
    second->ended(true);
    QCOMPARE(meter.figures().activeTransfers, 0);
}

void MeterTest::aWatchThatIsDroppedHasEnded()
{
    test::ManualClock clock;
    Meter meter(clock);
    auto watch = meter.begin(alice, fileReply(Outcome::Hit), whole);
    watch->sent(5);
    watch.reset();
    const auto figures = meter.figures();
    QCOMPARE(figures.activeTransfers, 0);
    QVERIFY(figures.clients[0].active.empty());
    QCOMPARE(figures.servedToday, 5);
}

void MeterTest::aWatchOutlivesTheMeter()
{
    test::ManualClock clock;
    auto meter = std::make_unique<Meter>(clock);
    auto watch = meter->begin(alice, fileReply(Outcome::Hit), whole);
    meter.reset();
    watch->sent(5);
    watch->ended(true);
}

void MeterTest::listsAtMost64TransfersOfAClient()
{
    test::ManualClock clock;
    Meter meter(clock);
    std::vector<std::shared_ptr<TransferWatch>> watches;
    for (int i = 0; i < 100; ++i)
        watches.push_back(meter.begin(alice, fileReply(Outcome::Hit), whole));
    QCOMPARE(meter.figures().clients[0].active.size(), 64u);
    QCOMPARE(meter.figures().activeTransfers, 100);
    watches.erase(watches.begin(), watches.begin() + 50);
    QCOMPARE(meter.figures().clients[0].active.size(), 50u);
}

void MeterTest::mostActiveClientComesFirst()
{
    test::ManualClock clock;
    Meter meter(clock);
    meter.begin("10.0.0.1", fileReply(Outcome::Hit), whole)->sent(9000);
    for (int i = 0; i < 5; ++i)
        step(meter, clock);
    meter.begin("10.0.0.2", fileReply(Outcome::Hit), whole)->sent(10);
    meter.begin("10.0.0.3", fileReply(Outcome::Hit), whole)->sent(20);
    step(meter, clock);
    const auto clients = meter.figures().clients;
    QCOMPARE(QString::fromStdString(clients[0].address), QStringLiteral("10.0.0.3"));
    QCOMPARE(QString::fromStdString(clients[1].address), QStringLiteral("10.0.0.2"));
    QCOMPARE(QString::fromStdString(clients[2].address), QStringLiteral("10.0.0.1"));
}

void MeterTest::oldestIdleClientGoesFirst()
{
    test::ManualClock clock;
    Meter meter(clock);
    auto running = meter.begin("running", fileReply(Outcome::Hit), whole);
    clock.advance(1s);
    meter.begin("oldest", fileReply(Outcome::Hit), whole)->sent(1);
    meter.sample();
    clock.advance(1s);
    for (int i = 0; i < 9'998; ++i)
        meter.begin("c" + std::to_string(i), fileReply(Outcome::Hit), whole);
    QCOMPARE(meter.figures().clients.size(), 10'000u);

    clock.advance(1s);
    meter.begin("newest", fileReply(Outcome::Hit), whole);
    const auto figures = meter.figures();
    QVERIFY(figures.clients.size() <= 10'000u);
    QVERIFY(find(figures, "running"));
    QVERIFY(find(figures, "newest"));
    QVERIFY(!find(figures, "oldest"));
    QCOMPARE(figures.filesToday, 10'001);
    QCOMPARE(figures.servedToday, 1);

    std::int64_t served = 0;
    std::int64_t files = 0;
    for (const auto &row : meter.takeDayIncrements()) {
        served += row.served;
        files += row.files;
    }
    QCOMPARE(served, 1);
    QCOMPARE(files, 10'001);
}

void MeterTest::joinedFilesAreCountedApart()
{
    test::ManualClock clock;
    Meter meter(clock);
    for (const auto outcome : {Outcome::Hit, Outcome::Joined, Outcome::Joined, Outcome::Miss})
        meter.begin(alice, fileReply(outcome), whole);
    const auto figures = meter.figures();
    QCOMPARE(figures.joinedToday, 2);
    QCOMPARE(figures.clients.at(0).todayJoined, 2);
    QCOMPARE(figures.repos.at(0).todayJoined, 2);
    QCOMPARE(meter.takeDayIncrements().at(0).joined, 2);
    QCOMPARE(meter.takeRepoIncrements().at(0).joined, 2);
}

void MeterTest::threadsLoseNoByte()
{
    test::ManualClock clock;
    Meter meter(clock);
    constexpr int threads = 4;
    constexpr int transfers = 200;
    constexpr int pieces = 50;
    std::vector<std::thread> crowd;
    for (int t = 0; t < threads; ++t) {
        crowd.emplace_back([&meter] {
            for (int i = 0; i < transfers; ++i) {
                auto watch = meter.begin("10.0.0." + std::to_string(i % 7), fileReply(Outcome::Hit), whole);
                for (int piece = 0; piece < pieces; ++piece)
                    watch->sent(3);
                meter.received(1);
                watch->ended(true);
            }
        });
    }
    std::int64_t taken = 0;
    for (int i = 0; i < 50; ++i) {
        clock.advance(500ms);
        meter.sample();
        meter.figures();
        for (const auto &row : meter.takeDayIncrements())
            taken += row.served;
    }
    for (auto &thread : crowd)
        thread.join();
    for (const auto &row : meter.takeDayIncrements())
        taken += row.served;
    constexpr std::int64_t all = threads * transfers * pieces * 3;
    QCOMPARE(taken, all);
    QCOMPARE(meter.figures().servedToday, all);
    QCOMPARE(meter.figures().fetchedToday, threads * transfers);
    QCOMPARE(meter.figures().activeTransfers, 0);
}

QTEST_GUILESS_MAIN(MeterTest)
#include "meter_test.moc"
