#include <QtTest>

#include "catalog/catalog.h"
#include "catalog/connection.h"
#include "samples.h"
#include "support/manualclock.h"

#include <algorithm>
#include <thread>

using namespace mirrorlake;
using namespace mirrorlake::catalog;
using test::blobHash;
using test::commitSha;
using test::gitFile;
using test::lfsFile;
using test::repoKey;
using test::revision;

namespace {

const RepoKey bert = repoKey("google-bert/bert");
const RepoKey legacy = repoKey("bert");

/// Nothing stays in memory longer than it must, so that reading means the disk.
CatalogOptions withoutMemory()
{
    CatalogOptions options;
    options.treeMemory = options.fileMemory = options.documentMemory = {};
    return options;
}

template<typename Rows, typename Matches>
const typename Rows::value_type *findRow(const Rows &rows, Matches matches)
{
    const auto found = std::find_if(rows.begin(), rows.end(), matches);
    return found == rows.end() ? nullptr : &*found;
}

} // namespace

class CatalogTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void putIsReadableAtOnce();
    void putIsReadableWhenMemoryIsScarce();
    void reposAndRefsSurviveRestart();
    void treeSurvivesRestart();
    void filesAndDocumentsSurviveRestart();
    void unknownThingsAreNotErrors();
    void commitsLieSideBySide();
    void forcePushSwitchesTheRef();
    void removedRefStaysRemoved();
    void removedDocumentStaysRemoved();
    void removedTreeStaysRemoved();
    void renamedRepoKeepsItsTrees();
    void renamedRepoKeepsItsTreesBeforeTheyAreCommitted();
    void renamedTwiceSurvivesRestart();
    void accessLearnedUnderAnOldNameSurvivesRestart();
    void goneRepoIsMarkedAndKept();
    void damagedTreeIsAsGoodAsNone();
    void loadedTreeStaysInMemory();
    void blobUsesAreCountedTogether();
    void removedBlobIsForgotten();
    void clientDaysAddUp();
    void clientTotalsLeaveTheHouseOut();
    void wantedIsCountedAndEnds();
    void wantedListIsBounded();
    void documentsAreBounded();
    void manyPutsAreAllWritten();
    void readersAndWritersMeet();

private:
    void open(const CatalogOptions &options = {});
    void restart(const CatalogOptions &options = {});

    std::unique_ptr<QTemporaryDir> m_folder;
    test::ManualClock m_clock;
    std::unique_ptr<Catalog> m_catalog;
};

void CatalogTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    open();
}

void CatalogTest::cleanup()
{
    m_catalog.reset();
    m_folder.reset();
}

void CatalogTest::open(const CatalogOptions &options)
{
    auto catalog = Catalog::open(m_folder->filePath(QStringLiteral("catalog.db")).toStdString(), m_clock, options);
    if (!catalog)
        qFatal("%s", catalog.error().message.c_str());
    m_catalog = std::move(*catalog);
}

void CatalogTest::restart(const CatalogOptions &options)
{
    m_catalog.reset();
    open(options);
}

void CatalogTest::putIsReadableAtOnce()
{
    const auto tree = Tree::fromEntries({gitFile("README.md", 1), lfsFile("model.bin", 2)});
    m_catalog->putRepo({bert, Access::Public, 11});
    m_catalog->putAlias(legacy, bert);
    m_catalog->putRef(bert, revision("main"), {commitSha(1), 12});
    m_catalog->putTree(bert, commitSha(1), tree);
    m_catalog->putFile(bert, commitSha(2), gitFile("config.json", 3));
    m_catalog->putDocument("info", {"{}", "application/json", "W/\"1\"", "c", 13});
    m_catalog->blobCompleted(blobHash(1), 100);
    m_catalog->blobUsed(blobHash(1));
    m_catalog->addWanted(bert, revision("main"), "absent");

    QCOMPARE(m_catalog->repo(bert)->accessCheckedAt, 11);
    QCOMPARE(m_catalog->repos().size(), 1u);
    QVERIFY(m_catalog->canonical(legacy) == bert);
    QVERIFY(!m_catalog->canonical(bert));
    QCOMPARE(m_catalog->ref(legacy, revision("main"))->checkedAt, 12);
    QVERIFY(m_catalog->treeInMemory(legacy, commitSha(1)) == tree);
    QVERIFY(m_catalog->hasTree(bert, commitSha(1)));
    QVERIFY(*m_catalog->loadTree(bert, commitSha(1)) == tree);
    QVERIFY(m_catalog->fileInMemory(bert, commitSha(2), "config.json") == gitFile("config.json", 3));
    QVERIFY(*m_catalog->loadFile(bert, commitSha(2), "config.json") == gitFile("config.json", 3));
    QCOMPARE(m_catalog->documentInMemory("info")->fetchedAt, 13);
    QCOMPARE((*m_catalog->loadDocument("info"))->body, std::string("{}"));
    QCOMPARE(m_catalog->blobs()->at(0).hits, 1);
    QCOMPARE(m_catalog->wanted(10)->size(), 1u);
}

