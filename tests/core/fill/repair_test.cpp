// Damage on disk costs the damaged pieces, and no reader notices.
#include <QTest>

#include "core/fill/fillrig.h"
#include "fill/repair.h"
#include "store/verification.h"
#include "support/flippedbyte.h"

#include <unistd.h>

#include <thread>

using namespace mirrorlake;
using namespace mirrorlake::test;

class RepairTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_rig = std::make_unique<FillRig>();
        m_content = contentOf(9 * mib, 77);
        m_source = m_rig->hub.put(m_content);
        QVERIFY(readFrom(*m_rig->join(m_source).body, {0, m_source.size}).bytes == m_content);
        QVERIFY(m_rig->observer.waitForCompleted(1));
    }

    void onlyTheDamagedPiecesAreFetched();
    void truncatedBlobCostsWhatIsMissing();
    void missingFileIsFetched();
    void lostHashesOfPiecesCostTheComparison();
    void readersOfTheDamagedFileGoOn();
    void unreachableUpstreamIsTold();
    void stopEndsTheWaiting();

private:
    std::int64_t fetchedToMend()
    {
        const std::int64_t before = m_rig->hub.sentBytes();
        fill::Repair repair(m_rig->filler(), m_rig->store());
        const Result<void> mended = repair.mend(m_source);
        if (!mended)
            qFatal("%s", mended.error().message.c_str());
        if (readFrom(*m_rig->join(m_source).body, {0, m_source.size}).bytes != m_content)
            qFatal("mended, and not right");
        return m_rig->hub.sentBytes() - before;
    }
    bool isDamaged()
    {
        store::Verification verification(m_rig->store(), {}, m_clock);
        return *verification.look({m_source.blob, m_source.size}) == store::Finding::Damaged;
    }
    std::filesystem::path path() const { return m_rig->store().pathOf(m_source.blob); }

    SystemClock m_clock;
    std::unique_ptr<FillRig> m_rig;
    std::string m_content;
    upstream::FileSource m_source = ScriptedHub().put("nothing yet");
};

void RepairTest::onlyTheDamagedPiecesAreFetched()
{
    flipByte(path(), 2 * mib + 5);
    flipByte(path(), 7 * mib + 5);
    QVERIFY(isDamaged());
    QCOMPARE(fetchedToMend(), 2 * mib);
    QVERIFY(!isDamaged());
}

void RepairTest::truncatedBlobCostsWhatIsMissing()
{
    std::filesystem::permissions(path(), std::filesystem::perms(0644));
    std::filesystem::resize_file(path(), 6 * mib + 1000);
    QVERIFY(!m_rig->store().find(m_source.blob, m_source.size)); // seen when it is opened
    QCOMPARE(fetchedToMend(), 3 * mib);
}

void RepairTest::missingFileIsFetched()
{
    std::filesystem::remove(path());
    QCOMPARE(fetchedToMend(), m_source.size);
}

void RepairTest::lostHashesOfPiecesCostTheComparison()
{
    std::filesystem::remove_all(m_rig->folder() / "store" / "pieces");
    flipByte(path(), 2 * mib + 5);
    QVERIFY(isDamaged());
    QVERIFY(fetchedToMend() <= m_source.size + mib);
    QVERIFY(!isDamaged());
}

void RepairTest::readersOfTheDamagedFileGoOn()
{
    const auto reader = m_rig->store().find(m_source.blob, m_source.size);
    flipByte(path(), 2 * mib + 5);
    QVERIFY(isDamaged());
    std::string before(m_content.size(), '\0');
    QVERIFY(::pread(reader->descriptor(), before.data(), before.size(), 0) > 0);
    QCOMPARE(fetchedToMend(), mib);
    std::string after(m_content.size(), '\0');
    QVERIFY(::pread(reader->descriptor(), after.data(), after.size(), 0) > 0);
    QVERIFY2(before == after, "the file changed under its reader");
}

void RepairTest::unreachableUpstreamIsTold()
{
    flipByte(path(), 2 * mib + 5);
    QVERIFY(isDamaged());
    m_rig->hub.script([](const auto &, auto &) -> Result<void> { return fail(ErrorCode::Offline, "offline"); });
    fill::Repair repair(m_rig->filler(), m_rig->store());
    QCOMPARE(repair.mend(m_source).error().code, ErrorCode::Offline);
    m_rig->hub.script({});
    QCOMPARE(fetchedToMend(), mib); // what is right was kept
}

void RepairTest::stopEndsTheWaiting()
{
    flipByte(path(), 2 * mib + 5);
    QVERIFY(isDamaged());
    Gate gate;
    m_rig->hub.script([&](const auto &call, auto &sink) -> Result<void> {
        gate.pass(sink);
        return m_rig->hub.send(call, call.range, sink);
    });
    fill::Repair repair(m_rig->filler(), m_rig->store());
    std::thread stopper([&] {
        m_rig->hub.waitForRunning(1);
        repair.stop();
    });
    QCOMPARE(repair.mend(m_source).error().code, ErrorCode::Cancelled);
    stopper.join();
    gate.open();
}

QTEST_GUILESS_MAIN(RepairTest)
#include "repair_test.moc"
