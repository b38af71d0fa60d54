#include <QtTest>

#include "opencatalog.h"
#include "samples.h"

#include <algorithm>

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

template<typename Rows, typename Matches>
const typename Rows::value_type *findRow(const Rows &rows, Matches matches)
{
    const auto found = std::find_if(rows.begin(), rows.end(), matches);
    return found == rows.end() ? nullptr : &*found;
}

} // namespace

class CatalogDataTest : public QObject
{
    Q_OBJECT

private slots:
    void jobsComeBackAsTheyWerePut();
    void jobsKeepTheirLastLines();
    void filesAndDocumentsSurviveRestart();
    void removedDocumentStaysRemoved();
    void blobUsesAreCountedTogether();
    void removedBlobIsForgotten();
    void clientDaysAddUp();
    void daysOfAMonthAreSummed();
    void daysAndMonthsAreSummedOverAllClients();
    void clientTotalsLeaveTheHouseOut();
    void wantedIsCountedAndEnds();
    void wantedListIsBounded();
    void documentsAreBounded();
    void manyPutsAreAllWritten();
};

void CatalogDataTest::filesAndDocumentsSurviveRestart()
{
    test::OpenCatalog catalog;
    auto odd = lfsFile("a folder/\xe6\xa8\xa1\xe5\x9e\x8b #1%.bin", 3);
    catalog->putFile(bert, commitSha(1), odd);
    const Document document{std::string("\0binary\xff", 8), "application/json",     "\"e\"", commitSha(1).text(), 99,
                            "/api/models?cursor=x",         "X-Total-Count: 26\r\n"};
    catalog->putDocument("info?blobs=true", document);
    catalog->putDocument("empty", {});
    catalog.restart();
    QVERIFY(!catalog->fileInMemory(bert, commitSha(1), odd.path));
    QVERIFY(*catalog->loadFile(bert, commitSha(1), odd.path) == odd);
    QVERIFY(catalog->fileInMemory(bert, commitSha(1), odd.path) == odd);
    const auto loaded = *catalog->loadDocument("info?blobs=true");
    QVERIFY(loaded);
    QCOMPARE(loaded->body, document.body);
    QCOMPARE(loaded->contentType, document.contentType);
    QCOMPARE(loaded->etag, document.etag);
    QCOMPARE(loaded->commit, document.commit);
    QCOMPARE(loaded->fetchedAt, 99);
    QCOMPARE(loaded->next, document.next);
    QCOMPARE(loaded->headers, document.headers);
    QCOMPARE((*catalog->loadDocument("empty"))->body, std::string());
}

void CatalogDataTest::removedDocumentStaysRemoved()
{
    test::OpenCatalog catalog;
    catalog->putDocument("info", {"{}", "", "", "", 1});
    catalog.restart();
    catalog->removeDocument("info");
    QVERIFY(!catalog->documentInMemory("info"));
    QVERIFY(!*catalog->loadDocument("info"));
    QVERIFY(catalog->flush().has_value());
    QVERIFY(!*catalog->loadDocument("info"));
}