void CatalogTest::putIsReadableWhenMemoryIsScarce()
{
    restart(withoutMemory());
    for (std::uint64_t i = 0; i < 200; ++i) {
        m_catalog->putTree(bert, commitSha(i), Tree::fromEntries({gitFile("a", i)}));
        m_catalog->putFile(bert, commitSha(i), gitFile("b", i));
        m_catalog->putDocument(std::to_string(i), {std::to_string(i), "", "", "", 0});
        if (i % 70 == 0)
            QVERIFY(m_catalog->flush().has_value());
        QVERIFY((*m_catalog->loadTree(bert, commitSha(i)))->find("a") == gitFile("a", i));
        QVERIFY(*m_catalog->loadFile(bert, commitSha(i), "b") == gitFile("b", i));
        QCOMPARE((*m_catalog->loadDocument(std::to_string(i)))->body, std::to_string(i));
    }
    QVERIFY(m_catalog->flush().has_value());
    QVERIFY(!m_catalog->treeInMemory(bert, commitSha(3)));
    for (std::uint64_t i = 0; i < 200; ++i)
        QVERIFY((*m_catalog->loadTree(bert, commitSha(i)))->find("a") == gitFile("a", i));
}

void CatalogTest::reposAndRefsSurviveRestart()
{
    const auto dataset = repoKey("org/set", RepoType::Dataset);
    m_catalog->putRepo({bert, Access::Public, 11});
    m_catalog->putRepo({dataset, Access::Gated, 12});
    m_catalog->putAlias(legacy, bert);
    m_catalog->putRef(bert, revision("refs/pr/1"), {commitSha(5), 77});
    restart();
    QCOMPARE(m_catalog->repo(bert)->access, Access::Public);
    QCOMPARE(m_catalog->repo(dataset)->access, Access::Gated);
    QVERIFY(m_catalog->canonical(legacy) == bert);
    QVERIFY(m_catalog->ref(legacy, revision("refs/pr/1"))->commit == commitSha(5));
    QCOMPARE(m_catalog->refs(bert).size(), 1u);
    m_catalog->removeAlias(legacy);
    restart();
    QVERIFY(!m_catalog->canonical(legacy));
}

void CatalogTest::treeSurvivesRestart()
{
    const auto entries = test::manyFiles(5000);
    m_catalog->putTree(bert, commitSha(1), Tree::fromEntries(entries));
    restart();
    QVERIFY(m_catalog->hasTree(bert, commitSha(1)));
    QVERIFY(!m_catalog->treeInMemory(bert, commitSha(1)));
    const auto tree = m_catalog->loadTree(bert, commitSha(1));
    QVERIFY(tree && *tree);
    QCOMPARE((*tree)->size(), entries.size());
    for (const auto &entry : entries)
        QVERIFY((*tree)->find(entry.path) == entry);
}

void CatalogTest::filesAndDocumentsSurviveRestart()
{
    auto odd = lfsFile("a folder/\xe6\xa8\xa1\xe5\x9e\x8b #1%.bin", 3);
    m_catalog->putFile(bert, commitSha(1), odd);
    const Document document{std::string("\0binary\xff", 8), "application/json", "\"e\"", commitSha(1).text(), 99,
                            "/api/models?cursor=x"};
    m_catalog->putDocument("info?blobs=true", document);
    m_catalog->putDocument("empty", {});
    restart();
    QVERIFY(!m_catalog->fileInMemory(bert, commitSha(1), odd.path));
    QVERIFY(*m_catalog->loadFile(bert, commitSha(1), odd.path) == odd);
    QVERIFY(m_catalog->fileInMemory(bert, commitSha(1), odd.path) == odd);
    const auto loaded = *m_catalog->loadDocument("info?blobs=true");
    QVERIFY(loaded);
    QCOMPARE(loaded->body, document.body);
    QCOMPARE(loaded->contentType, document.contentType);
    QCOMPARE(loaded->etag, document.etag);
    QCOMPARE(loaded->commit, document.commit);
    QCOMPARE(loaded->fetchedAt, 99);
    QCOMPARE(loaded->next, document.next);
    QCOMPARE((*m_catalog->loadDocument("empty"))->body, std::string());
}

