// Writes pictures of the window into a folder: every page and scene, light and dark, in both languages, at two sizes.
// For people to look at. Usage: screenshots FOLDER [part of a name]
#include "ui/fakecontrol.h"
#include "ui/jobscene.h"
#include "ui/modelscene.h"
#include "ui/scenes.h"
#include "ui/trafficscene.h"

#include "support/manualclock.h"
#include "ui/language/language.h"
#include "ui/models/searchpanel.h"
#include "ui/setup/clientsetupdialog.h"
#include "ui/shell/closequestion.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/fonts.h"
#include "ui/theme/resources.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QListView>
#include <QTabBar>
#include <QTableView>
#include <QTextStream>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace mirrorlake;

namespace {

struct Scene
{
    QString name;
    control::Snapshot snapshot;
    ui::PageId page = ui::PageId::Overview;
    QString action; ///< "setup", "listen" or "close": what lies over the page
};

/// Three of the jobs are kept current, one of them with hours of its own.
control::Snapshot keptScene()
{
    control::Snapshot scene = test::busyScene();
    std::vector<preload::Job> jobs = *scene.jobs;
    for (std::size_t i = 0; i < 3; ++i) {
        jobs[i].isKeptCurrent = true;
        jobs[i].state = preload::JobState::Done;
        jobs[i].checkedAt = test::sceneTime - 11 * 3600 - std::int64_t(i) * 400;
    }
    jobs[0].schedule = "02:00-07:00";
    jobs[0].note = "2 files added, 1 changed (config.json)";
    scene.jobs = std::make_shared<const std::vector<preload::Job>>(std::move(jobs));
    return scene;
}

/// Every third row of the table of findings, so that each health is among them.
control::Checkup sceneCheckup()
{
    control::Checkup checkup;
    checkup.at = test::sceneTime;
    std::string before;
    for (const control::FindingRow &row : control::findingRows()) {
        if (row.check == before)
            continue;
        before = row.check;
        checkup.findings.push_back({std::string(row.code), {"hf-mirror.com", "12", "3", "4"}});
    }
    return checkup;
}

void settle()
{
    for (int i = 0; i < 4; ++i)
        QApplication::processEvents();
}

std::vector<Scene> scenes()
{
    std::vector<Scene> all{{u"overview-serving"_s, test::busyScene(), ui::PageId::Overview, {}},
                           {u"overview-idle"_s, test::idleScene(), ui::PageId::Overview, {}},
                           {u"overview-stopped"_s, test::stoppedScene(), ui::PageId::Overview, {}},
                           {u"overview-port-taken"_s, test::portTakenScene(), ui::PageId::Overview, {}},
                           {u"overview-folder-in-use"_s, test::brokenFolderScene(), ui::PageId::Overview, {}},
                           {u"client-setup"_s, test::busyScene(), ui::PageId::Overview, u"setup"_s},
                           {u"listen"_s, test::portTakenScene(), ui::PageId::Overview, u"listen"_s},
                           {u"close"_s, test::busyScene(), ui::PageId::Overview, u"close"_s}};
    for (int i = 1; i < ui::pageCount; ++i)
        all.push_back({ui::keyOf(ui::PageId(i)), test::busyScene(), ui::PageId(i), {}});
    for (const QString &tab : {u"files"_s, u"sources"_s, u"log"_s})
        all.push_back({u"downloads-"_s + tab, test::busyScene(), ui::PageId::Downloads, tab});
    all.push_back({u"traffic-days"_s, test::busyScene(), ui::PageId::Traffic, u"days"_s});
    all.push_back({u"models-cached"_s, test::busyScene(), ui::PageId::Models, u"cached"_s});
    all.push_back({u"models-delete"_s, test::busyScene(), ui::PageId::Models, u"delete"_s});
    all.push_back({u"models-stopped"_s, test::stoppedScene(), ui::PageId::Models, {}});
    all.push_back({u"health"_s, test::busyScene(), ui::PageId::Models, u"health"_s});
    all.push_back({u"schedules"_s, keptScene(), ui::PageId::Models, u"schedules"_s});
    return all;
}

/// A minute passes, so that the sparklines have something to draw.
void liveAMinute(test::FakeControl &control, test::ManualClock &clock, ui::MainWindow &window)
{
    const control::Snapshot final = control.next;
    unsigned seed = 5;
    for (int step = 0; step < 30; ++step) {
        for (std::size_t i = 0; i < control.next.figures.clients.size(); ++i) {
            seed = seed * 1664525u + 1013904223u;
            const double wave =
                0.8 + 0.3 * std::sin(step * (0.2 + 0.05 * double(i))) + 0.3 * double(seed) / 4294967296.0;
            control.next.figures.clients[i].nowBytesPerSecond = final.figures.clients[i].nowBytesPerSecond * wave;
        }
        clock.setWall(std::chrono::seconds(test::sceneTime - 60 + 2 * step));
        window.refresh();
    }
    control.next = final;
    clock.setWall(std::chrono::seconds(test::sceneTime));
    window.refresh();
}

/// The details of the chosen row belong into the picture.
void chooseRow(const ui::MainWindow &window, ui::PageId page)
{
    if (page == ui::PageId::Clients)
        window.findChild<QWidget *>(u"clientsPage"_s)->findChild<QTableView *>(u"clientsTable"_s)->selectRow(2);
    else if (page == ui::PageId::Downloads)
        window.findChild<QTableView *>(u"downloadsTable"_s)->selectRow(0);
    else if (page == ui::PageId::Models)
        window.findChild<QListView *>(u"searchResults"_s)
            ->setCurrentIndex(window.findChild<QListView *>(u"searchResults"_s)->model()->index(4, 0));
    else if (page == ui::PageId::Log)
        window.findChild<QTableView *>(u"logTable"_s)->selectRow(4);
}

QWidget *openTab(ui::MainWindow &window, const QString &action)
{
    window.findChild<QTabBar *>(u"modelTabs"_s)->setCurrentIndex(action == "schedules"_L1 ? 2 : 1);
    settle();
    window.findChild<QTableView *>(action == "schedules"_L1 ? u"keptTable"_s : u"cachedTable"_s)->selectRow(9);
    if (action == "schedules"_L1)
        window.findChild<QTableView *>(u"keptTable"_s)->selectRow(0);
    if (action == "delete"_L1)
        window.findChild<QAbstractButton *>(u"deleteFilesButton"_s)->click();
    settle();
    return &window;
}

QWidget *openOver(ui::MainWindow &window, const QString &action)
{
    if (action == "cached"_L1 || action == "delete"_L1 || action == "schedules"_L1)
        return openTab(window, action);
    if (const auto tab = QStringList{u"progress"_s, u"files"_s, u"sources"_s, u"log"_s}.indexOf(action); tab >= 0) {
        window.findChild<QTabBar *>(u"downloadTabs"_s)->setCurrentIndex(int(tab));
        settle();
        return &window;
    }
    if (action == "health"_L1) {
        emit window.findChild<ui::SearchPanel *>()->healthWanted();
        settle();
        return window.findChild<QWidget *>(u"healthDialog"_s);
    }
    if (action == "days"_L1) {
        window.findChild<QWidget *>(u"spanSegments"_s)->findChildren<QAbstractButton *>().at(4)->click();
        settle();
        return &window;
    }
    if (action == "close"_L1) {
        window.close();
        return window.findChild<QWidget *>(u"closeQuestion"_s);
    }
    const QString button = action == "setup"_L1 ? u"heroQrButton"_s : u"chooseAddressButton"_s;
    if (auto *widget = window.findChild<QAbstractButton *>(button))
        widget->click();
    return window.findChild<QWidget *>(action == "setup"_L1 ? u"clientSetupDialog"_s : u"listenDialog"_s);
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("TZ", "UTC");
    QApplication application(argc, argv);
    if (argc < 2) {
        QTextStream(stderr) << "usage: screenshots FOLDER [part of a name]\n";
        return 2;
    }
    const QDir folder(QString::fromLocal8Bit(argv[1]));
    folder.mkpath(u"."_s);
    const QString part = argc > 2 ? QString::fromLocal8Bit(argv[2]) : QString();
    ui::initResources();
    ui::installFonts();
    ui::Theme theme;
    ui::Language language;
    int written = 0;
    for (const QString &look : {u"light"_s, u"dark"_s}) {
        theme.apply(look);
        for (const QString &words : {u"en"_s, u"zh_CN"_s}) {
            language.apply(words);
            for (const QSize size : {QSize(1280, 800), QSize(1024, 640), QSize(960, 540)}) {
                for (const Scene &scene : scenes()) {
                    const QString name =
                        u"%1-%2-%3-%4x%5.png"_s.arg(scene.name, look, words).arg(size.width()).arg(size.height());
                    if (!name.contains(part))
                        continue;
                    test::FakeControl control;
                    test::ManualClock clock(test::sceneTime);
                    control.kept = test::sceneSettings();
                    control.next = scene.snapshot;
                    control.log = test::sceneLog();
                    control.work.upkeepAnswer = test::trafficAnswer;
                    control.work.jobDetails = [](preload::JobId id, const auto &then) { then(test::sceneDetail(id)); };
                    control.work.shelf.onSearch = test::sceneSearch;
                    control.work.shelf.onCard = test::sceneCard;
                    control.work.shelf.heldPage = test::sceneHeld();
                    control.work.nextCheckup = sceneCheckup();
                    ui::MainWindow window(control, theme, language, clock);
                    window.openPage(scene.page);
                    window.resize(size);
                    window.show();
                    settle();
                    chooseRow(window, scene.page);
                    liveAMinute(control, clock, window);
                    QApplication::processEvents();
                    QWidget *shown = scene.action.isEmpty() ? &window : openOver(window, scene.action);
                    QApplication::processEvents();
                    if (shown && shown->grab().save(folder.filePath(name)))
                        ++written;
                    control.next.figures.clients.clear();
                }
            }
        }
    }
    QTextStream(stdout) << written << " pictures\n";
    return written > 0 ? 0 : 1;
}
