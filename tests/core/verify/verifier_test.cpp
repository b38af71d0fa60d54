// A look through the cache: what it finds has names, and costs only the pieces that are damaged.
#include <QTest>

#include "core/fill/fillrig.h"
#include "support/flippedbyte.h"
#include "support/manualclock.h"
#include "verify/verifier.h"

#include <cstdlib>

using namespace mirrorlake;
using namespace mirrorlake::test;
using namespace mirrorlake::verify;
using namespace std::chrono_literals;

namespace {

constexpr BytesPerSecond slow{16.0 * 1024};
const RepoKey otherRepo{RepoType::Dataset, *RepoId::parse("org/other")};

CommitSha commitOf(char digit)
{
    return *CommitSha::parse(std::string(40, digit));
}

} // namespace

class VerifierTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        ::setenv("TZ", "UTC", 1);
        ::tzset();
    }
    void init();
    void cleanup();

    void intactCacheIsRight();
    void damageIsFoundAndNamed();
    void onlyDamagedPiecesAreFetched();
    void repairReadsNothingThatIsNotKnownToBeDamaged();
    void missingBlobIsToldAndFetched();
    void whatIsAskedForIsLookedAt_data();
    void whatIsAskedForIsLookedAt();
    void sampleIsSoMany();
    void whatCannotBeMendedSaysWhy();
    void whatWasLetGoMeanwhileIsNotMissing();
    void cancelEndsItAndKeepsWhatWasFound();
    void oneLookAtATime();
    void nightlyLookBeginsAtItsTime();
    void oneByHandEndsANightlyOne();
    void nonsenseIsRefused();

private:
    /// A complete blob of this size that a file of this name has.
    BlobHash keep(const RepoKey &repo, char commit, const std::string &path, std::size_t size, unsigned seed);
    void makeVerifier(Options options = {});
    Report lookThrough(Order order);
    Report waitForEnd(std::int64_t number);
    std::filesystem::path path(const BlobHash &hash) const { return m_rig->store().pathOf(hash); }

    ManualClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FillRig> m_rig;
    std::unique_ptr<catalog::Catalog> m_catalog;
    std::unique_ptr<Verifier> m_verifier;
    const RepoKey m_repo{RepoType::Model, *RepoId::parse("org/name")};
    int m_kept = 0; ///< blobs
    std::optional<BlobHash> m_weights;
    std::optional<BlobHash> m_data;
};

