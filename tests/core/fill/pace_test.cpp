// The pace of pre-downloads: what all who wait for nothing have agreed to, and nobody else.
#include <QTest>

#include "core/fill/fillrig.h"
#include "support/manualclock.h"

using namespace mirrorlake;
using namespace mirrorlake::test;
using namespace std::chrono_literals;

namespace {

using Pace = std::shared_ptr<upstream::LineLimit>;
constexpr BytesPerSecond quick{2.0 * mib};
constexpr std::int64_t block = 16 * 1024; ///< that the hub sends at a time

} // namespace

class PaceTest : public QObject
{
    Q_OBJECT

private slots:
    void bytesOfAllFillsTogetherComeAtThePace();
    void newPaceHoldsForWhatRuns();
    void clientThatJoinsIsNotSlowed();
    void paceHoldsAgainWhenTheClientHasLeft();
    void whoHasNoPaceIsNotSlowed();
    void fastestOfSeveralPacesCounts();
    void workersThatWaitForAPaceGiveWayToClients();

private:
    /// Nobody's time but the pace's is turned by hand.
    Pace paceOf(BytesPerSecond rate)
    {
        auto pace = std::make_shared<upstream::LineLimit>(m_clock);
        pace->set(rate, false);
        return pace;
    }
    void keepsTo(const FillRig &rig, BytesPerSecond rate);
    static fill::Joined joinAhead(FillRig &rig, const upstream::FileSource &source, Pace pace)
    {
        return rig.filler().join(source, {0, 0}, {"", "ahead", ""}, std::move(pace));
    }

    ManualClock m_clock;
};

/// Four seconds, of which each tenth ends within 10 % of what is due.
void PaceTest::keepsTo(const FillRig &rig, BytesPerSecond rate)
{
    const std::int64_t before = rig.hub.sentBytes();
    for (int step = 1; step <= 40; ++step) {
        m_clock.advance(100ms);
        const double due = rate.value * 0.1 * step;
        const auto come = [&] { return static_cast<double>(rig.hub.sentBytes() - before); };
        QVERIFY2(eventually([&] { return come() >= 0.9 * due; }), "it is too slow");
        // Each connection holds one block for which it waits.
        QVERIFY2(come() <= 1.1 * due + static_cast<double>(block * rig.hub.running()), "it is too fast");
    }
}

void PaceTest::bytesOfAllFillsTogetherComeAtThePace()
{
    FillRig rig;
    const Pace pace = paceOf(quick);
    const auto first = joinAhead(rig, rig.hub.put(contentOf(8 * mib, 1)), pace);
    const auto second = joinAhead(rig, rig.hub.put(contentOf(8 * mib, 2)), pace);
    keepsTo(rig, quick);
}

void PaceTest::newPaceHoldsForWhatRuns()
{
    FillRig rig;
    const Pace pace = paceOf({1024});
    const auto ahead = joinAhead(rig, rig.hub.put(contentOf(4 * mib, 3)), pace);
    QVERIFY(eventually([&] { return rig.hub.sentBytes() > 0; }));
    QVERIFY(rig.hub.sentBytes() < mib);
    pace->set({0}, false);
    QVERIFY2(rig.observer.waitForCompleted(1), "what waits for the old pace goes on");
}

void PaceTest::clientThatJoinsIsNotSlowed()
{
    FillRig rig;
    const std::string content = contentOf(4 * mib, 4);
    const auto source = rig.hub.put(content);
    const auto ahead = joinAhead(rig, source, paceOf({1024}));
    QVERIFY(eventually([&] { return rig.hub.sentBytes() > 0; }));
    const auto client = rig.join(source);
    QVERIFY(!client.startedFill);
    QVERIFY2(readFrom(*client.body, {0, source.size}).bytes == content, "the pace's time does not move at all");
}

void PaceTest::paceHoldsAgainWhenTheClientHasLeft()
{
    FillRig rig;
    const auto source = rig.hub.put(contentOf(32 * mib, 5));
    Gate gate;
    rig.hub.script([&](const auto &call, auto &sink) -> Result<void> {
        const std::int64_t until = std::min(call.range.begin + 2 * mib, call.range.end);
        if (const auto sent = rig.hub.send(call, {call.range.begin, until}, sink); !sent)
            return sent;
        if (!gate.pass(sink))
            return fail(ErrorCode::Cancelled, "");
        return rig.hub.send(call, {until, call.range.end}, sink);
    });
    const auto ahead = joinAhead(rig, source, paceOf(quick));
    {
        const auto client = rig.join(source, ByteRange{0, mib});
        QCOMPARE(readFrom(*client.body, {0, mib}).bytes.size(), std::size_t(mib));
    }
    gate.open();
    keepsTo(rig, quick);
}

void PaceTest::whoHasNoPaceIsNotSlowed()
{
    FillRig rig;
    const auto source = rig.hub.put(contentOf(4 * mib, 6));
    const auto limited = joinAhead(rig, source, paceOf({1024}));
    const auto other = joinAhead(rig, source, nullptr);
    QVERIFY(rig.observer.waitForCompleted(1));
}

void PaceTest::fastestOfSeveralPacesCounts()
{
    FillRig rig;
    const auto source = rig.hub.put(contentOf(2 * mib, 7));
    const auto slow = joinAhead(rig, source, paceOf({1024}));
    const auto fast = joinAhead(rig, source, paceOf(quick));
    for (int step = 0; step < 40 && !rig.filler().snapshot().empty(); ++step) {
        m_clock.advance(100ms);
        QTest::qWait(10);
    }
    QVERIFY(rig.observer.waitForCompleted(1));
}

void PaceTest::workersThatWaitForAPaceGiveWayToClients()
{
    fill::FillOptions options = FillRig::quickOptions();
    options.workers = 2;
    FillRig rig(options);
    const Pace pace = paceOf({1024});
    std::vector<fill::Joined> ahead;
    for (unsigned seed = 10; seed < 12; ++seed)
        ahead.push_back(joinAhead(rig, rig.hub.put(contentOf(4 * mib, seed)), pace));
    QVERIFY2(rig.hub.waitForRunning(2), "each holds a worker");
    const std::string content = contentOf(mib, 12);
    const auto wanted = rig.hub.put(content);
    const auto client = rig.join(wanted);
    QVERIFY(readFrom(*client.body, {0, wanted.size}).bytes == content);
}

QTEST_GUILESS_MAIN(PaceTest)
#include "pace_test.moc"
