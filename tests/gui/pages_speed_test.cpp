// With as much to show as there can be, the window stays quick. Counted in time of the processor that this thread used,
// so that a busy machine counts for nothing.
#include "gui/threadtime.h"
#include "gui/windowfixture.h"
#include "ui/modelscene.h"
#include "ui/trafficscene.h"

#include <QTabBar>
#include <QTableView>

using namespace Qt::StringLiterals;
using namespace mirrorlake;
using namespace mirrorlake::test;

namespace {

constexpr int clients = 10'000;
constexpr int repos = 10'000; ///< of ten files each
constexpr double mostSwitch = 100;

control::Snapshot fullScene()
{
    control::Snapshot scene = busyScene();
    scene.figures.clients.clear();
    for (int i = 0; i < clients; ++i) {
        meter::ClientFigures client;
        client.address =
            "10." + std::to_string(i / 65536) + '.' + std::to_string(i / 256 % 256) + '.' + std::to_string(i % 256);
        client.todayBytes = i * 1'000;
        client.totalBytes = i * 3'000;
        client.lastSeen = sceneTime - i;
        scene.figures.clients.push_back(std::move(client));
    }
    return scene;
}

} // namespace

class PagesSpeedTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_dress = std::make_unique<Dress>(); }
    void cleanupTestCase() { m_dress.reset(); }

    void pagesChangeWithinATenthOfASecond()
    {
        WindowFixture fixture(*m_dress, fullScene());
        fixture.control.work.upkeepAnswer = trafficAnswer;
        fixture.control.work.shelf.onSearch = sceneSearch;
        fixture.control.work.shelf.heldPage = manyHeld(repos);
        fixture.window->openPage(ui::PageId::Models);
        fixture.find<QTabBar>("modelTabs")->setCurrentIndex(1);
        settle();
        QCOMPARE(fixture.find<QTableView>("cachedTable")->model()->rowCount(), repos);
        for (int page = 0; page < ui::pageCount; ++page) { // what a page makes once it has made
            fixture.window->openPage(ui::PageId(page));
            settle();
        }
        for (int page = 0; page < ui::pageCount; ++page) {
            double best = 1e9;
            for (int turn = 0; turn < 3; ++turn) {
                fixture.window->openPage(ui::PageId((page + 1) % ui::pageCount));
                settle();
                best = std::min(best, cost([&] {
                                    fixture.window->openPage(ui::PageId(page));
                                    settle();
                                }));
            }
            qInfo("%s: %.1f ms", qPrintable(ui::keyOf(ui::PageId(page))), best);
            QVERIFY2(best < mostSwitch, qPrintable(u"%1 took %2 ms"_s.arg(ui::keyOf(ui::PageId(page))).arg(best)));
        }
    }

private:
    static void settle()
    {
        for (int i = 0; i < 4; ++i)
            QCoreApplication::processEvents();
    }

    std::unique_ptr<Dress> m_dress;
};

QTEST_MAIN(PagesSpeedTest)
#include "pages_speed_test.moc"
