#include "core/store/content.h"
#include "store/blobstore.h"
#include "store/partialblob.h"

#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/stat.h>

#include <chrono>
#include <filesystem>
#include <fstream>

using namespace mirrorlake;
using namespace mirrorlake::store;
using test::content;
using test::nameOf;

namespace {

namespace fs = std::filesystem;
constexpr std::int64_t mib = 1024 * 1024;

class Rig
{
public:
    Rig() { reopen(); }
    void reopen() { store = std::move(*BlobStore::open({.folder = path(), .keepFree = mebibytes(1), .openFiles = 4})); }
    fs::path path() const { return folder.path().toStdString(); }

    BlobHash publish(const std::string &bytes, bool isClaimed = true)
    {
        const BlobHash hash = nameOf(bytes);
        const auto partial = std::move(*store->openPartial(hash, static_cast<std::int64_t>(bytes.size())));
        fill(*partial, bytes, isClaimed);
        if (!partial->publish())
            qFatal("cannot publish");
        return hash;
    }

    static void fill(PartialBlob &partial, const std::string &bytes, bool isClaimed)
    {
        if (!partial.reserve() || !partial.write(0, bytes))
            qFatal("cannot write");
        for (std::int64_t at = 0; isClaimed && at < partial.size(); at += mib) {
            const ByteRange piece{at, std::min(at + mib, partial.size())};
            if (!partial.claim(piece, *partial.hashOnDisk(piece)))
                qFatal("cannot claim");
        }
    }

    void flip(const fs::path &file, std::int64_t at) const
    {
        fs::permissions(file, fs::perms::owner_write, fs::perm_options::add);
        std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
        stream.seekg(at);
        const char old = static_cast<char>(stream.get());
        stream.seekp(at);
        stream.put(static_cast<char>(old ^ 1));
    }

    QTemporaryDir folder;
    std::unique_ptr<BlobStore> store;
};

} // namespace

class BlobStoreTest : public QObject
{
    Q_OBJECT

private slots:
    void publishedBlobIsAPlainFileNamedByItsHash();
    void partialBlobIsNotVisible();
    void claimedPiecesAreContinuedAndRechecked();
    void smallPartialBeginsAnew();
    void truncatedBlobIsSetAside();
    void changedBlobIsSetAsideAndItsGoodPiecesKept();
    void copiedCacheIsReadBackNotFetched();
    void wrongExpectationDoesNoHarm();
    void verifyFindsAFlipThatLeftNoTrace();
    void missingFileIsNotHere();
    void openReaderSurvivesRemoval();
    void descriptorsAreBounded();
    void linkUnderABlobsNameIsNotFollowed();
    void quarantineKeepsBytesAndReason();
    void orphansAreListedAndDiscarded();
    void laterFormatIsRefused();
    void startWithManyBlobsReadsNoFolder();
};

void BlobStoreTest::publishedBlobIsAPlainFileNamedByItsHash()
{
    Rig rig;
    const std::string bytes = content(3 * mib + 5);
    const BlobHash hash = rig.publish(bytes);
    const fs::path path = rig.store->pathOf(hash);
    QCOMPARE(path, rig.path() / "blobs" / "sha256" / hash.text().substr(0, 2) / hash.text());
    QCOMPARE(fs::file_size(path), bytes.size());
    const auto blob = rig.store->find(hash, static_cast<std::int64_t>(bytes.size()));
    QVERIFY(blob != nullptr);
    std::string read(bytes.size(), '\0');
    QCOMPARE(::pread(blob->descriptor(), read.data(), read.size(), 0), static_cast<ssize_t>(read.size()));
    QVERIFY(read == bytes);
    QCOMPARE(::fcntl(blob->descriptor(), F_GETFD) & FD_CLOEXEC, FD_CLOEXEC);
    QVERIFY(fs::is_empty(rig.path() / "partial"));
    QVERIFY(fs::exists(rig.path() / "pieces" / "sha256" / hash.text().substr(0, 2) / hash.text()));
}

