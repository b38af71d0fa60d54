#include <QtTest>

#include "catalog/catalog.h"
#include "catalog/connection.h"
#include "catalog/schema.h"
#include "oldschemas.h"
#include "samples.h"
#include "support/manualclock.h"

#include <algorithm>
#include <fstream>

using namespace mirrorlake;
using namespace mirrorlake::catalog;
using test::blobHash;
using test::commitSha;
using test::gitFile;
using test::repoKey;
using test::revision;

namespace {

const RepoKey bert = repoKey("google-bert/bert");
constexpr std::uintmax_t pageSize = 4096;

std::string contentOf(const std::filesystem::path &file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void writeFile(const std::filesystem::path &file, std::string_view content)
{
    std::ofstream(file, std::ios::binary) << content;
}

void overwrite(const std::filesystem::path &file, std::uintmax_t from, std::uintmax_t count)
{
    std::fstream stream(file, std::ios::binary | std::ios::in | std::ios::out);
    stream.seekp(static_cast<std::streamoff>(from));
    stream << std::string(count, '\x5a');
}

} // namespace

class CatalogFileTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void everySchemaHasABuilder();
    void everyEarlierSchemaIsMigrated_data();
    void everyEarlierSchemaIsMigrated();
    void laterVersionIsRefused();
    void damagedFileIsSetAside_data();
    void damagedFileIsSetAside();
    void everyDamagedFileIsKept();
    void damageMetWhileRunningIsCheckedAtTheNextStart();
    void suspicionWithoutDamageCostsNothing();
    void tornLogCostsOnlyItsEnd();
    void emptyFileBecomesACatalogue();
    void missingFolderIsUnusable();
    void folderInItsPlaceIsUnusable();

private:
    std::vector<std::filesystem::path> damagedFiles() const;
    std::unique_ptr<Catalog> open() const;
    void fill(std::uint64_t documents) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::filesystem::path m_file;
    test::ManualClock m_clock;
};

void CatalogFileTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_file = m_folder->filePath(QStringLiteral("catalog.db")).toStdString();
}

void CatalogFileTest::cleanup()
{
    m_folder.reset();
}

std::vector<std::filesystem::path> CatalogFileTest::damagedFiles() const
{
    std::vector<std::filesystem::path> found;
    for (const auto &entry : std::filesystem::directory_iterator(m_file.parent_path())) {
        const auto name = entry.path().filename().string();
        if (name.find(".damaged-") != std::string::npos && name.find("-wal") == std::string::npos)
            found.push_back(entry.path());
    }
    return found;
}

std::unique_ptr<Catalog> CatalogFileTest::open() const
{
    auto catalog = Catalog::open(m_file, m_clock);
    if (!catalog)
        qWarning("%s", catalog.error().message.c_str());
    return catalog ? std::move(*catalog) : nullptr;
}

/// A catalogue with something in every hot table and many pages of documents.
void CatalogFileTest::fill(std::uint64_t documents) const
{
    const auto catalog = open();
    for (std::uint64_t i = 0; i < 50; ++i) {
        catalog->putRepo({repoKey("org/repo" + std::to_string(i)), Access::Public, 1});
        catalog->putRef(repoKey("org/repo" + std::to_string(i)), revision("main"), {commitSha(i), 1});
    }
    for (std::uint64_t i = 0; i < documents; ++i)
        catalog->putDocument(std::to_string(i), {fmt::format("{}", gitFile("a", i).oid), "", "", "", 1});
}

void CatalogFileTest::everySchemaHasABuilder()
{
    QCOMPARE(schemaVersion(), test::lastSchema);
}

void CatalogFileTest::everyEarlierSchemaIsMigrated_data()
{
    QTest::addColumn<int>("schema");
    for (int schema = test::firstSchema; schema <= test::lastSchema; ++schema)
        QTest::addRow("schema %d", schema) << schema;
}

