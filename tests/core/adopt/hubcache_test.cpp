// What is read of a cache of Hugging Face's libraries, and what of it is not believed.
#include <QTest>

#include "adopt/hubcache.h"
#include "core/adopt/cachefolder.h"

#include <QTemporaryDir>

#include <algorithm>

using namespace mirrorlake;
using namespace mirrorlake::adopt;
using test::CacheFolder;

namespace {

namespace fs = std::filesystem;

const std::string commit(40, 'c');
const std::string other(40, 'd');
const std::string weights(64, 'a');
const std::string config(40, 'b');

} // namespace

class HubCacheTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void reposOfAllTypesAreFound();
    void cacheIsFoundByAnyOfItsFolders();
    void filesBearTheNamesOfTheirBlobs();
    void refsAreWhatTheySaid();
    void linkThatLeadsElsewhereIsNotBelieved();
    void fileThatIsNoLinkHasNoName();
    void whatIsNoCacheIsNone();

private:
    fs::path path() const { return fs::canonical(m_folder->path().toStdString()); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void HubCacheTest::reposOfAllTypesAreFound()
{
    for (const char *name : {"models--org--name", "models--gpt2", "datasets--org--my-data", "spaces--org--demo"})
        CacheFolder(path(), name).put(commit, "README.md", config, "# Hi\n");
    fs::create_directories(path() / ".locks" / "models--org--name");
    fs::create_directories(path() / "models--org--..--name" / "snapshots" / commit);
    const auto cache = readHubCache(path());
    QVERIFY(cache);
    std::vector<std::string> repos;
    for (const Snapshot &snapshot : cache->snapshots)
        repos.push_back(snapshot.repo.text());
    std::ranges::sort(repos);
    const std::vector<std::string> expected{"hf:datasets/org/my-data", "hf:models/gpt2", "hf:models/org/name",
                                            "hf:spaces/org/demo"};
    QVERIFY(repos == expected);
}

void HubCacheTest::cacheIsFoundByAnyOfItsFolders()
{
    CacheFolder(path() / "hub", "models--org--name").put(commit, "README.md", config, "# Hi\n");
    for (const fs::path &folder :
         {path(), path() / "hub", path() / "hub" / "models--org--name", path() / "hub" / "."}) {
        const auto cache = readHubCache(folder);
        QVERIFY2(cache, folder.c_str());
        QCOMPARE(cache->snapshots.size(), std::size_t(1));
        QCOMPARE(cache->snapshots[0].commit.text(), commit);
    }
}

void HubCacheTest::filesBearTheNamesOfTheirBlobs()
{
    const CacheFolder folder(path(), "models--org--name");
    folder.put(commit, "config.json", config, "{}");
    folder.put(commit, "onnx/模型.bin", weights, "weights");
    const auto found = namedFiles(readHubCache(path())->snapshots.at(0));
    QCOMPARE(found.size(), std::size_t(2));
    QCOMPARE(found[0].entry.path, std::string("config.json"));
    QCOMPARE(found[0].entry.blobName(), config);
    QVERIFY(!found[0].entry.isLfs());
    QCOMPARE(found[1].entry.path, std::string("onnx/模型.bin"));
    QCOMPARE(found[1].entry.blobName(), weights);
    QVERIFY(found[1].entry.isLfs());
    QCOMPARE(found[1].entry.size, std::int64_t(7));
}

void HubCacheTest::refsAreWhatTheySaid()
{
    const CacheFolder folder(path(), "models--org--name");
    folder.put(commit, "config.json", config, "{}");
    folder.putRef("main", commit);
    folder.putRef("refs/pr/1", other + "\n");
    folder.putRef("broken", "not a commit");
    const auto refs = readHubCache(path())->refs;
    QCOMPARE(refs.size(), std::size_t(2));
    QCOMPARE(refs[0].revision.text(), std::string("main"));
    QCOMPARE(refs[0].commit.text(), commit);
    QVERIFY(refs[0].saidAt > 0);
    QCOMPARE(refs[1].revision.text(), std::string("refs/pr/1"));
    QCOMPARE(refs[1].commit.text(), other);
}

void HubCacheTest::linkThatLeadsElsewhereIsNotBelieved()
{
    const CacheFolder folder(path(), "models--org--name");
    folder.put(commit, "config.json", config, "{}");
    std::ofstream(path() / weights) << "outside";
    fs::create_symlink(path() / weights, folder.snapshot(commit) / "stolen.bin");
    fs::create_symlink("../../blobs/../../" + weights, folder.snapshot(commit) / "climbed.bin");
    fs::create_symlink("../../blobs/" + weights, folder.snapshot(commit) / "dangling.bin");
    fs::create_symlink("../../blobs/not-a-hash", folder.snapshot(commit) / "nameless.bin");
    fs::create_directory_symlink(path(), folder.snapshot(commit) / "loop");
    const auto found = namedFiles(readHubCache(path())->snapshots.at(0));
    QCOMPARE(found.size(), std::size_t(1));
    QCOMPARE(found[0].entry.path, std::string("config.json"));
}

void HubCacheTest::fileThatIsNoLinkHasNoName()
{
    const CacheFolder folder(path(), "models--org--name");
    fs::create_directories(folder.snapshot(commit));
    std::ofstream(folder.snapshot(commit) / "config.json") << "{}"; // as it is laid where links cannot be made
    const auto cache = readHubCache(path());
    QVERIFY(cache);
    QVERIFY(namedFiles(cache->snapshots.at(0)).empty());
    catalog::TreeEntry entry;
    entry.path = "config.json";
    entry.oid = config;
    QCOMPARE(filesIn(folder.snapshot(commit), {entry}).size(), std::size_t(1));
}

void HubCacheTest::whatIsNoCacheIsNone()
{
    std::ofstream(path() / "model.safetensors") << "weights";
    QVERIFY(!readHubCache(path()));
    QVERIFY(!readHubCache(path() / "nothing"));
    fs::create_directories(path() / "models--org--name" / "snapshots");
    QVERIFY(!readHubCache(path()));
}

QTEST_GUILESS_MAIN(HubCacheTest)
#include "hubcache_test.moc"
