#include <QtTest>

#include "envline.h"
#include "statustext.h"

using namespace mirrorlake;
using namespace mirrorlake::app;

class TerminalTextTest : public QObject
{
    Q_OBJECT

private slots:
    void everyShellHasItsLine();
    void unknownShellHasNone();
    void containersReachLoopbackThroughTheHost();
    void statusIsATable();
    void failureIsNamed();
    void whatHoldsClientsBackIsNamed();
    void namesCannotMoveTheCursor();
};

void TerminalTextTest::everyShellHasItsLine()
{
    const std::string url = "http://192.168.1.20:8090";
    QCOMPARE(*envLine("bash", url), std::string("export HF_ENDPOINT=http://192.168.1.20:8090"));
    QCOMPARE(*envLine("zsh", url), std::string("export HF_ENDPOINT=http://192.168.1.20:8090"));
    QCOMPARE(*envLine("fish", url), std::string("set -gx HF_ENDPOINT http://192.168.1.20:8090"));
    QCOMPARE(*envLine("powershell", url), std::string("$env:HF_ENDPOINT = \"http://192.168.1.20:8090\""));
    QCOMPARE(*envLine("cmd", url), std::string("set HF_ENDPOINT=http://192.168.1.20:8090"));
    QCOMPARE(*envLine("docker", url), std::string("-e HF_ENDPOINT=http://192.168.1.20:8090"));
    QCOMPARE(*envLine("python", url),
             std::string("import os; os.environ[\"HF_ENDPOINT\"] = \"http://192.168.1.20:8090\""));
    QCOMPARE(shells().size(), 7u);
}

void TerminalTextTest::unknownShellHasNone()
{
    QVERIFY(!envLine("csh", "http://h"));
}

void TerminalTextTest::containersReachLoopbackThroughTheHost()
{
    QCOMPARE(*envLine("docker", "http://127.0.0.1:1"), std::string("--network host -e HF_ENDPOINT=http://127.0.0.1:1"));
}

void TerminalTextTest::statusIsATable()
{
    control::Snapshot snapshot;
    snapshot.state = control::MirrorState::Serving;
    snapshot.addresses = {{"http://192.168.1.20:8090", control::AddressKind::Lan, "eth0"},
                          {"http://127.0.0.1:8090", control::AddressKind::Loopback, "lo"}};
    snapshot.upstream = "https://huggingface.co";
    snapshot.freeSpace = 123'456'789'012;
    snapshot.isOffline = true;
    snapshot.figures.servedToday = 1'500'000;
    snapshot.figures.fetchedToday = 500;
    snapshot.figures.filesToday = 4;
    snapshot.figures.hitsToday = 3;
    snapshot.figures.activeTransfers = 1;
    snapshot.figures.lastMinute = {{0, 0, 0}, {500, 2'000'000, 0}};
    meter::ClientFigures client;
    client.address = "192.168.1.7";
    client.nowBytesPerSecond = 2'000'000;
    client.todayBytes = 999'600;
    client.totalBytes = 5'000'000'000;
    client.todayFiles = 4;
    client.todayHits = 1;
    snapshot.figures.clients = {client};
    snapshot.fills = {{*BlobHash::parse(std::string(40, 'a')),
                       "hf:models/org/name",
                       "a.bin",
                       200,
                       50,
                       1,
                       2,
                       1000,
                       "stalled",
                       {"no bytes", ErrorCode::UpstreamTimeout}}};
    QCOMPARE(
        QString::fromStdString(statusText(snapshot)),
        QStringLiteral("state      serving (offline mode)\n"
                       "url        http://192.168.1.20:8090\n"
                       "           http://127.0.0.1:8090\n"
                       "upstream   https://huggingface.co\n"
                       "free       123 GB\n"
                       "now        to clients 2.0 MB/s, from upstream -, 1 transfers\n"
                       "today      served 1.5 MB, fetched 500 B, saved 0 B, 4 files, 75 % hits\n"
                       "\n"
                       "client                            now      today      total   files   hits\n"
                       "192.168.1.7                  2.0 MB/s     1.0 MB     5.0 GB       4   25 %\n"
                       "\n"
                       "  done       size        speed readers  state      file\n"
                       "  25 %      200 B     1.0 kB/s       2  stalled    hf:models/org/name a.bin (no bytes)\n"));
}

void TerminalTextTest::failureIsNamed()
{
    control::Snapshot snapshot;
    snapshot.state = control::MirrorState::Failed;
    snapshot.failure = Error{ErrorCode::NoSpace, "the disk is full", 0};
    QVERIFY(statusText(snapshot).starts_with("state      failed: the disk is full\n"));
}

void TerminalTextTest::whatHoldsClientsBackIsNamed()
{
    control::Snapshot snapshot;
    auto upkeep = std::make_shared<control::UpkeepFacts>(*snapshot.upkeep);
    upkeep->clientsLevel = "off";
    upkeep->turnedAway = 3;
    snapshot.upkeep = upkeep;
    const std::string text = statusText(snapshot);
    QVERIFY2(text.find("turned away at this hour (limits.clients_week)\n") != std::string::npos, text.c_str());
    QVERIFY2(text.find("3 turned away since the start\n") != std::string::npos, text.c_str());
}

void TerminalTextTest::namesCannotMoveTheCursor()
{
    control::Snapshot snapshot;
    snapshot.fills = {{*BlobHash::parse(std::string(40, 'a')), "r\x1b[2J", "p\n", 1, 0, 0, 0, 0, "filling", {}}};
    const std::string text = statusText(snapshot);
    QVERIFY(text.find('\x1b') == std::string::npos);
    QVERIFY(text.find("r?[2J p?\n") != std::string::npos);
}

QTEST_GUILESS_MAIN(TerminalTextTest)
#include "terminaltext_test.moc"
