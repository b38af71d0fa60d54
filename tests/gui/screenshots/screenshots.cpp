// Writes pictures of the window into a folder, for people to look at: every page, dialog and scene, light and dark, in
// both languages, at three sizes. Or, with --guide, those that the user guide shows.
// Usage: screenshots [--guide] FOLDER [part of a name]
#include "gui/screenshots/overlays.h"
#include "gui/screenshots/scene.h"
#include "ui/fakecontrol.h"
#include "ui/jobscene.h"
#include "ui/modelscene.h"
#include "ui/scenes.h"

#include "support/manualclock.h"
#include "ui/language/language.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/fonts.h"
#include "ui/theme/resources.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QListView>
#include <QTableView>
#include <QTemporaryDir>
#include <QTextStream>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace mirrorlake;

namespace {

constexpr int fastPng = 70; ///< of 100: packed a little, for there are hundreds

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

class Photographer
{
public:
    Photographer(QDir folder, QString part) : m_folder(std::move(folder)), m_part(std::move(part))
    {
        m_folder.mkpath(u"."_s);
    }

    void wear(const QString &look, const QString &words)
    {
        m_theme.apply(look);
        m_language.apply(words);
    }

    void take(const test::Scene &scene, QSize size, const QString &name)
    {
        if (!name.contains(m_part))
            return;
        test::FakeControl control;
        test::ManualClock clock(test::sceneTime);
        control.kept = test::pictureSettings();
        control.next = scene.snapshot;
        control.log = test::sceneLog();
        control.work.upkeepAnswer = test::pictureAnswer;
        control.work.jobDetails = [](preload::JobId id, const auto &then) { then(test::sceneDetail(id)); };
        control.work.shelf.onSearch = test::sceneSearch;
        control.work.shelf.onCard = test::sceneCard;
        control.work.shelf.heldPage = test::sceneHeld();
        control.work.nextCheckup = test::pictureCheckup();
        ui::MainWindow window(control, m_theme, m_language, clock);
        window.openPage(scene.page);
        window.resize(size);
        window.show();
        test::settle();
        chooseRow(window, scene.page);
        liveAMinute(control, clock, window);
        QApplication::processEvents();
        QWidget *shown = scene.open ? scene.open(window) : &window;
        if (shown && shown != &window)
            shown->resize(shown->size().boundedTo(size)); // on a screen of this size it is no larger
        QApplication::processEvents();
        if (shown && shown->grab().save(m_folder.filePath(name), "PNG", fastPng))
            ++m_written;
        else
            QTextStream(stderr) << name << " could not be made\n";
        control.next.figures.clients.clear();
    }

    int written() const { return m_written; }

private:
    const QDir m_folder;
    const QString m_part;
    ui::Theme m_theme;
    ui::Language m_language;
    int m_written = 0;
};

void takeAll(Photographer &photographer, const std::vector<test::Scene> &scenes)
{
    for (const QString &look : {u"light"_s, u"dark"_s}) {
        for (const QString &words : {u"en"_s, u"zh_CN"_s}) {
            photographer.wear(look, words);
            for (const QSize size : {QSize(1280, 800), QSize(1024, 640)}) {
                for (const test::Scene &scene : scenes)
                    photographer.take(
                        scene, size,
                        u"%1-%2-%3-%4x%5.png"_s.arg(scene.name, look, words).arg(size.width()).arg(size.height()));
            }
        }
    }
}

void takeForGuide(Photographer &photographer, const std::vector<test::Scene> &scenes)
{
    for (const bool isChinese : {false, true}) {
        photographer.wear(u"light"_s, isChinese ? u"zh_CN"_s : u"en"_s);
        for (const test::Scene &scene : scenes) {
            if (scene.guide)
                photographer.take(scene, {1280, 800},
                                  QLatin1String(scene.guide) + (isChinese ? u"-zh.png"_s : u".png"_s));
        }
    }
}

} // namespace

int main(int argc, char **argv)
{
    const QTemporaryDir home; // what this user keeps does not belong into a picture
    qputenv("XDG_CONFIG_HOME", home.path().toUtf8());
    qputenv("TZ", "UTC");
    QApplication application(argc, argv);
    QStringList arguments = QApplication::arguments().mid(1);
    const bool isGuide = arguments.removeOne(u"--guide"_s);
    if (arguments.isEmpty()) {
        QTextStream(stderr) << "usage: screenshots [--guide] FOLDER [part of a name]\n";
        return 2;
    }
    ui::initResources();
    ui::installFonts();
    Photographer photographer(QDir(arguments.front()), arguments.value(1));
    const std::vector<test::Scene> scenes = test::scenes();
    isGuide ? takeForGuide(photographer, scenes) : takeAll(photographer, scenes);
    QTextStream(stdout) << photographer.written() << " pictures\n";
    return photographer.written() > 0 ? 0 : 1;
}
