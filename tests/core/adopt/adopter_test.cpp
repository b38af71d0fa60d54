// Imports in front of a fake Hub: what is taken, what is left outside, and what the Hub says more than the folder.
#include <QTest>

#include "adopt/adopter.h"
#include "core/adopt/cachefolder.h"
#include "core/preload/preloadrig.h"
#include "store/blobdigest.h"

#include <thread>

using namespace mirrorlake;
using namespace mirrorlake::adopt;
using namespace std::chrono_literals;
using fakehub::textContent;
using test::CacheFolder;
using test::PreloadRig;

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t mib = 1024 * 1024;
constexpr auto patience = 20s;
const RepoKey repo{RepoType::Model, *RepoId::parse("org/name")};

std::string bytesOf(char letter, std::int64_t size)
{
    std::string bytes(static_cast<std::size_t>(size), letter);
    bytes += std::to_string(size);
    return bytes;
}

std::string hashOf(const std::string &bytes, bool isLfs)
{
    store::BlobDigest digest(isLfs ? BlobHash::Kind::Sha256 : BlobHash::Kind::GitSha1,
                             static_cast<std::int64_t>(bytes.size()));
    digest.update(bytes);
    return digest.finish();
}

} // namespace

class AdopterTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void cacheIsTakenWithoutABlobFromTheHub();
    void secondImportFindsAllOfItHere();
    void whereTheHubIsGoneTheCacheIsBelieved();
    void whatTheOwnerCallsOpenIsServedToEveryone();
    void closedRepoIsNotOpenedByTheOwnersWord();
    void fileThatIsNotTheHubsIsLeftOutside();
    void cacheThatDiffersFromWhatIsKnownIsNotBelieved();
    void folderOfOneRepoIsTaken();
    void lookTakesNothing();
    void oneRepoOfACacheIsTaken();
    void whatCannotBeImportedSaysWhy_data();
    void whatCannotBeImportedSaysWhy();
    void oneAtATimeAndItCanBeStopped();

private:
    /// At the Hub and in the cache.
    void lay(const std::string &name = "org/name");
    void makeHubGone() { m_rig->hub.knobs().add({.listener = "hub", .status = 503}); }
    Report import(Order order);
    Report waitForEnd();
    fs::path path() const { return m_folder->path().toStdString(); }
    bool isHeld(const std::string &bytes, bool isLfs) const
    {
        return m_rig->store().find(*BlobHash::parse(hashOf(bytes, isLfs)), static_cast<std::int64_t>(bytes.size())) !=
               nullptr;
    }

    const std::string m_weights = bytesOf('w', 3 * mib);
    const std::string m_config = bytesOf('c', 100);
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<PreloadRig> m_rig;
    std::unique_ptr<SystemClock> m_clock;
    std::unique_ptr<Adopter> m_adopter;
    std::atomic<std::int64_t> m_taken{0};
    std::string m_commit;
};

void AdopterTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_rig = std::make_unique<PreloadRig>();
    m_rig->restart();
    m_clock = std::make_unique<SystemClock>();
    m_taken = 0;
    m_adopter = std::make_unique<Adopter>(Parts{m_rig->catalog(), m_rig->store(), m_rig->upstream(), *m_clock},
                                          [this](std::int64_t bytes) { m_taken += bytes; });
    lay();
}

void AdopterTest::cleanup()
{
    m_rig->hub.knobs().clear();
    m_adopter.reset();
    m_rig.reset();
}

void AdopterTest::lay(const std::string &name)
{
    const std::string commit = m_rig->hub.world().commit("models/" + name, "main",
                                                         {{"config.json", textContent(m_config), false},
                                                          {"model.safetensors", textContent(m_weights), true},
                                                          {"copy.safetensors", textContent(m_weights), true},
                                                          {"not-downloaded.bin", textContent("elsewhere"), true}});
    std::string folder = "models--" + name;
    folder.replace(folder.find('/'), 1, "--");
    const CacheFolder cache(path() / "hub", folder);
    cache.put(commit, "config.json", hashOf(m_config, false), m_config);
    cache.put(commit, "model.safetensors", hashOf(m_weights, true), m_weights);
    cache.put(commit, "copy.safetensors", hashOf(m_weights, true), m_weights);
    cache.putRef("main", commit);
    if (name == "org/name")
        m_commit = commit;
}

Report AdopterTest::import(Order order)
{
    const auto begun = m_adopter->begin(std::move(order));
    if (!begun)
        qFatal("it does not begin");
    return waitForEnd();
}

