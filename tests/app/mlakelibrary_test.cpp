// mlake search, ls, show, find, limits, doctor and completion against a real mirrorlaked before a fake Hub; all of it
// goes over the admin API.
#include <QtTest>

#include "fakehub/fakehub.h"
#include "program.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>

using namespace mirrorlake;
using test::Program;

class MlakeLibraryTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void searchAsksUpstreamAndMarksWhatIsHere();
    void searchWithoutAMatchSaysWhy();
    void lsListsReposAndFiles();
    void showTellsWhatThereIsToKnow();
    void findNamesThePlace();
    void whatIsRemovedIsNotListed();
    void limitsAreShownAndSet();
    void settingsGoFromOneMirrorToAnother();
    void theDoctorLooksAtTheMirror();
    void theDoctorLooksWithoutAMirror();
    void aMirrorElsewhereAnswersByUrl();
    void completionKnowsEveryCommand_data();
    void completionKnowsEveryCommand();
    void bashCompletesCommandsAndWords();
    void mistakesNameTheNextStep();

private:
    int run(const QStringList &words)
    {
        Program mlake(MLAKE_PROGRAM);
        for (const auto &[name, value] : m_environment)
            mlake.setVariable(name, value);
        const int code = mlake.run(words);
        m_out = mlake.out();
        m_err = mlake.err();
        return code;
    }
    int runHere(const QByteArray &words)
    {
        return run(QString::fromUtf8(words).split(QLatin1Char(' ')) +
                   QStringList{QStringLiteral("--data"), m_folder.path()});
    }
    QJsonObject json(const char *words)
    {
        runHere(QByteArray(words) + " --json");
        return QJsonDocument::fromJson(m_out).object();
    }

    QTemporaryDir m_folder;
    fakehub::FakeHub m_hub;
    Program m_mirror{MIRRORLAKED_PROGRAM};
    QString m_url;
    std::vector<std::pair<QString, QString>> m_environment;
    QByteArray m_out;
    QByteArray m_err;
};

