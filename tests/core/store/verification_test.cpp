// What damage is found, by hash, without hurting readers or the disk's other users.
#include "store/blobdigest.h"
#include "store/partialblob.h"
#include "store/verification.h"
#include "support/manualclock.h"

#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

using namespace mirrorlake;
using namespace mirrorlake::store;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t mib = 1024 * 1024;

/// Bytes of one of many blobs of about two pieces.
std::string content(int number)
{
    std::string bytes(static_cast<std::size_t>(2 * mib + number), '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<char>((i * 2654435761U + static_cast<std::size_t>(number)) >> 13);
    return bytes;
}

/// Changes one byte in the middle as a bad disk does: no time says so.
void flipByte(const std::filesystem::path &path)
{
    ::chmod(path.c_str(), 0644);
    const int file = ::open(path.c_str(), O_RDWR);
    struct stat before = {};
    ::fstat(file, &before);
    char byte = 0;
    const bool isFlipped = ::pread(file, &byte, 1, mib) == 1;
    byte = static_cast<char>(byte ^ 1);
    if (!isFlipped || ::pwrite(file, &byte, 1, mib) != 1)
        qFatal("cannot flip a byte");
    const timespec times[2] = {before.st_atim, before.st_mtim};
    ::futimens(file, times);
    ::fchmod(file, 0444);
    ::close(file);
}

} // namespace

class VerificationTest : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void intactStoreIsRight();
    void everyKindOfDamageIsFound();
    void onlyTheBlobsOfARepoAreRead();
    void sampleIsAShare();
    void limitSpreadsReadingOverTime();
    void stopEndsItEarly();
    void readerOfADamagedBlobKeepsWhatItHas();

private:
    NamedBlob publish(int number);
    VerificationReport verified(VerificationOptions options = {});

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<BlobStore> m_store;
    test::ManualClock m_clock;
    std::chrono::milliseconds m_paused{};
};

void VerificationTest::init()
{
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_store = std::move(*BlobStore::open({.folder = m_folder->path().toStdString(), .keepFree = mebibytes(1)}));
    m_paused = 0ms;
}

NamedBlob VerificationTest::publish(int number)
{
    const std::string bytes = content(number);
    const auto size = static_cast<std::int64_t>(bytes.size());
    BlobDigest digest(BlobHash::Kind::Sha256, size);
    digest.update(bytes);
    const BlobHash hash = *BlobHash::parse(digest.finish());
    const auto partial = std::move(*m_store->openPartial(hash, size));
    if (!partial->reserve() || !partial->write(0, bytes) || !partial->publish())
        qFatal("cannot publish");
    return {hash, size};
}

VerificationReport VerificationTest::verified(VerificationOptions options)
{
    Verification verification(*m_store, std::move(options), m_clock, [this](std::chrono::milliseconds time) {
        m_paused += time;
        m_clock.advance(time);
    });
    return *verification.run();
}

void VerificationTest::intactStoreIsRight()
{
    std::int64_t bytes = 0;
    for (int i = 0; i < 5; ++i)
        bytes += publish(i).size;
    const VerificationReport report = verified();
    QCOMPARE(report.blobs, 5);
    QCOMPARE(report.bytes, bytes);
    QVERIFY(report.damaged.empty() && report.missing.empty() && report.isWhole);
    QVERIFY(m_paused == 0ms);
}

void VerificationTest::everyKindOfDamageIsFound()
{
    const NamedBlob right = publish(1);
    const NamedBlob flipped = publish(2);
    const NamedBlob truncated = publish(3);
    const NamedBlob missing = publish(4);
    QVERIFY(m_store->find(flipped.hash, flipped.size)); // its descriptor is kept
    flipByte(m_store->pathOf(flipped.hash));
    std::filesystem::permissions(m_store->pathOf(truncated.hash), std::filesystem::perms(0644));
    std::filesystem::resize_file(m_store->pathOf(truncated.hash), 100);
    std::filesystem::remove(m_store->pathOf(missing.hash));

    VerificationReport report = verified({.only = {{right, flipped, truncated, missing}}});
    std::sort(report.damaged.begin(), report.damaged.end());
    std::vector<BlobHash> damaged{flipped.hash, truncated.hash};
    std::sort(damaged.begin(), damaged.end());
    QVERIFY(report.damaged == damaged);
    QVERIFY(report.missing == std::vector<BlobHash>{missing.hash});
    QVERIFY(m_store->find(right.hash, right.size));
    QVERIFY(!m_store->find(flipped.hash, flipped.size));
    QCOMPARE(m_store->partials().size(), std::size_t(2)); // set aside, to be mended
    QVERIFY(verified().damaged.empty());
}

void VerificationTest::onlyTheBlobsOfARepoAreRead()
{
    const NamedBlob ours = publish(1);
    publish(2);
    const VerificationReport report = verified({.only = {{ours}}});
    QCOMPARE(report.blobs, 1);
    QCOMPARE(report.bytes, ours.size);
}

void VerificationTest::sampleIsAShare()
{
    for (int i = 0; i < 40; ++i)
        publish(i);
    const VerificationReport report = verified({.share = 0.5, .seed = 7});
    QVERIFY(report.blobs > 5 && report.blobs < 35);
    QVERIFY(report.isWhole);
    QCOMPARE(verified({.share = 0}).blobs, 0);
}

void VerificationTest::limitSpreadsReadingOverTime()
{
    std::int64_t bytes = 0;
    for (int i = 0; i < 5; ++i)
        bytes += publish(i).size;
    verified({.limit = BytesPerSecond{double(mib)}});
    const auto due = std::chrono::milliseconds(bytes * 1000 / mib);
    QVERIFY(m_paused > due - 1000ms && m_paused < due + 1000ms); // of a clock that only the pauses move
}

void VerificationTest::stopEndsItEarly()
{
    for (int i = 0; i < 5; ++i)
        publish(i);
    Verification verification(*m_store, {}, m_clock);
    const auto report = verification.run([&](const VerificationReport &) { verification.stop(); });
    QCOMPARE(report->blobs, 1);
    QVERIFY(!report->isWhole);
    QVERIFY(report->damaged.empty());
}

void VerificationTest::readerOfADamagedBlobKeepsWhatItHas()
{
    const NamedBlob blob = publish(1);
    const auto reader = m_store->find(blob.hash, blob.size);
    flipByte(m_store->pathOf(blob.hash));
    QCOMPARE(verified().damaged.size(), std::size_t(1));
    const auto partial = std::move(*m_store->openPartial(blob.hash, blob.size));
    const std::string right = content(1);
    QVERIFY(partial->write(0, right).has_value());
    std::string seen(right.size(), '\0');
    QCOMPARE(::pread(reader->descriptor(), seen.data(), seen.size(), 0), static_cast<ssize_t>(seen.size()));
    QVERIFY2(seen != right, "a reader was given a mixture of what was there and what came");
    QVERIFY(partial->publish().has_value());
    QVERIFY(verified().damaged.empty());
}

QTEST_GUILESS_MAIN(VerificationTest)
#include "verification_test.moc"
