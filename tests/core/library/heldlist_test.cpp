// What the list of held repos says of shared, pinned and used bytes.
#include <QtTest>

#include "core/sweep/views.h"
#include "library/heldlist.h"

using namespace mirrorlake;
using namespace mirrorlake::library;
using test::blobName;
using test::heldBlob;

namespace {

RepoKey key(const char *id, RepoType type = RepoType::Model)
{
    return {type, *RepoId::parse(id)};
}

sweep::HeldSnapshot commitOf(const RepoKey &repo, int number, std::vector<std::uint32_t> blobs)
{
    return {repo, *CommitSha::parse(fmt::format("{:040x}", number)), true, std::move(blobs)};
}

/// Repo a has blobs 0, 1 and 2 in two commits, repo b has 2 and 3; blob 4 is nobody's.
sweep::CacheView view()
{
    sweep::CacheView view;
    for (int i = 0; i < 5; ++i)
        view.blobs.push_back(heldBlob(i, 100 << i, 100 - i));
    view.snapshots = {commitOf(key("org/a"), 1, {0, 1}), commitOf(key("org/a"), 2, {1, 2}),
                      commitOf(key("org/b", RepoType::Dataset), 3, {2, 3})};
    return view;
}

HeldList listOf(const sweep::CacheView &view, const std::vector<sweep::Pin> &pins = {})
{
    return HeldList(
        view, pins,
        [](const RepoKey &) {
            return std::vector{std::pair{*Revision::parse("main"),
                                         catalog::RefRecord{*CommitSha::parse(fmt::format("{:040x}", 2)), 0}}};
        },
        [](const RepoKey &) { return std::nullopt; });
}

} // namespace

class HeldListTest : public QObject
{
    Q_OBJECT

private slots:
    void eachBlobCountsOnceInARepo();
    void whatOthersHaveIsSharedAndNotFreed();
    void pinnedAndReadBytesAreNotFreed();
    void pinsAreWholeOrPartly();
    void revisionsSayTheirNamesAndWhatTheyFree();
    void pagesAreSortedAndCut();
    void blobsOfNoCommitAreStray();
    void tenThousandReposAreListedAtOnce();
};

void HeldListTest::eachBlobCountsOnceInARepo()
{
    const HeldList list = listOf(view());
    QCOMPARE(list.repos().size(), 2u);
    const HeldRepo *a = list.find(key("org/a"));
    QVERIFY(a);
    QCOMPARE(a->held.bytes, std::int64_t{100 + 200 + 400});
    QCOMPARE(a->held.files, std::int64_t{3});
    QCOMPARE(a->hits, std::int64_t{3});
    QCOMPARE(a->held.lastUsedAt, test::now - 98);
    QVERIFY(!list.find(key("org/b")));
    QCOMPARE(list.sizeOf(blobName(3).hash().text()).value_or(0), std::int64_t{800});
    QVERIFY(!list.sizeOf(blobName(9).hash().text()));
    QVERIFY(!list.sizeOf("no hash"));
}

void HeldListTest::whatOthersHaveIsSharedAndNotFreed()
{
    const HeldList list = listOf(view());
    const HeldRepo *a = list.find(key("org/a"));
    QCOMPARE(a->sharedBytes, std::int64_t{400});
    QCOMPARE(a->freedBytes, std::int64_t{300});
    QCOMPARE(list.find(key("org/b", RepoType::Dataset))->freedBytes, std::int64_t{800});
}

void HeldListTest::pinnedAndReadBytesAreNotFreed()
{
    sweep::CacheView pinned = view();
    pinned.blobs[0].isPinned = true;
    pinned.blobs[3].isInUse = true;
    const HeldList list = listOf(pinned);
    QCOMPARE(list.find(key("org/a"))->freedBytes, std::int64_t{200});
    QCOMPARE(list.find(key("org/b", RepoType::Dataset))->freedBytes, std::int64_t{0});
}

void HeldListTest::pinsAreWholeOrPartly()
{
    const HeldList list = listOf(view(), {*sweep::Pin::parse("org/*:*.json"), *sweep::Pin::parse("datasets/org/b"),
                                          *sweep::Pin::parse("datasets/org/b@main")});
    QVERIFY(list.find(key("org/a"))->held.pinned == Pinned::Partly);
    QVERIFY(list.find(key("org/b", RepoType::Dataset))->held.pinned == Pinned::Whole);
}

void HeldListTest::revisionsSayTheirNamesAndWhatTheyFree()
{
    const HeldList list = listOf(view());
    const auto &revisions = list.find(key("org/a"))->revisions;
    QCOMPARE(revisions.size(), 2u);
    QCOMPARE(revisions[0].commit, fmt::format("{:040x}", 2)); // the last used first
    QVERIFY(revisions[0].names == std::vector<std::string>{"main"});
    QCOMPARE(revisions[0].bytes, std::int64_t{600});
    QCOMPARE(revisions[0].freedBytes, std::int64_t{0}); // one is in the other commit, one in the other repo
    QCOMPARE(revisions[1].freedBytes, std::int64_t{100});
    QVERIFY(revisions[1].names.empty());
}

void HeldListTest::pagesAreSortedAndCut()
{
    const HeldList list = listOf(view());
    HeldQuestion question;
    question.sort = "size";
    question.limit = 1;
    HeldPage page = list.page(question);
    QCOMPARE(page.count, std::int64_t{2});
    QCOMPARE(page.bytes, std::int64_t{3100});
    QCOMPARE(page.repos.size(), 1u);
    QCOMPARE(page.repos[0].repo.id.text(), std::string("org/b"));
    question.offset = 1;
    QCOMPARE(list.page(question).repos.front().repo.id.text(), std::string("org/a"));
    question.offset = 7;
    QVERIFY(list.page(question).repos.empty());
    question = {"ORG/B", "dataset"};
    QCOMPARE(list.page(question).count, std::int64_t{1});
    question = {"org/b", "model"};
    QCOMPARE(list.page(question).count, std::int64_t{0});
    question = {};
    question.sort = "name";
    question.isAscending = true;
    QCOMPARE(list.page(question).repos.front().repo.id.text(), std::string("org/a"));
}

void HeldListTest::blobsOfNoCommitAreStray()
{
    const HeldList list = listOf(view());
    QCOMPARE(list.strayBytes(), std::int64_t{1600});
    QCOMPARE(list.files(), std::int64_t{5});
}

void HeldListTest::tenThousandReposAreListedAtOnce()
{
    sweep::CacheView large;
    for (int i = 0; i < 100'000; ++i)
        large.blobs.push_back(heldBlob(i, 1, i));
    for (int repo = 0; repo < 10'000; ++repo) {
        std::vector<std::uint32_t> blobs;
        for (int i = 0; i < 10; ++i)
            blobs.push_back(static_cast<std::uint32_t>(10 * repo + i));
        large.snapshots.push_back(commitOf(key(("org/n" + std::to_string(repo)).c_str()), repo, std::move(blobs)));
    }
    QElapsedTimer timer;
    timer.start();
    const HeldList list = listOf(large);
    HeldQuestion question;
    question.sort = "size";
    question.limit = 50;
    const HeldPage page = list.page(question);
    qInfo("%lld ms", timer.elapsed());
    QCOMPARE(page.count, std::int64_t{10'000});
    QCOMPARE(page.repos.size(), 50u);
}

QTEST_GUILESS_MAIN(HeldListTest)
#include "heldlist_test.moc"
