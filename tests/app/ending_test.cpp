// How mirrorlaked ends, and what of it is there when it starts again.
#include <QtTest>

#include "download.h"
#include "fakehub/fakehub.h"
#include "program.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QUrl>

#include <csignal>
#include <memory>

using namespace mirrorlake;
using test::canConnect;
using test::Download;
using test::patience;
using test::Program;

namespace {

/// A Hub with one file of 3 MiB whose bytes the CDN holds back.
struct HeldHub
{
    fakehub::FakeHub hub;
    std::string target;
    std::shared_ptr<fakehub::Barrier> barrier;
    fakehub::ContentPtr content = fakehub::generatedContent(1, 3 << 20);

    bool start(bool isHeld = true)
    {
        const std::string sha = hub.world().commit("models/org/name", "main", {{"a.bin", content}});
        target = "/org/name/resolve/" + sha + "/a.bin";
        if (!hub.start())
            return false;
        if (isHeld)
            barrier = hub.knobs().hold("", 0, "cdn");
        return true;
    }
    QStringList arguments(const QString &grace) const
    {
        return {QStringLiteral("--upstream"), QString::fromStdString(hub.url()), QStringLiteral("--set"),
                QStringLiteral("server.grace=") + grace};
    }
};

} // namespace

class EndingTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void signalEndsWellAndAtOnceWhenIdle_data();
    void signalEndsWellAndAtOnceWhenIdle();
    void graceLetsATransferEnd();
    void graceEndsWithTheConnection();
    void secondSignalEndsAtOnce();
    void whatWasFetchedIsServedAfterARestart();
    void figuresOfTodayOutliveARestart();

private:
    QStringList arguments(const QStringList &more) const
    {
        return QStringList{QStringLiteral("--data"), m_folder->path(), QStringLiteral("--listen"),
                           QStringLiteral("127.0.0.1:0")} +
               more;
    }
    QJsonObject figures(const QByteArray &url) const
    {
        QFile token(m_folder->filePath(QStringLiteral("control.token")));
        if (!token.open(QIODevice::ReadOnly))
            return {};
        Download status(url, "/-/api/v1/status", "Authorization: Bearer " + token.readAll().trimmed() + "\r\n");
        return QJsonDocument::fromJson(status.body()).object().value(QLatin1String("figures")).toObject();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void EndingTest::signalEndsWellAndAtOnceWhenIdle_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGHUP") << SIGHUP;
}

void EndingTest::signalEndsWellAndAtOnceWhenIdle()
{
    QFETCH(int, number);
    Program mirror(MIRRORLAKED_PROGRAM);
    mirror.start(arguments({QStringLiteral("--set"), QStringLiteral("server.grace=1h")}));
    const QByteArray url = mirror.waitReady();
    QVERIFY(!url.isEmpty());
    QTcpSocket idle;
    idle.connectToHost(QStringLiteral("127.0.0.1"), quint16(QUrl(QString::fromUtf8(url)).port()));
    QVERIFY(idle.waitForConnected(patience));
    mirror.signal(number);
    QCOMPARE(mirror.waitEnd(), 0);
}

void EndingTest::graceLetsATransferEnd()
{
    HeldHub held;
    QVERIFY(held.start());
    Program mirror(MIRRORLAKED_PROGRAM);
    mirror.start(arguments(held.arguments(QStringLiteral("1h"))));
    const QByteArray url = mirror.waitReady();
    QVERIFY(!url.isEmpty());
    Download download(url, QByteArray::fromStdString(held.target));
    QVERIFY(held.barrier->waitUntilWaiting(1));
    mirror.signal(SIGTERM);
    QVERIFY(mirror.waitError("stopping"));
    QTRY_VERIFY_WITH_TIMEOUT(!canConnect(url), patience);
    QVERIFY(mirror.isRunning());
    held.barrier->release();
    QCOMPARE(download.body().size(), 3 << 20);
    QCOMPARE(mirror.waitEnd(), 0);
}

void EndingTest::graceEndsWithTheConnection()
{
    HeldHub held;
    QVERIFY(held.start());
    Program mirror(MIRRORLAKED_PROGRAM);
    mirror.start(arguments(held.arguments(QStringLiteral("0s"))));
    const QByteArray url = mirror.waitReady();
    QVERIFY(!url.isEmpty());
    Download download(url, QByteArray::fromStdString(held.target));
    QVERIFY(held.barrier->waitUntilWaiting(1));
    mirror.signal(SIGTERM);
    QCOMPARE(mirror.waitEnd(), 0);
    QVERIFY(download.whole().size() < 3 << 20);
}

void EndingTest::secondSignalEndsAtOnce()
{
    HeldHub held;
    QVERIFY(held.start());
    Program mirror(MIRRORLAKED_PROGRAM);
    mirror.start(arguments(held.arguments(QStringLiteral("1h"))));
    const QByteArray url = mirror.waitReady();
    QVERIFY(!url.isEmpty());
    const Download download(url, QByteArray::fromStdString(held.target));
    QVERIFY(held.barrier->waitUntilWaiting(1));
    mirror.signal(SIGTERM);
    QVERIFY(mirror.waitError("a second signal ends at once"));
    mirror.signal(SIGTERM);
    QCOMPARE(mirror.waitEnd(), 1);
}

void EndingTest::whatWasFetchedIsServedAfterARestart()
{
    HeldHub held;
    QVERIFY(held.start(false));
    QByteArray first;
    {
        Program mirror(MIRRORLAKED_PROGRAM);
        mirror.start(arguments(held.arguments(QStringLiteral("10s"))));
        const QByteArray url = mirror.waitReady();
        QVERIFY(!url.isEmpty());
        Download download(url, QByteArray::fromStdString(held.target));
        QCOMPARE(download.status(), 200);
        first = download.body();
        QCOMPARE(first.size(), 3 << 20);
        mirror.signal(SIGTERM);
        QCOMPARE(mirror.waitEnd(), 0);
    }
    held.hub.stop();
    Program mirror(MIRRORLAKED_PROGRAM);
    mirror.start(arguments(held.arguments(QStringLiteral("10s"))));
    const QByteArray url = mirror.waitReady();
    QVERIFY(!url.isEmpty());
    Download download(url, QByteArray::fromStdString(held.target));
    QCOMPARE(download.status(), 200);
    QVERIFY(download.body() == first);
}

void EndingTest::figuresOfTodayOutliveARestart()
{
    HeldHub held;
    QVERIFY(held.start(false));
    for (int run = 1; run <= 2; ++run) {
        Program mirror(MIRRORLAKED_PROGRAM);
        mirror.start(arguments(held.arguments(QStringLiteral("10s"))));
        const QByteArray url = mirror.waitReady();
        QVERIFY(!url.isEmpty());
        QCOMPARE(Download(url, QByteArray::fromStdString(held.target)).body().size(), 3 << 20);
        QTRY_COMPARE_WITH_TIMEOUT(figures(url).value(QLatin1String("served_today")).toInt(), run * (3 << 20), patience);
        QTRY_VERIFY_WITH_TIMEOUT(figures(url).value(QLatin1String("fetched_today")).toInt() >= 3 << 20, patience);
        QVERIFY2(figures(url).value(QLatin1String("fetched_today")).toInt() < 4 << 20, "fetched once in both runs");
        mirror.signal(SIGTERM);
        QCOMPARE(mirror.waitEnd(), 0);
    }
}

QTEST_GUILESS_MAIN(EndingTest)
#include "ending_test.moc"
