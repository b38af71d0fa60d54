// What becomes of a file from outside: taken with its hash or not at all, whatever happens on the way.
#include <QTest>

#include "core/store/content.h"
#include "store/blobstore.h"
#include "store/partialblob.h"
#include "support/flippedbyte.h"
#include "support/smalldisk.h"

#include <QTemporaryDir>

#include <sys/stat.h>

#include <fstream>

using namespace mirrorlake;
using namespace mirrorlake::store;
using test::content;
using test::nameOf;

namespace {

namespace fs = std::filesystem;
constexpr std::int64_t mib = 1024 * 1024;

bool goOn(std::int64_t)
{
    return true;
}

} // namespace

class AdoptionTest : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void fileOfBothKindsOfHashIsTaken();
    void fileOutsideStaysAsItWas();
    void otherBytesAreLeftOutside();
    void whatIsHereIsNotCopied();
    void emptyFileNeedsNoPlace();
    void whatIsNoFileIsRefused();
    void stoppedCopyLeavesNothing();
    void whatAKillLeftGoesAtTheNextStart();
    void damagedPieceOfATakenFileIsKnown();
    void fullDiskTakesNothing();

private:
    fs::path outside(const std::string &bytes) const
    {
        const fs::path file = path() / "outside";
        std::ofstream(file, std::ios::binary) << bytes;
        return file;
    }
    fs::path path() const { return m_folder->path().toStdString(); }
    void reopen()
    {
        m_store.reset();
        m_store = std::move(*BlobStore::open({.folder = path() / "store", .keepFree = mebibytes(1)}));
    }
    std::size_t incoming() const
    {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator(path() / "store" / "incoming"), fs::directory_iterator()));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<BlobStore> m_store;
};

void AdoptionTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    reopen();
}

void AdoptionTest::fileOfBothKindsOfHashIsTaken()
{
    for (const std::size_t size : {std::size_t(1), std::size_t(mib), std::size_t(3 * mib + 7)}) {
        for (const auto kind : {BlobHash::Kind::Sha256, BlobHash::Kind::GitSha1}) {
            const std::string bytes = content(size);
            const BlobHash hash = nameOf(bytes, kind);
            std::int64_t read = 0;
            const auto adopted = m_store->adopt(outside(bytes), hash, [&](std::int64_t count) {
                read += count;
                return true;
            });
            QVERIFY(adopted.has_value());
            QCOMPARE(*adopted, Adopted::Taken);
            QCOMPARE(read, static_cast<std::int64_t>(size));
            QVERIFY(m_store->find(hash, static_cast<std::int64_t>(size)));
            QCOMPARE(m_store->verify(hash).value_or(Verdict::NotHere), Verdict::Right);
            QCOMPARE(incoming(), std::size_t(0));
        }
    }
    reopen();
    QVERIFY(m_store->find(nameOf(content(mib)), mib));
}

void AdoptionTest::fileOutsideStaysAsItWas()
{
    const std::string bytes = content(mib + 1);
    const fs::path file = outside(bytes);
    struct stat before = {};
    QCOMPARE(::stat(file.c_str(), &before), 0);
    QVERIFY(m_store->adopt(file, nameOf(bytes), goOn));
    struct stat after = {};
    QCOMPARE(::stat(file.c_str(), &after), 0);
    QCOMPARE(after.st_mtim.tv_nsec, before.st_mtim.tv_nsec);
    QCOMPARE(after.st_mode, before.st_mode);
    QCOMPARE(after.st_nlink, nlink_t(1)); // whoever writes to it later writes to no blob
    QCOMPARE(fs::file_size(file), std::uintmax_t(bytes.size()));
}

void AdoptionTest::otherBytesAreLeftOutside()
{
    const std::string bytes = content(2 * mib);
    const BlobHash hash = nameOf(bytes);
    const fs::path file = outside(bytes);
    test::flipByte(file, mib + 5);
    QCOMPARE(m_store->adopt(file, hash, goOn).value_or(Adopted::Taken), Adopted::OtherBytes);
    QVERIFY(!m_store->find(hash, 2 * mib));
    QVERIFY(!m_store->isUnfinished(hash));
    QCOMPARE(incoming(), std::size_t(0));
}

void AdoptionTest::whatIsHereIsNotCopied()
{
    const std::string bytes = content(mib);
    const fs::path file = outside(bytes);
    QVERIFY(m_store->adopt(file, nameOf(bytes), goOn));
    const auto again = m_store->adopt(file, nameOf(bytes), [](std::int64_t) { return false; });
    QCOMPARE(again.value_or(Adopted::Taken), Adopted::AlreadyHere);
}

void AdoptionTest::emptyFileNeedsNoPlace()
{
    QCOMPARE(m_store->adopt(outside({}), nameOf({}), goOn).value_or(Adopted::Taken), Adopted::AlreadyHere);
    QCOMPARE(m_store->adopt(outside({}), nameOf("x"), goOn).value_or(Adopted::Taken), Adopted::OtherBytes);
}

void AdoptionTest::whatIsNoFileIsRefused()
{
    QCOMPARE(m_store->adopt(path(), nameOf("x"), goOn).error().code, ErrorCode::EntryNotFound);
    const fs::path pipe = path() / "pipe";
    QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
    QCOMPARE(m_store->adopt(pipe, nameOf("x"), goOn).error().code, ErrorCode::EntryNotFound); // and waits for nobody
    QCOMPARE(m_store->adopt(path() / "nothing", nameOf("x"), goOn).error().code, ErrorCode::Io);
}

void AdoptionTest::stoppedCopyLeavesNothing()
{
    const std::string bytes = content(3 * mib);
    const auto adopted = m_store->adopt(outside(bytes), nameOf(bytes), [](std::int64_t) { return false; });
    QCOMPARE(adopted.error().code, ErrorCode::Cancelled);
    QVERIFY(!m_store->find(nameOf(bytes), 3 * mib));
    QCOMPARE(incoming(), std::size_t(0));
}

void AdoptionTest::whatAKillLeftGoesAtTheNextStart()
{
    std::ofstream(path() / "store" / "incoming" / std::string(64, 'a')) << "half";
    reopen();
    QCOMPARE(incoming(), std::size_t(0));
}

void AdoptionTest::damagedPieceOfATakenFileIsKnown()
{
    const std::string bytes = content(3 * mib);
    const BlobHash hash = nameOf(bytes);
    QVERIFY(m_store->adopt(outside(bytes), hash, goOn));
    test::flipByte(m_store->pathOf(hash), mib + 5);
    QCOMPARE(m_store->verify(hash).value_or(Verdict::NotHere), Verdict::SetAside);
    const auto partial = std::move(*m_store->openPartial(hash, 3 * mib));
    QCOMPARE(partial->recheck({0, mib}).value_or(false), true);
    QCOMPARE(partial->recheck({mib, 2 * mib}).value_or(true), false);
    QCOMPARE(partial->recheck({2 * mib, 3 * mib}).value_or(false), true);
}

void AdoptionTest::fullDiskTakesNothing()
{
    const test::SmallDisk disk("4m");
    if (!disk.isMounted())
        QSKIP(disk.refusal());
    const auto store = std::move(*BlobStore::open({.folder = disk.path() + "/store", .keepFree = mebibytes(1)}));
    const std::string bytes = content(4 * mib);
    QCOMPARE(store->adopt(outside(bytes), nameOf(bytes), goOn).error().code, ErrorCode::NoSpace);
    QVERIFY(fs::is_empty(disk.path() + "/store/incoming"));
}

QTEST_GUILESS_MAIN(AdoptionTest)
#include "adoption_test.moc"