void CatalogFileTest::everyEarlierSchemaIsMigrated()
{
    QFETCH(int, schema);
    QVERIFY(test::buildCatalogFile(m_file, schema).has_value());
    for (int start = 0; start < 2; ++start) {
        const auto catalog = open();
        QVERIFY(catalog);
        QVERIFY(damagedFiles().empty());
        const auto record = catalog->repo(bert);
        QVERIFY(record);
        QCOMPARE(record->access, Access::Public);
        QCOMPARE(record->accessCheckedAt, 1000);
        QCOMPARE(record->presence, Presence::Present);
        QVERIFY(catalog->canonical(repoKey("bert")) == bert);
        QVERIFY(catalog->ref(bert, revision("main"))->commit == commitSha(1));
        const auto tree = catalog->loadTree(bert, commitSha(1));
        QVERIFY(tree && *tree);
        QCOMPARE((*tree)->find("README.md")->size, 12);
        QCOMPARE((*tree)->find("model.bin")->lfsSha256, blobHash(7).text());
        QCOMPARE((*catalog->loadFile(bert, commitSha(2), "config.json"))->size, 570);
        const auto blobs = catalog->blobs();
        QCOMPARE(blobs->size(), 1u);
        QCOMPARE(blobs->at(0).hits, 5);
        QCOMPARE(catalog->days(DayOf::Client, "2026-11-20")->at(0).servedBytes, 100);
        QCOMPARE(catalog->days(DayOf::Route, "2026-11")->size(), schema >= 6 ? 1u : 0u);
        const auto totals = catalog->clientTotals();
        QCOMPARE(totals->size(), 1u);
        QCOMPARE(totals->at(0).second, 107);
        QVERIFY(catalog->wanted(10).has_value());
        const auto jobs = catalog->jobs();
        QVERIFY(jobs);
        QCOMPARE(jobs->size(), schema >= 3 ? 1u : 0u);
        if (schema >= 3) {
            QCOMPARE(jobs->at(0).doneBytes, 50);
            QCOMPARE(jobs->at(0).maxBytesPerSecond, schema >= 8 ? 5'000'000 : 0);
            QCOMPARE(jobs->at(0).reasonCode, std::string(schema >= 9 ? "gated-repo" : ""));
        }
        QCOMPARE(catalog->jobLines(7)->size(), schema >= 7 ? 1u : 0u);
        const auto pins = catalog->pins();
        QVERIFY(pins);
        QCOMPARE(pins->size(), schema >= 4 ? 1u : 0u);
    }
    const auto connection = Connection::open(m_file, Connection::Mode::ReadOnly);
    QCOMPARE(schemaVersionOf(**connection).value(), schemaVersion());
}

void CatalogFileTest::laterVersionIsRefused()
{
    fill(1);
    QVERIFY((*Connection::open(m_file, Connection::Mode::ReadWrite))->run("PRAGMA user_version=99").has_value());
    const auto before = contentOf(m_file);
    const auto catalog = Catalog::open(m_file, m_clock);
    QVERIFY(!catalog);
    QCOMPARE(catalog.error().code, ErrorCode::DataFolderUnusable);
    QVERIFY(catalog.error().message.find("later version of Mirrorlake (schema 99") != std::string::npos);
    QVERIFY(catalog.error().message.find('/') == std::string::npos);
    QVERIFY(damagedFiles().empty());
    QVERIFY(contentOf(m_file) == before);
}

