#include <QtTest>

#include "settings/settingsfile.h"

#include <sys/stat.h>

#include <fstream>

using namespace mirrorlake;
using namespace mirrorlake::settings;

namespace {

std::filesystem::path pathIn(const QTemporaryDir &folder, const char *name)
{
    return std::filesystem::path(folder.path().toStdString()) / name;
}

void write(const std::filesystem::path &file, std::string_view text)
{
    std::ofstream(file, std::ios::binary) << text;
}

std::string read(const std::filesystem::path &file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace

class SettingsFileTest : public QObject
{
    Q_OBJECT

private slots:
    void fileIsReadInAllItsForms();
    void absentFileSaysNothing();
    void brokenFileNamesLineAndKey_data();
    void brokenFileNamesLineAndKey();
    void brokenFileChangesNothing();
    void whatCannotBeReadIsBadConfiguration();
    void onlyWhatDiffersIsSaved();
    void printedSettingsAreAFileThatCanBeRead();
    void savedFileIsItsOwnersOnly();
    void savingKeepsModeAndLink();
    void savingThatFailsKeepsTheOldFile();
    void brokenFileIsLeftToItsOwner();
    void savingKeepsWhatItsOwnerWrote();
    void savingMakesTheFolderForItsOwner();
};

void SettingsFileTest::fileIsReadInAllItsForms()
{
    Settings settings;
    const auto applied = applyToml(settings, "server.grace = 5\n"
                                             "[upstream]\nurl = \"http://127.0.0.1:9/\" # a comment\noffline = true\n"
                                             "ref_ttl = \"2 min\"\n[fill]\nworkers = 8\n[store]\nkeep_free = 1024\n");
    QVERIFY2(applied, applied ? "" : applied.error().message.c_str());
    QCOMPARE(settings.server.grace.count(), 5);
    QCOMPARE(settings.upstream.url, std::string("http://127.0.0.1:9"));
    QVERIFY(settings.upstream.offline);
    QCOMPARE(settings.upstream.refTtl.count(), 120);
    QCOMPARE(settings.fill.workers, 8);
    QCOMPARE(settings.store.keepFree.count, 1024);
    QVERIFY(applyToml(settings, "[server]\nlisten = [\"127.0.0.1:1\", \"[::1]:2\"]"));
    QCOMPARE(settings.server.listen, (std::vector<std::string>{"127.0.0.1:1", "[::1]:2"}));
    QVERIFY(applyToml(settings, "[server]\nlisten = \"127.0.0.1:3\""));
    QCOMPARE(settings.server.listen, (std::vector<std::string>{"127.0.0.1:3"}));
}

void SettingsFileTest::absentFileSaysNothing()
{
    const QTemporaryDir folder;
    Settings settings;
    QVERIFY(applyFile(settings, pathIn(folder, "none.toml")));
    QVERIFY(changesAsToml(settings).empty());
}

void SettingsFileTest::brokenFileNamesLineAndKey_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("names");
    QTest::newRow("syntax") << QByteArray("[server]\nlisten = \n") << QByteArray("line 2");
    QTest::newRow("key") << QByteArray("[server]\n\nlistne = 'x'\n")
                         << QByteArray("line 3: there is no setting 'server.listne'");
    QTest::newRow("area") << QByteArray("[sever]\nlisten = 'x'\n") << QByteArray("'server.listen'");
    QTest::newRow("value outside") << QByteArray("listen = 'x'\n")
                                   << QByteArray("line 1: there is no setting 'listen'");
    QTest::newRow("range") << QByteArray("[fill]\nworkers = 0\n")
                           << QByteArray("line 2: fill.workers is '0': allowed is a whole number from 1 to 256");
    QTest::newRow("type") << QByteArray("[fill]\nworkers = 1.5\n") << QByteArray("line 2: fill.workers");
    QTest::newRow("table for a value") << QByteArray("[fill.workers]\nx = 1\n") << QByteArray("line 1: fill.workers");
    QTest::newRow("list for a value") << QByteArray("[fill]\nworkers = [1]\n") << QByteArray("line 2: fill.workers");
    QTest::newRow("list of numbers") << QByteArray("[server]\nlisten = [8090]\n")
                                     << QByteArray("line 2: server.listen");
    QTest::newRow("empty list") << QByteArray("[server]\nlisten = []\n") << QByteArray("line 2: server.listen");
    QTest::newRow("twice") << QByteArray("[fill]\nworkers = 1\nworkers = 2\n") << QByteArray("line 3");
    QTest::newRow("deeper") << QByteArray("[server.listen.x]\ny = 1\n") << QByteArray("line 1: server.listen");
    QTest::newRow("not text") << QByteArray("\xff\xfe\x00", 3) << QByteArray("line 1");
}

void SettingsFileTest::brokenFileNamesLineAndKey()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, names);
    const QTemporaryDir folder;
    const auto file = pathIn(folder, "mirrorlake.toml");
    write(file, std::string_view(text.constData(), std::size_t(text.size())));
    Settings settings;
    const auto applied = applyFile(settings, file);
    QVERIFY(!applied);
    QCOMPARE(applied.error().code, ErrorCode::BadConfiguration);
    const QByteArray message = QByteArray::fromStdString(applied.error().message);
    QVERIFY2(message.startsWith("mirrorlake.toml: "), message);
    QVERIFY2(message.contains(names), message);
    QVERIFY2(!message.contains(folder.path().toUtf8()), message);
}

