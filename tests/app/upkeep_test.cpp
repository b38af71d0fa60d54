// Eviction, limits, pins, metrics and the access log of a real mirrorlaked, driven by a real mlake.
#include <QtTest>

#include "control/remote/remoteoperations.h"
#include "download.h"
#include "fakehub/fakehub.h"
#include "program.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QStandardPaths>

using namespace mirrorlake;
using test::Download;
using test::patience;
using test::Program;

namespace {

constexpr qsizetype size = 1 << 20;

} // namespace

class UpkeepTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void thePreviewNamesWhatWouldGo();
    void thePreviewOfOtherSettingsIsWhatTheyWouldDo();
    void whatIsPinnedStaysAndTheRestGoesAndComesBack();
    void theSizeCapIsKeptWhileItRuns();
    void metricsAreWhatPrometheusReads();
    void everyRequestIsInTheAccessLog();
    void theLogIsReplayed();
    void oneFileOfTheTrashComesBackOrGoesForGood();
    void whatWasAskedForInVainIsKnown();
    void whatIsNoAccessLogIsSaid();
    void removingWhatIsNotHereIsSaid();

private:
    QJsonObject mlake(const QStringList &words)
    {
        Program program(MLAKE_PROGRAM);
        m_code = program.run(words + QStringList{QStringLiteral("--json"), QStringLiteral("--data"), m_folder.path()});
        if (m_code != 0)
            qWarning("%s", program.err().constData());
        return QJsonDocument::fromJson(program.out()).object();
    }
    void set(const char *assignment)
    {
        mlake({QStringLiteral("config"), QStringLiteral("set"), QString::fromUtf8(assignment)});
        QCOMPARE(m_code, 0);
    }
    qsizetype fetched(const char *file) { return Download(m_url, m_base + file).body().size(); }
    QString accessLog() const { return m_folder.filePath(QStringLiteral("access.log")); }

    QTemporaryDir m_folder;
    fakehub::FakeHub m_hub;
    Program m_mirror{MIRRORLAKED_PROGRAM};
    QByteArray m_url;
    QByteArray m_base;
    int m_code = 0;
};

void UpkeepTest::initTestCase()
{
    const std::string sha = m_hub.world().commit("models/org/name", "main",
                                                 {{"a.bin", fakehub::generatedContent(1, size), true},
                                                  {"b.bin", fakehub::generatedContent(2, size), true},
                                                  {"c.bin", fakehub::generatedContent(3, size), true}});
    m_base = QByteArray::fromStdString("/org/name/resolve/" + sha + "/");
    QVERIFY(m_hub.start().has_value());
    m_mirror.start({QStringLiteral("--data"), m_folder.path(), QStringLiteral("--upstream"),
                    QString::fromStdString(m_hub.url()), QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0"),
                    QStringLiteral("--max-bandwidth"), QStringLiteral("500MB/s"), QStringLiteral("--max-concurrent"),
                    QStringLiteral("100"), QStringLiteral("--set"), QStringLiteral("eviction.min_age=0s")});
    m_url = m_mirror.waitReady();
    QVERIFY(!m_url.isEmpty());
    for (const char *file : {"a.bin", "b.bin"})
        QCOMPARE(fetched(file), size);
}

void UpkeepTest::thePreviewNamesWhatWouldGo()
{
    QJsonObject preview;
    const auto count = [&] {
        preview = mlake({QStringLiteral("evict"), QStringLiteral("--free"), QStringLiteral("1GB")});
        return preview[QStringLiteral("count")].toInt();
    };
    QTRY_COMPARE_WITH_TIMEOUT(count(), 2, patience); // a file is in use until the last who wrote and read it has let go
    QCOMPARE(preview[QStringLiteral("freed")].toInteger(), 2 * qint64(size));
    QCOMPARE(preview[QStringLiteral("items")][0][QStringLiteral("repo")].toString(), QStringLiteral("org/name"));
    QVERIFY(mlake({QStringLiteral("trash")})[QStringLiteral("trash")].toArray().isEmpty());
}

void UpkeepTest::thePreviewOfOtherSettingsIsWhatTheyWouldDo()
{
    QFile token(m_folder.filePath(QStringLiteral("control.token")));
    QVERIFY(token.open(QIODevice::ReadOnly));
    control::RemoteOperations mirror(m_url.toStdString(), token.readAll().trimmed().toStdString());
    const auto preview = [&](const char *changes) {
        Result<control::UpkeepAnswer> answer = fail(ErrorCode::Internal, "it does not answer");
        mirror.upkeep({.verb = control::UpkeepVerb::Preview, .text = changes}, [&](auto given) { answer = given; });
        return answer;
    };
    const auto all = preview("eviction.max_size=1B");
    QVERIFY(all);
    QCOMPARE(all->count, 2);
    QCOMPARE(all->swept.freed, 2 * std::int64_t(size));
    const auto young = preview("eviction.max_size=1B eviction.min_age=1h");
    QVERIFY(young);
    QCOMPARE(young->count, 0);
    QCOMPARE(preview("limits.clients=1MB").error().code, ErrorCode::BadRequest);
    QVERIFY(mlake({QStringLiteral("trash")})[QStringLiteral("trash")].toArray().isEmpty());
}

