// The states of LocalControl, driven with a mirror that does what the test says and nothing else.
#include <QtTest>

#include "control/localcontrol.h"
#include "settings/settingsfile.h"

#include <QSemaphore>
#include <QtNetwork/QTcpServer>

#include <atomic>
#include <fstream>

using namespace mirrorlake;
using namespace mirrorlake::control;
using namespace std::chrono_literals;

namespace {

/// What the mirror of a test does, and what was done to it.
struct Script
{
    std::atomic<bool> holdsStart = false; ///< the factory waits for mayStart
    std::atomic<bool> holdsStop = false;  ///< stop() waits for mayStop or abort()
    std::optional<Error> failure;
    bool throws = false;
    std::vector<std::string> endpoints{"127.0.0.1:4321"};

    QSemaphore startEntered;
    QSemaphore mayStart;
    QSemaphore stopEntered;
    QSemaphore mayStop;
    QSemaphore ticked;
    std::atomic<int> starts = 0;
    std::atomic<int> stops = 0;
    std::atomic<int> aborts = 0;
    std::atomic<int> alive = 0;
    std::atomic<int> ticks = 0;
    std::atomic<std::int64_t> graceMilliseconds = -1;
    std::vector<std::string> listen; ///< what the last start was given
};

class ScriptedMirror final : public RunningMirror
{
public:
    explicit ScriptedMirror(Script &script) : m_script(script) { ++m_script.alive; }
    ~ScriptedMirror() override { --m_script.alive; }

    std::vector<std::string> endpoints() const override { return m_script.endpoints; }
    void tick() override
    {
        ++m_script.ticks;
        m_script.ticked.release();
    }
    MirrorFacts facts() const override
    {
        MirrorFacts facts;
        facts.upstream = "http://upstream.example";
        facts.figures.servedToday = m_script.ticks;
        facts.figures.activeTransfers = 1;
        facts.fills = {{*BlobHash::parse(std::string(40, 'b')), "r", "p", 1, 0, 0, 0, 0, "filling", {}}};
        return facts;
    }
    Operations &operations() override { return noOperations(); }
    void apply(const settings::Settings &) override {}
    void stop(std::chrono::milliseconds grace) override
    {
        m_script.graceMilliseconds = grace.count();
        m_script.stopEntered.release();
        if (m_script.holdsStop)
            m_script.mayStop.acquire();
        ++m_script.stops;
    }
    void abort() override
    {
        ++m_script.aborts;
        m_script.mayStop.release();
    }

private:
    Script &m_script;
};

MirrorFactory factoryOf(Script &script)
{
    return [&script](const settings::Settings &settings, Host) -> Result<std::unique_ptr<RunningMirror>> {
        ++script.starts;
        script.listen = settings.server.listen;
        script.startEntered.release();
        if (script.holdsStart)
            script.mayStart.acquire();
        if (script.throws)
            throw std::runtime_error("out of something");
        if (script.failure)
            return fail(*script.failure);
        return std::make_unique<ScriptedMirror>(script);
    };
}

/// A control whose changes of state can be awaited.
class Driven
{
public:
    explicit Driven(Script &script, settings::Settings settings = {}, std::filesystem::path file = {},
                    std::chrono::milliseconds pulse = 1ms)
        : control({.settings = std::move(settings),
                   .settingsFile = std::move(file),
                   .factory = factoryOf(script),
                   .onChange = [this] { changed(); },
                   .pulse = pulse})
    {}

    bool reaches(MirrorState state)
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, 20s, [&] { return control.snapshot()->state == state; });
    }

private:
    void changed()
    {
        const std::lock_guard lock(m_mutex);
        m_changed.notify_all();
    }

    std::mutex m_mutex;
    std::condition_variable m_changed;

public:
    LocalControl control;
};

} // namespace

class LocalControlTest : public QObject
{
    Q_OBJECT

private slots:
    void startServesAndStopStops();
    void startIsTakenOnlyWhenStoppedOrFailed();
    void stopIsTakenOnlyWhenStartingOrServing();
    void stopWhileStartingStopsAsSoonAsItServes();
    void failedStartSaysWhyAndCanBeRepeated();
    void stopDuringAStartThatFailsIsJustStopped();
    void exceptionIsAFailure();
    void takenPortGetsASuggestion();
    void otherFailuresGetNoSuggestion();
    void snapshotIsTakenWhileServingAndWhileStopping();
    void stoppedMirrorLeavesNoActivity();
    void oldSnapshotsNeverChange();
    void stopGivesTheGraceOfTheSettings();
    void destructionStopsWithoutGrace();
    void destructionCutsAStopThatWaits();
    void destructionDuringStartLeavesNoMirror();
    void setListenIsForTheNextStartAndSaved();
    void savingKeepsOtherKeysAndNotOtherSources();
    void badListenIsRefusedAndChangesNothing();
    void setLookIsCheckedAndSaved();
    void commandsNeverWaitForTheMirror();
};