void VerifierTest::init()
{
    m_clock.setWall(1'795'262'400s); // noon
    m_folder = std::make_unique<QTemporaryDir>();
    m_rig = std::make_unique<FillRig>();
    m_kept = 0;
    m_catalog = std::move(*catalog::Catalog::open(m_folder->path().toStdString() + "/catalog.db", m_clock));
    m_weights = keep(m_repo, 'a', "model.safetensors", 5 * mib, 1);
    m_data = keep(otherRepo, 'b', "train.parquet", 3 * mib, 2);
    makeVerifier();
}

void VerifierTest::cleanup()
{
    m_verifier.reset();
    m_catalog.reset();
    m_rig.reset();
}

void VerifierTest::makeVerifier(Options options)
{
    m_verifier.reset();
    m_verifier = std::make_unique<Verifier>(Parts{*m_catalog, m_rig->store(), m_rig->filler(), m_clock}, options);
    m_verifier->start();
}

BlobHash VerifierTest::keep(const RepoKey &repo, char commit, const std::string &path, std::size_t size, unsigned seed)
{
    const upstream::FileSource source = m_rig->hub.put(contentOf(size, seed));
    const auto joined = m_rig->join(source);
    if (readFrom(*joined.body, {0, source.size}).failure || !m_rig->observer.waitForCompleted(++m_kept))
        qFatal("the blob does not come");
    m_catalog->blobCompleted(source.blob, source.size);
    catalog::TreeEntry entry;
    entry.path = path;
    entry.oid = std::string(40, commit);
    entry.size = source.size;
    entry.lfsSha256 = source.blob.text();
    m_catalog->putTree(repo, commitOf(commit), catalog::Tree::fromEntries({entry}));
    return source.blob;
}

Report VerifierTest::waitForEnd(std::int64_t number)
{
    const bool isOver = eventually([&] {
        const auto report = m_verifier->report();
        return report->number == number && report->phase == Phase::Over;
    });
    if (!isOver)
        qFatal("the look does not end");
    return *m_verifier->report();
}

Report VerifierTest::lookThrough(Order order)
{
    return waitForEnd(*m_verifier->begin(std::move(order)));
}

void VerifierTest::intactCacheIsRight()
{
    QCOMPARE(m_verifier->report()->phase, Phase::Never);
    const Report report = lookThrough({});
    QCOMPARE(report.files, 2);
    QCOMPARE(report.filesDone, 2);
    QCOMPARE(report.bytes, 8 * mib);
    QCOMPARE(report.bytesDone, 8 * mib);
    QCOMPARE(report.left(), 0);
    QVERIFY(report.listed.empty());
    QVERIFY(report.failure.empty());
}

void VerifierTest::damageIsFoundAndNamed()
{
    flipByte(path(*m_data), 2 * mib + 7);
    const Report report = lookThrough({});
    QCOMPARE(report.damaged, 1);
    QCOMPARE(report.left(), 1);
    QCOMPARE(report.listed.size(), std::size_t(1));
    QCOMPARE(report.listed[0].hash, *m_data);
    QCOMPARE(report.listed[0].repo, std::string("datasets/org/other"));
    QCOMPARE(report.listed[0].path, std::string("train.parquet"));
    QVERIFY(!report.listed[0].isMended);
}

void VerifierTest::onlyDamagedPiecesAreFetched()
{
    flipByte(path(*m_weights), 2 * mib + 7);
    flipByte(path(*m_weights), 4 * mib + 7);
    const std::int64_t before = m_rig->hub.sentBytes();
    const Report report = lookThrough({.mends = true});
    QCOMPARE(report.damaged, 1);
    QCOMPARE(report.mended, 1);
    QCOMPARE(report.left(), 0);
    QVERIFY(report.listed.at(0).isMended && report.listed.at(0).reason.empty());
    QCOMPARE(m_rig->hub.sentBytes() - before, 2 * mib);
    QVERIFY(eventually([&] { return m_rig->store().find(*m_weights, 5 * mib) != nullptr; }));
    QCOMPARE(lookThrough({}).left(), 0);
}

void VerifierTest::repairReadsNothingThatIsNotKnownToBeDamaged()
{
    flipByte(path(*m_weights), 2 * mib + 7);
    flipByte(path(*m_data), 7);
    QCOMPARE(lookThrough({.what = m_weights->text()}).damaged, 1); // set aside
    const Report report = lookThrough({.reads = false, .mends = true});
    QCOMPARE(report.bytesDone, 0);
    QCOMPARE(report.damaged, 1);
    QCOMPARE(report.mended, 1);
    QCOMPARE(lookThrough({}).damaged, 1); // the other one
}

void VerifierTest::missingBlobIsToldAndFetched()
{
    std::filesystem::remove(path(*m_data));
    const Report report = lookThrough({});
    QCOMPARE(report.missing, 1);
    QCOMPARE(report.damaged, 0);
    QCOMPARE(report.listed.at(0).harm, Harm::Missing);
    QCOMPARE(lookThrough({.reads = false, .mends = true}).mended, 1);
    QVERIFY(eventually([&] { return m_rig->store().find(*m_data, 3 * mib) != nullptr; }));
}

void VerifierTest::whatIsAskedForIsLookedAt_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<int>("files");
    QTest::newRow("a repo") << QStringLiteral("org/name") << 1;
    QTest::newRow("a dataset") << QStringLiteral("datasets/org/other") << 1;
    QTest::newRow("a pattern") << QStringLiteral("*") << 2;
    QTest::newRow("a commit") << QStringLiteral("org/name@") + QString(40, QLatin1Char('a')) << 1;
    QTest::newRow("another commit") << QStringLiteral("org/name@") + QString(40, QLatin1Char('c')) << 0;
    QTest::newRow("a file") << QStringLiteral("org/name:*.safetensors") << 1;
    QTest::newRow("no file") << QStringLiteral("org/name:*.gguf") << 0;
    QTest::newRow("no blob") << QString(64, QLatin1Char('0')) << 0;
}

void VerifierTest::whatIsAskedForIsLookedAt()
{
    QFETCH(QString, what);
    QFETCH(int, files);
    const Report report = lookThrough({.what = what.toStdString()});
    QCOMPARE(report.files, files);
    QCOMPARE(report.filesDone, files);
    QVERIFY(report.failure.empty());
}