void UpkeepTest::whatIsPinnedStaysAndTheRestGoesAndComesBack()
{
    mlake({QStringLiteral("pin"), QStringLiteral("org/name:a.*")});
    QCOMPARE(m_code, 0);
    const QJsonObject swept =
        mlake({QStringLiteral("evict"), QStringLiteral("--free"), QStringLiteral("1GB"), QStringLiteral("--yes")});
    QCOMPARE(swept[QStringLiteral("count")].toInt(), 1);
    QCOMPARE(swept[QStringLiteral("kept_pinned")].toInt(), 1);
    QCOMPARE(mlake({QStringLiteral("trash")})[QStringLiteral("trash")].toArray().size(), 1);
    const auto before = m_hub.log().count("b.bin");
    QCOMPARE(fetched("b.bin"), size); // comes back by itself
    QCOMPARE(m_hub.log().count("b.bin"), before);
    QVERIFY(mlake({QStringLiteral("trash")})[QStringLiteral("trash")].toArray().isEmpty());
    QCOMPARE(mlake({QStringLiteral("pin")})[QStringLiteral("pins")].toArray().size(), 1);
    mlake({QStringLiteral("unpin"), QStringLiteral("org/name:a.*")});
    QCOMPARE(m_code, 0);
    mlake({QStringLiteral("unpin"), QStringLiteral("org/name:a.*")});
    QVERIFY(m_code != 0);
    const QJsonObject history = mlake({QStringLiteral("evict"), QStringLiteral("--history")});
    QCOMPARE(history[QStringLiteral("history")][0][QStringLiteral("path")].toString(), QStringLiteral("b.bin"));
}

void UpkeepTest::theSizeCapIsKeptWhileItRuns()
{
    QTest::qWait(1100); // so that what is used last is told apart by its second
    QCOMPARE(fetched("a.bin"), size);
    set("eviction.max_size=2200KiB");
    QCOMPARE(fetched("c.bin"), size);
    const auto sweptBlobs = [this] {
        return mlake({QStringLiteral(
            "status")})[QStringLiteral("upkeep")][QStringLiteral("cache")][QStringLiteral("swept_blobs")]
            .toInt();
    };
    QTRY_COMPARE_WITH_TIMEOUT(sweptBlobs(), 2, patience); // the one before, and now b.bin
    const QJsonObject last = mlake({QStringLiteral("evict"), QStringLiteral("--history")});
    QCOMPARE(last[QStringLiteral("history")][0][QStringLiteral("reason")].toString(), QStringLiteral("size-cap"));
    QCOMPARE(last[QStringLiteral("history")][0][QStringLiteral("path")].toString(), QStringLiteral("b.bin"));
}

void UpkeepTest::metricsAreWhatPrometheusReads()
{
    Download download(m_url, "/-/metrics");
    const QByteArray text = download.body();
    QVERIFY2(text.contains("\nmirrorlake_serving 1\n"), text);
    QVERIFY(text.contains("mirrorlake_evicted_files_total 2\n"));
    QVERIFY(!text.contains("127.0.0.1"));
    if (QStandardPaths::findExecutable(QStringLiteral("promtool")).isEmpty())
        QSKIP("promtool is not here");
    QProcess promtool;
    promtool.start(QStringLiteral("promtool"), {QStringLiteral("check"), QStringLiteral("metrics")});
    promtool.write(text);
    promtool.closeWriteChannel();
    QVERIFY(promtool.waitForFinished(patience));
    const QByteArray complaint = promtool.readAllStandardError();
    QVERIFY2(promtool.exitCode() == 0, complaint.constData());
}

void UpkeepTest::everyRequestIsInTheAccessLog()
{
    const auto lines = [this] {
        QFile file(accessLog());
        return file.open(QIODevice::ReadOnly) ? file.readAll().split('\n') : QList<QByteArray>();
    };
    QTRY_VERIFY_WITH_TIMEOUT(lines().join().contains("c.bin"), patience);
    const QJsonObject first = QJsonDocument::fromJson(lines().first()).object();
    QCOMPARE(first[QStringLiteral("file")].toString(), QStringLiteral("a.bin"));
    QCOMPARE(first[QStringLiteral("result")].toString(), QStringLiteral("miss"));
    QCOMPARE(first[QStringLiteral("bytes")].toInteger(), qint64(size));
    const QJsonArray requests = mlake({QStringLiteral("log")})[QStringLiteral("requests")].toArray();
    QVERIFY(requests.size() >= 5);
    const qint64 third = requests[2][QStringLiteral("number")].toInteger();
    const QJsonArray later =
        mlake({QStringLiteral("log"), QStringLiteral("--since"), QString::number(third)})[QStringLiteral("requests")]
            .toArray();
    QCOMPARE(later[0][QStringLiteral("number")].toInteger(), third + 1);
}