void BlobStoreTest::partialBlobIsNotVisible()
{
    Rig rig;
    const std::string bytes = content(2 * mib);
    const BlobHash hash = nameOf(bytes);
    const auto partial = std::move(*rig.store->openPartial(hash, 2 * mib));
    Rig::fill(*partial, bytes, true);
    QVERIFY(rig.store->find(hash, 2 * mib) == nullptr);
    QVERIFY(!fs::exists(rig.store->pathOf(hash)));
}

void BlobStoreTest::claimedPiecesAreContinuedAndRechecked()
{
    Rig rig;
    const std::string bytes = content(3 * mib + 10);
    const BlobHash hash = nameOf(bytes);
    const auto size = static_cast<std::int64_t>(bytes.size());
    Rig::fill(**rig.store->openPartial(hash, size), bytes, true);
    rig.flip(rig.path() / "partial" / hash.text(), mib + 1);
    rig.reopen();
    const auto partial = std::move(*rig.store->openPartial(hash, size));
    QCOMPARE(partial->claimed().size(), std::size_t(4));
    QVERIFY(*partial->recheck({0, mib}));
    QVERIFY(!*partial->recheck({mib, 2 * mib}));
    QVERIFY(*partial->recheck({3 * mib, size}));
    QCOMPARE(partial->claimed().size(), std::size_t(3));
    QVERIFY(!partial->claimedHash(mib));
}

void BlobStoreTest::smallPartialBeginsAnew()
{
    Rig rig;
    const std::string bytes = content(1000);
    const BlobHash hash = nameOf(bytes);
    Rig::fill(**rig.store->openPartial(hash, 1000), bytes, true);
    const auto again = std::move(*rig.store->openPartial(hash, 1000));
    QVERIFY(!again->isContinuable());
    QVERIFY(again->claimed().empty());
    QCOMPARE(fs::file_size(rig.path() / "partial" / hash.text()), std::uintmax_t(0));
}

void BlobStoreTest::truncatedBlobIsSetAside()
{
    Rig rig;
    const std::string bytes = content(3 * mib);
    const BlobHash hash = rig.publish(bytes);
    fs::permissions(rig.store->pathOf(hash), fs::perms::owner_write, fs::perm_options::add);
    QVERIFY(rig.store->find(hash, 3 * mib) != nullptr); // also while its descriptor is kept
    fs::resize_file(rig.store->pathOf(hash), 2 * mib + 7);
    QVERIFY(rig.store->find(hash, 3 * mib) == nullptr);
    QVERIFY(!fs::exists(rig.store->pathOf(hash)));
    const auto partial = std::move(*rig.store->openPartial(hash, 3 * mib));
    QCOMPARE(partial->claimed().size(), std::size_t(3));
    QVERIFY(*partial->recheck({0, mib}));
    QVERIFY(*partial->recheck({mib, 2 * mib}));
    QVERIFY(!*partial->recheck({2 * mib, 3 * mib}));
}

void BlobStoreTest::changedBlobIsSetAsideAndItsGoodPiecesKept()
{
    Rig rig;
    const std::string bytes = content(3 * mib);
    const BlobHash hash = rig.publish(bytes);
    rig.flip(rig.store->pathOf(hash), 5);
    rig.reopen();
    QVERIFY(rig.store->find(hash, 3 * mib) == nullptr);
    const auto partial = std::move(*rig.store->openPartial(hash, 3 * mib));
    QVERIFY(!*partial->recheck({0, mib}));
    QVERIFY(*partial->recheck({mib, 2 * mib}));
}

