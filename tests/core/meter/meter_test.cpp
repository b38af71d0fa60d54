#include "meter/localday.h"
#include "meter/meter.h"
#include "support/manualclock.h"

#include <QtTest>

#include <thread>

using namespace mirrorlake;
using namespace mirrorlake::meter;
using namespace std::chrono_literals;

namespace {

const std::string alice = "192.168.1.7";
const std::string bob = "192.168.1.8";
const std::string hubUrl = "https://hub.example";
constexpr ByteRange whole{0, 1000};

ReplyFacts fileReply(Outcome outcome)
{
    return {outcome, "hf:models/org/name", "model.safetensors"};
}

/// Closes one step of half a second.
void step(Meter &meter, test::ManualClock &clock)
{
    clock.advance(500ms);
    meter.sample();
}

const ClientFigures *find(const Figures &figures, const std::string &address)
{
    for (const auto &client : figures.clients) {
        if (client.address == address)
            return &client;
    }
    return nullptr;
}

} // namespace

class MeterTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void bytesAreBookedToTheirClientAtOnce();
    void nowIsTheMeanOfTwoSeconds();
    void everyStepIsOnePointOfTheChart();
    void chartKeepsOneMinute();
    void aStepWithoutTimeIsNotClosed();
    void hitJoinedAndStaleAreHits();
    void onlyFilesCountAsFiles();
    void rangesOfOneDownloadAreOneFile();
    void savedIsNeverBelowZero();
    void transferIsListedUntilItEnds();
    void aWatchThatIsDroppedHasEnded();
    void aWatchOutlivesTheMeter();
    void listsAtMost64TransfersOfAClient();
    void mostActiveClientComesFirst();
    void dayEndsAtLocalMidnight();
    void incrementsOfTheOldDaySurviveMidnight();
    void incrementsAreTakenOnce();
    void restoredFiguresAreShownButNotTakenAgain();
    void oldestIdleClientGoesFirst();
    void reposCountWhileTheirTransfersRun();
    void atMost200ReposAreListed();
    void everyTransferHasItsSpeed();
    void joinedFilesAreCountedApart();
    void routesCountWhatComesByThem();
    void filesThatCameWholeCountForTheirRepo();
    void ringsOfFourSpansKeepTheirMeans();
    void threadsLoseNoByte();
};

void MeterTest::initTestCase()
{
    qputenv("TZ", "UTC-8"); // eight hours ahead of UTC
    tzset();
}

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

void MeterTest::nowIsTheMeanOfTwoSeconds()
{
    test::ManualClock clock;
    Meter meter(clock);
    for (int i = 0; i < 4; ++i)
        step(meter, clock);
    auto watch = meter.begin(alice, fileReply(Outcome::Hit), whole);
    watch->sent(1000);
    step(meter, clock);
    QCOMPARE(meter.figures().clients[0].nowBytesPerSecond, 500.0);
    watch->sent(3000);
    step(meter, clock);
    QCOMPARE(meter.figures().clients[0].nowBytesPerSecond, 2000.0);
    for (int i = 0; i < 4; ++i)
        step(meter, clock);
    QCOMPARE(meter.figures().clients[0].nowBytesPerSecond, 0.0);
}

void MeterTest::everyStepIsOnePointOfTheChart()
{
    test::ManualClock clock;
    Meter meter(clock);
    meter.begin(alice, fileReply(Outcome::Miss), whole)->sent(1000);
    meter.received(250);
    step(meter, clock);
    step(meter, clock);
    const auto points = meter.figures().lastMinute;
    QCOMPARE(points.size(), 2u);
    QCOMPARE(points[0].toClients, 2000.0);
    QCOMPARE(points[0].fromUpstream, 500.0);
    QCOMPARE(points[1].toClients, 0.0);
    QCOMPARE(points[1].unixMilliseconds - points[0].unixMilliseconds, 500);
}

void MeterTest::chartKeepsOneMinute()
{
    test::ManualClock clock;
    Meter meter(clock);
    for (int i = 0; i < 130; ++i)
        step(meter, clock);
    const auto points = meter.figures().lastMinute;
    QCOMPARE(points.size(), 120u);
    QVERIFY(points.front().unixMilliseconds < points.back().unixMilliseconds);
}

