// The floor of the disk, and what counts as taken.
#include <QTest>

#include "store/blobstore.h"
#include "store/disk.h"
#include "store/partialblob.h"
#include "store/space.h"

#include <QTemporaryDir>

#include <unistd.h>

using namespace mirrorlake;
using namespace mirrorlake::store;

namespace {

constexpr std::int64_t mib = 1024 * 1024;

BlobHash blob(char digit)
{
    return *BlobHash::parse(std::string(64, digit));
}

/// A disk of a given size that cannot reserve.
class SparseDisk final : public Disk
{
public:
    Result<bool> allocate(int descriptor, std::int64_t size) override
    {
        if (::ftruncate(descriptor, size) != 0)
            return fail(ErrorCode::Io, "cannot set the size");
        return false;
    }
    Result<DiskUsage> usage(const std::filesystem::path &) override { return DiskUsage{free, 1000 * mib}; }
    std::int64_t free = 100 * mib;
};

} // namespace

class SpaceTest : public QObject
{
    Q_OBJECT

private slots:
    void floorIsNeverCrossed();
    void floorIsTheLessOfTwo();
    void sparsePromiseCountsUntilItIsWritten();
};

void SpaceTest::floorIsNeverCrossed()
{
    const QTemporaryDir folder;
    const auto disk = std::make_shared<SparseDisk>();
    const auto store =
        std::move(*BlobStore::open({.folder = folder.path().toStdString(), .keepFree = {95 * mib}, .disk = disk}));
    QCOMPARE(store->freeSpace().count, 5 * mib);
    const auto tooLarge = std::move(*store->openPartial(blob('1'), 6 * mib));
    const Result<void> refused = tooLarge->reserve();
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::NoSpace);
    const auto fits = std::move(*store->openPartial(blob('2'), 5 * mib));
    QVERIFY(fits->reserve());
    const auto another = std::move(*store->openPartial(blob('3'), 100));
    QVERIFY(!another->reserve());
}

void SpaceTest::floorIsTheLessOfTwo()
{
    QCOMPARE(floorOf({0, 100'000'000'000}, {0}), std::int64_t(5'000'000'000));
    QCOMPARE(floorOf({0, 4'000'000'000'000}, {0}), std::int64_t(10'000'000'000));
    QCOMPARE(floorOf({0, 4'000'000'000'000}, {7}), std::int64_t(7));
}

void SpaceTest::sparsePromiseCountsUntilItIsWritten()
{
    const QTemporaryDir folder;
    const auto disk = std::make_shared<SparseDisk>();
    const auto store =
        std::move(*BlobStore::open({.folder = folder.path().toStdString(), .keepFree = {10 * mib}, .disk = disk}));
    auto partial = std::move(*store->openPartial(blob('1'), 4 * mib));
    QVERIFY(partial->reserve());
    QCOMPARE(store->freeSpace().count, 86 * mib);
    const std::string bytes(mib, 'x');
    QVERIFY(partial->write(0, bytes));
    disk->free -= mib;
    QCOMPARE(store->freeSpace().count, 86 * mib);
    QVERIFY(partial->reserve());
    QCOMPARE(store->freeSpace().count, 86 * mib);
    partial.reset();
    QCOMPARE(store->freeSpace().count, 89 * mib);
}

QTEST_GUILESS_MAIN(SpaceTest)
#include "space_test.moc"
