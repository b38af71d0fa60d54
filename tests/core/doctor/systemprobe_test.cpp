// The probe against real sockets and a real folder of this machine.
#include <QtTest>

#include "doctor/systemprobe.h"

#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

#include <thread>

using namespace mirrorlake;
using namespace mirrorlake::doctor;

class SystemProbeTest : public QObject
{
    Q_OBJECT

private slots:
    void namesAreFoundOrNot();
    void connectsWhereSomebodyListens();
    void greetsAMirrorAndNobodyElse_data();
    void greetsAMirrorAndNobodyElse();
    void theDiskIsMeasuredAndLeftClean();
    void filesAreReadOrEmpty();
};

void SystemProbeTest::namesAreFoundOrNot()
{
    SystemProbe probe;
    QVERIFY(probe.addressOf("localhost"));
    const auto unknown = probe.addressOf("no-such-host.invalid");
    QVERIFY(!unknown && unknown.error().code == ErrorCode::UpstreamNameUnknown);
}

void SystemProbeTest::connectsWhereSomebodyListens()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    SystemProbe probe;
    QVERIFY(probe.connect("127.0.0.1", server.serverPort()));
    QVERIFY(!probe.tryListen("127.0.0.1:" + std::to_string(server.serverPort())));
    const int port = server.serverPort();
    server.close();
    QVERIFY(!probe.connect("127.0.0.1", port));
    QVERIFY(!probe.greet("127.0.0.1", port));
}

void SystemProbeTest::greetsAMirrorAndNobodyElse_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("isMirror");
    QTest::newRow("mirror") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n") << true;
    QTest::newRow("another program") << QByteArray("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n") << false;
    QTest::newRow("no HTTP") << QByteArray("220 mail ready\r\n") << false;
    QTest::newRow("hangs up") << QByteArray() << false;
}

void SystemProbeTest::greetsAMirrorAndNobodyElse()
{
    QFETCH(QByteArray, answer);
    QFETCH(bool, isMirror);
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QByteArray asked;
    connect(&server, &QTcpServer::newConnection, &server, [&] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [&, socket] {
            asked += socket->readAll();
            socket->write(answer);
            socket->disconnectFromHost();
        });
    });
    std::optional<bool> result;
    const int port = server.serverPort();
    std::thread asker([&result, port, this] {
        const bool greeted = SystemProbe().greet("127.0.0.1", port).has_value();
        QMetaObject::invokeMethod(
            this, [&result, greeted] { result = greeted; }, Qt::QueuedConnection);
    });
    QTRY_VERIFY_WITH_TIMEOUT(result.has_value(), 30'000);
    asker.join();
    QCOMPARE(*result, isMirror);
    QVERIFY(asked.startsWith("GET /-/health HTTP/1.1\r\n"));
}

void SystemProbeTest::theDiskIsMeasuredAndLeftClean()
{
    QTemporaryDir folder;
    SystemProbe probe;
    const auto speed = probe.writeSpeed(folder.path().toStdString(), 3'000'000);
    QVERIFY(speed && *speed > 0);
    QVERIFY(QDir(folder.path()).isEmpty());
    QVERIFY(!probe.writeSpeed(folder.filePath(QStringLiteral("none")).toStdString(), 4096));
}

void SystemProbeTest::filesAreReadOrEmpty()
{
    SystemProbe probe;
    QVERIFY(!probe.fileText("/proc/self/status").empty());
    QVERIFY(probe.fileText("/no/such/file").empty());
}

QTEST_GUILESS_MAIN(SystemProbeTest)
#include "systemprobe_test.moc"
