// The contract of mirrorlaked, by starting it: what others script against.
#include <QtTest>

#include "download.h"
#include "program.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtNetwork/QTcpServer>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <memory>

using namespace mirrorlake;
using test::Download;
using test::patience;
using test::Program;

namespace {

/// What systemd would listen on.
class NotifySocket
{
public:
    explicit NotifySocket(const QString &path) : m_descriptor(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        qstrncpy(address.sun_path, path.toUtf8().constData(), sizeof address.sun_path);
        ::bind(m_descriptor, reinterpret_cast<sockaddr *>(&address), sizeof address);
        const timeval timeout{patience / 1000, 0};
        ::setsockopt(m_descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
    }
    ~NotifySocket() { ::close(m_descriptor); }
    QByteArray next() const
    {
        char text[128];
        const ssize_t count = ::recv(m_descriptor, text, sizeof text, 0);
        return count > 0 ? QByteArray(text, int(count)) : QByteArray();
    }

private:
    int m_descriptor;
};

} // namespace

class MirrorlakedTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void readyLineIsTheOnlyLineAndServes();
    void firstListenIsTheOneAnnounced();
    void wildcardIsAnnouncedAsLoopback();
    void serviceManagerIsTold();
    void usageErrorsAreTwo();
    void takenAddressIsThree();
    void usedFolderIsFourAndNamesTheProcess();
    void unusableFolderIsFour();
    void badConfigurationIsFive_data();
    void badConfigurationIsFive();
    void aBrokenFileLeavesTheLastGoodSettings();
    void killedProcessLeavesNoLock();
    void checkSaysWhatAStartWouldMeet();
    void printConfigShowsAllWithoutSecrets();
    void versionIsOneLine();
    void logIsJsonWhenAsked();
    void healthReadyAndStatus();

private:
    QString data() const { return m_folder->filePath(QStringLiteral("data")); }
    QStringList arguments(const QStringList &more = {}) const
    {
        return QStringList{QStringLiteral("--data"), data(), QStringLiteral("--upstream"),
                           QStringLiteral("http://127.0.0.1:9")} +
               more;
    }
    QStringList anyPort(const QStringList &more = {}) const
    {
        return arguments(QStringList{QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")} + more);
    }

    QByteArray token() const
    {
        QFile file(data() + QStringLiteral("/control.token"));
        return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
    }
    QJsonObject status(const QByteArray &url) const
    {
        Download download(url, "/-/api/v1/status", "Authorization: Bearer " + token() + "\r\n");
        return QJsonDocument::fromJson(download.body()).object();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void MirrorlakedTest::readyLineIsTheOnlyLineAndServes()
{
    Program mirror(MIRRORLAKED_PROGRAM);
    mirror.start(anyPort());
    const QByteArray url = mirror.waitReady();
    QVERIFY2(QRegularExpression(QStringLiteral("^http://127\\.0\\.0\\.1:[1-9][0-9]+$"))
                 .match(QString::fromUtf8(url))
                 .hasMatch(),
             url);
    QCOMPARE(Download(url, "/-/health").status(), 200);
    mirror.signal(SIGTERM);
    QCOMPARE(mirror.waitEnd(), 0);
    QCOMPARE(mirror.out(), "ready " + url + '\n');
    QVERIFY2(!QFile::exists(data() + QStringLiteral("/mirror.json")), "nobody shall look for a mirror that ended");
}

void MirrorlakedTest::firstListenIsTheOneAnnounced()
{
    Program mirror(MIRRORLAKED_PROGRAM);
    mirror.start(arguments({QStringLiteral("--listen"), QStringLiteral("127.0.0.2:0"), QStringLiteral("--listen"),
                            QStringLiteral("127.0.0.1:0")}));
    const QByteArray url = mirror.waitReady();
    QVERIFY2(url.startsWith("http://127.0.0.2:"), url);
    QVERIFY(test::canConnect(url));
}

void MirrorlakedTest::wildcardIsAnnouncedAsLoopback()
{
    Program mirror(MIRRORLAKED_PROGRAM);
    mirror.start(arguments({QStringLiteral("--listen"), QStringLiteral("0.0.0.0:0")}));
    const QByteArray url = mirror.waitReady();
    QVERIFY2(url.startsWith("http://127.0.0.1:"), url);
    QVERIFY(test::canConnect(url));
}

void MirrorlakedTest::serviceManagerIsTold()
{
    const NotifySocket manager(m_folder->filePath(QStringLiteral("notify")));
    Program mirror(MIRRORLAKED_PROGRAM);
    mirror.setVariable(QStringLiteral("NOTIFY_SOCKET"), m_folder->filePath(QStringLiteral("notify")));
    mirror.start(anyPort());
    QCOMPARE(manager.next(), QByteArray("READY=1"));
    mirror.signal(SIGTERM);
    QCOMPARE(manager.next(), QByteArray("STOPPING=1"));
    QCOMPARE(mirror.waitEnd(), 0);
}

void MirrorlakedTest::usageErrorsAreTwo()
{
    Program mirror(MIRRORLAKED_PROGRAM);
    QCOMPARE(mirror.run(anyPort({QStringLiteral("--frobnicate")})), 2);
    QVERIFY(mirror.out().isEmpty());
    QCOMPARE(mirror.err().count('\n'), 1);
    QVERIFY(mirror.err().contains("--frobnicate"));
    QVERIFY2(!QFile::exists(data()), "nothing is touched before the command line is understood");
}

void MirrorlakedTest::takenAddressIsThree()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    const QString address = QStringLiteral("127.0.0.1:%1").arg(taken.serverPort());
    Program mirror(MIRRORLAKED_PROGRAM);
    QCOMPARE(mirror.run(arguments({QStringLiteral("--listen"), address})), 3);
    QVERIFY(mirror.out().isEmpty());
    QVERIFY2(mirror.err().contains(QByteArray("mirrorlaked: cannot listen on " + address.toUtf8())), mirror.err());
    QVERIFY(mirror.err().contains("--listen"));
}

void MirrorlakedTest::usedFolderIsFourAndNamesTheProcess()
{
    Program first(MIRRORLAKED_PROGRAM);
    first.start(anyPort());
    QVERIFY(!first.waitReady().isEmpty());
    Program second(MIRRORLAKED_PROGRAM);
    QCOMPARE(second.run(anyPort()), 4);
    QVERIFY2(second.err().contains(QByteArray("process " + QByteArray::number(first.pid()) + " uses it")),
             second.err());
    QVERIFY(second.err().contains("--data"));
    first.signal(SIGTERM);
    QCOMPARE(first.waitEnd(), 0);
}

void MirrorlakedTest::unusableFolderIsFour()
{
    Program mirror(MIRRORLAKED_PROGRAM);
    QCOMPARE(mirror.run({QStringLiteral("--data"), QStringLiteral("/dev/null/data"), QStringLiteral("--listen"),
                         QStringLiteral("127.0.0.1:0")}),
             4);
    QVERIFY2(mirror.err().contains("mirrorlaked: the data folder /dev/null/data cannot be used"), mirror.err());
}

void MirrorlakedTest::badConfigurationIsFive_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<QString>("variable");
    QTest::addColumn<QByteArray>("names");
    const QStringList none;
    QTest::newRow("broken file") << QByteArray("[server\n") << none << QString()
                                 << QByteArray("mirrorlake.toml: line 1");
    QTest::newRow("unknown key in the file") << QByteArray("[server]\nlisten_on = 'x'\n") << none << QString()
                                             << QByteArray("line 2: there is no setting 'server.listen_on'");
    QTest::newRow("unknown key") << QByteArray()
                                 << QStringList{QStringLiteral("--set"), QStringLiteral("fill.wokers=1")} << QString()
                                 << QByteArray("did you mean 'fill.workers'?");
    QTest::newRow("range") << QByteArray() << QStringList{QStringLiteral("--set"), QStringLiteral("fill.workers=0")}
                           << QString() << QByteArray("fill.workers is '0'");
    QTest::newRow("listen") << QByteArray() << QStringList{QStringLiteral("--listen"), QStringLiteral("example.org:80")}
                            << QString() << QByteArray("'example.org:80'");
    QTest::newRow("upstream") << QByteArray()
                              << QStringList{QStringLiteral("--upstream"), QStringLiteral("huggingface")} << QString()
                              << QByteArray("upstream.url");
    QTest::newRow("log level") << QByteArray() << QStringList{QStringLiteral("--log-level"), QStringLiteral("loud")}
                               << QString() << QByteArray("log.level is 'loud'");
    QTest::newRow("environment") << QByteArray() << none << QStringLiteral("MIRRORLAKE_FILL_WORKERS")
                                 << QByteArray("MIRRORLAKE_FILL_WORKERS");
    QTest::newRow("no such file") << QByteArray()
                                  << QStringList{QStringLiteral("--config"), QStringLiteral("/nowhere/x.toml")}
                                  << QString() << QByteArray("/nowhere/x.toml");
    QTest::newRow("no such certificates")
        << QByteArray() << QStringList{QStringLiteral("--set"), QStringLiteral("upstream.ca_file=/nowhere/ca.pem")}
        << QString() << QByteArray("upstream.ca_file");
}

void MirrorlakedTest::badConfigurationIsFive()
{
    QFETCH(QByteArray, file);
    QFETCH(QStringList, more);
    QFETCH(QString, variable);
    QFETCH(QByteArray, names);
    QVERIFY(QDir().mkpath(data()));
    std::ofstream(data().toStdString() + "/mirrorlake.toml") << file.toStdString();
    Program mirror(MIRRORLAKED_PROGRAM);
    if (!variable.isEmpty())
        mirror.setVariable(variable, QStringLiteral("many"));
    QCOMPARE(mirror.run(anyPort(more)), 5);
    QVERIFY(mirror.out().isEmpty());
    QVERIFY2(mirror.err().contains("mirrorlaked: bad configuration: "), mirror.err());
    QVERIFY2(mirror.err().contains(names), mirror.err());
}

void MirrorlakedTest::aBrokenFileLeavesTheLastGoodSettings()
{
    const std::string file = data().toStdString() + "/mirrorlake.toml";
    QVERIFY(QDir().mkpath(data()));
    std::ofstream(file) << "[server]\nlisten = [\"127.0.0.1:0\"]\nmax_requests = 7\n";
    {
        Program mirror(MIRRORLAKED_PROGRAM);
        mirror.start({QStringLiteral("--data"), data()});
        QVERIFY(!mirror.waitReady().isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(data() + QStringLiteral("/mirrorlake.last-good.toml")), 20'000);
        mirror.signal(SIGTERM);
        QCOMPARE(mirror.waitEnd(), 0);
    }
    std::ofstream(file) << "[server\n";
    Program mirror(MIRRORLAKED_PROGRAM);
    QCOMPARE(mirror.run({QStringLiteral("--data"), data(), QStringLiteral("--check")}), 5);
    mirror.start({QStringLiteral("--data"), data()});
    QVERIFY(!mirror.waitReady().isEmpty());
    QVERIFY(mirror.waitError("the settings file is broken, and the last good settings are used"));
    mirror.signal(SIGTERM);
    QCOMPARE(mirror.waitEnd(), 0);
    std::string left;
    std::getline(std::ifstream(file), left);
    QCOMPARE(left, std::string("[server")); // it is its owner's to mend
}

void MirrorlakedTest::killedProcessLeavesNoLock()
{
    Program first(MIRRORLAKED_PROGRAM);
    first.start(anyPort());
    QVERIFY(!first.waitReady().isEmpty());
    first.signal(SIGKILL);
    QCOMPARE(first.waitEnd(), -1);
    QVERIFY(QFile::exists(data() + QStringLiteral("/mirrorlake.lock")));
    Program second(MIRRORLAKED_PROGRAM);
    second.start(anyPort());
    QVERIFY2(!second.waitReady().isEmpty(), second.err());
}

void MirrorlakedTest::checkSaysWhatAStartWouldMeet()
{
    Program mirror(MIRRORLAKED_PROGRAM);
    QCOMPARE(mirror.run(anyPort({QStringLiteral("--check")})), 0);
    QCOMPARE(mirror.out().count('\n'), 1);
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    const QString address = QStringLiteral("127.0.0.1:%1").arg(taken.serverPort());
    QCOMPARE(mirror.run(arguments({QStringLiteral("--check"), QStringLiteral("--listen"), address})), 3);
    QCOMPARE(
        mirror.run(anyPort({QStringLiteral("--check"), QStringLiteral("--set"), QStringLiteral("fill.workers=0")})), 5);
    QCOMPARE(mirror.run({QStringLiteral("--check"), QStringLiteral("--data"), QStringLiteral("/dev/null"),
                         QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")}),
             4);
}

void MirrorlakedTest::printConfigShowsAllWithoutSecrets()
{
    Program mirror(MIRRORLAKED_PROGRAM);
    QCOMPARE(mirror.run(anyPort({QStringLiteral("--print-config"), QStringLiteral("--set"),
                                 QStringLiteral("upstream.token=hf_secret"), QStringLiteral("--set"),
                                 QStringLiteral("server.grace=2 min")})),
             0);
    QVERIFY(mirror.out().contains("grace = \"2min\""));
    QVERIFY(mirror.out().contains("ref_ttl = "));
    QVERIFY(mirror.out().contains("url = \"http://127.0.0.1:9\""));
    QVERIFY(!mirror.out().contains("hf_secret"));
    QVERIFY2(!QFile::exists(data()), "printing touches nothing");
}

void MirrorlakedTest::versionIsOneLine()
{
    Program mirror(MIRRORLAKED_PROGRAM);
    QCOMPARE(mirror.run({QStringLiteral("--version")}), 0);
    QCOMPARE(mirror.out(), QByteArray("mirrorlaked " MIRRORLAKE_VERSION "\n"));
}

void MirrorlakedTest::logIsJsonWhenAsked()
{
    Program mirror(MIRRORLAKED_PROGRAM);
    mirror.start(anyPort({QStringLiteral("--log-format"), QStringLiteral("json")}));
    QVERIFY(!mirror.waitReady().isEmpty());
    mirror.signal(SIGTERM);
    QCOMPARE(mirror.waitEnd(), 0);
    const QList<QByteArray> lines = mirror.err().trimmed().split('\n');
    QVERIFY(lines.size() >= 2);
    for (const QByteArray &line : lines)
        QVERIFY2(QJsonDocument::fromJson(line).isObject(), line);
}

void MirrorlakedTest::healthReadyAndStatus()
{
    Program mirror(MIRRORLAKED_PROGRAM);
    mirror.start(anyPort());
    const QByteArray url = mirror.waitReady();
    QVERIFY(!url.isEmpty());
    QCOMPARE(Download(url, "/-/health").status(), 200);
    QCOMPARE(Download(url, "/-/ready").status(), 200);
    QCOMPARE(Download(url, "/-/api/v1/status").status(), 401);
    const QJsonObject snapshot = status(url);
    QCOMPARE(snapshot.value(QLatin1String("state")).toString(), QStringLiteral("serving"));
    QCOMPARE(snapshot.value(QLatin1String("local_url")).toString().toUtf8(), url);
    mirror.signal(SIGTERM);
    QCOMPARE(mirror.waitEnd(), 0);
    QVERIFY(!token().isEmpty() && !mirror.err().contains(token()));
}

QTEST_GUILESS_MAIN(MirrorlakedTest)
#include "mirrorlaked_test.moc"