void UpkeepTest::theLogIsReplayed()
{
    Program program(MLAKE_PROGRAM);
    QCOMPARE(program.run({QStringLiteral("evict"), QStringLiteral("--simulate"), accessLog(), QStringLiteral("--size"),
                          QStringLiteral("2MB")}),
             0);
    for (const char *policy : {"lru", "lfu", "fifo", "large-first", "gdsf"})
        QVERIFY2(program.out().contains(policy), program.out());
    QVERIFY(program.out().contains(" of 3 files"));
}

void UpkeepTest::oneFileOfTheTrashComesBackOrGoesForGood()
{
    const auto trash = [this] { return mlake({QStringLiteral("trash")})[QStringLiteral("trash")].toArray(); };
    const auto areRemoved = [&] { // once nobody reads them any more; then there is nothing left to remove
        mlake({QStringLiteral("rm"), QStringLiteral("org/name")});
        return trash().size() == 2;
    };
    QTRY_VERIFY_WITH_TIMEOUT(areRemoved(), patience);
    const QString first = trash()[0][QStringLiteral("hash")].toString();
    const QString second = trash()[1][QStringLiteral("hash")].toString();
    const QString both = first + QStringLiteral(", ") + second;
    QCOMPARE(mlake({QStringLiteral("trash"), QStringLiteral("--restore"), both})[QStringLiteral("count")].toInt(), 2);
    QVERIFY(trash().isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(areRemoved(), patience);
    QCOMPARE(mlake({QStringLiteral("trash"), QStringLiteral("--delete"), first})[QStringLiteral("count")].toInt(), 1);
    QCOMPARE(trash().size(), 1);
    QCOMPARE(trash()[0][QStringLiteral("hash")].toString(), second);
    for (const char *option : {"--restore", "--delete"}) {
        mlake({QStringLiteral("trash"), QString::fromLatin1(option), first});
        QVERIFY2(m_code != 0, option);
    }
}

void UpkeepTest::whatWasAskedForInVainIsKnown()
{
    const auto wanted = [this] { return mlake({QStringLiteral("wanted")})[QStringLiteral("wanted")].toArray(); };
    QVERIFY(wanted().isEmpty());
    set("upstream.offline=true");
    int asked = 0;
    const auto ask = [&] { // each time another, for what the Hub denied once is known
        const QByteArray repo = "org/never-seen-" + QByteArray::number(++asked);
        return Download(m_url, "/" + repo + "/resolve/main/config.json").status();
    };
    QTRY_COMPARE_WITH_TIMEOUT(ask(), 504, patience);
    const QString last = QStringLiteral("org/never-seen-%1").arg(asked);
    const auto isKnown = [&] {
        for (const QJsonValue row : wanted()) {
            if (row[QStringLiteral("repo")].toString() == QStringLiteral("hf:models/") + last)
                return row[QStringLiteral("path")].toString() == QStringLiteral("config.json");
        }
        return false;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isKnown(), patience);
    const auto forget = [this](const QString &what) {
        return mlake({QStringLiteral("wanted"), QStringLiteral("--forget"), what})[QStringLiteral("count")].toInt();
    };
    QCOMPARE(forget(last + QStringLiteral(":other.json")), 0);
    QCOMPARE(forget(last + QStringLiteral("@main:config.json")), 1);
    QTRY_VERIFY_WITH_TIMEOUT(!isKnown(), patience);
    forget(QStringLiteral("all"));
    QTRY_VERIFY_WITH_TIMEOUT(wanted().isEmpty(), patience);
}

void UpkeepTest::whatIsNoAccessLogIsSaid()
{
    QFile file(m_folder.filePath(QStringLiteral("notes.txt")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("this is no access log\n");
    file.close();
    Program program(MLAKE_PROGRAM);
    QCOMPARE(program.run({QStringLiteral("evict"), QStringLiteral("--simulate"), file.fileName()}), 4);
    QVERIFY2(program.err().contains("is it an access log?"), program.err());
    QVERIFY(program.out().isEmpty());
}

void UpkeepTest::removingWhatIsNotHereIsSaid()
{
    Program program(MLAKE_PROGRAM);
    const auto remove = [&](const char *what) {
        return program.run({QStringLiteral("rm"), QString::fromUtf8(what), QStringLiteral("--data"), m_folder.path()});
    };
    QCOMPARE(remove("org/other"), 4);
    QVERIFY2(program.err().contains("named org/other"), program.err());
}

QTEST_GUILESS_MAIN(UpkeepTest)
#include "upkeep_test.moc"