void MeterTest::aStepWithoutTimeIsNotClosed()
{
    test::ManualClock clock;
    Meter meter(clock);
    meter.begin(alice, fileReply(Outcome::Hit), whole)->sent(100);
    meter.sample();
    QVERIFY(meter.figures().lastMinute.empty());
    step(meter, clock);
    QCOMPARE(meter.figures().lastMinute.at(0).toClients, 200.0);
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
    auto first = meter.begin(alice, fileReply(Outcome::Miss), whole);
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

void MeterTest::dayEndsAtLocalMidnight()
{
    test::ManualClock clock; // 20:00 local
    Meter meter(clock);
    auto watch = meter.begin(alice, fileReply(Outcome::Hit), whole);
    watch->sent(100);
    meter.received(40);
    clock.advance(4h - 1s);
    QCOMPARE(meter.figures().servedToday, 100);
    clock.advance(1s);
    auto figures = meter.figures();
    QCOMPARE(figures.servedToday, 0);
    QCOMPARE(figures.fetchedToday, 0);
    QCOMPARE(figures.filesToday, 0);
    QCOMPARE(figures.hitsToday, 0);
    QCOMPARE(figures.clients[0].todayBytes, 0);
    QCOMPARE(figures.clients[0].todayFiles, 0);
    QCOMPARE(figures.clients[0].totalBytes, 100);
    watch->sent(7);
    QCOMPARE(meter.figures().servedToday, 7);
    QCOMPARE(QString::fromStdString(localDayOf(clock.wall()).name), QStringLiteral("2026-11-22"));
}

void MeterTest::incrementsOfTheOldDaySurviveMidnight()
{
    test::ManualClock clock;
    Meter meter(clock);
    auto watch = meter.begin(alice, fileReply(Outcome::Hit), whole);
    watch->sent(100);
    clock.advance(4h);
    meter.sample();
    watch->sent(7);
    const auto rows = meter.takeDayIncrements();
    QCOMPARE(rows.size(), 2u);
    QCOMPARE(QString::fromStdString(rows[0].day), QStringLiteral("2026-11-21"));
    QCOMPARE(rows[0].served, 100);
    QCOMPARE(rows[0].files, 1);
    QCOMPARE(rows[0].hits, 1);
    QCOMPARE(QString::fromStdString(rows[1].day), QStringLiteral("2026-11-22"));
    QCOMPARE(rows[1].served, 7);
    QCOMPARE(rows[1].files, 0);
}

void MeterTest::incrementsAreTakenOnce()
{
    test::ManualClock clock;
    Meter meter(clock);
    meter.begin(alice, fileReply(Outcome::Miss), whole)->sent(100);
    meter.begin(bob, fileReply(Outcome::Hit), whole)->sent(20);
    meter.received(100);
    const auto rows = meter.takeDayIncrements();
    QCOMPARE(rows.size(), 2u);
    QCOMPARE(QString::fromStdString(rows[0].name), QString::fromStdString(alice));
    QCOMPARE(rows[0].served, 100);
    QCOMPARE(rows[0].hits, 0);
    QCOMPARE(rows[1].served, 20);
    QCOMPARE(rows[1].hits, 1);
    QVERIFY(meter.takeDayIncrements().empty());
    QCOMPARE(meter.takeFetchedIncrement(), 100);
    QCOMPARE(meter.takeFetchedIncrement(), 0);
    QCOMPARE(meter.figures().servedToday, 120);
}

void MeterTest::restoredFiguresAreShownButNotTakenAgain()
{
    test::ManualClock clock;
    Meter meter(clock);
    meter.restore({.clients = {{"2026-11-21", alice, 50, 2, 1, 1}, {"2026-11-20", alice, 900, 9, 9}},
                   .repos = {{"2026-11-21", "hf:models/org/name", 40, 2, 1, 1}},
                   .routes = {{.day = "2026-11-21", .name = hubUrl, .fetched = 30}},
                   .fetched = 30,
                   .totals = {{alice, 950}, {bob, 7}}});
    meter.sample({{hubUrl, 5}});
    const auto figures = meter.figures();
    QCOMPARE(figures.servedToday, 50);
    QCOMPARE(figures.fetchedToday, 30);
    QCOMPARE(figures.filesToday, 2);
    QCOMPARE(figures.hitsToday, 1);
    QCOMPARE(find(figures, alice)->todayBytes, 50);
    QCOMPARE(find(figures, alice)->totalBytes, 950);
    QCOMPARE(find(figures, bob)->totalBytes, 7);
    QCOMPARE(figures.joinedToday, 1);
    QCOMPARE(figures.repos.at(0).todayBytes, 40);
    QCOMPARE(figures.routes.at(0).todayBytes, 35);
    QVERIFY(meter.takeDayIncrements().empty());
    QVERIFY(meter.takeRepoIncrements().empty());
    QCOMPARE(meter.takeRouteIncrements().at(0).fetched, 5);
    QCOMPARE(meter.takeFetchedIncrement(), 0);
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

void MeterTest::reposCountWhileTheirTransfersRun()
{
    test::ManualClock clock; // 20:00 local
    Meter meter(clock);
    auto one = meter.begin(alice, fileReply(Outcome::Miss), whole);
    auto other = meter.begin(bob, {Outcome::Hit, "hf:datasets/org/data", "a.parquet"}, whole);
    one->sent(100);
    other->sent(900);
    for (int i = 0; i < 4; ++i)
        step(meter, clock);
    auto repos = meter.figures().repos;
    QCOMPARE(repos.size(), 2u);
    QCOMPARE(repos[0].repo, std::string("hf:datasets/org/data"));
    QCOMPARE(repos[0].todayBytes, 900);
    QCOMPARE(repos[0].nowBytesPerSecond, 450.0);
    QCOMPARE(repos[0].transfers, 1);
    QCOMPARE(repos[0].todayHits, 1);
    QCOMPARE(repos[1].todayHits, 0);
    clock.advance(4h); // what was sent before midnight belongs to the day that ended
    one->sent(7);
    one.reset();
    other.reset();
    const auto rows = meter.takeRepoIncrements();
    QCOMPARE(rows.size(), 2u);
    for (const auto &row : rows)
        QCOMPARE(QString::fromStdString(row.day), QStringLiteral("2026-11-21"));
    QVERIFY2(meter.figures().repos.empty(), "a new day");
}

void MeterTest::atMost200ReposAreListed()
{
    test::ManualClock clock;
    Meter meter(clock);
    for (int i = 0; i < 250; ++i)
        meter.begin(alice, {Outcome::Hit, "hf:models/org/r" + std::to_string(i), "a"}, whole)->sent(1000 + i);
    const auto repos = meter.figures().repos;
    QCOMPARE(repos.size(), 200u);
    QCOMPARE(repos.front().repo, std::string("hf:models/org/r249"));
    QCOMPARE(meter.takeRepoIncrements().size(), 250u);
}

void MeterTest::everyTransferHasItsSpeed()
{
    test::ManualClock clock;
    Meter meter(clock);
    auto fast = meter.begin(alice, fileReply(Outcome::Hit), whole);
    auto slow = meter.begin(alice, fileReply(Outcome::Hit), whole);
    for (int i = 0; i < 4; ++i) {
        fast->sent(500);
        slow->sent(50);
        step(meter, clock);
    }
    const auto active = meter.figures().clients.at(0).active;
    QCOMPARE(active.at(0).nowBytesPerSecond, 1000.0);
    QCOMPARE(active.at(1).nowBytesPerSecond, 100.0);
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

void MeterTest::routesCountWhatComesByThem()
{
    test::ManualClock clock; // 20:00 local
    Meter meter(clock);
    for (int i = 1; i <= 4; ++i) {
        clock.advance(500ms);
        meter.sample({{hubUrl, 1000 * i}, {"https://other.example", 0}});
    }
    const auto routes = meter.figures().routes;
    QCOMPARE(routes.size(), 2u);
    QCOMPARE(routes[0].url, hubUrl);
    QCOMPARE(routes[0].todayBytes, 4000);
    QCOMPARE(routes[0].nowBytesPerSecond, 2000.0);
    QCOMPARE(routes[1].todayBytes, 0);
    const auto rows = meter.takeRouteIncrements();
    QCOMPARE(rows.size(), 1u);
    QCOMPARE(rows[0].name, hubUrl);
    QCOMPARE(rows[0].fetched, 4000);
    clock.advance(4h);
    meter.sample({{hubUrl, 4100}});
    QCOMPARE(meter.figures().routes.at(0).todayBytes, 100);
    QCOMPARE(meter.takeRouteIncrements().at(0).day, std::string("2026-11-22"));
}

void MeterTest::filesThatCameWholeCountForTheirRepo()
{
    test::ManualClock clock;
    Meter meter(clock);
    meter.completed("hf:models/org/name", 4096);
    QCOMPARE(meter.takeRepoIncrements().at(0).fetched, 4096);
    QVERIFY(meter.takeRepoIncrements().empty());
}

void MeterTest::ringsOfFourSpansKeepTheirMeans()
{
    test::ManualClock clock;
    Meter meter(clock);
    auto watch = meter.begin(alice, fileReply(Outcome::Hit), whole);
    constexpr int steps = 2 * 60 * 24; // 24 minutes
    for (int i = 0; i < steps; ++i) {
        watch->sent(100);
        step(meter, clock);
    }
    QCOMPARE(meter.rates(Span::Minute).size(), 120u);
    QCOMPARE(meter.rates(Span::TenMinutes).size(), 120u);
    QCOMPARE(meter.rates(Span::Hour).size(), 48u);
    QCOMPARE(meter.rates(Span::Day).size(), 2u);
    for (const Span span : {Span::Minute, Span::TenMinutes, Span::Hour, Span::Day}) {
        for (const RatePoint &point : meter.rates(span))
            QCOMPARE(point.toClients, 200.0);
    }
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
