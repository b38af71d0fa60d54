#include <QtTest>

#include "catalog/connection.h"
#include "opencatalog.h"
#include "samples.h"

#include <atomic>
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

} // namespace

class CatalogTest : public QObject
{
    Q_OBJECT

private slots:
    void putIsReadableAtOnce();
    void putIsReadableWhenMemoryIsScarce();
    void reposAndRefsSurviveRestart();
    void treeSurvivesRestart();
    void unknownThingsAreNotErrors();
    void commitsLieSideBySide();
    void forcePushSwitchesTheRef();
    void removedRefStaysRemoved();
    void removedTreeStaysRemoved();
    void renamedRepoKeepsItsTrees();
    void renamedRepoKeepsItsTreesBeforeTheyAreCommitted();
    void renamedTwiceSurvivesRestart();
    void accessLearnedUnderAnOldNameSurvivesRestart();
    void goneRepoIsMarkedAndKept();
    void damagedTreeIsAsGoodAsNone();
    void loadedTreeStaysInMemory();
    void readersAndWritersMeet();
};

void CatalogTest::putIsReadableAtOnce()
{
    test::OpenCatalog catalog;
    const auto tree = Tree::fromEntries({gitFile("README.md", 1), lfsFile("model.bin", 2)});
    catalog->putRepo({bert, Access::Public, 11});
    catalog->putAlias(legacy, bert);
    catalog->putRef(bert, revision("main"), {commitSha(1), 12});
    catalog->putTree(bert, commitSha(1), tree);
    catalog->putFile(bert, commitSha(2), gitFile("config.json", 3));
    catalog->putDocument("info", {"{}", "application/json", "W/\"1\"", "c", 13});
    catalog->blobCompleted(blobHash(1), 100);
    catalog->blobUsed(blobHash(1));
    catalog->addWanted(bert, revision("main"), "absent");

    QCOMPARE(catalog->repo(bert)->accessCheckedAt, 11);
    QCOMPARE(catalog->repos().size(), 1u);
    QVERIFY(catalog->canonical(legacy) == bert);
    QVERIFY(!catalog->canonical(bert));
    QCOMPARE(catalog->ref(legacy, revision("main"))->checkedAt, 12);
    QVERIFY(catalog->treeInMemory(legacy, commitSha(1)) == tree);
    QVERIFY(catalog->hasTree(bert, commitSha(1)));
    QVERIFY(*catalog->loadTree(bert, commitSha(1)) == tree);
    QVERIFY(catalog->fileInMemory(bert, commitSha(2), "config.json") == gitFile("config.json", 3));
    QVERIFY(*catalog->loadFile(bert, commitSha(2), "config.json") == gitFile("config.json", 3));
    QCOMPARE(catalog->documentInMemory("info")->fetchedAt, 13);
    QCOMPARE((*catalog->loadDocument("info"))->body, std::string("{}"));
    QCOMPARE(catalog->blobs()->at(0).hits, 1);
    QCOMPARE(catalog->wanted(10)->size(), 1u);
}

void CatalogTest::putIsReadableWhenMemoryIsScarce()
{
    test::OpenCatalog catalog(test::withoutMemory());
    for (std::uint64_t i = 0; i < 200; ++i) {
        catalog->putTree(bert, commitSha(i), Tree::fromEntries({gitFile("a", i)}));
        catalog->putFile(bert, commitSha(i), gitFile("b", i));
        catalog->putDocument(std::to_string(i), {std::to_string(i), "", "", "", 0});
        if (i % 70 == 0)
            QVERIFY(catalog->flush().has_value());
        QVERIFY((*catalog->loadTree(bert, commitSha(i)))->find("a") == gitFile("a", i));
        QVERIFY(*catalog->loadFile(bert, commitSha(i), "b") == gitFile("b", i));
        QCOMPARE((*catalog->loadDocument(std::to_string(i)))->body, std::to_string(i));
    }
    QVERIFY(catalog->flush().has_value());
    QVERIFY(!catalog->treeInMemory(bert, commitSha(3)));
    for (std::uint64_t i = 0; i < 200; ++i)
        QVERIFY((*catalog->loadTree(bert, commitSha(i)))->find("a") == gitFile("a", i));
}