void LocalControlTest::startServesAndStopStops()
{
    Script script;
    Driven driven(script);
    QCOMPARE(driven.control.snapshot()->state, MirrorState::Stopped);
    driven.control.start();
    QVERIFY(driven.reaches(MirrorState::Serving));
    const auto serving = driven.control.snapshot();
    QCOMPARE(serving->localUrl, std::string("http://127.0.0.1:4321"));
    QCOMPARE(serving->addresses.size(), 1u);
    QCOMPARE(serving->upstream, std::string("http://upstream.example"));
    QVERIFY(serving->servingSince > 0);
    driven.control.stop();
    QVERIFY(driven.reaches(MirrorState::Stopped));
    QCOMPARE(script.stops.load(), 1);
    QCOMPARE(script.alive.load(), 0);
    driven.control.start();
    QVERIFY(driven.reaches(MirrorState::Serving));
    QCOMPARE(script.starts.load(), 2);
}

void LocalControlTest::startIsTakenOnlyWhenStoppedOrFailed()
{
    Script script;
    script.holdsStart = true;
    Driven driven(script);
    driven.control.start();
    QCOMPARE(driven.control.snapshot()->state, MirrorState::Starting);
    driven.control.start();
    script.startEntered.acquire();
    driven.control.start();
    script.mayStart.release();
    QVERIFY(driven.reaches(MirrorState::Serving));
    driven.control.start();
    driven.control.stop();
    QVERIFY(driven.reaches(MirrorState::Stopped));
    QCOMPARE(script.starts.load(), 1);
}

void LocalControlTest::stopIsTakenOnlyWhenStartingOrServing()
{
    Script script;
    Driven driven(script);
    driven.control.stop();
    QCOMPARE(driven.control.snapshot()->state, MirrorState::Stopped);
    driven.control.start();
    QVERIFY(driven.reaches(MirrorState::Serving));
    script.holdsStop = true;
    driven.control.stop();
    driven.control.stop();
    QCOMPARE(driven.control.snapshot()->state, MirrorState::Stopping);
    script.mayStop.release();
    QVERIFY(driven.reaches(MirrorState::Stopped));
    QCOMPARE(script.stops.load(), 1);
}

void LocalControlTest::stopWhileStartingStopsAsSoonAsItServes()
{
    Script script;
    script.holdsStart = true;
    Driven driven(script);
    driven.control.start();
    script.startEntered.acquire();
    driven.control.stop();
    QCOMPARE(driven.control.snapshot()->state, MirrorState::Stopping);
    script.mayStart.release();
    QVERIFY(driven.reaches(MirrorState::Stopped));
    QCOMPARE(script.stops.load(), 1);
    QCOMPARE(script.alive.load(), 0);
}

void LocalControlTest::failedStartSaysWhyAndCanBeRepeated()
{
    Script script;
    script.failure = Error{ErrorCode::DataFolderInUse, "process 7 uses it", 0};
    Driven driven(script);
    driven.control.start();
    QVERIFY(driven.reaches(MirrorState::Failed));
    QCOMPARE(driven.control.snapshot()->failure->code, ErrorCode::DataFolderInUse);
    QCOMPARE(driven.control.snapshot()->failure->message, std::string("process 7 uses it"));
    driven.control.stop();
    QCOMPARE(driven.control.snapshot()->state, MirrorState::Failed);
    script.failure.reset();
    driven.control.start();
    QVERIFY(driven.reaches(MirrorState::Serving));
    QVERIFY(!driven.control.snapshot()->failure);
}

void LocalControlTest::stopDuringAStartThatFailsIsJustStopped()
{
    Script script;
    script.holdsStart = true;
    script.failure = Error{ErrorCode::Io, "no", 0};
    Driven driven(script);
    driven.control.start();
    script.startEntered.acquire();
    driven.control.stop();
    script.mayStart.release();
    QVERIFY(driven.reaches(MirrorState::Stopped));
    QVERIFY(!driven.control.snapshot()->failure);
}

void LocalControlTest::exceptionIsAFailure()
{
    Script script;
    script.throws = true;
    Driven driven(script);
    driven.control.start();
    QVERIFY(driven.reaches(MirrorState::Failed));
    QCOMPARE(driven.control.snapshot()->failure->code, ErrorCode::Internal);
}

void LocalControlTest::takenPortGetsASuggestion()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    Script script;
    script.failure = Error{ErrorCode::CannotListen, "taken", 0};
    settings::Settings settings;
    settings.server.listen = {"127.0.0.1:" + std::to_string(taken.serverPort())};
    Driven driven(script, settings);
    driven.control.start();
    QVERIFY(driven.reaches(MirrorState::Failed));
    const std::string suggested = driven.control.snapshot()->suggestedListen;
    QVERIFY(suggested.starts_with("127.0.0.1:"));
    QVERIFY(suggested != settings.server.listen.front());
    QVERIFY(driven.control.setListen({suggested}));
    script.failure.reset();
    driven.control.start();
    QVERIFY(driven.reaches(MirrorState::Serving));
    QVERIFY(driven.control.snapshot()->suggestedListen.empty());
    QCOMPARE(script.listen, std::vector{suggested});
}