void CatalogTest::unknownThingsAreNotErrors()
{
    QVERIFY(!m_catalog->repo(bert));
    QVERIFY(!m_catalog->ref(bert, revision("main")));
    QVERIFY(!m_catalog->hasTree(bert, commitSha(1)));
    QVERIFY(m_catalog->loadTree(bert, commitSha(1)).value() == nullptr);
    QVERIFY(!m_catalog->loadFile(bert, commitSha(1), "a").value());
    QVERIFY(m_catalog->loadDocument("a").value() == nullptr);
    QVERIFY(m_catalog->blobs()->empty());
    QVERIFY(m_catalog->clientDays("2026-11-21")->empty());
    QVERIFY(m_catalog->wanted(10)->empty());
    m_catalog->removeRef(bert, revision("main"));
    m_catalog->removeDocument("a");
    m_catalog->removeTree(bert, commitSha(1));
    m_catalog->blobRemoved(blobHash(1));
    QVERIFY(m_catalog->flush().has_value());
}

void CatalogTest::commitsLieSideBySide()
{
    m_catalog->putTree(bert, commitSha(1), Tree::fromEntries({gitFile("README.md", 1), lfsFile("model.bin", 2)}));
    m_catalog->putTree(bert, commitSha(2), Tree::fromEntries({gitFile("README.md", 9), lfsFile("model.bin", 2)}));
    restart();
    QCOMPARE(m_catalog->commits(bert).size(), 2u);
    const auto old = *m_catalog->loadTree(bert, commitSha(1));
    const auto now = *m_catalog->loadTree(bert, commitSha(2));
    QVERIFY(old->find("README.md")->blobName() != now->find("README.md")->blobName());
    QCOMPARE(old->find("model.bin")->blobName(), now->find("model.bin")->blobName());
}

void CatalogTest::forcePushSwitchesTheRef()
{
    m_catalog->putRef(bert, revision("main"), {commitSha(1), 10});
    m_catalog->putTree(bert, commitSha(1), Tree::fromEntries({gitFile("a", 1)}));
    m_catalog->putRef(bert, revision("main"), {commitSha(2), 20});
    QVERIFY(m_catalog->ref(bert, revision("main"))->commit == commitSha(2));
    restart();
    QVERIFY(m_catalog->ref(bert, revision("main"))->commit == commitSha(2));
    QVERIFY(m_catalog->hasTree(bert, commitSha(1)));
}

void CatalogTest::removedRefStaysRemoved()
{
    m_catalog->putRef(bert, revision("dev"), {commitSha(1), 10});
    m_catalog->removeRef(bert, revision("dev"));
    QVERIFY(!m_catalog->ref(bert, revision("dev")));
    restart();
    QVERIFY(!m_catalog->ref(bert, revision("dev")));
}

void CatalogTest::removedDocumentStaysRemoved()
{
    m_catalog->putDocument("info", {"{}", "", "", "", 1});
    restart();
    m_catalog->removeDocument("info");
    QVERIFY(!m_catalog->documentInMemory("info"));
    QVERIFY(!*m_catalog->loadDocument("info"));
    QVERIFY(m_catalog->flush().has_value());
    QVERIFY(!*m_catalog->loadDocument("info"));
}

void CatalogTest::removedTreeStaysRemoved()
{
    m_catalog->putTree(bert, commitSha(1), Tree::fromEntries({gitFile("a", 1)}));
    m_catalog->removeTree(bert, commitSha(1));
    QVERIFY(!*m_catalog->loadTree(bert, commitSha(1)));
    restart();
    QVERIFY(!m_catalog->hasTree(bert, commitSha(1)));
}