void BlobStoreTest::copiedCacheIsReadBackNotFetched()
{
    Rig rig;
    for (const std::int64_t size : {std::int64_t(2000), 2 * mib + 3}) {
        const std::string bytes = content(static_cast<std::size_t>(size));
        const BlobHash hash = rig.publish(bytes, false);
        const fs::path path = rig.store->pathOf(hash);
        fs::last_write_time(path, fs::file_time_type::clock::now());
        fs::remove(rig.path() / "pieces" / "sha256" / hash.text().substr(0, 2) / hash.text());
        QVERIFY(rig.store->find(hash, size) == nullptr);
        const auto partial = std::move(*rig.store->openPartial(hash, size));
        for (const ByteRange &piece : partial->claimed())
            QVERIFY(*partial->recheck(piece));
        QCOMPARE(partial->claimed().size(), static_cast<std::size_t>((size + mib - 1) / mib));
        QVERIFY(partial->publish());
        QVERIFY(rig.store->find(hash, size) != nullptr);
    }
}

void BlobStoreTest::wrongExpectationDoesNoHarm()
{
    Rig rig;
    const BlobHash hash = rig.publish(content(5000));
    QVERIFY(rig.store->find(hash, 4999) == nullptr);
    QVERIFY(rig.store->find(hash, 5000) != nullptr);
    QVERIFY(rig.store->find(hash, 6000) == nullptr);
    QVERIFY(fs::exists(rig.store->pathOf(hash)));
}

void BlobStoreTest::verifyFindsAFlipThatLeftNoTrace()
{
    Rig rig;
    const std::string bytes = content(3 * mib);
    const BlobHash hash = rig.publish(bytes);
    QVERIFY(*rig.store->verify(hash) == Verdict::Right);
    const fs::path path = rig.store->pathOf(hash);
    struct stat before = {};
    QCOMPARE(::stat(path.c_str(), &before), 0);
    rig.flip(path, 2 * mib);
    const std::array<timespec, 2> times{before.st_atim, before.st_mtim};
    QCOMPARE(::utimensat(AT_FDCWD, path.c_str(), times.data(), 0), 0);
    const auto reader = rig.store->find(hash, 3 * mib);
    QVERIFY(reader && reader->readableEnd(mib) == 3 * mib && !reader->failure());
    QVERIFY(*rig.store->verify(hash) == Verdict::SetAside);
    QCOMPARE(reader->readableEnd(mib), mib); // whoever sends it ends here
    QCOMPARE(reader->failure()->code, ErrorCode::HashMismatch);
    QVERIFY(rig.store->find(hash, 3 * mib) == nullptr);
    QVERIFY(*rig.store->verify(hash) == Verdict::NotHere);
    const auto partial = std::move(*rig.store->openPartial(hash, 3 * mib));
    QVERIFY(*partial->recheck({0, mib}));
    QVERIFY(!*partial->recheck({2 * mib, 3 * mib}));
}

void BlobStoreTest::missingFileIsNotHere()
{
    Rig rig;
    const BlobHash hash = rig.publish(content(100));
    QVERIFY(rig.store->find(hash, 100) != nullptr);
    fs::remove(rig.store->pathOf(hash));
    QVERIFY(rig.store->find(hash, 100) == nullptr);
    QVERIFY(!*rig.store->remove(hash));
}

void BlobStoreTest::openReaderSurvivesRemoval()
{
    Rig rig;
    const std::string bytes = content(2 * mib);
    const BlobHash hash = rig.publish(bytes);
    const auto blob = rig.store->find(hash, 2 * mib);
    QVERIFY(*rig.store->remove(hash));
    QVERIFY(rig.store->find(hash, 2 * mib) == nullptr);
    std::string read(bytes.size(), '\0');
    QCOMPARE(::pread(blob->descriptor(), read.data(), read.size(), 0), static_cast<ssize_t>(read.size()));
    QVERIFY(read == bytes);
}

void BlobStoreTest::descriptorsAreBounded()
{
    Rig rig;
    const auto openFiles = [] {
        return std::distance(fs::directory_iterator("/proc/self/fd"), fs::directory_iterator());
    };
    std::vector<BlobHash> hashes;
    for (std::size_t size = 1; size <= 20; ++size)
        hashes.push_back(rig.publish(content(size)));
    const auto before = openFiles();
    for (std::size_t i = 0; i < hashes.size(); ++i)
        QVERIFY(rig.store->find(hashes[i], static_cast<std::int64_t>(i + 1)) != nullptr);
    QVERIFY(openFiles() <= before + 4);
}

