// What damage is found, by hash, without hurting readers or the disk's other users.
#include <QTest>

#include "store/blobdigest.h"
#include "store/partialblob.h"
#include "store/verification.h"
#include "support/flippedbyte.h"
#include "support/manualclock.h"

#include <QTemporaryDir>

#include <unistd.h>

#include <optional>

using namespace mirrorlake;
using namespace mirrorlake::store;
using test::flipByte;
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

} // namespace

class VerificationTest : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void intactBlobIsRight();
    void everyKindOfDamageIsFound();
    void aGlanceReadsNothing();
    void storeThatIsNotThereIsNoMissingBlob();
    void limitSpreadsReadingOverTime();
    void stopEndsItEarly();
    void readerOfADamagedBlobKeepsWhatItHas();

private:
    NamedBlob publish(int number);
    Finding look(const NamedBlob &blob);
    Finding glance(const NamedBlob &blob) { return *Verification(*m_store, {}, m_clock).glance(blob); }
    void truncate(const NamedBlob &blob)
    {
        std::filesystem::permissions(m_store->pathOf(blob.hash), std::filesystem::perms(0644));
        std::filesystem::resize_file(m_store->pathOf(blob.hash), 100);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<BlobStore> m_store;
    test::ManualClock m_clock;
};

void VerificationTest::init()
{
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_store = std::move(*BlobStore::open({.folder = m_folder->path().toStdString(), .keepFree = mebibytes(1)}));
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

Finding VerificationTest::look(const NamedBlob &blob)
{
    return *Verification(*m_store, {}, m_clock).look(blob);
}

void VerificationTest::intactBlobIsRight()
{
    const NamedBlob blob = publish(1);
    Verification verification(*m_store, {}, m_clock);
    QCOMPARE(*verification.look(blob), Finding::Right);
    QCOMPARE(verification.bytesRead(), blob.size);
    QVERIFY(m_store->find(blob.hash, blob.size));
}

void VerificationTest::everyKindOfDamageIsFound()
{
    const NamedBlob flipped = publish(2);
    const NamedBlob truncated = publish(3);
    const NamedBlob missing = publish(4);
    QVERIFY(m_store->find(flipped.hash, flipped.size)); // its descriptor is kept
    flipByte(m_store->pathOf(flipped.hash), mib);
    truncate(truncated);
    std::filesystem::remove(m_store->pathOf(missing.hash));

    QCOMPARE(look(flipped), Finding::Damaged);
    QCOMPARE(look(truncated), Finding::Damaged);
    QCOMPARE(look(missing), Finding::Missing);
    QVERIFY(!m_store->find(flipped.hash, flipped.size));
    QCOMPARE(m_store->partials().size(), std::size_t(2)); // set aside, to be mended
    QCOMPARE(look(flipped), Finding::Damaged);            // until it is
}

void VerificationTest::aGlanceReadsNothing()
{
    const NamedBlob right = publish(1);
    const NamedBlob flipped = publish(2);
    const NamedBlob truncated = publish(3);
    const NamedBlob missing = publish(4);
    flipByte(m_store->pathOf(flipped.hash), mib);
    truncate(truncated);
    std::filesystem::remove(m_store->pathOf(missing.hash));
    QCOMPARE(glance(right), Finding::Right);
    QCOMPARE(glance(flipped), Finding::Right); // nothing but its bytes would tell
    QCOMPARE(glance(truncated), Finding::Damaged);
    QCOMPARE(glance(missing), Finding::Missing);
    QCOMPARE(look(flipped), Finding::Damaged);
    QCOMPARE(glance(flipped), Finding::Damaged);
}

void VerificationTest::storeThatIsNotThereIsNoMissingBlob()
{
    const NamedBlob blob = publish(1);
    const std::filesystem::path blobs = m_folder->path().toStdString() + "/blobs";
    std::filesystem::rename(blobs, blobs.string() + ".away");
    Verification verification(*m_store, {}, m_clock);
    QCOMPARE(verification.look(blob).error().code, ErrorCode::DataFolderUnusable);
    std::filesystem::rename(blobs.string() + ".away", blobs);
    QCOMPARE(*verification.look(blob), Finding::Right);
}

void VerificationTest::limitSpreadsReadingOverTime()
{
    std::chrono::milliseconds paused{};
    Verification verification(*m_store, BytesPerSecond{double(mib)}, m_clock, [&](std::chrono::milliseconds time) {
        paused += time;
        m_clock.advance(time);
    });
    for (int i = 0; i < 5; ++i)
        QCOMPARE(*verification.look(publish(i)), Finding::Right);
    const auto due = std::chrono::milliseconds(verification.bytesRead() * 1000 / mib);
    QVERIFY(paused > due - 1000ms && paused < due + 1000ms); // of a clock that only the pauses move
}

void VerificationTest::stopEndsItEarly()
{
    const NamedBlob blob = publish(1);
    std::optional<Verification> verification;
    verification.emplace(*m_store, BytesPerSecond{double(mib)}, m_clock,
                         [&](std::chrono::milliseconds) { verification->stop(); });
    QCOMPARE(*verification->look(blob), Finding::Unknown);
    QVERIFY(m_store->find(blob.hash, blob.size));
}

void VerificationTest::readerOfADamagedBlobKeepsWhatItHas()
{
    const NamedBlob blob = publish(1);
    const auto reader = m_store->find(blob.hash, blob.size);
    flipByte(m_store->pathOf(blob.hash), mib);
    QCOMPARE(look(blob), Finding::Damaged);
    const auto partial = std::move(*m_store->openPartial(blob.hash, blob.size));
    const std::string right = content(1);
    QVERIFY(partial->write(0, right).has_value());
    std::string seen(right.size(), '\0');
    QCOMPARE(::pread(reader->descriptor(), seen.data(), seen.size(), 0), static_cast<ssize_t>(seen.size()));
    QVERIFY2(seen != right, "a reader was given a mixture of what was there and what came");
    QVERIFY(partial->publish().has_value());
    QCOMPARE(look(blob), Finding::Right);
}

QTEST_GUILESS_MAIN(VerificationTest)
#include "verification_test.moc"