void CatalogFileTest::damagedFileIsSetAside_data()
{
    using Damage = std::function<void(const std::filesystem::path &)>;
    QTest::addColumn<Damage>("damage");
    QTest::newRow("not a database") << Damage([](const auto &file) { writeFile(file, std::string(10'000, 'x')); });
    QTest::newRow("first page") << Damage([](const auto &file) { overwrite(file, 100, pageSize - 100); });
    QTest::newRow("version only") << Damage([](const auto &file) {
        overwrite(file, 60, 4); // user_version
        overwrite(file, pageSize, pageSize);
    });
    QTest::newRow("tables") << Damage([](const auto &file) { overwrite(file, pageSize, pageSize * 6); });
    QTest::newRow("cut in half") << Damage(
        [](const auto &file) { std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2); });
    QTest::newRow("of another program") << Damage([](const auto &file) {
        std::filesystem::remove(file);
        auto connection = Connection::open(file, Connection::Mode::ReadWrite);
        QVERIFY((*connection)->run("CREATE TABLE repo(x); INSERT INTO repo VALUES(1)").has_value());
    });
}

void CatalogFileTest::damagedFileIsSetAside()
{
    QFETCH(std::function<void(const std::filesystem::path &)>, damage);
    fill(500);
    damage(m_file);
    const auto size = std::filesystem::file_size(m_file);

    auto catalog = open();
    QVERIFY(catalog);
    QVERIFY(catalog->repos().empty());
    QCOMPARE(damagedFiles().size(), 1u);
    QCOMPARE(damagedFiles()[0].filename().string(), std::string("catalog.db.damaged-20261121-120000"));
    QCOMPARE(std::filesystem::file_size(damagedFiles()[0]), size);
    catalog->putRepo({bert, Access::Public, 1});
    catalog.reset();
    QVERIFY(open()->repo(bert));
    QCOMPARE(damagedFiles().size(), 1u);
}

void CatalogFileTest::everyDamagedFileIsKept()
{
    for (int i = 0; i < 3; ++i) {
        writeFile(m_file, std::string(10'000, 'x'));
        QVERIFY(open());
    }
    QCOMPARE(damagedFiles().size(), 3u);
}

void CatalogFileTest::damageMetWhileRunningIsCheckedAtTheNextStart()
{
    fill(3000);
    const auto size = std::filesystem::file_size(m_file);
    overwrite(m_file, size / 2 / pageSize * pageSize, size / 4);

    auto catalog = open();
    QVERIFY(catalog);
    QVERIFY(damagedFiles().empty());
    int failures = 0;
    for (int i = 0; i < 3000; ++i)
        failures += catalog->loadDocument(std::to_string(i)) ? 0 : 1;
    QVERIFY(failures > 0);
    QVERIFY(catalog->repo(repoKey("org/repo1")));
    catalog.reset();

    catalog = open();
    QVERIFY(catalog);
    QCOMPARE(damagedFiles().size(), 1u);
    catalog->putRepo({bert, Access::Public, 1});
    catalog.reset();
    QVERIFY(open()->repo(bert));
    QCOMPARE(damagedFiles().size(), 1u);
}

void CatalogFileTest::suspicionWithoutDamageCostsNothing()
{
    fill(10);
    writeFile(m_file.string() + ".suspect", "");
    QVERIFY(open()->repo(repoKey("org/repo1")));
    QVERIFY(damagedFiles().empty());
    QVERIFY(!std::filesystem::exists(m_file.string() + ".suspect"));
}

/// What a power cut leaves: the log ends in the middle of a write.
void CatalogFileTest::tornLogCostsOnlyItsEnd()
{
    const auto copy = m_file.parent_path() / "copy.db";
    {
        const auto catalog = open();
        for (std::uint64_t i = 0; i < 20; ++i) {
            catalog->putRef(bert, revision("v" + std::to_string(i)), {commitSha(i), 1});
            QVERIFY(catalog->flush().has_value());
        }
        std::filesystem::copy_file(m_file, copy);
        std::filesystem::copy_file(m_file.string() + "-wal", copy.string() + "-wal");
    }
    const auto whole = std::filesystem::file_size(copy.string() + "-wal");
    std::filesystem::resize_file(copy.string() + "-wal", whole - 2000);
    m_file = copy;
    const auto catalog = open();
    QVERIFY(catalog);
    QVERIFY(damagedFiles().empty());
    const auto refs = catalog->refs(bert);
    QVERIFY(!refs.empty());
    QVERIFY(refs.size() < 20);
    for (std::size_t i = 0; i < refs.size(); ++i)
        QVERIFY(catalog->ref(bert, revision("v" + std::to_string(i)))->commit == commitSha(i));
}

void CatalogFileTest::emptyFileBecomesACatalogue()
{
    writeFile(m_file, "");
    open()->putRepo({bert, Access::Public, 1});
    QVERIFY(open()->repo(bert));
    QVERIFY(damagedFiles().empty());
}

void CatalogFileTest::missingFolderIsUnusable()
{
    const auto catalog = Catalog::open(m_file.parent_path() / "absent" / "catalog.db", m_clock);
    QVERIFY(!catalog);
    QCOMPARE(catalog.error().code, ErrorCode::DataFolderUnusable);
    QVERIFY(catalog.error().message.find("absent") == std::string::npos);
}

void CatalogFileTest::folderInItsPlaceIsUnusable()
{
    std::filesystem::create_directory(m_file);
    const auto catalog = Catalog::open(m_file, m_clock);
    QVERIFY(!catalog);
    QCOMPARE(catalog.error().code, ErrorCode::DataFolderUnusable);
}

QTEST_GUILESS_MAIN(CatalogFileTest)
#include "catalogfile_test.moc"
