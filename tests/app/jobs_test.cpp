// Pre-downloads as a user has them: mlake against a real mirrorlaked, with the fake Hub behind it.
#include <QtTest>

#include "download.h"
#include "fakehub/fakehub.h"
#include "program.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <csignal>

using namespace mirrorlake;
using fakehub::generatedContent;
using fakehub::textContent;
using test::Program;

namespace {

constexpr std::int64_t size = 300'000;

} // namespace

class JobsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void pulledFilesAreServedWithoutUpstream();
    void jobsAreSteered();
    void jobsAreLimited();
    void failureIsToldByTheExitCode();
    void oneJobIsShownWithItsLog();
    void mistakesAreUsageErrors_data();
    void mistakesAreUsageErrors();
    void jobSurvivesAKill();
    void interruptLeavesTheJobRunning();
    void settingsAreShownAndChanged();
    void anAreaNamesItsSettings();
    void apiDescribesItself();

private:
    void startMirror();
    QStringList with(QStringList arguments) const { return arguments << QStringLiteral("--data") << data(); }
    QString data() const { return m_folder->filePath(QStringLiteral("data")); }
    int mlake(const QStringList &arguments) { return m_mlake.run(with(arguments)); }
    QJsonArray jobs();
    QString stateOf(int id);
    bool reaches(int id, const QString &state);

    fakehub::FakeHub m_hub;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Program> m_mirror;
    Program m_mlake{MLAKE_PROGRAM};
    QByteArray m_url;
};

void JobsTest::initTestCase()
{
    QVERIFY(m_hub.start());
    for (const char *key : {"models/org/name", "models/org/other"})
        m_hub.world().commit(key, "main",
                             {{"README.md", textContent("# Name\n")},
                              {"a.safetensors", generatedContent(1, size)},
                              {"b.bin", generatedContent(2, size)}});
}

void JobsTest::init()
{
    m_hub.knobs().clear();
    m_mirror.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    startMirror();
}

void JobsTest::startMirror()
{
    m_mirror = std::make_unique<Program>(MIRRORLAKED_PROGRAM);
    m_mirror->start({QStringLiteral("--data"), data(), QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0"),
                     QStringLiteral("--upstream"), QString::fromStdString(m_hub.url())});
    m_url = m_mirror->waitReady();
    QVERIFY2(!m_url.isEmpty(), m_mirror->err());
}

QJsonArray JobsTest::jobs()
{
    if (mlake({QStringLiteral("jobs"), QStringLiteral("--json")}) != 0)
        return {};
    return QJsonDocument::fromJson(m_mlake.out()).object()[QStringLiteral("jobs")].toArray();
}

QString JobsTest::stateOf(int id)
{
    for (const QJsonValue &job : jobs()) {
        if (job[QStringLiteral("id")].toInt() == id)
            return job[QStringLiteral("state")].toString();
    }
    return {};
}

bool JobsTest::reaches(int id, const QString &state)
{
    return QTest::qWaitFor([&] { return stateOf(id) == state; }, test::patience);
}

void JobsTest::pulledFilesAreServedWithoutUpstream()
{
    QCOMPARE(mlake({QStringLiteral("pull"), QStringLiteral("org/name"), QStringLiteral("--preset"),
                    QStringLiteral("safetensors"), QStringLiteral("--wait")}),
             0);
    QVERIFY2(m_mlake.out().startsWith("job 1: org/name\n"), m_mlake.out());
    QVERIFY2(m_mlake.err().contains("done"), m_mlake.err());
    const QJsonObject job = jobs().at(0).toObject();
    QCOMPARE(job[QStringLiteral("state")].toString(), QStringLiteral("done"));
    QCOMPARE(job[QStringLiteral("files")].toInt(), 2);
    QCOMPARE(job[QStringLiteral("done_bytes")].toInt(), int(size) + 7);
    const auto before = m_hub.log().count("a.safetensors");
    const QByteArray commit = job[QStringLiteral("commit")].toString().toUtf8();
    QCOMPARE(test::Download(m_url, "/org/name/resolve/" + commit + "/a.safetensors").body().size(), qsizetype(size));
    QCOMPARE(m_hub.log().count("a.safetensors"), before);
    QCOMPARE(mlake({QStringLiteral("jobs")}), 0);
    QVERIFY2(m_mlake.out().contains("org/name@main"), m_mlake.out());
}

