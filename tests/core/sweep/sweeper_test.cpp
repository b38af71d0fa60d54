#include <QTest>

#include "support/heldblob.h"
#include "support/manualclock.h"
#include "support/smalldisk.h"
#include "sweep/sweeper.h"

#include <QTemporaryDir>

#include <filesystem>

using namespace mirrorlake;
using namespace mirrorlake::sweep;
using namespace std::chrono_literals;

namespace {

const RepoKey repo{RepoType::Model, *RepoId::parse("org/name")};

CommitSha commit(char digit)
{
    return *CommitSha::parse(std::string(40, digit));
}

} // namespace

class SweeperTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_clock = std::make_unique<test::ManualClock>(unixSeconds(SystemClock().wall()));
        const std::filesystem::path folder = m_folder->path().toStdString();
        m_catalog = std::move(*catalog::Catalog::open(folder / "catalog.db", *m_clock));
        m_store = std::move(*store::BlobStore::open({.folder = folder / "store", .keepFree = mebibytes(1)}));
    }
    void cleanup()
    {
        m_sweeper.reset();
        m_catalog.reset();
    }

    void theSizeCapIsKeptAndTheLeastUsedGoes()
    {
        const BlobHash old = publish("0123456789");
        m_clock->advance(1h);
        const BlobHash fresh = publish("abcdefghij");
        m_clock->advance(2h);
        makeSweeper({.maxSize = {15}});
        m_sweeper->pass();
        QVERIFY(!isHeld(old));
        QVERIFY(isHeld(fresh));
        QCOMPARE(m_sweeper->facts().heldBytes, 10);
        QCOMPARE(m_sweeper->facts().sweptBlobs, 1);
        QVERIFY(m_sweeper->trashed().empty()); // space was needed
        const auto history = m_catalog->swept(10);
        QVERIFY(history);
        QCOMPARE(history->size(), 1u);
        QCOMPARE(history->at(0).reason, std::string("size-cap"));
        QCOMPARE(history->at(0).hash, old);
    }

    void theTrashGoesBeforeAnythingElse()
    {
        const BlobHash trashed = publish("0123456789");
        const BlobHash kept = publish("abcdefghij");
        QVERIFY(m_store->moveToTrash(trashed, unixSeconds(m_clock->wall())).value());
        m_clock->advance(2h);
        makeSweeper({.maxSize = {15}});
        m_sweeper->pass();
        QVERIFY(isHeld(kept));
        QVERIFY(m_sweeper->trashed().empty());
    }

    void evictionNeverTouchesPinnedAndSaysThatItIsShort()
    {
        const BlobHash pinned = publish("0123456789");
        name('a', "weights.bin", pinned);
        m_catalog->putPin({"org/*", "", "*.bin", 1});
        m_clock->advance(2h);
        makeSweeper({.maxSize = {5}});
        m_sweeper->pass();
        QVERIFY(isHeld(pinned));
        QVERIFY(m_sweeper->facts().isShort);
        m_catalog->removePin({"org/*", "", "*.bin", 1});
        m_sweeper->pass();
        QVERIFY(!isHeld(pinned));
        QVERIFY(!m_sweeper->facts().isShort);
    }

    void aPinOfABranchFollowsTheBranch()
    {
        const BlobHash before = publish("before");
        const BlobHash after = publish("after!");
        name('a', "file", before);
        name('b', "file", after);
        m_catalog->putRef(repo, *Revision::parse("main"), {commit('b'), 1});
        m_catalog->putPin({"org/name", "main", "", 1});
        m_clock->advance(2h);
        makeSweeper({.maxSize = {1}});
        m_sweeper->pass();
        QVERIFY(!isHeld(before));
        QVERIFY(isHeld(after));
    }

    void whatIsBeingReadStays()
    {
        const BlobHash read = publish("0123456789");
        m_clock->advance(2h);
        const auto reader = m_store->find(read, 10);
        makeSweeper({.maxSize = {5}});
        m_sweeper->pass();
        QVERIFY(isHeld(read));
    }

    void whatCanNeverFitTakesNothingAway()
    {
        const BlobHash kept = publish("0123456789");
        const BlobHash trashed = publish("abcdefghij");
        QVERIFY(m_store->moveToTrash(trashed, unixSeconds(m_clock->wall())).value());
        m_clock->advance(2h);
        makeSweeper({.minFree = {1}});
        m_sweeper->lacked(m_store->freeSpace().count + 1'000'000'000'000);
        m_sweeper->pass();
        QVERIFY(isHeld(kept));
        QCOMPARE(m_sweeper->trashed().size(), 1u);
    }

    void whatFitsOnceOthersGoIsGivenRoom()
    {
        const test::SmallDisk disk("8m");
        if (!disk.isMounted())
            QSKIP(disk.refusal());
        m_store = std::move(*store::BlobStore::open({.folder = disk.path() + "/store", .keepFree = mebibytes(1)}));
        const BlobHash old = publish(std::string(4 << 20, 'x'));
        m_clock->advance(2h);
        makeSweeper({.minFree = {1}});
        m_sweeper->lacked(std::int64_t{1} << 40); // another one, which can never fit
        m_sweeper->lacked(m_store->freeSpace().count + (1 << 20));
        m_sweeper->pass();
        QVERIFY(!isHeld(old));
        m_sweeper.reset();
        m_store.reset();
    }

    void thePreviewSaysExactlyWhatThenGoes()
    {
        const BlobHash shared = publish("shared by two commits");
        const BlobHash lone = publish("lone");
        name('a', "one", shared);
        name('b', "two", shared);
        name('b', "lone", lone);
        m_clock->advance(2h);
        SweepOptions options;
        options.rules.unit = Unit::Snapshots;
        makeSweeper(options);
        m_sweeper->pass();
        const auto preview = m_sweeper->preview(1000);
        QVERIFY(preview);
        QCOMPARE(preview->items.size(), 2u);
        QCOMPARE(preview->freed, 25);
        QCOMPARE(preview->missing, 975);
        QCOMPARE(preview->items[0].place.repo, std::string("org/name"));
        QVERIFY(isHeld(shared) && isHeld(lone));
        const auto swept = m_sweeper->sweep(1000);
        QVERIFY(swept);
        QCOMPARE(swept->freed, preview->freed);
        QCOMPARE(m_sweeper->trashed().size(), 2u);
        QCOMPARE(m_sweeper->restore(std::nullopt).value(), 2);
        QVERIFY(isHeld(shared) && isHeld(lone));
        QCOMPARE(m_sweeper->facts().heldBytes, 25);
        QVERIFY(!m_sweeper->preview(1, "nonsense"));
    }

    void theTrashIsEmptiedAfterItsDays()
    {
        const BlobHash hash = publish("gone");
        m_clock->advance(2h);
        makeSweeper({});
        QVERIFY(m_sweeper->sweep(1));
        m_clock->advance(6 * 24h);
        m_sweeper->pass();
        QCOMPARE(m_sweeper->trashed().size(), 1u);
        m_clock->advance(25h);
        m_sweeper->pass();
        QVERIFY(m_sweeper->trashed().empty());
        QVERIFY(!isHeld(hash));
    }

    void agesApplyOnceAnHourOrAtTheirTime()
    {
        const BlobHash hash = publish("aged");
        SweepOptions options;
        options.rules.maxAge = 24h;
        makeSweeper(options);
        m_clock->advance(23h);
        m_sweeper->pass();
        QVERIFY(isHeld(hash));
        m_clock->advance(2h);
        m_sweeper->pass();
        QVERIFY(!isHeld(hash));
    }

    void whatMayBeKeptNoLongerDoesNotComeBack()
    {
        const BlobHash hash = publish("licensed");
        SweepOptions options;
        options.rules.hardMaxAge = 24h;
        makeSweeper(options);
        m_clock->advance(25h);
        m_sweeper->pass();
        QVERIFY(!isHeld(hash));
        QVERIFY(m_sweeper->trashed().empty());
        QVERIFY(!m_store->find(hash, 8));
    }

    void namesLetGoOnlyWhatNobodyElseNeeds()
    {
        const BlobHash shared = publish("shared");
        const BlobHash own = publish("own");
        name('a', "shared", shared);
        name('a', "own", own);
        m_catalog->putFile({RepoType::Dataset, *RepoId::parse("o/d")}, commit('c'), test::lfsEntry("x", shared));
        makeSweeper({});
        const auto removed = m_sweeper->remove(*Pin::parse("org/name"));
        QVERIFY(removed);
        QCOMPARE(removed->items.size(), 1u);
        QVERIFY(!isHeld(own));
        QVERIFY(isHeld(shared));
    }

    void leftoversOfOldFillsGoUnlessTheyAreBeingFilled()
    {
        const BlobHash dead = *BlobHash::parse(std::string(64, 'a'));
        const BlobHash alive = *BlobHash::parse(std::string(64, 'b'));
        for (const BlobHash &hash : {dead, alive})
            QVERIFY((*m_store->openPartial(hash, 10 << 20))->write(0, std::string(100, 'x')));
        m_clock->advance(8 * 24h);
        m_filled = {alive};
        makeSweeper({});
        m_sweeper->pass();
        const auto left = m_store->partials();
        QCOMPARE(left.size(), 1u);
        QCOMPARE(left[0].hash, alive);
    }

    void whatIsNotOnRecordIsFoundAndWhatIsGoneForgotten()
    {
        const BlobHash unknown = publish("not on record");
        m_catalog->blobRemoved(unknown);
        m_catalog->blobCompleted(*BlobHash::parse(std::string(64, 'c')), 5);
        makeSweeper({});
        m_sweeper->pass();
        const auto blobs = m_catalog->blobs();
        QVERIFY(blobs);
        QCOMPARE(blobs->size(), 1u);
        QCOMPARE(blobs->at(0).hash, unknown);
        QCOMPARE(blobs->at(0).size, 13);
    }

    void theThreadKeepsTheCapWhenTheCacheGrows()
    {
        const BlobHash first = publish("0123456789");
        m_clock->advance(2h);
        makeSweeper({.maxSize = {15}});
        m_sweeper->start();
        QTRY_COMPARE_WITH_TIMEOUT(m_sweeper->facts().heldBytes, 10, 20'000);
        const BlobHash second = publish("abcdefghij");
        m_sweeper->grew(10);
        QTRY_VERIFY_WITH_TIMEOUT(!isHeld(first), 20'000);
        m_sweeper->stop();
        QVERIFY(isHeld(second));
    }

private:
    void makeSweeper(SweepOptions options)
    {
        m_sweeper.emplace(Sweeper::Parts{*m_catalog, *m_store, *m_clock, [this] { return m_filled; }}, options);
    }

    BlobHash publish(const std::string &bytes) { return test::holdBlob(*m_store, *m_catalog, bytes); }
    void name(char digit, const std::string &path, const BlobHash &hash)
    {
        m_catalog->putFile(repo, commit(digit), test::lfsEntry(path, hash));
    }
    bool isHeld(const BlobHash &hash) const { return std::filesystem::exists(m_store->pathOf(hash)); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::ManualClock> m_clock;
    std::unique_ptr<catalog::Catalog> m_catalog;
    std::unique_ptr<store::BlobStore> m_store;
    std::vector<BlobHash> m_filled;
    std::optional<Sweeper> m_sweeper;
};

QTEST_GUILESS_MAIN(SweeperTest)
#include "sweeper_test.moc"
