// The window and the desktop around it: tray, notices, closing into the tray, later starts.
#include "gui/windowfixture.h"
#include "ui/desktop/autostart.h"
#include "ui/desktop/desktop.h"
#include "ui/desktop/singleinstance.h"
#include "ui/desktop/tray.h"
#include "ui/format/errortext.h"

#include <QDialog>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <thread>

using namespace Qt::StringLiterals;
using namespace mirrorlake;
using namespace mirrorlake::test;

namespace {

QAction *entry(const QMenu &menu, const QString &text)
{
    for (QAction *action : menu.actions()) {
        if (action->text() == text)
            return action;
        if (action->menu()) {
            if (QAction *inside = entry(*action->menu(), text))
                return inside;
        }
    }
    return nullptr;
}

preload::Job failedJob()
{
    preload::Job job{.repo = *RepoKey::parse("hf:models/org/gated"), .revision = *Revision::parse("main")};
    job.id = 900;
    job.state = preload::JobState::Failed;
    job.reason = {"the Hub answered 401", ErrorCode::GatedRepo};
    return job;
}

} // namespace

class DesktopTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_dress = std::make_unique<Dress>(); }
    void cleanupTestCase() { m_dress.reset(); }

    void trayShowsStateAndRatesAndHasAtMostTenEntries()
    {
        WindowFixture fixture(*m_dress, busyScene());
        ui::Desktop desktop(*fixture.window, true);
        const QString tip = desktop.tray()->toolTip();
        QVERIFY2(tip.contains(u"412\u00a0MB/s to 4 clients"_s), qPrintable(tip));
        QVERIFY2(tip.contains(u"38.4\u00a0MB/s"_s), qPrintable(tip));
        QCOMPARE(desktop.tray()->iconName(), u"tray-active"_s);
        int entries = 0;
        for (const QAction *action : desktop.tray()->menu().actions())
            entries += action->isSeparator() ? 0 : 1;
        QVERIFY(entries <= 10);
        fixture.control.next = stoppedScene();
        QTRY_COMPARE_WITH_TIMEOUT(desktop.tray()->iconName(), u"tray-stopped"_s, 20'000);
    }

    void trayStartsStopsCopiesAndOpens()
    {
        WindowFixture fixture(*m_dress, stoppedScene());
        ui::Desktop desktop(*fixture.window, true);
        entry(desktop.tray()->menu(), u"Start the mirror"_s)->trigger();
        QCOMPARE(fixture.control.starts, 1);
        fixture.become(idleScene());
        fixture.window->hide();
        entry(desktop.tray()->menu(), u"Open Mirrorlake"_s)->trigger();
        QVERIFY(fixture.window->isVisible());
        entry(desktop.tray()->menu(), u"Stop the mirror"_s)->trigger();
        QCOMPARE(fixture.control.stops, 1);
    }

    void limitPresetsHoldAtOnceAndOnTheirOwnSide()
    {
        WindowFixture fixture(*m_dress, busyScene());
        ui::Desktop desktop(*fixture.window, true);
        entry(desktop.tray()->menu(), u"400\u00a0MB/s"_s)->trigger();
        QCOMPARE(fixture.control.kept.limits.clients.count, 400'000'000);
        QCOMPARE(fixture.control.kept.limits.upstream.count, 0);
        entry(desktop.tray()->menu(), u"5.00\u00a0MB/s"_s)->trigger();
        QCOMPARE(fixture.control.kept.limits.upstream.count, 5'000'000);
    }

    void closingServesOnInTheTrayAndIsExplainedOnce()
    {
        WindowFixture fixture(*m_dress, idleScene());
        ui::Desktop desktop(*fixture.window, true);
        QSignalSpy hidden(fixture.window.get(), &ui::MainWindow::hiddenToTray);
        QSignalSpy quit(fixture.window.get(), &ui::MainWindow::quitWanted);
        QVERIFY(!fixture.window->close());
        QVERIFY(!fixture.window->isVisible());
        QCOMPARE(hidden.size(), 1);
        QCOMPARE(quit.size(), 0);
        entry(desktop.tray()->menu(), u"Quit"_s)->trigger();
        QCOMPARE(quit.size(), 1);
    }

    void askedWhetherToServeOnTheTrayTakesIt()
    {
        WindowFixture fixture(*m_dress, busyScene());
        fixture.control.kept.look.closing = "ask";
        const ui::Desktop desktop(*fixture.window, true);
        QVERIFY(!fixture.window->close());
        QVERIFY(fixture.window->isVisible());
        QVERIFY(fixture.click("keepServingButton"));
        QVERIFY(!fixture.window->isVisible());
    }

    void withoutATrayAHiddenStartShowsTheWindowAndSaysWhy()
    {
        WindowFixture fixture(*m_dress, stoppedScene());
        fixture.window->hide();
        ui::Desktop desktop(*fixture.window, false);
        desktop.begin({}, true);
        QVERIFY(fixture.window->isVisible());
        QVERIFY(fixture.find<QWidget>("noTrayBanner"));
        QVERIFY(fixture.click("understoodButton"));
        QTRY_VERIFY(!fixture.find<QWidget>("bannerStack")->isVisible());
    }

    void withATrayAHiddenStartStaysHidden()
    {
        WindowFixture fixture(*m_dress, stoppedScene());
        fixture.window->hide();
        ui::Desktop desktop(*fixture.window, true);
        desktop.begin({}, true);
        QVERIFY(!fixture.window->isVisible());
    }

    void failuresAreToldTogetherAndOnlyWhenWanted()
    {
        ui::Notices notices;
        QSignalSpy told(&notices, &ui::Notices::told);
        using Kind = ui::Event::Kind;
        settings::NotifySettings wanted;
        wanted.done = false;
        notices.take({{Kind::Done, u"a/b"_s, {}, ui::PageId::Downloads}}, wanted);
        QCOMPARE(told.size(), 0);
        notices.take({{Kind::Failed, u"a/b"_s, u"no token stored"_s, ui::PageId::Downloads},
                      {Kind::Failed, u"c/d"_s, u"no space"_s, ui::PageId::Downloads}},
                     wanted);
        QCOMPARE(told.size(), 1);
        QCOMPARE(told[0][0].toString(), u"2 downloads failed"_s);
        QCOMPARE(told[0][1].toString(), u"a/b: no token stored\nc/d: no space"_s);
        QVERIFY(told[0][2].toBool());
        notices.take({{Kind::Failed, u"e/f"_s, u"gone"_s, ui::PageId::Downloads}}, wanted);
        QVERIFY2(told.size() == 1, "within half a minute of a notice the next ones wait");
        QCOMPARE(notices.failures(), 3);
    }

    void whatIsOldIsNoNewsAndWhatIsNewIsToldOnce()
    {
        ui::EventWatch watch;
        QVERIFY(watch.take(busyScene()).empty());
        control::Snapshot next = busyScene();
        std::vector<preload::Job> jobs = *next.jobs;
        jobs[0].state = preload::JobState::Done;
        jobs.push_back(failedJob());
        next.jobs = std::make_shared<const std::vector<preload::Job>>(jobs);
        auto upkeep = *next.upkeep;
        upstream::RouteHealth route;
        route.state = upstream::RouteHealth::State::Resting;
        upkeep.routes = {route};
        next.upkeep = std::make_shared<const control::UpkeepFacts>(upkeep);
        const auto events = watch.take(next);
        using Kind = ui::Event::Kind;
        std::vector<Kind> kinds;
        for (const ui::Event &event : events)
            kinds.push_back(event.kind);
        QCOMPARE(kinds, (std::vector<Kind>{Kind::Done, Kind::Failed, Kind::UpstreamGone}));
        QCOMPARE(events[1].reason, ui::sentenceFor(ErrorCode::GatedRepo));
        QVERIFY(watch.take(next).empty());
    }

    void aLaterStartHandsItsLinksToTheFirst()
    {
        const QTemporaryDir folder;
        WindowFixture fixture(*m_dress, idleScene());
        ui::Desktop desktop(*fixture.window, false);
        ui::SingleInstance first(folder.path());
        connect(&first, &ui::SingleInstance::asked, &desktop, &ui::Desktop::open);
        QVERIFY(first.listen());
        fixture.window->hide();
        std::atomic<bool> isPassed = false;
        std::thread second([&] {
            isPassed =
                ui::SingleInstance::pass(folder.path(), {u"clients"_s, {u"https://huggingface.co/Qwen/Qwen3-8B"_s}});
        });
        QTRY_VERIFY_WITH_TIMEOUT(fixture.find<QDialog>("addDialog"), 20'000);
        second.join();
        QVERIFY(isPassed);
        QVERIFY(fixture.window->isVisible());
        QCOMPARE(fixture.find<QPlainTextEdit>("addInput")->toPlainText(), u"https://huggingface.co/Qwen/Qwen3-8B"_s);
    }

    void anotherDataFolderIsAnotherInstance()
    {
        const QTemporaryDir one;
        const QTemporaryDir other;
        ui::SingleInstance first(one.path());
        QVERIFY(first.listen());
        QVERIFY(!ui::SingleInstance::pass(other.path(), {}));
    }

    void whatIsNoRequestIsRefused()
    {
        QVERIFY(!ui::OpenRequest::fromBytes("[1,2]"));
        QVERIFY(!ui::OpenRequest::fromBytes("not json"));
        const ui::OpenRequest request{u"log"_s, {u"a/b"_s}};
        QCOMPARE(*ui::OpenRequest::fromBytes(request.toBytes()), request);
    }

    void autostartIsOffUntilSomebodyAsksAndCanBeTakenBack()
    {
        const QTemporaryDir folder;
        const ui::Autostart autostart(folder.filePath(u"autostart"_s),
                                      u"\"/opt/my mirror/mirrorlake\" --start --hidden"_s);
        QVERIFY(!autostart.isOn());
        QVERIFY(autostart.setOn(true));
        QVERIFY(autostart.isOn());
        QFile entry(autostart.file());
        QVERIFY(entry.open(QIODevice::ReadOnly));
        QVERIFY(entry.readAll().contains("Exec=\"/opt/my mirror/mirrorlake\" --start --hidden\n"));
        QVERIFY(autostart.setOn(false));
        QVERIFY(!autostart.isOn());
        QVERIFY(!QFile::exists(autostart.file()));
    }

private:
    std::unique_ptr<Dress> m_dress;
};

QTEST_MAIN(DesktopTest)
#include "desktop_test.moc"