void LocalControlTest::otherFailuresGetNoSuggestion()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    Script script;
    script.failure = Error{ErrorCode::NoSpace, "full", 0};
    settings::Settings settings;
    settings.server.listen = {"127.0.0.1:" + std::to_string(taken.serverPort())};
    Driven driven(script, settings);
    driven.control.start();
    QVERIFY(driven.reaches(MirrorState::Failed));
    QVERIFY(driven.control.snapshot()->suggestedListen.empty());
}

void LocalControlTest::snapshotIsTakenWhileServingAndWhileStopping()
{
    Script script;
    Driven driven(script);
    driven.control.start();
    QVERIFY(driven.reaches(MirrorState::Serving));
    script.ticked.acquire();
    script.ticked.acquire();
    QVERIFY(driven.control.snapshot()->figures.servedToday >= 1);
    script.holdsStop = true;
    driven.control.stop();
    script.stopEntered.acquire();
    while (script.ticked.tryAcquire()) {
    }
    script.ticked.acquire();
    script.ticked.acquire();
    QCOMPARE(driven.control.snapshot()->state, MirrorState::Stopping);
    QCOMPARE(driven.control.snapshot()->fills.size(), 1u);
    script.mayStop.release();
    QVERIFY(driven.reaches(MirrorState::Stopped));
    const int ticks = script.ticks;
    driven.control.start();
    QVERIFY(driven.reaches(MirrorState::Serving));
    QVERIFY(script.ticks >= ticks);
}

void LocalControlTest::stoppedMirrorLeavesNoActivity()
{
    Script script;
    Driven driven(script);
    driven.control.start();
    QVERIFY(driven.reaches(MirrorState::Serving));
    script.ticked.acquire();
    script.ticked.acquire();
    driven.control.stop();
    QVERIFY(driven.reaches(MirrorState::Stopped));
    const auto stopped = driven.control.snapshot();
    QVERIFY(stopped->addresses.empty());
    QVERIFY(stopped->localUrl.empty());
    QVERIFY(stopped->fills.empty());
    QCOMPARE(stopped->servingSince, 0);
    QCOMPARE(stopped->figures.activeTransfers, 0);
    QVERIFY2(stopped->figures.servedToday > 0, "the day's figures stay");
}

void LocalControlTest::oldSnapshotsNeverChange()
{
    Script script;
    Driven driven(script);
    const auto before = driven.control.snapshot();
    driven.control.start();
    QVERIFY(driven.reaches(MirrorState::Serving));
    QCOMPARE(before->state, MirrorState::Stopped);
}

void LocalControlTest::stopGivesTheGraceOfTheSettings()
{
    Script script;
    settings::Settings settings;
    settings.server.grace = 7s;
    Driven driven(script, settings);
    driven.control.start();
    QVERIFY(driven.reaches(MirrorState::Serving));
    driven.control.stop();
    QVERIFY(driven.reaches(MirrorState::Stopped));
    QCOMPARE(script.graceMilliseconds.load(), 7000);
}

void LocalControlTest::destructionStopsWithoutGrace()
{
    Script script;
    {
        Driven driven(script);
        driven.control.start();
        QVERIFY(driven.reaches(MirrorState::Serving));
    }
    QCOMPARE(script.graceMilliseconds.load(), 0);
    QCOMPARE(script.stops.load(), 1);
    QCOMPARE(script.alive.load(), 0);
}

void LocalControlTest::destructionCutsAStopThatWaits()
{
    Script script;
    script.holdsStop = true;
    {
        Driven driven(script);
        driven.control.start();
        QVERIFY(driven.reaches(MirrorState::Serving));
        driven.control.stop();
        script.stopEntered.acquire();
    }
    QVERIFY(script.aborts.load() >= 1);
    QCOMPARE(script.alive.load(), 0);
}

void LocalControlTest::destructionDuringStartLeavesNoMirror()
{
    Script script;
    script.holdsStart = true;
    {
        Driven driven(script);
        driven.control.start();
        script.startEntered.acquire();
        script.mayStart.release();
    }
    QCOMPARE(script.starts.load(), 1);
    QCOMPARE(script.alive.load(), 0);
}

void LocalControlTest::setListenIsForTheNextStartAndSaved()
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

void LocalControlTest::savingKeepsOtherKeysAndNotOtherSources()
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

void LocalControlTest::badListenIsRefusedAndChangesNothing()
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

void LocalControlTest::setLookIsCheckedAndSaved()
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

void LocalControlTest::commandsNeverWaitForTheMirror()
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

QTEST_GUILESS_MAIN(LocalControlTest)
#include "localcontrol_test.moc"
