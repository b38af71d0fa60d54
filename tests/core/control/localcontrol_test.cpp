// The states of LocalControl, driven with a mirror that does what the test says and nothing else.
#include <QTest>

#include "core/control/localcontrolrig.h"

#include <QtNetwork/QTcpServer>

using namespace mirrorlake;
using namespace mirrorlake::control;
using namespace std::chrono_literals;

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

QTEST_GUILESS_MAIN(LocalControlTest)
#include "localcontrol_test.moc"