void CatalogDataTest::blobUsesAreCountedTogether()
{
    test::OpenCatalog catalog;
    catalog->blobCompleted(blobHash(1), 4096);
    catalog.clock.advance(std::chrono::seconds(10));
    for (int i = 0; i < 1000; ++i)
        catalog->blobUsed(blobHash(1));
    catalog->blobUsed(blobHash(2));
    catalog.restart();
    catalog->blobUsed(blobHash(1));
    const auto blobs = catalog->blobs();
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

void CatalogDataTest::removedBlobIsForgotten()
{
    test::OpenCatalog catalog;
    catalog->blobCompleted(blobHash(1), 4096);
    catalog->blobUsed(blobHash(1));
    catalog->blobRemoved(blobHash(1));
    QVERIFY(catalog->blobs()->empty());
}

void CatalogDataTest::clientDaysAddUp()
{
    test::OpenCatalog catalog;
    catalog->addDay(DayOf::Client, {"2026-11-21", "10.0.0.1", 100, 40, 2, 1});
    catalog->addDay(DayOf::Client, {"2026-11-21", "10.0.0.1", 10, 0, 1, 1});
    catalog->addDay(DayOf::Client, {"2026-11-22", "10.0.0.1", 7, 7, 1, 0});
    catalog.restart();
    const auto days = catalog->days(DayOf::Client, "2026-11-21");
    QCOMPARE(days->size(), 1u);
    QCOMPARE(days->at(0).servedBytes, 110);
    QCOMPARE(days->at(0).fetchedBytes, 40);
    QCOMPARE(days->at(0).files, 3);
    QCOMPARE(days->at(0).hits, 2);
}

void CatalogDataTest::daysOfAMonthAreSummed()
{
    test::OpenCatalog catalog;
    catalog->addDay(DayOf::Repo, {"2026-10-31", "hf:models/org/a", 1, 0, 1, 0, 0});
    catalog->addDay(DayOf::Repo, {"2026-11-01", "hf:models/org/a", 10, 0, 2, 1, 1});
    catalog->addDay(DayOf::Repo, {"2026-11-30", "hf:models/org/a", 20, 0, 3, 2, 0});
    catalog->addDay(DayOf::Repo, {"2026-11-30", "hf:models/org/b", 500, 0, 1, 0, 0});
    catalog->addDay(DayOf::Repo, {"2026-12-01", "hf:models/org/a", 1, 0, 1, 0, 0});
    catalog->addDay(DayOf::Route, {.day = "2026-11-30", .name = "https://hub.example", .fetchedBytes = 9});
    const auto month = catalog->days(DayOf::Repo, "2026-11");
    QCOMPARE(month->size(), 2u);
    QVERIFY((month->at(0) == DayRow{"2026-11", "hf:models/org/b", 500, 0, 1, 0, 0}));
    QVERIFY((month->at(1) == DayRow{"2026-11", "hf:models/org/a", 30, 0, 5, 3, 1}));
    QCOMPARE(catalog->days(DayOf::Repo, "2026-11-30")->size(), 2u);
    QCOMPARE(catalog->days(DayOf::Route, "2026-11")->at(0).fetchedBytes, 9);
    QVERIFY(catalog->days(DayOf::Repo, "2026")->empty());
}

void CatalogDataTest::daysAndMonthsAreSummedOverAllClients()
{
    test::OpenCatalog catalog;
    catalog->addDay(DayOf::Client, {"2026-10-31", "10.0.0.1", 1, 0, 1, 0, 0});
    catalog->addDay(DayOf::Client, {"2026-11-01", "10.0.0.1", 100, 0, 2, 1, 1});
    catalog->addDay(DayOf::Client, {"2026-11-01", "10.0.0.2", 50, 0, 1, 1, 0});
    catalog->addDay(DayOf::Client, {.day = "2026-11-01", .fetchedBytes = 40});
    catalog->addDay(DayOf::Client, {"2026-11-02", "10.0.0.2", 5, 0, 1, 1, 0});
    const auto days = catalog->dayTotals("2026-11-01");
    QCOMPARE(days->size(), 2u);
    QVERIFY((days->at(0) == DayRow{"2026-11-01", "", 150, 40, 3, 2, 1}));
    QCOMPARE(days->at(0).saved(), 110);
    const auto ofOne = catalog->clientDays("10.0.0.1", "2026-11-01");
    QCOMPARE(ofOne->size(), 1u);
    QVERIFY((ofOne->at(0) == DayRow{"2026-11-01", "10.0.0.1", 100, 0, 2, 1, 1}));
    const auto months = catalog->monthTotals();
    QCOMPARE(months->size(), 2u);
    QCOMPARE(months->at(0).day, std::string("2026-10"));
    QVERIFY((months->at(1) == DayRow{"2026-11", "", 155, 40, 4, 3, 1}));
}

void CatalogDataTest::clientTotalsLeaveTheHouseOut()
{
    test::OpenCatalog catalog;
    catalog->addDay(DayOf::Client, {"2026-11-21", "10.0.0.1", 100, 0, 2, 1});
    catalog->addDay(DayOf::Client, {"2026-11-22", "10.0.0.1", 7, 0, 1, 0});
    catalog->addDay(DayOf::Client, {"2026-11-22", "", 0, 5000, 0, 0});
    const auto totals = catalog->clientTotals();
    QCOMPARE(totals->size(), 1u);
    QCOMPARE(totals->at(0).first, std::string("10.0.0.1"));
    QCOMPARE(totals->at(0).second, 107);
    QCOMPARE(catalog->days(DayOf::Client, "2026-11-22")->size(), 2u);
}

void CatalogDataTest::wantedIsCountedAndEnds()
{
    test::OpenCatalog catalog;
    catalog->addWanted(bert, revision("main"), "a");
    catalog->addWanted(bert, revision("main"), "a");
    QVERIFY(catalog->flush().has_value());
    catalog.clock.advance(std::chrono::seconds(5));
    catalog->addWanted(bert, revision("main"), "a");
    catalog.clock.advance(std::chrono::seconds(5));
    catalog->addWanted(bert, revision("main"), "");
    catalog.restart();
    auto wanted = catalog->wanted(10);
    QCOMPARE(wanted->size(), 2u);
    QCOMPARE(wanted->at(0).path, std::string());
    QCOMPARE(wanted->at(1).path, std::string("a"));
    QCOMPARE(wanted->at(1).times, 3);
    QCOMPARE(wanted->at(1).askedAt, unixSeconds(catalog.clock.wall()) - 5);
    QVERIFY(wanted->at(1).repo == bert);
    QCOMPARE(catalog->wanted(1)->size(), 1u);
    catalog->addWanted(bert, revision("main"), "a");
    catalog->removeWanted(bert, revision("main"), "a");
    QCOMPARE(catalog->wanted(10)->size(), 1u);
    catalog.restart();
    catalog->removeWanted(bert, revision("main"), "");
    QVERIFY(catalog->wanted(10)->empty());
}

void CatalogDataTest::wantedListIsBounded()
{
    test::OpenCatalog catalog;
    CatalogOptions options;
    options.maxWanted = 50;
    catalog.restart(options);
    for (int round = 0; round < 3; ++round) {
        catalog.clock.advance(std::chrono::seconds(1));
        for (int i = 0; i < 40; ++i)
            catalog->addWanted(bert, revision("main"), std::to_string(round * 100 + i));
        QVERIFY(catalog->flush().has_value());
    }
    const auto wanted = catalog->wanted(1000);
    QCOMPARE(wanted->size(), 50u);
    QCOMPARE(std::count_if(wanted->begin(), wanted->end(), [](const Wanted &one) { return one.path[0] == '2'; }), 40);
}

void CatalogDataTest::documentsAreBounded()
{
    test::OpenCatalog catalog;
    CatalogOptions options = test::withoutMemory();
    options.maxDocuments = 300;
    catalog.restart(options);
    for (int i = 0; i < 1000; ++i)
        catalog->putDocument(std::to_string(i), {"body", "", "", "", i});
    QVERIFY(catalog->flush().has_value());
    QVERIFY(!*catalog->loadDocument("699"));
    QVERIFY(*catalog->loadDocument("700"));
    QVERIFY(*catalog->loadDocument("999"));
}

void CatalogDataTest::manyPutsAreAllWritten()
{
    test::OpenCatalog catalog;
    for (std::uint64_t i = 0; i < 5000; ++i)
        catalog->putFile(bert, commitSha(1), gitFile(std::to_string(i), i));
    catalog.restart();
    for (std::uint64_t i = 0; i < 5000; ++i)
        QVERIFY(catalog->loadFile(bert, commitSha(1), std::to_string(i))->has_value());
}

void CatalogDataTest::jobsKeepTheirLastLines()
{
    test::OpenCatalog catalog;
    for (int number = 1; number <= 203; ++number)
        catalog->putJobLine(3, {1000 + number, "info", "line " + std::to_string(number)});
    catalog->putJobLine(4, {1, "error", "another job"});
    const auto lines = catalog->jobLines(3);
    QVERIFY(lines);
    QCOMPARE(lines->size(), 200u);
    QVERIFY((lines->front() == JobLine{1004, "info", "line 4"}));
    QCOMPARE(lines->back().text, std::string("line 203"));
    catalog->removeJob(3);
    QVERIFY(catalog->jobLines(3)->empty());
    QCOMPARE(catalog->jobLines(4)->size(), 1u);
}

void CatalogDataTest::jobsComeBackAsTheyWerePut()
{
    JobRecord job{3, repoKey("org/name"), revision("main"), R"({"preset":"everything"})", "22:00-06:00", 5, 2, true};
    job.state = "downloading";
    job.failures = R"([{"path":"a.bin","reason":"gone"}])";
    job.bytes = 1'000'000'000'000;
    job.doneBytes = 7;
    test::OpenCatalog catalog;
    catalog->putJob({4, repoKey("org/gone"), revision("v1")});
    catalog->putJob({3, repoKey("org/name"), revision("main")});
    catalog->putJob(job);
    catalog->removeJob(4);
    for (int start = 0; start < 2; ++start) {
        const auto jobs = catalog->jobs();
        QVERIFY(jobs);
        QCOMPARE(jobs->size(), 1u);
        QVERIFY(jobs->front() == job);
        catalog.restart();
    }
}

QTEST_GUILESS_MAIN(CatalogDataTest)
#include "catalogdata_test.moc"
