#include "gui/windowfixture.h"
#include "ui/charts/daybars.h"
#include "ui/charts/requestschart.h"
#include "ui/charts/throughputchart.h"
#include "ui/traffic/requesttablemodel.h"
#include "ui/trafficscene.h"

#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace mirrorlake;
using namespace mirrorlake::test;
using control::UpkeepVerb;

namespace {

struct TrafficFixture : WindowFixture
{
    explicit TrafficFixture(Dress &dress, const control::Snapshot &scene = busyScene(), QSize size = {1280, 800})
        : WindowFixture(dress, scene, size)
    {
        control.work.upkeepAnswer = trafficAnswer;
        window->openPage(ui::PageId::Traffic);
        page = find<QWidget>("trafficPage");
        table = find<QTableView>("requestsTable");
        sums = find<QTableView>("breakdownTable");
        settle();
    }

    void settle() const
    {
        window->refresh();
        QCoreApplication::processEvents();
        QCoreApplication::processEvents();
    }
    void press(const char *segments, int index) const
    {
        const auto buttons = find<QWidget>(segments)->findChildren<QAbstractButton *>();
        QTest::mouseClick(buttons[index], Qt::LeftButton);
        settle();
    }
    bool wasAsked(UpkeepVerb verb, const std::string &text = {}) const
    {
        return std::ranges::any_of(control.work.upkeepOrders, [&](const control::UpkeepOrder &order) {
            return order.verb == verb && (text.empty() || order.text == text);
        });
    }
    /// The export's dialog, filled and accepted as a person does.
    void saveAs(int kind, const QString &name) const
    {
        find<QPushButton>("exportButton")->menu()->actions().at(kind)->trigger();
        auto *dialog = find<QFileDialog>("exportDialog");
        QVERIFY(dialog);
        dialog->selectFile(name);
        auto *field = dialog->findChild<QLineEdit *>(u"fileNameEdit"_s);
        QVERIFY(field);
        field->setText(name);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(name), 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(!find<QFileDialog>("exportDialog"), 20'000);
    }

    QWidget *page;
    QTableView *table;
    QTableView *sums;
};

} // namespace

class TrafficPageTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_dress = std::make_unique<Dress>(); }
    void cleanupTestCase() { m_dress.reset(); }

    void fiveThousandRequestsAreListedOpenOnesFirst()
    {
        const TrafficFixture fixture(*m_dress);
        const int open = 7;
        QCOMPARE(fixture.table->model()->rowCount(), 5000 + open);
        for (int row = 0; row < open; ++row)
            QVERIFY(fixture.table->model()->index(row, 0).data(ui::RequestTableModel::IsOpenRole).toBool());
        QVERIFY(fixture.find<QLabel>("ringInfo")->text().contains(u"5\u202f000"_s));
    }

    void onlyWhatIsNewIsAskedFor()
    {
        const TrafficFixture fixture(*m_dress);
        fixture.settle();
        QCOMPARE(fixture.control.work.upkeepOrders.back().verb, UpkeepVerb::Requests);
        QCOMPARE(fixture.control.work.upkeepOrders.back().since, 5000);
    }

    void eachSpanAsksForItsOwnAndShowsASentence()
    {
        const TrafficFixture fixture(*m_dress);
        const auto *chart = fixture.find<ui::ThroughputChart>("trafficChart");
        const auto *bars = fixture.find<ui::DayBars>("dayBars");
        const char *names[] = {"", "ten-minutes", "hour", "day"};
        for (int span = 0; span < 4; ++span) {
            fixture.press("spanSegments", span);
            QVERIFY(chart->isVisible() && !bars->isVisible());
            if (span > 0)
                QVERIFY2(fixture.wasAsked(UpkeepVerb::Rates, names[span]), names[span]);
            QVERIFY2(chart->accessibleDescription().startsWith(u"LAN peak"_s), names[span]);
        }
        fixture.press("spanSegments", 4);
        QVERIFY(!chart->isVisible() && bars->isVisible());
        QVERIFY(fixture.wasAsked(UpkeepVerb::Days));
        QCOMPARE(bars->bars().size(), 30u);
        QVERIFY(bars->accessibleDescription().contains(u"saved"_s));
        fixture.press("spanSegments", 5);
        QVERIFY(fixture.wasAsked(UpkeepVerb::Months));
        QCOMPARE(bars->bars().size(), 12u);
    }

    void aDayThatIsClickedIsBrokenDownByClientAndModel()
    {
        const TrafficFixture fixture(*m_dress);
        fixture.press("spanSegments", 4);
        auto *bars = fixture.find<ui::DayBars>("dayBars");
        QVERIFY(fixture.sums->isVisible());
        QCOMPARE(bars->chosenDay(), u"2026-11-21"_s);
        QTest::mouseClick(bars, Qt::LeftButton, {}, bars->rect().center());
        fixture.settle();
        const QString day = bars->chosenDay();
        QVERIFY(day != u"2026-11-21"_s);
        QVERIFY(fixture.wasAsked(UpkeepVerb::Clients, day.toStdString()));
        QVERIFY(fixture.sums->model()->rowCount() > 3);
        fixture.press("viewSegments", 2);
        QVERIFY(fixture.wasAsked(UpkeepVerb::Repos, day.toStdString()));
        QVERIFY(fixture.sums->model()->index(0, 0).data().toString().contains(u'/'));
        QTest::keyClick(bars, Qt::Key_Right);
        QVERIFY(bars->chosenDay() > day);
    }

    void requestsOfTheSpanAreSummedUpByClientModelAndResult()
    {
        const TrafficFixture fixture(*m_dress);
        fixture.press("viewSegments", 1);
        QVERIFY(fixture.sums->isVisible() && !fixture.table->isVisible());
        QCOMPARE(fixture.sums->model()->rowCount(), 7);
        fixture.press("viewSegments", 3);
        QStringList results;
        for (int row = 0; row < fixture.sums->model()->rowCount(); ++row)
            results += fixture.sums->model()->index(row, 0).data().toString();
        for (const QString &word : {u"Hit"_s, u"Joined"_s, u"Miss"_s})
            QVERIFY2(results.contains(word), qPrintable(results.join(u' ')));
    }

    void wordsNarrowTheListAndWrongOnesAreMarked()
    {
        const TrafficFixture fixture(*m_dress);
        auto *words = fixture.find<QLineEdit>("trafficFilter");
        QTest::keyClicks(words, u"result:miss size>1GB"_s);
        const int misses = fixture.table->model()->rowCount();
        QVERIFY(misses > 0 && misses < 5000);
        words->clear();
        QTest::keyClicks(words, u"size>1GBx"_s);
        QCOMPARE(words->property("tone").toString(), u"error"_s);
        words->clear();
        QTest::keyClicks(words, u"nobody"_s);
        QVERIFY(!fixture.table->isVisible());
        for (auto *button : fixture.page->findChildren<QAbstractButton *>()) {
            if (button->isVisible() && button->accessibleName() == u"Clear"_s)
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QVERIFY(fixture.table->isVisible());
        QVERIFY(words->text().isEmpty());
    }

    void pausedListHoldsStillAndCatchesUpAfterwards()
    {
        TrafficFixture fixture(*m_dress);
        QVERIFY(fixture.click("pauseListButton"));
        fixture.control.work.upkeepAnswer = [](const control::UpkeepOrder &order) {
            control::UpkeepAnswer answer;
            if (order.verb == UpkeepVerb::Requests && order.since == 5000)
                answer.requests = sceneRequests(10, 5001);
            return answer;
        };
        const QString first = fixture.table->model()->index(0, 0).data().toString();
        fixture.control.next.figures.clients.clear();
        fixture.settle();
        QCOMPARE(fixture.table->model()->index(0, 0).data().toString(), first);
        QVERIFY(fixture.click("pauseListButton"));
        fixture.settle();
        QCOMPARE(fixture.table->model()->rowCount(), 5000);
        QVERIFY(!fixture.table->model()->index(0, 0).data(ui::RequestTableModel::IsOpenRole).toBool());
    }

    void valuesStandUnderTheMouse()
    {
        const TrafficFixture fixture(*m_dress);
        auto *chart = fixture.find<ui::RequestsChart>("requestsChart");
        chart->grab();
        QVERIFY(chart->readingAt(chart->width() - 40).contains(u"hits"_s));
        QVERIFY(chart->readingAt(-5).isEmpty());
        fixture.press("spanSegments", 4);
        auto *bars = fixture.find<ui::DayBars>("dayBars");
        bars->grab();
        QVERIFY(bars->readingAt(bars->width() / 2.0).contains(u"saved"_s));
        QTest::mouseMove(bars, bars->rect().center());
        bars->grab();
    }

    void whatIsSeenCanBeTakenAwayAsFiles()
    {
        const QTemporaryDir folder;
        const TrafficFixture fixture(*m_dress);
        QTest::keyClicks(fixture.find<QLineEdit>("trafficFilter"), u"result:rejected"_s);
        const int rows = fixture.table->model()->rowCount();
        fixture.saveAs(0, folder.filePath(u"list.csv"_s));
        fixture.saveAs(1, folder.filePath(u"list.json"_s));
        fixture.saveAs(2, folder.filePath(u"charts.png"_s));
        QFile csv(folder.filePath(u"list.csv"_s));
        QVERIFY(csv.open(QIODevice::ReadOnly));
        QCOMPARE(csv.readAll().count("\r\n"), rows + 1);
        QVERIFY(!QPixmap(folder.filePath(u"charts.png"_s)).isNull());
        QVERIFY(fixture.find<QLabel>("trafficNote")->text().contains(u"charts.png"_s));
    }

    void narrowWindowsDoWithoutTheRequestsChart()
    {
        const TrafficFixture fixture(*m_dress, busyScene(), {1024, 640});
        QVERIFY(!fixture.find<QWidget>("requestsChart")->isVisible());
        QVERIFY(fixture.find<QWidget>("trafficChart")->isVisible());
    }

private:
    std::unique_ptr<Dress> m_dress;
};

QTEST_MAIN(TrafficPageTest)
#include "traffic_test.moc"