void CatalogTest::reposAndRefsSurviveRestart()
{
    test::OpenCatalog catalog;
    const auto dataset = repoKey("org/set", RepoType::Dataset);
    catalog->putRepo({bert, Access::Public, 11});
    catalog->putRepo({dataset, Access::Gated, 12});
    catalog->putAlias(legacy, bert);
    catalog->putRef(bert, revision("refs/pr/1"), {commitSha(5), 77});
    catalog.restart();
    QCOMPARE(catalog->repo(bert)->access, Access::Public);
    QCOMPARE(catalog->repo(dataset)->access, Access::Gated);
    QVERIFY(catalog->canonical(legacy) == bert);
    QVERIFY(catalog->ref(legacy, revision("refs/pr/1"))->commit == commitSha(5));
    QCOMPARE(catalog->refs(bert).size(), 1u);
    catalog->removeAlias(legacy);
    catalog.restart();
    QVERIFY(!catalog->canonical(legacy));
}

void CatalogTest::treeSurvivesRestart()
{
    test::OpenCatalog catalog;
    const auto entries = test::manyFiles(5000);
    catalog->putTree(bert, commitSha(1), Tree::fromEntries(entries));
    catalog.restart();
    QVERIFY(catalog->hasTree(bert, commitSha(1)));
    QVERIFY(!catalog->treeInMemory(bert, commitSha(1)));
    const auto tree = catalog->loadTree(bert, commitSha(1));
    QVERIFY(tree && *tree);
    QCOMPARE((*tree)->size(), entries.size());
    for (const auto &entry : entries)
        QVERIFY((*tree)->find(entry.path) == entry);
}

void CatalogTest::unknownThingsAreNotErrors()
{
    test::OpenCatalog catalog;
    QVERIFY(!catalog->repo(bert));
    QVERIFY(!catalog->ref(bert, revision("main")));
    QVERIFY(!catalog->hasTree(bert, commitSha(1)));
    QVERIFY(catalog->loadTree(bert, commitSha(1)).value() == nullptr);
    QVERIFY(!catalog->loadFile(bert, commitSha(1), "a").value());
    QVERIFY(catalog->loadDocument("a").value() == nullptr);
    QVERIFY(catalog->blobs()->empty());
    QVERIFY(catalog->days(DayOf::Client, "2026-11-21")->empty());
    QVERIFY(catalog->wanted(10)->empty());
    catalog->removeRef(bert, revision("main"));
    catalog->removeDocument("a");
    catalog->removeTree(bert, commitSha(1));
    catalog->blobRemoved(blobHash(1));
    QVERIFY(catalog->flush().has_value());
}

void CatalogTest::commitsLieSideBySide()
{
    test::OpenCatalog catalog;
    catalog->putTree(bert, commitSha(1), Tree::fromEntries({gitFile("README.md", 1), lfsFile("model.bin", 2)}));
    catalog->putTree(bert, commitSha(2), Tree::fromEntries({gitFile("README.md", 9), lfsFile("model.bin", 2)}));
    catalog.restart();
    QCOMPARE(catalog->commits(bert).size(), 2u);
    const auto old = *catalog->loadTree(bert, commitSha(1));
    const auto now = *catalog->loadTree(bert, commitSha(2));
    QVERIFY(old->find("README.md")->blobName() != now->find("README.md")->blobName());
    QCOMPARE(old->find("model.bin")->blobName(), now->find("model.bin")->blobName());
}

void CatalogTest::forcePushSwitchesTheRef()
{
    test::OpenCatalog catalog;
    catalog->putRef(bert, revision("main"), {commitSha(1), 10});
    catalog->putTree(bert, commitSha(1), Tree::fromEntries({gitFile("a", 1)}));
    catalog->putRef(bert, revision("main"), {commitSha(2), 20});
    QVERIFY(catalog->ref(bert, revision("main"))->commit == commitSha(2));
    catalog.restart();
    QVERIFY(catalog->ref(bert, revision("main"))->commit == commitSha(2));
    QVERIFY(catalog->hasTree(bert, commitSha(1)));
}

