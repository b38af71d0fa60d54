#include <QtTest>

#include <QProcess>

#include "catalog/catalog.h"
#include "samples.h"
#include "support/manualclock.h"

#include <csignal>
#include <cstdio>

#include <sys/resource.h>

using namespace mirrorlake;
using namespace mirrorlake::catalog;
using test::commitSha;
using test::gitFile;
using test::repoKey;
using test::revision;

#ifdef __SANITIZE_THREAD__
/// QProcess starts its child by a fork that shares memory, which the sanitizer takes for one of its own.
extern "C" const char *__tsan_default_options()
{
    return "die_after_fork=0";
}
#endif

namespace {

const RepoKey bert = repoKey("google-bert/bert");

std::unique_ptr<Catalog> openCatalog(const std::string &file, const Clock &clock)
{
    auto catalog = Catalog::open(file, clock);
    if (!catalog)
        qFatal("%s", catalog.error().message.c_str());
    return std::move(*catalog);
}

void putEverything(Catalog &catalog, std::uint64_t number)
{
    catalog.putTree(bert, commitSha(number), Tree::fromEntries(test::manyFiles(20)));
    catalog.putRef(bert, revision("v" + std::to_string(number)), {commitSha(number), 1});
    catalog.putFile(bert, commitSha(number), gitFile("b", number));
    catalog.putDocument(std::to_string(number), {std::to_string(number), "", "", "", 1});
    catalog.blobUsed(test::blobHash(number));
}

bool hasEverything(Catalog &catalog, std::uint64_t number)
{
    const auto ref = catalog.ref(bert, revision("v" + std::to_string(number)));
    const auto tree = catalog.loadTree(bert, commitSha(number));
    const auto file = catalog.loadFile(bert, commitSha(number), "b");
    const auto document = catalog.loadDocument(std::to_string(number));
    return ref && ref->commit == commitSha(number) && tree && *tree && (*tree)->size() == 20 && file &&
           *file == gitFile("b", number) && document && *document && (*document)->body == std::to_string(number);
}

/// What the child of killedWriterLosesNothingFlushed does: says each number that is on disk, until it is killed.
int writeUntilKilled(const std::string &file, std::uint64_t from)
{
    const SystemClock clock;
    const auto catalog = openCatalog(file, clock);
    for (auto number = from;; ++number) {
        putEverything(*catalog, number);
        if (!catalog->flush())
            return 1;
        std::printf("%llu\n", static_cast<unsigned long long>(number));
        std::fflush(stdout);
    }
}

/// No file of this process grows beyond this while it lives, as on a full disk.
class FullDisk
{
public:
    explicit FullDisk(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit now{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &now);
    }
    ~FullDisk() { setrlimit(RLIMIT_FSIZE, &m_before); }
    FullDisk(const FullDisk &) = delete;
    FullDisk &operator=(const FullDisk &) = delete;

private:
    rlimit m_before = {};
};

} // namespace

class CatalogFaultTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void fullDiskIsToldAndMendsItself();
    void fullDiskAtTheEndKeepsWhatWasWritten();
    void whatCannotBeWrittenIsBounded();
    void killedWriterLosesNothingFlushed();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::string m_file;
    test::ManualClock m_clock;
};

void CatalogFaultTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_file = m_folder->filePath(QStringLiteral("catalog.db")).toStdString();
}

void CatalogFaultTest::cleanup()
{
    m_folder.reset();
}

void CatalogFaultTest::fullDiskIsToldAndMendsItself()
{
    auto catalog = openCatalog(m_file, m_clock);
    putEverything(*catalog, 1);
    QVERIFY(catalog->flush().has_value());
    {
        const FullDisk full(100);
        for (std::uint64_t number = 2; number < 50; ++number)
            putEverything(*catalog, number);
        QVERIFY(!catalog->flush().has_value());
        for (std::uint64_t number = 1; number < 50; ++number)
            QVERIFY(hasEverything(*catalog, number));
        QVERIFY(!catalog->blobs().has_value());
    }
    QVERIFY(catalog->flush().has_value());
    catalog.reset();
    catalog = openCatalog(m_file, m_clock);
    for (std::uint64_t number = 1; number < 50; ++number)
        QVERIFY(hasEverything(*catalog, number));
    QCOMPARE(catalog->blobs()->size(), 49u);
}

void CatalogFaultTest::fullDiskAtTheEndKeepsWhatWasWritten()
{
    auto catalog = openCatalog(m_file, m_clock);
    putEverything(*catalog, 1);
    QVERIFY(catalog->flush().has_value());
    {
        const FullDisk full(100);
        putEverything(*catalog, 2);
        catalog.reset();
    }
    catalog = openCatalog(m_file, m_clock);
    QVERIFY(hasEverything(*catalog, 1));
    QVERIFY(!hasEverything(*catalog, 2));
}

void CatalogFaultTest::whatCannotBeWrittenIsBounded()
{
    constexpr std::uint64_t count = 101'000;
    auto catalog = openCatalog(m_file, m_clock);
    {
        const FullDisk full(100);
        for (std::uint64_t i = 0; i < count; ++i)
            catalog->putRef(bert, revision(std::to_string(i)), {commitSha(i), 1});
        QVERIFY(!catalog->flush().has_value());
    }
    QVERIFY(catalog->ref(bert, revision("0")));
    catalog.reset();
    catalog = openCatalog(m_file, m_clock);
    QVERIFY(!catalog->ref(bert, revision("0")));
    QVERIFY(catalog->ref(bert, revision(std::to_string(count - 1))));
    QCOMPARE(catalog->refs(bert).size(), 100'000u);
}

void CatalogFaultTest::killedWriterLosesNothingFlushed()
{
    std::uint64_t next = 1;
    for (int round = 0; round < 8; ++round) {
        QProcess writer;
        writer.start(QCoreApplication::applicationFilePath(),
                     {QStringLiteral("--write"), QString::fromStdString(m_file), QString::number(next)});
        for (int lines = 0; lines < 3 + round * 2; ++lines) {
            while (!writer.canReadLine())
                QVERIFY(writer.waitForReadyRead());
            next = writer.readLine().trimmed().toULongLong() + 1;
        }
        writer.kill();
        QVERIFY(writer.waitForFinished());
        while (writer.canReadLine())
            next = writer.readLine().trimmed().toULongLong() + 1;

        const auto catalog = openCatalog(m_file, m_clock);
        for (std::uint64_t number = 1; number < next; ++number)
            QVERIFY(hasEverything(*catalog, number));
    }
    QCOMPARE(QDir(m_folder->path()).entryList({QStringLiteral("*damaged*")}).size(), 0);
}

int main(int argc, char *argv[])
{
    if (argc == 4 && std::string_view(argv[1]) == "--write")
        return writeUntilKilled(argv[2], std::stoull(argv[3]));
    QCoreApplication app(argc, argv);
    CatalogFaultTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "catalogfault_test.moc"