void CatalogTest::renamedRepoKeepsItsTrees()
{
    restart(withoutMemory());
    m_catalog->putRepo({legacy, Access::Gated, 5});
    m_catalog->putRef(legacy, revision("main"), {commitSha(1), 10});
    m_catalog->putTree(legacy, commitSha(1), Tree::fromEntries({gitFile("a", 1)}));
    m_catalog->putFile(legacy, commitSha(2), gitFile("b", 2));
    QVERIFY(m_catalog->flush().has_value());
    m_catalog->putAlias(legacy, bert);
    QVERIFY((*m_catalog->loadTree(bert, commitSha(1)))->find("a"));
    QVERIFY((*m_catalog->loadTree(legacy, commitSha(1)))->find("a"));
    restart();
    QCOMPARE(m_catalog->repo(legacy)->access, Access::Gated);
    QVERIFY(m_catalog->repo(bert)->key == bert);
    QVERIFY(m_catalog->ref(bert, revision("main"))->commit == commitSha(1));
    QVERIFY((*m_catalog->loadTree(bert, commitSha(1)))->find("a"));
    QVERIFY(m_catalog->loadFile(bert, commitSha(2), "b")->has_value());
}

void CatalogTest::renamedRepoKeepsItsTreesBeforeTheyAreCommitted()
{
    m_catalog->putTree(legacy, commitSha(1), Tree::fromEntries({gitFile("a", 1)}));
    m_catalog->putAlias(legacy, bert);
    QVERIFY(m_catalog->treeInMemory(bert, commitSha(1)));
    QVERIFY((*m_catalog->loadTree(bert, commitSha(1)))->find("a"));
    restart();
    QVERIFY((*m_catalog->loadTree(bert, commitSha(1)))->find("a"));
}

void CatalogTest::renamedTwiceSurvivesRestart()
{
    const auto newest = repoKey("newest/bert");
    m_catalog->putTree(legacy, commitSha(1), Tree::fromEntries({gitFile("a", 1)}));
    m_catalog->putAlias(legacy, bert);
    m_catalog->putAlias(bert, newest);
    restart();
    QVERIFY(m_catalog->canonical(legacy) == newest);
    QVERIFY(m_catalog->canonical(bert) == newest);
    QVERIFY((*m_catalog->loadTree(legacy, commitSha(1)))->find("a"));
}

void CatalogTest::accessLearnedUnderAnOldNameSurvivesRestart()
{
    m_catalog->putRepo({bert, Access::Public, 5});
    m_catalog->putRepo({legacy, Access::Private, 6});
    m_catalog->putAlias(legacy, bert);
    QCOMPARE(m_catalog->repo(bert)->access, Access::Private);
    restart();
    QCOMPARE(m_catalog->repo(bert)->access, Access::Private);
    QCOMPARE(m_catalog->repos().size(), 1u);
    m_catalog->putRepo({legacy, Access::Public, 7});
    restart();
    QVERIFY(m_catalog->canonical(legacy) == bert);
    QCOMPARE(m_catalog->repo(bert)->access, Access::Public);
}

void CatalogTest::goneRepoIsMarkedAndKept()
{
    m_catalog->putTree(bert, commitSha(1), Tree::fromEntries({gitFile("a", 1)}));
    m_catalog->putRepo({bert, Access::Public, 5, Presence::Gone, 1234});
    restart();
    QCOMPARE(m_catalog->repo(bert)->presence, Presence::Gone);
    QCOMPARE(m_catalog->repo(bert)->presenceSince, 1234);
    QVERIFY(*m_catalog->loadTree(bert, commitSha(1)));
}

void CatalogTest::damagedTreeIsAsGoodAsNone()
{
    m_catalog->putTree(bert, commitSha(1), Tree::fromEntries(test::manyFiles(100)));
    m_catalog->putTree(bert, commitSha(2), Tree::fromEntries(test::manyFiles(100)));
    m_catalog.reset();
    {
        const auto file = m_folder->filePath(QStringLiteral("catalog.db")).toStdString();
        auto connection = Connection::open(file, Connection::Mode::ReadWrite);
        const auto cut = "UPDATE tree SET body=substr(body, 1, 60) WHERE commitSha LIKE '%1'";
        QVERIFY((*connection)->run(cut).has_value());
    }
    open();
    QVERIFY(m_catalog->hasTree(bert, commitSha(1)));
    QVERIFY(m_catalog->loadTree(bert, commitSha(1)).value() == nullptr);
    QVERIFY(!m_catalog->hasTree(bert, commitSha(1)));
    QVERIFY(*m_catalog->loadTree(bert, commitSha(2)));
    m_catalog->putTree(bert, commitSha(1), Tree::fromEntries({gitFile("a", 1)}));
    restart();
    QVERIFY((*m_catalog->loadTree(bert, commitSha(1)))->find("a"));
}

