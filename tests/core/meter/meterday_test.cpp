#include <QTest>

#include "core/meter/meterrig.h"
#include "meter/localday.h"

using namespace mirrorlake;
using namespace mirrorlake::meter;
using namespace std::chrono_literals;

namespace {

const std::string hubUrl = "https://hub.example";

} // namespace

class MeterDayTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void dayEndsAtLocalMidnight();
    void incrementsOfTheOldDaySurviveMidnight();
    void incrementsAreTakenOnce();
    void restoredFiguresAreShownButNotTakenAgain();
    void reposCountWhileTheirTransfersRun();
    void atMost200ReposAreListed();
    void routesCountWhatComesByThem();
    void filesThatCameWholeCountForTheirRepo();
};

void MeterDayTest::initTestCase()
{
    qputenv("TZ", "UTC-8"); // eight hours ahead of UTC
    tzset();
}

void MeterDayTest::dayEndsAtLocalMidnight()
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

void MeterDayTest::incrementsOfTheOldDaySurviveMidnight()
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

void MeterDayTest::incrementsAreTakenOnce()
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

void MeterDayTest::restoredFiguresAreShownButNotTakenAgain()
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

void MeterDayTest::reposCountWhileTheirTransfersRun()
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

void MeterDayTest::atMost200ReposAreListed()
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

void MeterDayTest::routesCountWhatComesByThem()
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

void MeterDayTest::filesThatCameWholeCountForTheirRepo()
{
    test::ManualClock clock;
    Meter meter(clock);
    meter.completed("hf:models/org/name", 4096);
    QCOMPARE(meter.takeRepoIncrements().at(0).fetched, 4096);
    QVERIFY(meter.takeRepoIncrements().empty());
}

QTEST_GUILESS_MAIN(MeterDayTest)
#include "meterday_test.moc"
