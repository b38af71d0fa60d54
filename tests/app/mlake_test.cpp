// mlake against a real mirrorlaked.
#include <QtTest>

#include "control/snapshotjson.h"
#include "program.h"

#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

#include <atomic>
#include <fstream>
#include <memory>

using namespace mirrorlake;
using test::Program;

class MlakeTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void statusIsATableOrJson();
    void statusByUrlNeedsTheRightToken();
    void statusByUrlWithoutATokenSaysWhereItIs();
    void anAddressWhereNoMirrorAnswersIsNamedAsTheFault();
    void aFolderIsNoFileToRead();
    void settingsThatCannotBeSavedAreSaid();
    void envPrintsTheLine_data();
    void envPrintsTheLine();
    void envOfAGivenAddressNeedsNoToken();
    void withoutAMirrorTheCodeIsOne();
    void aMirrorThatDiedIsNotRunning();
    void mistakesAreUsageErrors_data();
    void mistakesAreUsageErrors();

private:
    QString data() const { return m_folder.filePath(QStringLiteral("data")); }

    QTemporaryDir m_folder;
    Program m_mirror{MIRRORLAKED_PROGRAM};
    QByteArray m_url;
};

void MlakeTest::initTestCase()
{
    m_mirror.start({QStringLiteral("--data"), data(), QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0"),
                    QStringLiteral("--upstream"), QStringLiteral("http://127.0.0.1:9")});
    m_url = m_mirror.waitReady();
    QVERIFY(!m_url.isEmpty());
}

void MlakeTest::statusIsATableOrJson()
{
    Program mlake(MLAKE_PROGRAM);
    QCOMPARE(mlake.run({QStringLiteral("status"), QStringLiteral("--data"), data()}), 0);
    const QByteArray head = "state      serving\nurl        " + m_url + "\nupstream   http://127.0.0.1:9\n";
    QVERIFY2(mlake.out().startsWith(head), mlake.out());
    QVERIFY(mlake.err().isEmpty());
    QCOMPARE(mlake.run({QStringLiteral("status"), QStringLiteral("--json"), QStringLiteral("--data"), data()}), 0);
    const auto snapshot = control::snapshotFromJson(mlake.out().toStdString());
    QVERIFY(snapshot);
    QCOMPARE(snapshot->state, control::MirrorState::Serving);
    mlake.setVariable(QStringLiteral("MIRRORLAKE_DATA"), data());
    QCOMPARE(mlake.run({QStringLiteral("status")}), 0);
}

void MlakeTest::statusByUrlNeedsTheRightToken()
{
    Program mlake(MLAKE_PROGRAM);
    const QString url = QString::fromUtf8(m_url);
    QCOMPARE(mlake.run({QStringLiteral("status"), QStringLiteral("--url"), url + QLatin1Char('/'),
                        QStringLiteral("--data"), data()}),
             0);
    mlake.setVariable(QStringLiteral("MIRRORLAKE_CONTROL_TOKEN"), QString(64, QLatin1Char('0')));
    QCOMPARE(mlake.run({QStringLiteral("status"), QStringLiteral("--url"), url}), 3);
    QVERIFY(mlake.err().contains("refuses the control token"));
    QVERIFY2(!mlake.err().contains("start one with"), "one runs");
    QVERIFY(!mlake.err().contains(QByteArray(64, '0')));
}

void MlakeTest::statusByUrlWithoutATokenSaysWhereItIs()
{
    Program mlake(MLAKE_PROGRAM);
    mlake.setVariable(QStringLiteral("MIRRORLAKE_DATA"), m_folder.filePath(QStringLiteral("none")));
    for (const QString &url : {QString::fromUtf8(m_url), QStringLiteral("http://192.0.2.1:8090")}) {
        QCOMPARE(mlake.run({QStringLiteral("status"), QStringLiteral("--url"), url}), 3);
        QVERIFY2(mlake.err().contains("MIRRORLAKE_CONTROL_TOKEN") && mlake.err().contains("control.token"),
                 mlake.err());
        QVERIFY2(!mlake.err().contains("start one with"), mlake.err());
    }
}

