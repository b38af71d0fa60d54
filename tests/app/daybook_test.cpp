#include <QtTest>

#include "daybook.h"
#include "support/manualclock.h"

using namespace mirrorlake;
using namespace mirrorlake::app;

namespace {

const ReplyFacts fileReply{Outcome::Miss, "hf:models/org/name", "a.bin"};

void serve(meter::Meter &meter, const std::string &client, std::int64_t bytes)
{
    const auto watch = meter.begin(client, fileReply, {0, bytes});
    watch->sent(bytes);
    watch->ended(true);
}

} // namespace

class DayBookTest : public QObject
{
    Q_OBJECT

private slots:
    void figuresOfTodayOutliveARestart();
    void nothingIsCountedTwice();
    void tickWritesEveryFewSeconds();
    void anotherDayBeginsAnew();

private:
    std::filesystem::path file() const
    {
        return std::filesystem::path(m_folder->path().toStdString()) / "catalog.sqlite";
    }
    std::unique_ptr<catalog::Catalog> open() const
    {
        return std::move(catalog::Catalog::open(file(), m_clock).value());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    test::ManualClock m_clock;

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
};

void DayBookTest::figuresOfTodayOutliveARestart()
{
    {
        const auto catalog = open();
        meter::Meter meter(m_clock);
        DayBook book(meter, *catalog, m_clock);
        serve(meter, "192.168.1.7", 1000);
        serve(meter, "192.168.1.8", 500);
        meter.received(700);
        meter.completed("hf:models/org/name", 600);
        meter.sample({{"https://hub.example", 700}});
        book.write();
    }
    const auto catalog = open();
    meter::Meter meter(m_clock);
    DayBook book(meter, *catalog, m_clock);
    book.restore();
    const meter::Figures figures = meter.figures();
    QCOMPARE(figures.servedToday, 1500);
    QCOMPARE(figures.fetchedToday, 700);
    QCOMPARE(figures.savedToday, 800);
    QCOMPARE(figures.filesToday, 2);
    QCOMPARE(figures.clients.size(), 2u);
    QCOMPARE(figures.repos.at(0).todayBytes, 1500);
    QCOMPARE(figures.repos.at(0).todayFiles, 2);
    meter.sample({{"https://hub.example", 1}});
    QCOMPARE(meter.figures().routes.at(0).todayBytes, 701);
    const auto repos = catalog->days(catalog::DayOf::Repo, "2026-11");
    QCOMPARE(repos->at(0).fetchedBytes, 600);
    for (const meter::ClientFigures &client : figures.clients)
        QVERIFY2(!client.address.empty(), "what nobody in particular fetched is no client");
}

void DayBookTest::nothingIsCountedTwice()
{
    for (int run = 0; run < 3; ++run) {
        const auto catalog = open();
        meter::Meter meter(m_clock);
        DayBook book(meter, *catalog, m_clock);
        book.restore();
        serve(meter, "192.168.1.7", 1000);
        meter.received(100);
        book.write();
        book.write();
        QCOMPARE(meter.figures().servedToday, 1000 * (run + 1));
        QCOMPARE(meter.figures().fetchedToday, 100 * (run + 1));
    }
}

void DayBookTest::tickWritesEveryFewSeconds()
{
    const auto catalog = open();
    meter::Meter meter(m_clock);
    DayBook book(meter, *catalog, m_clock);
    serve(meter, "192.168.1.7", 1000);
    for (int ticks = 0; ticks < 10; ++ticks)
        book.tick();
    QVERIFY2(meter.takeDayIncrements().empty(), "the catalogue has them");
}

void DayBookTest::anotherDayBeginsAnew()
{
    {
        const auto catalog = open();
        meter::Meter meter(m_clock);
        DayBook book(meter, *catalog, m_clock);
        serve(meter, "192.168.1.7", 1000);
        book.write();
    }
    m_clock.advance(std::chrono::hours(48));
    const auto catalog = open();
    meter::Meter meter(m_clock);
    DayBook book(meter, *catalog, m_clock);
    book.restore();
    QCOMPARE(meter.figures().servedToday, 0);
    serve(meter, "192.168.1.7", 1);
    QCOMPARE(meter.figures().clients.at(0).totalBytes, 1001);
}

QTEST_GUILESS_MAIN(DayBookTest)
#include "daybook_test.moc"