void CatalogTest::removedRefStaysRemoved()
{
    test::OpenCatalog catalog;
    catalog->putRef(bert, revision("dev"), {commitSha(1), 10});
    catalog->removeRef(bert, revision("dev"));
    QVERIFY(!catalog->ref(bert, revision("dev")));
    catalog.restart();
    QVERIFY(!catalog->ref(bert, revision("dev")));
}

void CatalogTest::removedTreeStaysRemoved()
{
    test::OpenCatalog catalog;
    catalog->putTree(bert, commitSha(1), Tree::fromEntries({gitFile("a", 1)}));
    catalog->removeTree(bert, commitSha(1));
    QVERIFY(!*catalog->loadTree(bert, commitSha(1)));
    catalog.restart();
    QVERIFY(!catalog->hasTree(bert, commitSha(1)));
}

void CatalogTest::renamedRepoKeepsItsTrees()
{
    test::OpenCatalog catalog(test::withoutMemory());
    catalog->putRepo({legacy, Access::Gated, 5});
    catalog->putRef(legacy, revision("main"), {commitSha(1), 10});
    catalog->putTree(legacy, commitSha(1), Tree::fromEntries({gitFile("a", 1)}));
    catalog->putFile(legacy, commitSha(2), gitFile("b", 2));
    QVERIFY(catalog->flush().has_value());
    catalog->putAlias(legacy, bert);
    QVERIFY((*catalog->loadTree(bert, commitSha(1)))->find("a"));
    QVERIFY((*catalog->loadTree(legacy, commitSha(1)))->find("a"));
    catalog.restart();
    QCOMPARE(catalog->repo(legacy)->access, Access::Gated);
    QVERIFY(catalog->repo(bert)->key == bert);
    QVERIFY(catalog->ref(bert, revision("main"))->commit == commitSha(1));
    QVERIFY((*catalog->loadTree(bert, commitSha(1)))->find("a"));
    QVERIFY(catalog->loadFile(bert, commitSha(2), "b")->has_value());
}

void CatalogTest::renamedRepoKeepsItsTreesBeforeTheyAreCommitted()
{
    test::OpenCatalog catalog;
    catalog->putTree(legacy, commitSha(1), Tree::fromEntries({gitFile("a", 1)}));
    catalog->putAlias(legacy, bert);
    QVERIFY(catalog->treeInMemory(bert, commitSha(1)));
    QVERIFY((*catalog->loadTree(bert, commitSha(1)))->find("a"));
    catalog.restart();
    QVERIFY((*catalog->loadTree(bert, commitSha(1)))->find("a"));
}

void CatalogTest::renamedTwiceSurvivesRestart()
{
    test::OpenCatalog catalog;
    const auto newest = repoKey("newest/bert");
    catalog->putTree(legacy, commitSha(1), Tree::fromEntries({gitFile("a", 1)}));
    catalog->putAlias(legacy, bert);
    catalog->putAlias(bert, newest);
    catalog.restart();
    QVERIFY(catalog->canonical(legacy) == newest);
    QVERIFY(catalog->canonical(bert) == newest);
    QVERIFY((*catalog->loadTree(legacy, commitSha(1)))->find("a"));
}

void CatalogTest::accessLearnedUnderAnOldNameSurvivesRestart()
{
    test::OpenCatalog catalog;
    catalog->putRepo({bert, Access::Public, 5});
    catalog->putRepo({legacy, Access::Private, 6});
    catalog->putAlias(legacy, bert);
    QCOMPARE(catalog->repo(bert)->access, Access::Private);
    catalog.restart();
    QCOMPARE(catalog->repo(bert)->access, Access::Private);
    QCOMPARE(catalog->repos().size(), 1u);
    catalog->putRepo({legacy, Access::Public, 7});
    catalog.restart();
    QVERIFY(catalog->canonical(legacy) == bert);
    QCOMPARE(catalog->repo(bert)->access, Access::Public);
}

