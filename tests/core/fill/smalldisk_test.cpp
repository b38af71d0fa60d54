// A real disk that is too small: downloads wait and say so, what is cached is served, and all goes on when there is
// room.
#include "core/fill/fillrig.h"
#include "support/smalldisk.h"

#include <QTest>

using namespace mirrorlake;
using namespace mirrorlake::test;

class SmallDiskTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void fullDiskPausesSaysSoAndGoesOnByItself();
    void whoWaitsLongForTheFirstByteIsToldThatTheDiskIsFull();
    void diskThatFillsUpInTheMiddleLosesNothing();
    void folderThatIsUnmountedIsWaitedFor();

private:
    fill::Joined join(const upstream::FileSource &source)
    {
        return m_filler->join(source, {0, source.size}, {"10.0.0.1", "client/1.0", ""});
    }
    std::string stateOf(const BlobHash &blob) const
    {
        for (const fill::FillSnapshot &one : m_filler->snapshot()) {
            if (one.blob == blob)
                return one.state;
        }
        return {};
    }

    SystemClock m_clock;
    ScriptedHub m_hub;
    CountingObserver m_observer;
    std::unique_ptr<SmallDisk> m_disk;
    std::unique_ptr<store::BlobStore> m_store;
    std::unique_ptr<fill::Filler> m_filler;
};

void SmallDiskTest::init()
{
    m_disk = std::make_unique<SmallDisk>("32m");
    if (!m_disk->isMounted())
        QSKIP(qPrintable(
            QStringLiteral("a small disk cannot be mounted here: %1").arg(QLatin1String(m_disk->refusal()))));
    m_store = std::move(*store::BlobStore::open({.folder = m_disk->path() + "/store", .keepFree = mebibytes(1)}));
    m_filler = std::make_unique<fill::Filler>(FillRig::quickOptions(), *m_store, m_hub, m_clock, m_observer);
}

void SmallDiskTest::cleanup()
{
    m_filler.reset();
    m_store.reset();
    m_disk.reset();
}

void SmallDiskTest::fullDiskPausesSaysSoAndGoesOnByItself()
{
    const std::string cached = contentOf(4 * mib, 1);
    const auto first = m_hub.put(cached);
    QVERIFY(readFrom(*join(first).body, {0, first.size}).bytes == cached);
    QVERIFY(eventually([&] { return m_store->find(first.blob, first.size) != nullptr; }));

    m_disk->writeBallast(22 * mib);
    const std::string content = contentOf(8 * mib, 2);
    const auto second = m_hub.put(content);
    const auto reader = join(second);
    QVERIFY(eventually([&] { return stateOf(second.blob) == "waiting for space"; }));
    QVERIFY(!m_filler->snapshot().at(0).reason.text.empty());
    QVERIFY(!reader.body->failure());
    QVERIFY(readFrom(*join(first).body, {0, first.size}).bytes == cached);

    m_disk->throwBallast();
    QVERIFY(readFrom(*reader.body, {0, second.size}).bytes == content);
    QVERIFY(eventually([&] { return m_store->find(second.blob, second.size) != nullptr; }));
}

void SmallDiskTest::whoWaitsLongForTheFirstByteIsToldThatTheDiskIsFull()
{
    const auto large = m_hub.put(contentOf(40 * mib, 5));
    const auto client = join(large);
    const auto ahead = m_filler->join(large, {0, 0}, {"", "ahead", ""}); // of a pre-download
    const ReadResult answer = readFrom(*client.body, {0, large.size});
    QVERIFY(answer.failure);
    QCOMPARE(answer.failure->code, ErrorCode::NoSpace);
    QVERIFY(answer.failure->retryAfterSeconds > 0);
    QVERIFY(!ahead.body->failure());
    QCOMPARE(stateOf(large.blob), std::string("waiting for space"));
}

void SmallDiskTest::diskThatFillsUpInTheMiddleLosesNothing()
{
    const std::string content = contentOf(12 * mib, 3);
    const auto source = m_hub.put(content);
    Gate gate;
    m_hub.script([&](const auto &call, auto &sink) -> Result<void> {
        if (call.range.begin > 0 || gate.isOpen())
            return m_hub.send(call, call.range, sink);
        if (const auto part = m_hub.send(call, {0, mib}, sink); !part)
            return part;
        gate.pass(sink);
        return fail(ErrorCode::UpstreamBroken, "cut");
    });
    const auto reader = join(source);
    QVERIFY(readFrom(*reader.body, {0, mib}).bytes == content.substr(0, mib));
    m_disk->writeBallast(30 * mib); // as much as there is
    gate.open();
    QVERIFY(readFrom(*reader.body, {mib, source.size}).bytes == content.substr(mib)); // its space was reserved
    m_disk->throwBallast();
    QVERIFY(eventually([&] { return m_store->find(source.blob, source.size) != nullptr; }));
}

void SmallDiskTest::folderThatIsUnmountedIsWaitedFor()
{
    const std::string content = contentOf(3 * mib, 4);
    const auto source = m_hub.put(content);
    m_disk->setAway(); // the folder below is empty: no store lies there
    const auto reader = join(source);
    QVERIFY(eventually([&] { return stateOf(source.blob) == "stalled"; }));
    QVERIFY(!reader.body->failure());
    const std::string again = "size=32m";
    QCOMPARE(::mount("mirrorlake", m_disk->path().c_str(), "tmpfs", 0, again.c_str()), 0);
    for (const char *folder : {"blobs/sha256", "blobs/git", "pieces/sha256", "pieces/git", "partial", "quarantine"})
        std::filesystem::create_directories(m_disk->path() + "/store/" + folder);
    QVERIFY(readFrom(*reader.body, {0, source.size}).bytes == content);
    m_filler.reset();
    ::umount2(m_disk->path().c_str(), MNT_DETACH);
}

QTEST_GUILESS_MAIN(SmallDiskTest)
#include "smalldisk_test.moc"