Report AdopterTest::waitForEnd()
{
    const auto end = std::chrono::steady_clock::now() + patience;
    while (m_adopter->report()->phase != Phase::Over && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(1ms);
    return *m_adopter->report();
}

void AdopterTest::cacheIsTakenWithoutABlobFromTheHub()
{
    const Report report = import({.folder = path()});
    QCOMPARE(QString::fromStdString(report.failure.text), QString());
    QCOMPARE(report.takenFiles, 2);
    QCOMPARE(report.takenBytes, std::int64_t(m_weights.size() + m_config.size()));
    QCOMPARE(report.bytesDone, report.bytes);
    QCOMPARE(report.filesDone, report.files);
    QCOMPARE(m_taken.load(), report.takenBytes);
    QCOMPARE(report.refused, 0);
    QCOMPARE(report.found.size(), std::size_t(1));
    QCOMPARE(report.found[0].repo, std::string("org/name"));
    QCOMPARE(report.found[0].files, 3);
    QVERIFY(report.found[0].isConfirmed);
    QVERIFY(isHeld(m_weights, true));
    QVERIFY(isHeld(m_config, false));
    QVERIFY(m_rig->catalog().hasTree(repo, *CommitSha::parse(m_commit)));
    QCOMPARE(m_rig->hub.log().count("/model.safetensors"), 0);
    const auto blobs = m_rig->catalog().blobs();
    QVERIFY(blobs && blobs->size() == 2);
}

void AdopterTest::secondImportFindsAllOfItHere()
{
    import({.folder = path()});
    const Report again = import({.folder = path()});
    QCOMPARE(again.takenFiles, 0);
    QCOMPARE(again.heldFiles, 2);
    QCOMPARE(again.bytesDone, again.bytes);
    QCOMPARE(again.number, 2);
}

void AdopterTest::whereTheHubIsGoneTheCacheIsBelieved()
{
    makeHubGone();
    const Report report = import({.folder = path()});
    QCOMPARE(QString::fromStdString(report.failure.text), QString());
    QCOMPARE(report.takenFiles, 2);
    QVERIFY(!report.found.at(0).isConfirmed);
    const CommitSha commit = *CommitSha::parse(m_commit);
    const auto entry = m_rig->catalog().loadFile(repo, commit, "model.safetensors");
    QVERIFY(entry && *entry);
    QCOMPARE((*entry)->blobName(), hashOf(m_weights, true));
    const auto ref = m_rig->catalog().ref(repo, *Revision::parse("main"));
    QVERIFY(ref);
    QCOMPARE(ref->commit.text(), m_commit);
    const auto record = m_rig->catalog().repo(repo);
    QVERIFY(!record || record->access == catalog::Access::Unknown); // nobody has said that it is open
}

void AdopterTest::whatTheOwnerCallsOpenIsServedToEveryone()
{
    makeHubGone();
    import({.folder = path(), .isOpen = true});
    const auto record = m_rig->catalog().repo(repo);
    QVERIFY(record);
    QCOMPARE(record->access, catalog::Access::Public);
}

void AdopterTest::closedRepoIsNotOpenedByTheOwnersWord()
{
    m_rig->hub.world().gate("models/org/name", {"alice"});
    const Report report = import({.folder = path(), .isOpen = true});
    QCOMPARE(report.takenFiles, 2); // those who may read it find it here
    const auto record = m_rig->catalog().repo(repo);
    QVERIFY(record);
    QVERIFY(record->access != catalog::Access::Public);
}

void AdopterTest::fileThatIsNotTheHubsIsLeftOutside()
{
    const CacheFolder cache(path() / "hub", "models--org--name");
    std::string damaged = m_weights;
    damaged[mib] = 'x';
    std::ofstream(cache.blob(hashOf(m_weights, true)), std::ios::binary) << damaged;
    std::ofstream(cache.blob(hashOf(m_config, false)), std::ios::binary) << "short";
    const Report report = import({.folder = path()});
    QCOMPARE(report.takenFiles, 0);
    QCOMPARE(report.refused, 3); // two names of the weights
    QCOMPARE(report.refusals.at(0).reason.code, std::optional(ErrorCode::HashMismatch));
    QVERIFY(!isHeld(m_weights, true));
    QVERIFY(!isHeld(m_config, false));
}

void AdopterTest::cacheThatDiffersFromWhatIsKnownIsNotBelieved()
{
    const CommitSha commit = *CommitSha::parse(m_commit);
    catalog::TreeEntry known;
    known.path = "config.json";
    known.oid = hashOf("what the Hub has", false);
    known.size = std::int64_t(m_config.size());
    m_rig->catalog().putTree(repo, commit, catalog::Tree::fromEntries({known}));
    makeHubGone();
    const Report report = import({.folder = path()});
    QVERIFY(report.refused >= 1);
    const auto tree = m_rig->catalog().loadTree(repo, commit);
    QVERIFY(tree && *tree);
    QCOMPARE((*tree)->find("config.json")->blobName(), known.oid);
    const auto stray = m_rig->catalog().loadFile(repo, commit, "model.safetensors");
    QVERIFY(!stray || !*stray);
}

void AdopterTest::folderOfOneRepoIsTaken()
{
    const fs::path folder = path() / "clone";
    fs::create_directories(folder / ".git");
    std::ofstream(folder / "model.safetensors", std::ios::binary) << m_weights;
    std::ofstream(folder / "my-notes.txt") << "mine";
    std::ofstream(folder / "config.json") << m_config;
    const Report report = import({.folder = folder, .repo = "org/name"});
    QCOMPARE(QString::fromStdString(report.failure.text), QString());
    QCOMPARE(report.takenFiles, 2);
    QCOMPARE(report.found.at(0).commit, m_commit);
    QVERIFY(isHeld(m_weights, true));
    QVERIFY(!isHeld("mine", false));
}

void AdopterTest::lookTakesNothing()
{
    const Report report = import({.folder = path(), .takes = false});
    QCOMPARE(report.files, 2);
    QCOMPARE(report.bytes, std::int64_t(m_weights.size() + m_config.size()));
    QCOMPARE(report.takenFiles, 0);
    QVERIFY(!isHeld(m_weights, true));
}

void AdopterTest::oneRepoOfACacheIsTaken()
{
    lay("org/other");
    const Report report = import({.folder = path(), .repo = "org/other"});
    QCOMPARE(report.found.size(), std::size_t(1));
    QCOMPARE(report.found[0].repo, std::string("org/other"));
    QCOMPARE(import({.folder = path(), .repo = "org/none"}).failure.code, std::optional(ErrorCode::RepoNotFound));
}

void AdopterTest::whatCannotBeImportedSaysWhy_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("repo");
    QTest::addColumn<int>("code");
    QTest::newRow("relative") << "hub"
                              << "" << int(ErrorCode::BadRequest);
    QTest::newRow("control character") << "/tmp/a\nb"
                                       << "" << int(ErrorCode::BadRequest);
    QTest::newRow("no repo") << "/tmp"
                             << "../../etc" << int(ErrorCode::BadRequest);
    QTest::newRow("no folder") << "/nowhere/at/all"
                               << "" << int(ErrorCode::EntryNotFound);
    QTest::newRow("no cache") << "/dev"
                              << "" << int(ErrorCode::BadRequest);
    QTest::newRow("no such repo") << "/dev"
                                  << "org/nothing" << int(ErrorCode::RepoNotFound);
}