void CatalogTest::loadedTreeStaysInMemory()
{
    m_catalog->putTree(bert, commitSha(1), Tree::fromEntries({gitFile("a", 1)}));
    restart();
    const auto tree = *m_catalog->loadTree(bert, commitSha(1));
    QVERIFY(m_catalog->treeInMemory(bert, commitSha(1)) == tree);
}

void CatalogTest::blobUsesAreCountedTogether()
{
    m_catalog->blobCompleted(blobHash(1), 4096);
    m_clock.advance(std::chrono::seconds(10));
    for (int i = 0; i < 1000; ++i)
        m_catalog->blobUsed(blobHash(1));
    m_catalog->blobUsed(blobHash(2));
    restart();
    m_catalog->blobUsed(blobHash(1));
    const auto blobs = m_catalog->blobs();
    QVERIFY(blobs.has_value());
    QCOMPARE(blobs->size(), 2u);
    const auto *first = findRow(*blobs, [](const BlobRecord &blob) { return blob.hash == blobHash(1); });
    QCOMPARE(first->hits, 1001);
    QCOMPARE(first->size, 4096);
    QCOMPARE(first->lastUsedAt, first->completedAt + 10);
    const auto *second = findRow(*blobs, [](const BlobRecord &blob) { return blob.hash == blobHash(2); });
    QCOMPARE(second->hits, 1);
    QCOMPARE(second->completedAt, 0);
}

void CatalogTest::removedBlobIsForgotten()
{
    m_catalog->blobCompleted(blobHash(1), 4096);
    m_catalog->blobUsed(blobHash(1));
    m_catalog->blobRemoved(blobHash(1));
    QVERIFY(m_catalog->blobs()->empty());
}

void CatalogTest::clientDaysAddUp()
{
    m_catalog->addClientDay({"2026-11-21", "10.0.0.1", 100, 40, 2, 1});
    m_catalog->addClientDay({"2026-11-21", "10.0.0.1", 10, 0, 1, 1});
    m_catalog->addClientDay({"2026-11-22", "10.0.0.1", 7, 7, 1, 0});
    restart();
    const auto days = m_catalog->clientDays("2026-11-21");
    QCOMPARE(days->size(), 1u);
    QCOMPARE(days->at(0).servedBytes, 110);
    QCOMPARE(days->at(0).fetchedBytes, 40);
    QCOMPARE(days->at(0).files, 3);
    QCOMPARE(days->at(0).hits, 2);
}

void CatalogTest::clientTotalsLeaveTheHouseOut()
{
    m_catalog->addClientDay({"2026-11-21", "10.0.0.1", 100, 0, 2, 1});
    m_catalog->addClientDay({"2026-11-22", "10.0.0.1", 7, 0, 1, 0});
    m_catalog->addClientDay({"2026-11-22", "", 0, 5000, 0, 0});
    const auto totals = m_catalog->clientTotals();
    QCOMPARE(totals->size(), 1u);
    QCOMPARE(totals->at(0).first, std::string("10.0.0.1"));
    QCOMPARE(totals->at(0).second, 107);
    QCOMPARE(m_catalog->clientDays("2026-11-22")->size(), 2u);
}

void CatalogTest::wantedIsCountedAndEnds()
{
    m_catalog->addWanted(bert, revision("main"), "a");
    m_catalog->addWanted(bert, revision("main"), "a");
    QVERIFY(m_catalog->flush().has_value());
    m_clock.advance(std::chrono::seconds(5));
    m_catalog->addWanted(bert, revision("main"), "a");
    m_clock.advance(std::chrono::seconds(5));
    m_catalog->addWanted(bert, revision("main"), "");
    restart();
    auto wanted = m_catalog->wanted(10);
    QCOMPARE(wanted->size(), 2u);
    QCOMPARE(wanted->at(0).path, std::string());
    QCOMPARE(wanted->at(1).path, std::string("a"));
    QCOMPARE(wanted->at(1).times, 3);
    QCOMPARE(wanted->at(1).askedAt, unixSeconds(m_clock.wall()) - 5);
    QVERIFY(wanted->at(1).repo == bert);
    QCOMPARE(m_catalog->wanted(1)->size(), 1u);
    m_catalog->addWanted(bert, revision("main"), "a");
    m_catalog->removeWanted(bert, revision("main"), "a");
    QCOMPARE(m_catalog->wanted(10)->size(), 1u);
}