void MlakeTest::anAddressWhereNoMirrorAnswersIsNamedAsTheFault()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    std::atomic<bool> isOver = false;
    const std::unique_ptr<QThread> answering(QThread::create([&] {
        while (!isOver) {
            if (!other.waitForNewConnection(20))
                continue;
            const std::unique_ptr<QTcpSocket> client(other.nextPendingConnection());
            client->waitForReadyRead(20'000);
            client->write(
                "HTTP/1.1 404 Not Found\r\nContent-Length: 21\r\nConnection: close\r\n\r\n{\"error\":\"Not Found\"}");
            client->waitForBytesWritten(20'000);
        }
    }));
    other.moveToThread(answering.get());
    answering->start();
    Program mlake(MLAKE_PROGRAM);
    const QString token(64, QLatin1Char('0'));
    const auto statusOf = [&](const QString &url) {
        return mlake.run({QStringLiteral("status"), QStringLiteral("--token"), token, QStringLiteral("--url"), url});
    };
    const int code = statusOf(QStringLiteral("http://127.0.0.1:%1").arg(other.serverPort()));
    isOver = true;
    answering->wait();
    QCOMPARE(code, 1);
    QVERIFY2(mlake.err().contains("is not a Mirrorlake") && mlake.err().contains("--url"), mlake.err());
    QCOMPARE(statusOf(QStringLiteral("http://no-such-host.invalid:8090")), 1);
    QVERIFY2(mlake.err().contains("--url"), mlake.err());
}

void MlakeTest::aFolderIsNoFileToRead()
{
    Program mlake(MLAKE_PROGRAM);
    const QString folder = m_folder.path();
    for (const QStringList &words : {QStringList{QStringLiteral("config"), QStringLiteral("import"), folder},
                                     QStringList{QStringLiteral("pull"), QStringLiteral("--list"), folder},
                                     QStringList{QStringLiteral("evict"), QStringLiteral("--simulate"), folder}}) {
        QCOMPARE(mlake.run(words + QStringList{QStringLiteral("--data"), data()}), 2);
        QVERIFY2(mlake.err().contains(folder.toUtf8()), mlake.err());
    }
}

void MlakeTest::settingsThatCannotBeSavedAreSaid()
{
    const QString file = data() + QStringLiteral("/mirrorlake.toml");
    std::ofstream(file.toStdString()) << "[server\n";
    Program mlake(MLAKE_PROGRAM);
    const QStringList set{QStringLiteral("config"), QStringLiteral("set"), QStringLiteral("limits.clients=7MB"),
                          QStringLiteral("--data"), data()};
    QCOMPARE(mlake.run(set), 3);
    QVERIFY2(mlake.out().contains("limits.clients holds from now on"), mlake.out());
    QVERIFY2(mlake.err().contains("not saved") && mlake.err().contains("mirrorlake.toml: line 1"), mlake.err());
    QVERIFY(QFile::remove(file));
    QCOMPARE(mlake.run(set), 0);
    QVERIFY(QFile::exists(file));
}

void MlakeTest::envPrintsTheLine_data()
{
    QTest::addColumn<QString>("shell");
    QTest::addColumn<QByteArray>("before");
    QTest::newRow("bash") << QStringLiteral("bash") << QByteArray("export HF_ENDPOINT=");
    QTest::newRow("fish") << QStringLiteral("fish") << QByteArray("set -gx HF_ENDPOINT ");
    QTest::newRow("docker") << QStringLiteral("docker") << QByteArray("--network host -e HF_ENDPOINT=");
}

void MlakeTest::envPrintsTheLine()
{
    QFETCH(QString, shell);
    QFETCH(QByteArray, before);
    Program mlake(MLAKE_PROGRAM);
    QCOMPARE(mlake.run({QStringLiteral("env"), QStringLiteral("--shell"), shell, QStringLiteral("--data"), data()}), 0);
    QCOMPARE(mlake.out(), before + m_url + '\n');
}

void MlakeTest::envOfAGivenAddressNeedsNoToken()
{
    Program mlake(MLAKE_PROGRAM);
    QCOMPARE(mlake.run({QStringLiteral("env"), QStringLiteral("--url"), QStringLiteral("http://192.0.2.1:8090/")}), 0);
    QCOMPARE(mlake.out(), QByteArray("export HF_ENDPOINT=http://192.0.2.1:8090\n"));
    QCOMPARE(mlake.run({QStringLiteral("env"), QStringLiteral("--json"), QStringLiteral("--data"), data()}), 0);
    const QJsonObject json = QJsonDocument::fromJson(mlake.out()).object();
    QCOMPARE(json[QStringLiteral("url")].toString().toUtf8(), m_url);
    QCOMPARE(json[QStringLiteral("line")].toString().toUtf8(), "export HF_ENDPOINT=" + m_url);
}

void MlakeTest::withoutAMirrorTheCodeIsOne()
{
    Program mlake(MLAKE_PROGRAM);
    QCOMPARE(mlake.run({QStringLiteral("status"), QStringLiteral("--data"), m_folder.filePath(QStringLiteral("none"))}),
             1);
    QVERIFY(mlake.out().isEmpty());
    QVERIFY(mlake.err().startsWith("mlake: no mirror serves from this data folder"));
    QCOMPARE(mlake.run({QStringLiteral("env"), QStringLiteral("--data"), m_folder.filePath(QStringLiteral("none"))}),
             1);
}

void MlakeTest::aMirrorThatDiedIsNotRunning()
{
    const QString dead = m_folder.filePath(QStringLiteral("dead"));
    QVERIFY(QDir().mkpath(dead));
    std::ofstream(dead.toStdString() + "/mirror.json") << R"({"url":"http://127.0.0.1:9","pid":1})";
    std::ofstream(dead.toStdString() + "/control.token") << std::string(64, 'a') << "\n";
    Program mlake(MLAKE_PROGRAM);
    QCOMPARE(mlake.run({QStringLiteral("status"), QStringLiteral("--data"), dead}), 1);
    QVERIFY(!mlake.err().contains("aaaa"));
}

void MlakeTest::mistakesAreUsageErrors_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("nothing") << QStringList();
    QTest::newRow("unknown command") << QStringList{QStringLiteral("frobnicate")};
    QTest::newRow("unknown option") << QStringList{QStringLiteral("status"), QStringLiteral("--jsn")};
    QTest::newRow("unknown shell") << QStringList{QStringLiteral("env"), QStringLiteral("--shell"),
                                                  QStringLiteral("csh")};
    QTest::newRow("no URL") << QStringList{QStringLiteral("status"), QStringLiteral("--url"),
                                           QStringLiteral("localhost")};
}

void MlakeTest::mistakesAreUsageErrors()
{
    QFETCH(QStringList, arguments);
    Program mlake(MLAKE_PROGRAM);
    QCOMPARE(mlake.run(arguments), 2);
    QVERIFY(mlake.err().startsWith("mlake: "));
    QVERIFY2(arguments.value(0) != u"frobnicate" || mlake.err().contains("'frobnicate'"), mlake.err());
    QVERIFY(mlake.out().isEmpty());
}

QTEST_GUILESS_MAIN(MlakeTest)
#include "mlake_test.moc"
