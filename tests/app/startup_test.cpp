#include <QtTest>

#include "startup.h"

#include <QtNetwork/QTcpServer>

#include <fstream>

using namespace mirrorlake;
using namespace mirrorlake::app;

class StartUpTest : public QObject
{
    Q_OBJECT

private slots:
    void commandLineWinsOverEnvironmentOverFile();
    void fileIsInTheDataFolderUnlessNamed();
    void dataFolderComesFromCommandLineThenEnvironment();
    void namedFileMustBeThere();
    void badValueIsBadConfigurationWhereverItStands_data();
    void badValueIsBadConfigurationWhereverItStands();
    void checkFindsWhatAStartWouldMeet();

private:
    std::string data() const { return m_folder.path().toStdString(); }
    void writeFile(const std::string &text) const { std::ofstream(data() + "/mirrorlake.toml") << text; }

    QTemporaryDir m_folder;
};

void StartUpTest::commandLineWinsOverEnvironmentOverFile()
{
    writeFile("[fill]\nworkers = 1\nper_blob = 1\nper_host = 1\n[server]\nlisten = ['127.0.0.1:1']\n");
    CommandLine line;
    line.dataFolder = data();
    line.assignments = {"fill.workers=3"};
    line.listen = {"127.0.0.1:3", "localhost:4"};
    const auto startUp = resolveStartUp(
        line, {"MIRRORLAKE_FILL_WORKERS=2", "MIRRORLAKE_FILL_PER_BLOB=2", "MIRRORLAKE_SERVER_LISTEN=127.0.0.1:2"});
    QVERIFY(startUp);
    QCOMPARE(startUp->settings.fill.workers, 3);
    QCOMPARE(startUp->settings.fill.perBlob, 2);
    QCOMPARE(startUp->settings.fill.perHost, 1);
    QCOMPARE(startUp->settings.server.listen, (std::vector<std::string>{"127.0.0.1:3", "127.0.0.1:4"}));
    QCOMPARE(startUp->settings.dataFolder, data());
}

void StartUpTest::fileIsInTheDataFolderUnlessNamed()
{
    CommandLine line;
    line.dataFolder = data();
    QCOMPARE(resolveStartUp(line, {})->settingsFile.string(), data() + "/mirrorlake.toml");
    std::ofstream(data() + "/other.toml") << "[fill]\nworkers = 9\n";
    const std::string other = data() + "/other.toml";
    QCOMPARE(resolveStartUp(line, {"MIRRORLAKE_CONFIG=" + other})->settings.fill.workers, 9);
    line.configFile = other;
    QCOMPARE(resolveStartUp(line, {"MIRRORLAKE_CONFIG=/nowhere"})->settingsFile.string(), other);
}

void StartUpTest::dataFolderComesFromCommandLineThenEnvironment()
{
    QCOMPARE(dataFolderOf("/a/./b", {"MIRRORLAKE_DATA=/c"}), std::filesystem::path("/a/b"));
    QCOMPARE(dataFolderOf("", {"MIRRORLAKE_DATAX=/d", "MIRRORLAKE_DATA=/c"}), std::filesystem::path("/c"));
    QVERIFY(dataFolderOf("relative", {}).is_absolute());
    QCOMPARE(dataFolderOf("", {}).filename(), std::filesystem::path("mirrorlake"));
}

void StartUpTest::namedFileMustBeThere()
{
    CommandLine line;
    line.dataFolder = data();
    line.configFile = data() + "/none.toml";
    const auto startUp = resolveStartUp(line, {});
    QVERIFY(!startUp);
    QCOMPARE(startUp.error().code, ErrorCode::BadConfiguration);
    QVERIFY(startUp.error().message.find("none.toml") != std::string::npos);
}

void StartUpTest::badValueIsBadConfigurationWhereverItStands_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("variable");
    QTest::addColumn<QByteArray>("assignment");
    QTest::addColumn<QByteArray>("listen");
    QTest::newRow("file") << QByteArray("[fill]\nworkers = 0\n") << QByteArray() << QByteArray() << QByteArray();
    QTest::newRow("environment") << QByteArray() << QByteArray("MIRRORLAKE_FILL_WORKERS=0") << QByteArray()
                                 << QByteArray();
    QTest::newRow("command line") << QByteArray() << QByteArray() << QByteArray("fill.workers=0") << QByteArray();
    QTest::newRow("listen") << QByteArray() << QByteArray() << QByteArray() << QByteArray("nonsense");
}

void StartUpTest::badValueIsBadConfigurationWhereverItStands()
{
    QFETCH(QByteArray, file);
    QFETCH(QByteArray, variable);
    QFETCH(QByteArray, assignment);
    QFETCH(QByteArray, listen);
    writeFile(file.toStdString());
    CommandLine line;
    line.dataFolder = data();
    if (!assignment.isEmpty())
        line.assignments = {assignment.toStdString()};
    if (!listen.isEmpty())
        line.listen = {listen.toStdString()};
    const auto startUp = resolveStartUp(line, {variable.toStdString()});
    QVERIFY(!startUp);
    QCOMPARE(startUp.error().code, ErrorCode::BadConfiguration);
}

void StartUpTest::checkFindsWhatAStartWouldMeet()
{
    settings::Settings settings;
    settings.dataFolder = data() + "/new";
    settings.server.listen = {"127.0.0.1:0"};
    QVERIFY(check(settings));

    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    settings.server.listen = {"127.0.0.1:0", "127.0.0.1:" + std::to_string(taken.serverPort())};
    QCOMPARE(check(settings).error().code, ErrorCode::CannotListen);

    settings.upstream.caFile = data() + "/none.pem";
    QCOMPARE(check(settings).error().code, ErrorCode::BadConfiguration);
    settings.upstream.caFile.clear();
    settings.upstream.fallbacks = {"https://a.example ca=" + data() + "/none.pem"};
    QCOMPARE(check(settings).error().code, ErrorCode::BadConfiguration);
    settings.upstream.fallbacks.clear();
    settings.dataFolder = "/dev/null";
    QCOMPARE(check(settings).error().code, ErrorCode::DataFolderUnusable);
}

QTEST_GUILESS_MAIN(StartUpTest)
#include "startup_test.moc"