void VerifierTest::sampleIsSoMany()
{
    QCOMPARE(lookThrough({.sample = 1}).filesDone, 1);
    QCOMPARE(lookThrough({.sample = 100}).filesDone, 2);
}

void VerifierTest::whatCannotBeMendedSaysWhy()
{
    flipByte(path(*m_weights), 7);
    flipByte(path(*m_data), 7);
    m_rig->hub.script([](const auto &, auto &) -> Result<void> { return fail(ErrorCode::Offline, "we are offline"); });
    const Report report = lookThrough({.mends = true});
    QCOMPARE(report.damaged, 2);
    QCOMPARE(report.mended, 0);
    for (const Damage &one : report.listed)
        QCOMPARE(one.reason, std::string("we are offline"));
    m_rig->hub.script({});
    m_catalog->removeTree(otherRepo, commitOf('b'));
    const Report later = lookThrough({.reads = false, .mends = true});
    QCOMPARE(later.mended, 1);
    QCOMPARE(later.left(), 1);
}

void VerifierTest::whatWasLetGoMeanwhileIsNotMissing()
{
    makeVerifier({.limit = BytesPerSecond{4.0 * mib}});
    const auto number = m_verifier->begin({});
    QVERIFY(eventually([&] { return m_verifier->report()->bytesDone > 0; }));
    const BlobHash later = std::max(*m_weights, *m_data);
    std::filesystem::remove(path(later));
    m_catalog->blobRemoved(later);
    QCOMPARE(waitForEnd(*number).missing, 0);
}

void VerifierTest::cancelEndsItAndKeepsWhatWasFound()
{
    const BlobHash first = std::min(*m_weights, *m_data);
    std::filesystem::remove(path(first));
    makeVerifier({.limit = slow});
    const auto number = m_verifier->begin({.mends = true});
    QVERIFY(eventually([&] { return m_verifier->report()->bytesDone > 0; }));
    m_verifier->cancel();
    const Report report = waitForEnd(*number);
    QCOMPARE(report.failure, std::string("cancelled"));
    QCOMPARE(report.missing, 1);
    QCOMPARE(report.mended, 0);
}

void VerifierTest::oneLookAtATime()
{
    makeVerifier({.limit = slow});
    const auto number = m_verifier->begin({});
    QVERIFY(number);
    QCOMPARE(m_verifier->begin({}).error().code, ErrorCode::TooManyRequests);
    m_verifier->cancel();
    waitForEnd(*number);
    QCOMPARE(*m_verifier->begin({}), *number + 1);
    m_verifier->stop();
    QCOMPARE(m_verifier->begin({}).error().code, ErrorCode::Cancelled);
}

void VerifierTest::nightlyLookBeginsAtItsTime()
{
    makeVerifier({.nightlyMinute = 3 * 60 + 30, .nightlyFiles = 1}); // it is noon
    m_verifier->tick();
    m_clock.advance(15h);
    m_verifier->tick();
    QCOMPARE(m_verifier->report()->phase, Phase::Never);
    m_clock.advance(1h);
    m_verifier->tick();
    const Report report = waitForEnd(1);
    QVERIFY(report.isNightly);
    QVERIFY(report.order.mends);
    QCOMPARE(report.filesDone, 1);
    m_clock.advance(1h);
    m_verifier->tick();
    QCOMPARE(m_verifier->report()->number, 1);
}

void VerifierTest::oneByHandEndsANightlyOne()
{
    makeVerifier({.limit = slow, .nightlyMinute = 13 * 60});
    m_clock.advance(2h);
    m_verifier->tick();
    QVERIFY(eventually([&] { return m_verifier->report()->bytesDone > 0; }));
    const auto number = m_verifier->begin({.what = "org/none"});
    QVERIFY(number);
    const Report report = waitForEnd(*number);
    QVERIFY(!report.isNightly);
    QCOMPARE(report.files, 0);
}

void VerifierTest::nonsenseIsRefused()
{
    QCOMPARE(m_verifier->begin({.what = ":only-a-path"}).error().code, ErrorCode::BadRequest);
    QCOMPARE(m_verifier->begin({.sample = -1}).error().code, ErrorCode::BadRequest);
}

QTEST_GUILESS_MAIN(VerifierTest)
#include "verifier_test.moc"