void JobsTest::jobsAreSteered()
{
    const auto barrier = m_hub.knobs().hold("/revision/", 0);
    QCOMPARE(mlake({QStringLiteral("pull"), QStringLiteral("org/name"), QStringLiteral("org/other")}), 0);
    QCOMPARE(mlake({QStringLiteral("jobs"), QStringLiteral("pause"), QStringLiteral("1"), QStringLiteral("2")}), 0);
    QCOMPARE(stateOf(1), QStringLiteral("paused"));
    QCOMPARE(mlake({QStringLiteral("jobs"), QStringLiteral("set"), QStringLiteral("2"), QStringLiteral("--priority"),
                    QStringLiteral("7"), QStringLiteral("--keep-current"), QStringLiteral("true")}),
             0);
    const QJsonObject first = jobs().at(0).toObject();
    QCOMPARE(first[QStringLiteral("id")].toInt(), 2);
    QCOMPARE(first[QStringLiteral("priority")].toInt(), 7);
    QVERIFY(first[QStringLiteral("keep_current")].toBool());
    QCOMPARE(mlake({QStringLiteral("jobs"), QStringLiteral("rm"), QStringLiteral("1")}), 0);
    QCOMPARE(jobs().size(), 1);
    barrier->release();
    QCOMPARE(mlake({QStringLiteral("jobs"), QStringLiteral("resume"), QStringLiteral("2")}), 0);
    QVERIFY(reaches(2, QStringLiteral("done")));
    QCOMPARE(mlake({QStringLiteral("jobs"), QStringLiteral("pause"), QStringLiteral("2")}), 3);
    QCOMPARE(m_mlake.err(), QByteArray("mlake: job 2 is done\n"));
    QCOMPARE(mlake({QStringLiteral("jobs"), QStringLiteral("pause"), QStringLiteral("99")}), 4);
}

void JobsTest::jobsAreLimited()
{
    const auto barrier = m_hub.knobs().hold("/revision/", 0);
    QCOMPARE(mlake({QStringLiteral("pull"), QStringLiteral("org/name"), QStringLiteral("--max-bandwidth"),
                    QStringLiteral("5MB/s")}),
             0);
    QCOMPARE(jobs().at(0)[QStringLiteral("max_bytes_per_second")].toInt(), 5'000'000);
    QCOMPARE(mlake({QStringLiteral("jobs"), QStringLiteral("limit"), QStringLiteral("1"), QStringLiteral("64KiB/s")}),
             0);
    QCOMPARE(jobs().at(0)[QStringLiteral("max_bytes_per_second")].toInt(), 64 * 1024);
    QCOMPARE(mlake({QStringLiteral("jobs")}), 0);
    QVERIFY2(m_mlake.out().contains("66 kB/s") || m_mlake.out().contains("65.5 kB/s"), m_mlake.out());
    QCOMPARE(mlake({QStringLiteral("jobs"), QStringLiteral("limit"), QStringLiteral("1"), QStringLiteral("1")}), 3);
    QCOMPARE(mlake({QStringLiteral("jobs"), QStringLiteral("limit"), QStringLiteral("1"), QStringLiteral("0")}), 0);
    barrier->release();
    QVERIFY(reaches(1, QStringLiteral("done")));
}

void JobsTest::failureIsToldByTheExitCode()
{
    QCOMPARE(mlake({QStringLiteral("pull"), QStringLiteral("org/none"), QStringLiteral("--wait")}), 5);
    QVERIFY2(m_mlake.err().contains("mlake: job 1 failed: "), m_mlake.err());
}

void JobsTest::oneJobIsShownWithItsLog()
{
    QCOMPARE(mlake({QStringLiteral("pull"), QStringLiteral("org/name"), QStringLiteral("--wait")}), 0);
    QCOMPARE(mlake({QStringLiteral("jobs"), QStringLiteral("show"), QStringLiteral("1")}), 0);
    for (const char *words : {"files: 3", "a.safetensors", "here", "added: ", "info     done"})
        QVERIFY2(m_mlake.out().contains(words), m_mlake.out());
    QCOMPARE(mlake({QStringLiteral("jobs"), QStringLiteral("show"), QStringLiteral("1"), QStringLiteral("--json")}), 0);
    const QJsonObject detail = QJsonDocument::fromJson(m_mlake.out()).object();
    QCOMPARE(detail[QStringLiteral("file_count")].toInt(), 3);
    QCOMPARE(detail[QStringLiteral("files")].toArray().size(), 3);
    QCOMPARE(mlake({QStringLiteral("jobs"), QStringLiteral("show"), QStringLiteral("77")}), 4);
}

void JobsTest::mistakesAreUsageErrors_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("nothing named") << QStringList{QStringLiteral("pull")};
    QTest::newRow("no name") << QStringList{QStringLiteral("pull"), QStringLiteral("a/b/c")};
    QTest::newRow("no quantisation") << QStringList{QStringLiteral("pull"), QStringLiteral("org/name"),
                                                    QStringLiteral("--preset"), QStringLiteral("gguf")};
    QTest::newRow("unknown preset") << QStringList{QStringLiteral("pull"), QStringLiteral("org/name"),
                                                   QStringLiteral("--preset"), QStringLiteral("some")};
    QTest::newRow("no speed") << QStringList{QStringLiteral("pull"), QStringLiteral("org/name"),
                                             QStringLiteral("--max-bandwidth"), QStringLiteral("fast")};
    QTest::newRow("no limit") << QStringList{QStringLiteral("jobs"), QStringLiteral("limit"), QStringLiteral("1"),
                                             QStringLiteral("fast")};
    QTest::newRow("no id") << QStringList{QStringLiteral("jobs"), QStringLiteral("pause")};
    QTest::newRow("no assignment") << QStringList{QStringLiteral("config"), QStringLiteral("set"), QStringLiteral("x")};
}