void AdopterTest::whatCannotBeImportedSaysWhy()
{
    QFETCH(const QString, folder);
    QFETCH(const QString, repo);
    QFETCH(const int, code);
    const auto begun = m_adopter->begin({.folder = folder.toStdString(), .repo = repo.toStdString()});
    if (!begun) {
        QCOMPARE(int(begun.error().code), code);
        return;
    }
    const Report report = waitForEnd();
    QVERIFY(report.failure.code);
    QCOMPARE(int(*report.failure.code), code);
    QVERIFY(!report.failure.text.empty());
}

void AdopterTest::oneAtATimeAndItCanBeStopped()
{
    const auto barrier = m_rig->hub.knobs().hold("/tree/", 0);
    QVERIFY(m_adopter->begin({.folder = path()}));
    QVERIFY(barrier->waitUntilWaiting(1));
    QCOMPARE(m_adopter->begin({.folder = path()}).error().code, ErrorCode::TooManyRequests);
    m_adopter->cancel();
    barrier->release();
    const Report report = waitForEnd();
    QCOMPARE(report.phase, Phase::Over);
    QCOMPARE(report.failure.code, std::optional(ErrorCode::Cancelled));
    QVERIFY(!isHeld(m_weights, true));
    QCOMPARE(import({.folder = path()}).takenFiles, 2); // and begun anew it is whole
}

QTEST_GUILESS_MAIN(AdopterTest)
#include "adopter_test.moc"
