// How many fills fetch at once, and what rests while memory is scarce.
#include <QTest>

#include "core/fill/fillrig.h"

#include <set>

using namespace mirrorlake;
using namespace mirrorlake::test;

class FillLimitsTest : public QObject
{
    Q_OBJECT

private slots:
    void noMoreFilesAtOnceThanSet();
    void clientsDoNotWaitForWhatIsFetchedAhead();
    void whatNobodyReadsRestsAndGoesOn();
};

void FillLimitsTest::noMoreFilesAtOnceThanSet()
{
    FillRig rig;
    rig.filler().setLimits({.atOnce = 2});
    std::mutex mutex;
    std::multiset<BlobHash> running;
    std::size_t most = 0;
    rig.hub.script([&](const auto &call, auto &sink) {
        {
            const std::lock_guard lock(mutex);
            running.insert(call.source.blob);
            most = std::max(most, std::set<BlobHash>(running.begin(), running.end()).size());
        }
        const auto sent = rig.hub.send(call, call.range, sink);
        const std::lock_guard lock(mutex);
        running.erase(running.find(call.source.blob));
        return sent;
    });
    std::vector<fill::Joined> readers;
    for (unsigned seed = 0; seed < 8; ++seed)
        readers.push_back(rig.join(rig.hub.put(contentOf(300'000, 100 + seed))));
    QVERIFY2(rig.observer.waitForCompleted(8), "all get their turn");
    const std::lock_guard lock(mutex);
    QVERIFY(most <= 2);
}

void FillLimitsTest::clientsDoNotWaitForWhatIsFetchedAhead()
{
    FillRig rig;
    rig.filler().setLimits({.atOnce = 1});
    const auto ahead = rig.hub.put(contentOf(4 * mib, 120));
    const std::string content = contentOf(100'000, 121);
    const auto wanted = rig.hub.put(content);
    Gate gate;
    rig.hub.script([&](const auto &call, auto &sink) {
        const bool isHeld = call.source.blob == ahead.blob;
        return !isHeld || gate.pass(sink) ? rig.hub.send(call, call.range, sink) : fail(ErrorCode::Cancelled, "");
    });
    const fill::Joined aheadReader = rig.join(ahead, ByteRange{0, 0});
    QVERIFY(rig.hub.waitForRunning(1));
    const fill::Joined reader = rig.join(wanted);
    QVERIFY(readFrom(*reader.body, {0, wanted.size}).bytes == content);
    gate.open();
    QVERIFY(rig.observer.waitForCompleted(2));
}

void FillLimitsTest::whatNobodyReadsRestsAndGoesOn()
{
    FillRig rig;
    rig.filler().setLimits({.restsAhead = true});
    const auto ahead = rig.hub.put(contentOf(mib, 130));
    const std::string content = contentOf(100'000, 131);
    const auto wanted = rig.hub.put(content);
    const fill::Joined aheadReader = rig.join(ahead, ByteRange{0, 0});
    const fill::Joined reader = rig.join(wanted);
    QVERIFY2(readFrom(*reader.body, {0, wanted.size}).bytes == content, "the foreground goes on");
    QVERIFY(rig.observer.waitForCompleted(1));
    for (const auto &call : rig.hub.calls())
        QVERIFY2(call.source.blob == wanted.blob, "nobody waits for the other");
    rig.filler().setLimits({});
    QVERIFY(rig.observer.waitForCompleted(2));
}

QTEST_GUILESS_MAIN(FillLimitsTest)
#include "limits_test.moc"