void JobsTest::mistakesAreUsageErrors()
{
    QFETCH(QStringList, arguments);
    QCOMPARE(mlake(arguments), 2);
    QVERIFY(m_mlake.err().startsWith("mlake: "));
}

void JobsTest::jobSurvivesAKill()
{
    const auto barrier = m_hub.knobs().hold("/", 0, "cdn");
    QCOMPARE(mlake({QStringLiteral("pull"), QStringLiteral("org/name")}), 0);
    QVERIFY(reaches(1, QStringLiteral("downloading")));
    m_mirror->signal(SIGKILL);
    m_mirror->waitEnd();
    barrier->release();
    m_hub.knobs().clear();
    startMirror();
    QVERIFY(reaches(1, QStringLiteral("done")));
    QCOMPARE(jobs().at(0)[QStringLiteral("done_files")].toInt(), 3);
}

void JobsTest::interruptLeavesTheJobRunning()
{
    const auto barrier = m_hub.knobs().hold("/", 0, "cdn");
    Program puller(MLAKE_PROGRAM);
    puller.start(with({QStringLiteral("pull"), QStringLiteral("org/name"), QStringLiteral("--wait")}));
    QVERIFY(puller.waitError("downloading"));
    puller.signal(SIGINT);
    QCOMPARE(puller.waitEnd(), 5);
    QVERIFY2(puller.err().contains("goes on without us"), puller.err());
    barrier->release();
    QVERIFY(reaches(1, QStringLiteral("done")));
}

void JobsTest::settingsAreShownAndChanged()
{
    QCOMPARE(mlake({QStringLiteral("config"), QStringLiteral("get"), QStringLiteral("preload.jobs")}), 0);
    QCOMPARE(m_mlake.out(), QByteArray("2\n"));
    QCOMPARE(mlake({QStringLiteral("config"), QStringLiteral("set"), QStringLiteral("preload.jobs=5"),
                    QStringLiteral("server.threads=1")}),
             0);
    QCOMPARE(m_mlake.out(),
             QByteArray("preload.jobs holds from now on\nserver.threads holds from the next start on\n"));
    QCOMPARE(mlake({QStringLiteral("config"), QStringLiteral("get"), QStringLiteral("preload.jobs")}), 0);
    QCOMPARE(m_mlake.out(), QByteArray("5\n"));
    QCOMPARE(mlake({QStringLiteral("config"), QStringLiteral("set"), QStringLiteral("preload.jobs=6"),
                    QStringLiteral("preload.job=1")}),
             3);
    QVERIFY2(m_mlake.err().contains("preload.job"), m_mlake.err());
    QCOMPARE(mlake({QStringLiteral("config"), QStringLiteral("export")}), 0);
    QVERIFY2(m_mlake.out().contains("[preload]\njobs = 5\n"), m_mlake.out());
    QCOMPARE(mlake({QStringLiteral("config"), QStringLiteral("get"), QStringLiteral("no.such")}), 4);
    QCOMPARE(mlake({QStringLiteral("config"), QStringLiteral("get"), QStringLiteral("preload.jobs"),
                    QStringLiteral("no.such")}),
             4);
}

void JobsTest::anAreaNamesItsSettings()
{
    QCOMPARE(mlake({QStringLiteral("config"), QStringLiteral("get"), QStringLiteral("preload")}), 0);
    QVERIFY2(m_mlake.out().contains("preload.jobs") && m_mlake.out().contains("preload.files"), m_mlake.out());
    QVERIFY(!m_mlake.out().contains("limits."));
    QCOMPARE(mlake({QStringLiteral("config"), QStringLiteral("get"), QStringLiteral("preload.files"),
                    QStringLiteral("--json")}),
             0);
    const QJsonArray one = QJsonDocument::fromJson(m_mlake.out()).object()[QStringLiteral("settings")].toArray();
    QCOMPARE(one.size(), 1);
    QCOMPARE(one.at(0)[QStringLiteral("key")].toString(), QStringLiteral("preload.files"));
}

void JobsTest::apiDescribesItself()
{
    QFile file(data() + QStringLiteral("/control.token"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray token = file.readAll().trimmed();
    test::Download answer(m_url, "/-/api/v1/openapi.json", "Authorization: Bearer " + token + "\r\n");
    const QJsonObject document = QJsonDocument::fromJson(answer.body()).object();
    QCOMPARE(document[QStringLiteral("openapi")].toString(), QStringLiteral("3.1.0"));
    QVERIFY(document[QStringLiteral("paths")].toObject().contains(QStringLiteral("/-/api/v1/jobs/{id}/retry")));
}

QTEST_GUILESS_MAIN(JobsTest)
#include "jobs_test.moc"