void BlobStoreTest::linkUnderABlobsNameIsNotFollowed()
{
    Rig rig;
    const BlobHash hash = rig.publish(content(100));
    const fs::path path = rig.store->pathOf(hash);
    fs::rename(path, rig.path() / "elsewhere");
    fs::create_symlink(rig.path() / "elsewhere", path);
    QVERIFY(rig.store->find(hash, 100) == nullptr);
    const BlobHash other = nameOf("other");
    fs::create_symlink(rig.path() / "elsewhere", rig.path() / "partial" / other.text());
    QVERIFY(!rig.store->openPartial(other, 5));
    QCOMPARE(fs::file_size(rig.path() / "elsewhere"), std::uintmax_t(100));
}

void BlobStoreTest::quarantineKeepsBytesAndReason()
{
    Rig rig;
    const std::string bytes = content(2 * mib);
    const BlobHash hash = nameOf("not these bytes");
    const auto partial = std::move(*rig.store->openPartial(hash, 2 * mib));
    Rig::fill(*partial, bytes, true);
    QVERIFY(partial->quarantine("the hash is wrong"));
    QCOMPARE(fs::file_size(rig.path() / "quarantine" / hash.text()), bytes.size());
    std::ifstream reason(rig.path() / "quarantine" / (hash.text() + ".reason"));
    std::string line;
    std::getline(reason, line);
    QCOMPARE(line, std::string("the hash is wrong"));
    QVERIFY(fs::is_empty(rig.path() / "partial"));
    QVERIFY(rig.store->find(hash, 2 * mib) == nullptr);
}

void BlobStoreTest::orphansAreListedAndDiscarded()
{
    Rig rig;
    const std::string bytes = content(2 * mib);
    const BlobHash hash = nameOf(bytes);
    Rig::fill(**rig.store->openPartial(hash, 2 * mib), bytes, true);
    std::ofstream(rig.path() / "partial" / "nonsense") << "x";
    const std::vector<PartialFacts> found = rig.store->partials();
    QCOMPARE(found.size(), std::size_t(1));
    QVERIFY(found[0].hash == hash);
    QCOMPARE(found[0].size, 2 * mib);
    QVERIFY(found[0].taken >= 2 * mib);
    rig.store->discardPartial(hash);
    QVERIFY(rig.store->partials().empty());
}

void BlobStoreTest::laterFormatIsRefused()
{
    Rig rig;
    std::ofstream(rig.path() / "version", std::ios::trunc) << "99\n";
    const auto refused = BlobStore::open({.folder = rig.path()});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::DataFolderUnusable);
    std::ofstream(rig.path() / "version", std::ios::trunc) << "nonsense\n";
    QVERIFY(!BlobStore::open({.folder = rig.path()}));
}

void BlobStoreTest::startWithManyBlobsReadsNoFolder()
{
    Rig rig;
    // 100,000 names that all lead to few files, so that the test is quick; a scan would still meet every name.
    const fs::path blobs = rig.path() / "blobs" / "sha256";
    std::string name(64, '0');
    fs::path target;
    for (int i = 0; i < 100'000; ++i) {
        std::snprintf(name.data(), 7, "%06x", static_cast<unsigned>(i) * 167U);
        name[6] = '0';
        const fs::path folder = blobs / name.substr(0, 2);
        if (i % 30'000 == 0) {
            target = blobs / ("target" + std::to_string(i));
            std::ofstream(target) << "x";
        }
        fs::create_directories(folder);
        if (::link(target.c_str(), (folder / name).c_str()) != 0)
            QSKIP("this file system has no hard links");
    }
    const auto before = std::chrono::steady_clock::now();
    rig.reopen();
    QVERIFY(std::chrono::steady_clock::now() - before < std::chrono::seconds(2));
}

QTEST_GUILESS_MAIN(BlobStoreTest)
#include "blobstore_test.moc"
