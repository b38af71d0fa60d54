// What LocalControl keeps of the settings: checked, for the next start, saved.
#include <QTest>

#include "core/control/localcontrolrig.h"
#include "settings/settingsfile.h"

#include <QtCore/QTemporaryDir>

#include <fstream>

using namespace mirrorlake;
using namespace mirrorlake::control;
using namespace std::chrono_literals;

class LocalControlSettingsTest : public QObject
{
    Q_OBJECT

private slots:
    void setListenIsForTheNextStartAndSaved();
    void savingKeepsOtherKeysAndNotOtherSources();
    void badListenIsRefusedAndChangesNothing();
    void whatCannotBeSavedHoldsAndIsSaid();
    void setLookIsCheckedAndSaved();
    void commandsNeverWaitForTheMirror();
};

void LocalControlSettingsTest::setListenIsForTheNextStartAndSaved()
{
    const QTemporaryDir folder;
    const auto file = std::filesystem::path(folder.path().toStdString()) / "mirrorlake.toml";
    Script script;
    {
        Driven driven(script, {}, file);
        QVERIFY(driven.control.setListen({"localhost:1234", "[::1]:0"}));
        QCOMPARE(driven.control.settings().server.listen, (std::vector<std::string>{"127.0.0.1:1234", "[::1]:0"}));
        driven.control.start();
        QVERIFY(driven.reaches(MirrorState::Serving));
        QCOMPARE(script.listen, (std::vector<std::string>{"127.0.0.1:1234", "[::1]:0"}));
    }
    settings::Settings saved;
    QVERIFY(settings::applyFile(saved, file));
    QCOMPARE(saved.server.listen, (std::vector<std::string>{"127.0.0.1:1234", "[::1]:0"}));
}

void LocalControlSettingsTest::savingKeepsOtherKeysAndNotOtherSources()
{
    const QTemporaryDir folder;
    const auto file = std::filesystem::path(folder.path().toStdString()) / "mirrorlake.toml";
    std::ofstream(file) << "[fill]\nworkers = 7\n";
    Script script;
    {
        settings::Settings settings;
        settings.fill.workers = 7;
        settings.upstream.url = "http://of.the.command.line";
        Driven driven(script, settings, file);
        QVERIFY(driven.control.setListen({"127.0.0.1:1"}));
    }
    settings::Settings saved;
    QVERIFY(settings::applyFile(saved, file));
    QCOMPARE(saved.fill.workers, 7);
    QCOMPARE(saved.server.listen, (std::vector<std::string>{"127.0.0.1:1"}));
    QCOMPARE(saved.upstream.url, settings::Settings().upstream.url);
}

void LocalControlSettingsTest::badListenIsRefusedAndChangesNothing()
{
    const QTemporaryDir folder;
    const auto file = std::filesystem::path(folder.path().toStdString()) / "mirrorlake.toml";
    Script script;
    {
        Driven driven(script, {}, file);
        for (const std::vector<std::string> &bad :
             {std::vector<std::string>{}, {"nonsense"}, {"127.0.0.1:1", "127.0.0.1:99999"}}) {
            const auto set = driven.control.setListen(bad);
            QVERIFY(!set);
            QCOMPARE(set.error().code, ErrorCode::BadConfiguration);
        }
        QCOMPARE(driven.control.settings().server.listen, settings::Settings().server.listen);
    }
    QVERIFY(!std::filesystem::exists(file));
}

void LocalControlSettingsTest::whatCannotBeSavedHoldsAndIsSaid()
{
    const QTemporaryDir folder;
    const auto file = std::filesystem::path(folder.path().toStdString()) / "mirrorlake.toml";
    std::ofstream(file) << "[fill\n";
    Script script;
    Driven driven(script, {}, file);
    QSemaphore answered;
    Result<SettingsOutcome> outcome;
    const auto take = [&](const Result<SettingsOutcome> &given) {
        outcome = given;
        answered.release();
    };
    driven.control.changeSettings({{"limits.queue_timeout", "9s"}}, take);
    QVERIFY(answered.tryAcquire(1, 20'000));
    QVERIFY(outcome && outcome->notSaved);
    QCOMPARE(outcome->notSaved->code, std::optional(ErrorCode::BadConfiguration));
    QVERIFY(driven.control.settings().limits.queueTimeout == 9s);
    std::filesystem::remove(file);
    driven.control.changeSettings({{"limits.queue_timeout", "8s"}}, take);
    QVERIFY(answered.tryAcquire(1, 20'000));
    QVERIFY(outcome && !outcome->notSaved && std::filesystem::exists(file));
}

void LocalControlSettingsTest::setLookIsCheckedAndSaved()
{
    const QTemporaryDir folder;
    const auto file = std::filesystem::path(folder.path().toStdString()) / "mirrorlake.toml";
    Script script;
    {
        Driven driven(script, {}, file);
        QVERIFY(!driven.control.setLook({"purple", "en"}));
        QVERIFY(driven.control.setLook({"dark", "zh_CN"}));
        QCOMPARE(driven.control.settings().look.theme, std::string("dark"));
    }
    settings::Settings saved;
    QVERIFY(settings::applyFile(saved, file));
    QCOMPARE(saved.look.theme, std::string("dark"));
    QCOMPARE(saved.look.language, std::string("zh_CN"));
}

void LocalControlSettingsTest::commandsNeverWaitForTheMirror()
{
    Script script;
    script.holdsStart = true;
    Driven driven(script);
    driven.control.start();
    script.startEntered.acquire();
    // The control thread is held inside the factory; everything below must come back while it is.
    QVERIFY(driven.control.setListen({"127.0.0.1:1"}));
    QVERIFY(driven.control.setLook({"dark", "en"}));
    QCOMPARE(driven.control.settings().look.theme, std::string("dark"));
    QCOMPARE(driven.control.snapshot()->state, MirrorState::Starting);
    driven.control.stop();
    script.mayStart.release();
    QVERIFY(driven.reaches(MirrorState::Stopped));
}

QTEST_GUILESS_MAIN(LocalControlSettingsTest)
#include "localcontrolsettings_test.moc"