void CatalogTest::goneRepoIsMarkedAndKept()
{
    test::OpenCatalog catalog;
    catalog->putTree(bert, commitSha(1), Tree::fromEntries({gitFile("a", 1)}));
    catalog->putRepo({bert, Access::Public, 5, Presence::Gone, 1234});
    catalog.restart();
    QCOMPARE(catalog->repo(bert)->presence, Presence::Gone);
    QCOMPARE(catalog->repo(bert)->presenceSince, 1234);
    QVERIFY(*catalog->loadTree(bert, commitSha(1)));
}

void CatalogTest::damagedTreeIsAsGoodAsNone()
{
    test::OpenCatalog catalog;
    catalog->putTree(bert, commitSha(1), Tree::fromEntries(test::manyFiles(100)));
    catalog->putTree(bert, commitSha(2), Tree::fromEntries(test::manyFiles(100)));
    catalog.close();
    {
        const auto file = catalog.file();
        auto connection = Connection::open(file, Connection::Mode::ReadWrite);
        const auto cut = "UPDATE tree SET body=substr(body, 1, 60) WHERE commitSha LIKE '%1'";
        QVERIFY((*connection)->run(cut).has_value());
    }
    catalog.open();
    QVERIFY(catalog->hasTree(bert, commitSha(1)));
    QVERIFY(catalog->loadTree(bert, commitSha(1)).value() == nullptr);
    QVERIFY(!catalog->hasTree(bert, commitSha(1)));
    QVERIFY(*catalog->loadTree(bert, commitSha(2)));
    catalog->putTree(bert, commitSha(1), Tree::fromEntries({gitFile("a", 1)}));
    catalog.restart();
    QVERIFY((*catalog->loadTree(bert, commitSha(1)))->find("a"));
}

void CatalogTest::loadedTreeStaysInMemory()
{
    test::OpenCatalog catalog;
    catalog->putTree(bert, commitSha(1), Tree::fromEntries({gitFile("a", 1)}));
    catalog.restart();
    const auto tree = *catalog->loadTree(bert, commitSha(1));
    QVERIFY(catalog->treeInMemory(bert, commitSha(1)) == tree);
}

void CatalogTest::readersAndWritersMeet()
{
    test::OpenCatalog catalog(test::withoutMemory());
    constexpr int threads = 4;
    constexpr std::uint64_t rounds = 150;
    std::atomic<int> wrong{0};
    std::vector<std::thread> crowd;
    for (int t = 0; t < threads; ++t) {
        crowd.emplace_back([&catalog, t, &wrong] {
            const auto repo = repoKey("org/repo" + std::to_string(t % 2));
            for (std::uint64_t i = 0; i < rounds; ++i) {
                const auto number = i * threads + static_cast<std::uint64_t>(t);
                catalog->putTree(repo, commitSha(number), Tree::fromEntries({gitFile("a", number)}));
                catalog->putRef(repo, revision("main"), {commitSha(number), 1});
                catalog->putDocument("shared", {std::to_string(number), "", "", "", 1});
                catalog->blobUsed(blobHash(i % 5));
                const auto tree = catalog->loadTree(repo, commitSha(number));
                wrong += tree && *tree && (*tree)->find("a") == gitFile("a", number) ? 0 : 1;
                const auto ref = catalog->ref(repo, revision("main"));
                wrong += ref && catalog->hasTree(repo, ref->commit) ? 0 : 1;
                const auto document = catalog->loadDocument("shared");
                wrong += document && *document ? 0 : 1;
                if (i % 50 == 0)
                    wrong += catalog->flush() ? 0 : 1;
                if (i % 40 == 0)
                    catalog->putAlias(repoKey("old/name" + std::to_string(i)), repo);
            }
        });
    }
    for (auto &thread : crowd)
        thread.join();
    QCOMPARE(wrong.load(), 0);
    std::int64_t hits = 0;
    const auto blobs = catalog->blobs();
    for (const auto &blob : *blobs)
        hits += blob.hits;
    QCOMPARE(hits, static_cast<std::int64_t>(threads * rounds));
    catalog.restart();
    QCOMPARE(catalog->commits(repoKey("org/repo0")).size() + catalog->commits(repoKey("org/repo1")).size(),
             static_cast<std::size_t>(threads * rounds));
}

QTEST_GUILESS_MAIN(CatalogTest)
#include "catalog_test.moc"
