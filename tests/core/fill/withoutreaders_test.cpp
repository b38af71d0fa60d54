// What a fill does when its last reader has gone, as set.
#include <QTest>

#include "core/fill/fillrig.h"

using namespace mirrorlake;
using namespace mirrorlake::test;

class WithoutReadersTest : public QObject
{
    Q_OBJECT

private slots:
    void smallFileGoesOn();
    void pausesAsSet();
    void stopsAsSet();
};

void WithoutReadersTest::smallFileGoesOn()
{
    FillRig rig;
    const std::string content = contentOf(3 * mib, 54);
    const auto source = rig.hub.put(content);
    Gate gate;
    rig.hub.script([&](const auto &call, auto &sink) {
        return gate.pass(sink) ? rig.hub.send(call, call.range, sink) : fail(ErrorCode::Cancelled, "");
    });
    rig.join(source).body.reset();
    QVERIFY(rig.hub.waitForRunning(1));
    gate.open();
    QVERIFY(rig.observer.waitForCompleted(1));
}

void WithoutReadersTest::pausesAsSet()
{
    fill::FillOptions options = FillRig::quickOptions();
    options.withoutReaders = fill::WithoutReaders::Pause;
    FillRig rig(options);
    const std::string content = contentOf(4 * mib, 55);
    const auto source = rig.hub.put(content);
    Gate never;
    rig.hub.script([&](const auto &call, auto &sink) -> Result<void> {
        if (const auto part =
                rig.hub.send(call, {call.range.begin, std::min(call.range.begin + mib, call.range.end)}, sink);
            !part)
            return part;
        never.pass(sink);
        return fail(ErrorCode::Cancelled, "");
    });
    {
        const fill::Joined joined = rig.join(source);
        QCOMPARE(readFrom(*joined.body, {0, mib}).bytes.size(), std::size_t(mib));
    }
    QVERIFY(eventually([&] { return rig.filler().snapshot().empty(); }));
    QCOMPARE(rig.store().partials().size(), std::size_t(1));
    QCOMPARE(rig.store().partials().front().size, source.size);
}

void WithoutReadersTest::stopsAsSet()
{
    fill::FillOptions options = FillRig::quickOptions();
    options.withoutReaders = fill::WithoutReaders::Stop;
    FillRig rig(options);
    const auto source = rig.hub.put(contentOf(4 * mib, 56));
    Gate never;
    rig.hub.script([&](const auto &, auto &sink) -> Result<void> {
        never.pass(sink);
        return fail(ErrorCode::Cancelled, "");
    });
    rig.join(source).body.reset();
    QVERIFY(eventually([&] { return rig.filler().snapshot().empty(); }));
    QVERIFY(rig.store().partials().empty());
}

QTEST_GUILESS_MAIN(WithoutReadersTest)
#include "withoutreaders_test.moc"