void MlakeLibraryTest::initTestCase()
{
    fakehub::World &world = m_hub.world();
    world.commit("models/org/name", "main",
                 {{"README.md", fakehub::textContent("---\nlicense: mit\n---\nA **small** model.")},
                  {"a.bin", fakehub::generatedContent(1, 100'000), true},
                  {"m-Q8_0.gguf", fakehub::generatedContent(2, 50'000), true}});
    world.commit("models/org/other", "main", {{"b.bin", fakehub::generatedContent(3, 1000), true}});
    world.change("models/org/other", [](fakehub::Repo &repo) { repo.isGated = true; });
    world.commit("datasets/org/data", "main", {{"t.parquet", fakehub::generatedContent(4, 2000), true}});
    QVERIFY(m_hub.start());
    m_mirror.start({QStringLiteral("--data"), m_folder.path(), QStringLiteral("--upstream"),
                    QString::fromStdString(m_hub.url()), QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0"),
                    QStringLiteral("--max-bandwidth"), QStringLiteral("500MB/s"), QStringLiteral("--max-concurrent"),
                    QStringLiteral("100")});
    m_url = QString::fromUtf8(m_mirror.waitReady());
    QVERIFY(!m_url.isEmpty());
    QCOMPARE(runHere("pull org/name --wait"), 0);
}

void MlakeLibraryTest::searchAsksUpstreamAndMarksWhatIsHere()
{
    QCOMPARE(runHere("search org"), 0);
    QVERIFY2(m_out.contains("org/name") && m_out.contains("org/other  (gated)"), m_out);
    const QJsonObject answer = json("search name --author org");
    QCOMPARE(answer[QStringLiteral("reach")].toString(), QStringLiteral("upstream"));
    const QJsonObject repo = answer[QStringLiteral("repos")].toArray().at(0).toObject();
    QCOMPARE(repo[QStringLiteral("repo")].toString(), QStringLiteral("org/name"));
    QVERIFY(repo[QStringLiteral("held")].toObject()[QStringLiteral("bytes")].toInteger() > 150'000);
    QCOMPARE(json("search data --type dataset")[QStringLiteral("repos")].toArray().size(), 1);
    QCOMPARE(json("search --here")[QStringLiteral("repos")].toArray().size(), 1);
    QCOMPARE(json("search --min-parameters 6B")[QStringLiteral("repos")].toArray().size(), 0);
    QVERIFY(m_hub.log().count("num_parameters=min%3A6000000000") == 1);
}

void MlakeLibraryTest::searchWithoutAMatchSaysWhy()
{
    QCOMPARE(runHere("search nobody-has-this"), 4);
    QVERIFY(m_out.startsWith("nothing fits"));
}

void MlakeLibraryTest::lsListsReposAndFiles()
{
    QCOMPARE(runHere("ls"), 0);
    QVERIFY2(m_out.contains("org/name") && !m_out.contains("org/other"), m_out);
    const QJsonObject page = json("ls --sort size");
    QCOMPARE(page[QStringLiteral("count")].toInteger(), 1);
    QVERIFY(page[QStringLiteral("repos")].toArray().at(0).toObject()[QStringLiteral("freed_bytes")].toInteger() >
            150'000);
    QCOMPARE(runHere("ls org/name"), 0);
    QVERIFY2(m_out.contains("here    a.bin") && m_out.contains("3 of 3 files"), m_out);
    QCOMPARE(runHere("ls org/never-seen"), 4);
}

void MlakeLibraryTest::showTellsWhatThereIsToKnow()
{
    QCOMPARE(runHere("show org/name"), 0);
    for (const char *text :
         {"name          org/name", "size          150 kB in 3 files", "quantisation  Q8_0", "A small model."})
        QVERIFY2(m_out.contains(text), m_out);
    QCOMPARE(runHere("show org/other --files"), 0);
    QVERIFY2(m_out.contains("-       b.bin"), m_out);
    QCOMPARE(json("show datasets/org/data")[QStringLiteral("bytes")].toInteger(), 2000);
    QCOMPARE(runHere("show org/nothing"), 4);
    QCOMPARE(runHere("show a/b/c/d"), 2);
}

void MlakeLibraryTest::findNamesThePlace()
{
    const QJsonObject found = json("find a.bin");
    const QJsonObject file = found[QStringLiteral("files")].toArray().at(0).toObject();
    QVERIFY(file[QStringLiteral("here")].toBool());
    const QByteArray hash = file[QStringLiteral("hash")].toString().toUtf8();
    QCOMPARE(runHere("find " + hash), 0);
    QVERIFY2(m_out.contains("org/name@") && m_out.contains(":a.bin"), m_out);
    QCOMPARE(runHere("find nobody-has-this"), 4);
    QVERIFY(m_err.contains("mlake search"));
}

void MlakeLibraryTest::whatIsRemovedIsNotListed()
{
    QCOMPARE(runHere("pull datasets/org/data --wait"), 0);
    QTRY_COMPARE_WITH_TIMEOUT(json("ls")[QStringLiteral("count")].toInteger(), 2, 30'000);
    QCOMPARE(runHere("rm datasets/org/data"), 0);
    QCOMPARE(json("ls")[QStringLiteral("count")].toInteger(), 1);
    QCOMPARE(runHere("pin org/name"), 0);
    const QJsonObject repo = json("ls")[QStringLiteral("repos")].toArray().at(0).toObject();
    QCOMPARE(repo[QStringLiteral("pinned")].toString(), QStringLiteral("whole"));
    QCOMPARE(repo[QStringLiteral("freed_bytes")].toInteger(), 0);
    QCOMPARE(runHere("unpin org/name"), 0);
}

void MlakeLibraryTest::limitsAreShownAndSet()
{
    QCOMPARE(runHere("limits"), 0);
    QVERIFY2(m_out.contains("--max-bandwidth") && m_out.contains("500MB"), m_out);
    QVERIFY2(m_out.contains("--max-concurrent") && m_out.contains("100"), m_out);
    QCOMPARE(runHere("limits --max-bandwidth 50MB/s --per-client 5MB --max-concurrent 10"), 0);
    QVERIFY2(m_out.contains("limits.clients holds from now on") && m_out.contains("server.max_requests"), m_out);
    QCOMPARE(runHere("config get limits.clients"), 0);
    QCOMPARE(m_out, QByteArray("50MB\n"));
    QVERIFY(json("limits")[QStringLiteral("limits")].toArray().size() >= 10);
    QCOMPARE(runHere("limits --max-bandwidth fast"), 3);
    QVERIFY(m_err.contains("limits.clients"));
}

void MlakeLibraryTest::settingsGoFromOneMirrorToAnother()
{
    QCOMPARE(runHere("config set upstream.token=hf_sesame preload.jobs=3"), 0);
    QCOMPARE(runHere("config export"), 0);
    QVERIFY2(m_out.contains("jobs = 3") && !m_out.contains("sesame"), m_out);
    QCOMPARE(runHere("config export --secrets"), 0);
    QVERIFY(m_out.contains("hf_sesame"));
    QFile file(m_folder.filePath(QStringLiteral("other.toml")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[preload]\njobs = 4\n");
    file.close();
    const QByteArray import = "config import " + file.fileName().toUtf8();
    QCOMPARE(runHere(import + " --dry-run"), 0);
    QVERIFY2(m_out.contains("preload.jobs\n  - 3\n  + 4\n") && m_out.contains("nothing was changed"), m_out);
    QCOMPARE(runHere("config get preload.jobs"), 0);
    QCOMPARE(m_out, QByteArray("3\n"));
    QCOMPARE(runHere(import), 0);
    QCOMPARE(runHere("config get preload.jobs"), 0);
    QCOMPARE(m_out, QByteArray("4\n"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[preload]\njob = 4\n");
    file.close();
    QCOMPARE(runHere(import), 3);
    QVERIFY2(m_err.contains("line 2") && m_err.contains("preload.jobs"), m_err);
    QCOMPARE(runHere("config set upstream.token= preload.jobs=2"), 0);
}

void MlakeLibraryTest::theDoctorLooksAtTheMirror()
{
    m_environment = {{QStringLiteral("HF_ENDPOINT"), m_url}, {QStringLiteral("no_proxy"), QStringLiteral("*")}};
    runHere("doctor");
    for (const char *text :
         {"The mirror answers at", "HF_ENDPOINT leads to this mirror", "The disk takes", "answers in"})
        QVERIFY2(m_out.contains(text), m_out);
    m_environment = {{QStringLiteral("HF_ENDPOINT"), QStringLiteral("http://127.0.0.1:1")}};
    const QJsonObject checkup = json("doctor");
    QCOMPARE(checkup[QStringLiteral("worst")].toString(), QStringLiteral("red"));
    QCOMPARE(runHere("doctor"), 7);
    QVERIFY2(m_out.contains(QByteArray("export HF_ENDPOINT=" + m_url.toUtf8())), m_out);
    m_environment.clear();
}

void MlakeLibraryTest::theDoctorLooksWithoutAMirror()
{
    QTemporaryDir other;
    Program settings(MLAKE_PROGRAM);
    QFile file(other.filePath(QStringLiteral("mirrorlake.toml")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[upstream]\noffline = true\n[server]\nlisten = [\"127.0.0.1:0\"]\n");
    file.close();
    run({QStringLiteral("doctor"), QStringLiteral("--data"), other.path()});
    QVERIFY2(m_out.contains("Offline mode is on") && m_out.contains("the mirror is not running"), m_out);
}

void MlakeLibraryTest::aMirrorElsewhereAnswersByUrl()
{
    QFile file(m_folder.filePath(QStringLiteral("control.token")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_environment = {{QStringLiteral("MIRRORLAKE_CONTROL_TOKEN"), QString::fromUtf8(file.readAll().trimmed())},
                     {QStringLiteral("MIRRORLAKE_DATA"), QStringLiteral("/nonexistent")}};
    const QStringList where{QStringLiteral("--url"), m_url};
    for (const char *words : {"search org", "ls", "ls org/name", "show org/name", "find a.bin", "limits"})
        QCOMPARE(run(QString::fromUtf8(words).split(QLatin1Char(' ')) + where), 0);
    m_environment.front().second = QString(64, QLatin1Char('0'));
    QCOMPARE(run(QStringList{QStringLiteral("ls")} + where), 3);
    m_environment.clear();
}

void MlakeLibraryTest::completionKnowsEveryCommand_data()
{
    QTest::addColumn<QString>("shell");
    for (const char *shell : {"bash", "zsh", "fish"})
        QTest::newRow(shell) << QString::fromLatin1(shell);
}

void MlakeLibraryTest::completionKnowsEveryCommand()
{
    QFETCH(QString, shell);
    QCOMPARE(run({QStringLiteral("completion"), shell}), 0);
    for (const char *word : {"status", "search", "pull", "ls", "show", "find", "pin", "rm", "evict", "jobs", "limits",
                             "clients", "log", "config", "doctor", "env", "completion", "keep-current", "trending"})
        QVERIFY2(m_out.contains(word), word);
    const QString program = QStandardPaths::findExecutable(shell);
    if (program.isEmpty())
        return;
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write(m_out);
    file.close();
    QProcess check;
    check.start(program, {QStringLiteral("-n"), file.fileName()});
    QVERIFY(check.waitForFinished(60'000));
    QVERIFY2(check.exitCode() == 0, check.readAllStandardError());
}

void MlakeLibraryTest::bashCompletesCommandsAndWords()
{
    QCOMPARE(run({QStringLiteral("completion"), QStringLiteral("bash")}), 0);
    const QByteArray script = m_out + "\ncomplete_words() { COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); "
                                      "_mlake; echo \"${COMPREPLY[*]}\"; }\n"
                                      "complete_words mlake se\n"
                                      "complete_words mlake jobs pa\n"
                                      "complete_words mlake search --sort tr\n"
                                      "complete_words mlake ls --ty\n"
                                      "complete_words mlake evict --policy l\n"
                                      "complete_words mlake pull --preset = sa\n"
                                      "complete_words mlake evict --free ''\n"
                                      "complete_words mlake config get log.\n"
                                      "complete_words mlake completion f\n"
                                      "compopt() { :; }\n"
                                      "complete_words mlake config set limits.requests_\n";
    QProcess bash;
    bash.start(QStringLiteral("bash"), {QStringLiteral("--norc")});
    QVERIFY(bash.waitForStarted(60'000));
    bash.write(script);
    bash.closeWriteChannel();
    QVERIFY(bash.waitForFinished(60'000));
    QCOMPARE(bash.readAllStandardOutput(),
             QByteArray("search\npause\ntrending\n--type\nlru lfu large-first\nsafetensors\n\n"
                        "log.level log.format\nfish\nlimits.requests_per_client=\n"));
}

void MlakeLibraryTest::mistakesNameTheNextStep()
{
    QCOMPARE(runHere("search --sort beauty"), 2);
    QVERIFY2(m_err.contains("--sort") && m_err.contains("--help"), m_err);
    QCOMPARE(runHere("ls --limit 0"), 2);
    QCOMPARE(run({QStringLiteral("completion"), QStringLiteral("csh")}), 2);
    QTemporaryDir none;
    QCOMPARE(run({QStringLiteral("ls"), QStringLiteral("--data"), none.path()}), 1);
    QVERIFY(m_err.contains("mirrorlaked"));
}

QTEST_GUILESS_MAIN(MlakeLibraryTest)
#include "mlakelibrary_test.moc"