void CatalogTest::wantedListIsBounded()
{
    CatalogOptions options;
    options.maxWanted = 50;
    restart(options);
    for (int round = 0; round < 3; ++round) {
        m_clock.advance(std::chrono::seconds(1));
        for (int i = 0; i < 40; ++i)
            m_catalog->addWanted(bert, revision("main"), std::to_string(round * 100 + i));
        QVERIFY(m_catalog->flush().has_value());
    }
    const auto wanted = m_catalog->wanted(1000);
    QCOMPARE(wanted->size(), 50u);
    QCOMPARE(std::count_if(wanted->begin(), wanted->end(), [](const Wanted &one) { return one.path[0] == '2'; }), 40);
}

void CatalogTest::documentsAreBounded()
{
    CatalogOptions options = withoutMemory();
    options.maxDocuments = 300;
    restart(options);
    for (int i = 0; i < 1000; ++i)
        m_catalog->putDocument(std::to_string(i), {"body", "", "", "", i});
    QVERIFY(m_catalog->flush().has_value());
    QVERIFY(!*m_catalog->loadDocument("699"));
    QVERIFY(*m_catalog->loadDocument("700"));
    QVERIFY(*m_catalog->loadDocument("999"));
}

void CatalogTest::manyPutsAreAllWritten()
{
    for (std::uint64_t i = 0; i < 5000; ++i)
        m_catalog->putFile(bert, commitSha(1), gitFile(std::to_string(i), i));
    restart();
    for (std::uint64_t i = 0; i < 5000; ++i)
        QVERIFY(m_catalog->loadFile(bert, commitSha(1), std::to_string(i))->has_value());
}

void CatalogTest::readersAndWritersMeet()
{
    restart(withoutMemory());
    constexpr int threads = 4;
    constexpr std::uint64_t rounds = 150;
    std::atomic<int> wrong{0};
    std::vector<std::thread> crowd;
    for (int t = 0; t < threads; ++t) {
        crowd.emplace_back([this, t, &wrong] {
            const auto repo = repoKey("org/repo" + std::to_string(t % 2));
            for (std::uint64_t i = 0; i < rounds; ++i) {
                const auto number = i * threads + static_cast<std::uint64_t>(t);
                m_catalog->putTree(repo, commitSha(number), Tree::fromEntries({gitFile("a", number)}));
                m_catalog->putRef(repo, revision("main"), {commitSha(number), 1});
                m_catalog->putDocument("shared", {std::to_string(number), "", "", "", 1});
                m_catalog->blobUsed(blobHash(i % 5));
                const auto tree = m_catalog->loadTree(repo, commitSha(number));
                wrong += tree && *tree && (*tree)->find("a") == gitFile("a", number) ? 0 : 1;
                const auto ref = m_catalog->ref(repo, revision("main"));
                wrong += ref && m_catalog->hasTree(repo, ref->commit) ? 0 : 1;
                const auto document = m_catalog->loadDocument("shared");
                wrong += document && *document ? 0 : 1;
                if (i % 50 == 0)
                    wrong += m_catalog->flush() ? 0 : 1;
                if (i % 40 == 0)
                    m_catalog->putAlias(repoKey("old/name" + std::to_string(i)), repo);
            }
        });
    }
    for (auto &thread : crowd)
        thread.join();
    QCOMPARE(wrong.load(), 0);
    std::int64_t hits = 0;
    const auto blobs = m_catalog->blobs();
    for (const auto &blob : *blobs)
        hits += blob.hits;
    QCOMPARE(hits, static_cast<std::int64_t>(threads * rounds));
    restart();
    QCOMPARE(m_catalog->commits(repoKey("org/repo0")).size() + m_catalog->commits(repoKey("org/repo1")).size(),
             static_cast<std::size_t>(threads * rounds));
}

QTEST_GUILESS_MAIN(CatalogTest)
#include "catalog_test.moc"