void SettingsFileTest::brokenFileChangesNothing()
{
    Settings settings;
    QVERIFY(!applyToml(settings, "[fill]\nper_blob = 3\nworkers = 0\n"));
    QVERIFY(changesAsToml(settings).empty());
}

void SettingsFileTest::whatCannotBeReadIsBadConfiguration()
{
    const QTemporaryDir folder;
    Settings settings;
    const auto applied = applyFile(settings, folder.path().toStdString());
    QVERIFY(!applied);
    QCOMPARE(applied.error().code, ErrorCode::BadConfiguration);
    write(pathIn(folder, "large.toml"), std::string(2 * 1024 * 1024, '#'));
    QVERIFY(!applyFile(settings, pathIn(folder, "large.toml")));
}

void SettingsFileTest::onlyWhatDiffersIsSaved()
{
    Settings settings;
    settings.server.grace = std::chrono::seconds(30);
    settings.look.theme = "dark";
    QCOMPARE(changesAsToml(settings), std::string("[server]\ngrace = \"30s\"\n\n[look]\ntheme = \"dark\"\n"));
}

void SettingsFileTest::printedSettingsAreAFileThatCanBeRead()
{
    Settings settings;
    settings.upstream.caFile = "/with \"quotes\"/and 'more'\\.pem";
    Settings back;
    const auto applied = applyToml(back, allAsToml(settings));
    QVERIFY2(applied, applied ? "" : applied.error().message.c_str());
    QCOMPARE(allAsToml(back), allAsToml(settings));
    QCOMPARE(back.upstream.caFile, settings.upstream.caFile);
}

void SettingsFileTest::savedFileIsItsOwnersOnly()
{
    const QTemporaryDir folder;
    const auto file = pathIn(folder, "mirrorlake.toml");
    Settings settings;
    settings.upstream.token = "hf_secret";
    QVERIFY(saveFile(settings, file));
    struct stat facts
    {};
    QCOMPARE(::stat(file.c_str(), &facts), 0);
    QCOMPARE(facts.st_mode & 0777, 0600u);
    Settings back;
    QVERIFY(applyFile(back, file));
    QCOMPARE(back.upstream.token, settings.upstream.token);
}

void SettingsFileTest::savingKeepsModeAndLink()
{
    const QTemporaryDir folder;
    const auto real = pathIn(folder, "real.toml");
    const auto link = pathIn(folder, "mirrorlake.toml");
    write(real, "[fill]\nworkers = 4\n");
    QCOMPARE(::chmod(real.c_str(), 0644), 0);
    std::filesystem::create_symlink(real, link);
    Settings settings;
    settings.fill.workers = 5;
    QVERIFY(saveFile(settings, link));
    QVERIFY(std::filesystem::is_symlink(link));
    QVERIFY(read(real).find("workers = 5") != std::string::npos);
    struct stat facts
    {};
    QCOMPARE(::stat(real.c_str(), &facts), 0);
    QCOMPARE(facts.st_mode & 0777, 0644u);
}

void SettingsFileTest::savingThatFailsKeepsTheOldFile()
{
    const QTemporaryDir folder;
    const auto file = pathIn(folder, "mirrorlake.toml");
    write(file, "[fill]\nworkers = 4\n");
    std::filesystem::create_directory(pathIn(folder, "mirrorlake.toml.new"));
    const auto saved = saveFile(Settings(), file);
    QVERIFY(!saved);
    QVERIFY(saved.error().message.find(folder.path().toStdString()) == std::string::npos);
    QCOMPARE(read(file), std::string("[fill]\nworkers = 4\n"));
}

void SettingsFileTest::brokenFileIsLeftToItsOwner()
{
    const QTemporaryDir folder;
    const auto file = pathIn(folder, "mirrorlake.toml");
    write(file, "[fill\nworkers = 4\n");
    const auto saved = saveFile(Settings(), file);
    QVERIFY(!saved);
    QCOMPARE(saved.error().code, ErrorCode::BadConfiguration);
    QCOMPARE(read(file), std::string("[fill\nworkers = 4\n"));
}

void SettingsFileTest::savingKeepsWhatItsOwnerWrote()
{
    const QTemporaryDir folder;
    const auto file = pathIn(folder, "mirrorlake.toml");
    write(file, "# mine\n[fill]\nworkers = 4 # few\n");
    Settings settings;
    settings.fill.workers = 5;
    QVERIFY(saveFile(settings, file));
    QCOMPARE(read(file), std::string("# mine\n[fill]\nworkers = 5 # few\n"));
}

void SettingsFileTest::savingMakesTheFolderForItsOwner()
{
    const QTemporaryDir folder;
    const auto file = pathIn(folder, "new") / "data" / "mirrorlake.toml";
    Settings settings;
    settings.look.language = "zh_CN";
    QVERIFY(saveFile(settings, file));
    struct stat facts
    {};
    QCOMPARE(::stat(file.parent_path().c_str(), &facts), 0);
    QCOMPARE(facts.st_mode & 0777, 0700u);
    Settings saved;
    QVERIFY(applyFile(saved, file));
    QCOMPARE(saved.look.language, std::string("zh_CN"));
}

QTEST_GUILESS_MAIN(SettingsFileTest)
#include "settingsfile_test.moc"
