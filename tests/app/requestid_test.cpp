// One id through all lines: what the mirror, its fills and the calls to the Hub write about a request bears the id that
// the client was told, or that the list of requests has.
#include <QtTest>

#include "download.h"
#include "fakehub/fakehub.h"
#include "program.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <csignal>

using namespace mirrorlake;
using test::Download;
using test::Program;

namespace {

/// The lines of a log in JSON that are about this request.
QStringList linesOf(const QByteArray &log, const QString &id)
{
    QStringList lines;
    for (const QByteArray &line : log.split('\n')) {
        const QJsonObject entry = QJsonDocument::fromJson(line).object();
        if (entry[QStringLiteral("request")].toString() == id)
            lines += entry[QStringLiteral("part")].toString() + QLatin1Char(' ') +
                     entry[QStringLiteral("message")].toString();
    }
    return lines;
}

} // namespace

class RequestIdTest : public QObject
{
    Q_OBJECT

private slots:
    void oneIdGoesThroughAllLines()
    {
        const QTemporaryDir folder;
        fakehub::FakeHub hub;
        QVERIFY(hub.start());
        const std::string sha =
            hub.world().commit("models/org/name", "main", {{"a.bin", fakehub::generatedContent(1, 3'000'000), true}});
        hub.knobs().add({.listener = "cdn", .times = 1, .status = 500});
        Program mirror(MIRRORLAKED_PROGRAM);
        mirror.start({QStringLiteral("--data"), folder.path(), QStringLiteral("--listen"),
                      QStringLiteral("127.0.0.1:0"), QStringLiteral("--upstream"), QString::fromStdString(hub.url()),
                      QStringLiteral("--log-level"), QStringLiteral("debug"), QStringLiteral("--log-format"),
                      QStringLiteral("json")});
        const QByteArray url = mirror.waitReady();
        QVERIFY(!url.isEmpty());
        QCOMPARE(Download(url, QByteArray::fromStdString("/org/name/resolve/" + sha + "/a.bin")).body().size(),
                 3'000'000);
        const QByteArray refused = Download(url, "/org/name/resolve/main/missing.bin").whole();
        Program mlake(MLAKE_PROGRAM);
        QCOMPARE(mlake.run({QStringLiteral("log"), QStringLiteral("--json"), QStringLiteral("--data"), folder.path()}),
                 0);
        mirror.signal(SIGTERM);
        QCOMPARE(mirror.waitEnd(), 0);
        const QByteArray named = QByteArray("X-Request-Id: ");
        const qsizetype at = refused.indexOf(named) + named.size();
        const QStringList about =
            linesOf(mirror.err(), QString::fromUtf8(refused.mid(at, refused.indexOf('\r', at) - at)));
        QVERIFY2(
            std::ranges::any_of(about, [](const QString &line) { return line.startsWith(QLatin1String("upstream")); }),
            qPrintable(QString::fromUtf8(mirror.err())));
        QStringList parts;
        const QJsonArray requests = QJsonDocument::fromJson(mlake.out()).object()[QStringLiteral("requests")].toArray();
        for (const QJsonValue &request : requests) {
            const QString id = request.toObject()[QStringLiteral("id")].toString();
            QVERIFY(!id.isEmpty());
            parts += linesOf(mirror.err(), id);
        }
        const auto has = [&](const QString &begin) {
            return std::ranges::any_of(parts, [&](const QString &line) { return line.startsWith(begin); });
        };
        QVERIFY2(has(QStringLiteral("upstream HEAD")), qPrintable(parts.join(QLatin1Char('\n'))));
        QVERIFY2(has(QStringLiteral("upstream GET")), qPrintable(parts.join(QLatin1Char('\n'))));
        QVERIFY2(has(QStringLiteral("fill blob")), qPrintable(parts.join(QLatin1Char('\n'))));
    }
};

QTEST_GUILESS_MAIN(RequestIdTest)
#include "requestid_test.moc"
