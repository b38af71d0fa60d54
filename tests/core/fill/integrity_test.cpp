// Nothing wrong is ever whole: what happens when the bytes do not have the hash.
#include "core/fill/fillrig.h"

#include <QTest>

#include <fstream>

using namespace mirrorlake;
using namespace mirrorlake::test;

class IntegrityTest : public QObject
{
    Q_OBJECT

private slots:
    void wrongByteIsRefetchedAndOnlyThatPieceReplaced();
    void readerOfWrongPieceIsCutAndRemembered();
    void readerThatLeftIsRememberedToo();
    void readerOfRightBytesWaitsAndGetsTheRest();
    void wrongSmallFileIsMended();
    void alwaysWrongIsQuarantinedAndNeverServed();
    void threeWrongRoundsQuarantine();
    void quarantinedBlobIsRefusedWithoutAskingUpstream();
    void byteFlippedOnDiskIsMended();
    void cutWhileMendingGoesOn();
};

void IntegrityTest::wrongByteIsRefetchedAndOnlyThatPieceReplaced()
{
    FillRig rig;
    const std::string content = contentOf(6 * mib + 100, 21);
    const auto source = rig.hub.put(content);
    rig.hub.script([&](const auto &call, auto &sink) {
        return rig.hub.sendCorrupt(call, call.range, rig.hub.sentBytes() < source.size ? 4 * mib + 7 : -1, sink);
    });
    // A reader of the first piece only: it is not touched by the wrong one.
    const fill::Joined joined = rig.join(source, ByteRange{0, mib});
    QVERIFY(readFrom(*joined.body, {0, mib}).bytes == content.substr(0, mib));
    QVERIFY(rig.observer.waitForCompleted(1));
    QVERIFY(rig.hub.sentBytes() <= 2 * source.size);
    const fill::Joined after = rig.join(source);
    QVERIFY(readFrom(*after.body, {0, source.size}).bytes == content);
}

void IntegrityTest::readerOfWrongPieceIsCutAndRemembered()
{
    FillRig rig;
    const std::string content = contentOf(4 * mib, 22);
    const auto source = rig.hub.put(content);
    Gate last;
    Gate mending;
    rig.hub.script([&](const auto &call, auto &sink) -> Result<void> {
        const bool isMending = rig.hub.sentBytes() >= source.size;
        if (isMending)
            return mending.pass(sink) ? rig.hub.send(call, call.range, sink) : fail(ErrorCode::Cancelled, "");
        const std::int64_t held = call.range.end == source.size ? source.size - 1 : call.range.end;
        if (const auto sent = rig.hub.sendCorrupt(call, {call.range.begin, held}, 1000, sink); !sent)
            return sent;
        return last.pass(sink) ? rig.hub.send(call, {held, call.range.end}, sink) : fail(ErrorCode::Cancelled, "");
    });
    const fill::Joined joined = rig.join(source, std::nullopt, "10.0.0.7");
    const std::int64_t open = source.size - 64 * 1024;
    QCOMPARE(readFrom(*joined.body, {0, open}).bytes.size(), static_cast<std::size_t>(open));
    last.open();
    // Until the wrong bytes are found the reader waits, and is given nothing more.
    QVERIFY(rig.hub.waitForCalls(static_cast<int>(rig.hub.calls().size()) + 1));
    QCOMPARE(joined.body->readableEnd(open), open);
    const fill::ReaderIdentity reader{"10.0.0.7", "client/1.0", ""};
    mending.open();
    const ReadResult rest = readFrom(*joined.body, {open, source.size});
    QVERIFY(rest.failure);
    QCOMPARE(rest.failure->code, ErrorCode::HashMismatch);
    QVERIFY(rest.bytes.empty());
    QVERIFY(rig.filler().mustStartOver(source.blob, reader));
    QVERIFY(!rig.filler().mustStartOver(source.blob, {"10.0.0.8", "client/1.0", ""}));
    rig.filler().startedOver(source.blob, reader);
    QVERIFY(!rig.filler().mustStartOver(source.blob, reader));
}

void IntegrityTest::readerThatLeftIsRememberedToo()
{
    FillRig rig;
    const std::string content = contentOf(4 * mib, 23);
    const auto source = rig.hub.put(content);
    Gate gate;
    rig.hub.script([&](const auto &call, auto &sink) -> Result<void> {
        if (call.range.begin > 0 && !gate.pass(sink))
            return fail(ErrorCode::Cancelled, "");
        return rig.hub.sendCorrupt(call, call.range, rig.hub.sentBytes() < source.size ? 1000 : -1, sink);
    });
    const fill::Joined stays = rig.join(source, ByteRange{0, 0});
    {
        const fill::Joined leaves = rig.join(source, ByteRange{0, 2000}, "10.0.0.9");
        QCOMPARE(readFrom(*leaves.body, {0, 2000}).bytes.size(), std::size_t(2000));
    }
    gate.open();
    QVERIFY(rig.observer.waitForCompleted(1));
    QVERIFY(rig.filler().mustStartOver(source.blob, {"10.0.0.9", "client/1.0", ""}));
}

void IntegrityTest::readerOfRightBytesWaitsAndGetsTheRest()
{
    FillRig rig;
    const std::string content = contentOf(4 * mib, 24);
    const auto source = rig.hub.put(content);
    rig.hub.script([&](const auto &call, auto &sink) {
        // Only the held-back tail is wrong, and only the first time.
        return rig.hub.sendCorrupt(call, call.range, rig.hub.sentBytes() < source.size ? source.size - 10 : -1, sink);
    });
    const fill::Joined joined = rig.join(source);
    const ReadResult read = readFrom(*joined.body, {0, source.size});
    QVERIFY(!read.failure);
    QVERIFY(read.bytes == content);
    QVERIFY(rig.hub.sentBytes() > source.size);
    QVERIFY(!rig.filler().mustStartOver(source.blob, {"10.0.0.1", "client/1.0", ""}));
}

void IntegrityTest::wrongSmallFileIsMended()
{
    FillRig rig;
    const std::string content = contentOf(50'000, 25);
    const auto source = rig.hub.put(content, gitSha1Of(content));
    rig.hub.script([&](const auto &call, auto &sink) {
        return rig.hub.sendCorrupt(call, call.range, call.number == 1 ? 5 : -1, sink);
    });
    QVERIFY(readFrom(*rig.join(source).body, {0, source.size}).bytes == content);
    QCOMPARE(rig.hub.calls().size(), std::size_t(2));
}

void IntegrityTest::alwaysWrongIsQuarantinedAndNeverServed()
{
    FillRig rig;
    const std::string content = contentOf(3 * mib, 26);
    const auto source = rig.hub.put(content, sha256Of("something else"));
    const fill::Joined joined = rig.join(source);
    const ReadResult read = readFrom(*joined.body, {0, source.size});
    QVERIFY(read.failure);
    QCOMPARE(read.failure->code, ErrorCode::HashMismatch);
    QVERIFY(static_cast<std::int64_t>(read.bytes.size()) <= source.size - 64 * 1024);
    QVERIFY(rig.observer.waitForFailed(1));
    QVERIFY(rig.store().find(source.blob, source.size) == nullptr);
    QVERIFY(std::filesystem::exists(rig.folder() / "store" / "quarantine" / source.blob.text()));
    QVERIFY(std::filesystem::exists(rig.folder() / "store" / "quarantine" / (source.blob.text() + ".reason")));
    // Nothing differed in the first round of mending, so a second one could bring nothing.
    QVERIFY(rig.hub.sentBytes() <= 2 * source.size);
}

void IntegrityTest::threeWrongRoundsQuarantine()
{
    FillRig rig;
    const std::string content = contentOf(mib / 2, 27);
    const auto source = rig.hub.put(content);
    rig.hub.script(
        [&](const auto &call, auto &sink) { return rig.hub.sendCorrupt(call, call.range, call.number, sink); });
    const ReadResult read = readFrom(*rig.join(source).body, {0, source.size});
    QVERIFY(read.failure);
    QCOMPARE(read.failure->code, ErrorCode::HashMismatch);
    QVERIFY(rig.observer.waitForFailed(1));
    QCOMPARE(rig.hub.calls().size(), std::size_t(4));
}

void IntegrityTest::quarantinedBlobIsRefusedWithoutAskingUpstream()
{
    FillRig rig;
    const auto source = rig.hub.put(contentOf(10'000, 28), sha256Of("something else"));
    QVERIFY(readFrom(*rig.join(source).body, {0, source.size}).failure);
    QVERIFY(rig.observer.waitForFailed(1));
    const auto callsBefore = rig.hub.calls().size();
    const fill::Joined again = rig.join(source);
    QVERIFY(!again.startedFill);
    QCOMPARE(again.body->failure()->code, ErrorCode::HashMismatch);
    QCOMPARE(rig.hub.calls().size(), callsBefore);
    const auto shown = rig.filler().snapshot();
    QCOMPARE(shown.size(), std::size_t(1));
    QCOMPARE(shown[0].state, std::string("failed"));
    QVERIFY(shown[0].reason.text.find("quarantine") != std::string::npos);
}

void IntegrityTest::byteFlippedOnDiskIsMended()
{
    FillRig rig;
    const std::string content = contentOf(5 * mib, 29);
    const auto source = rig.hub.put(content);
    QVERIFY(readFrom(*rig.join(source).body, {0, source.size}).bytes == content);
    QVERIFY(rig.observer.waitForCompleted(1));
    const std::filesystem::path path = rig.store().pathOf(source.blob);
    std::filesystem::permissions(path, std::filesystem::perms::owner_write, std::filesystem::perm_options::add);
    {
        std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(2 * mib + 17);
        file.put(static_cast<char>(content[2 * mib + 17] ^ 1));
    }
    const std::int64_t sentBefore = rig.hub.sentBytes();
    QVERIFY(readFrom(*rig.join(source).body, {0, source.size}).bytes == content);
    QVERIFY(rig.observer.waitForCompleted(2));
    QCOMPARE(rig.hub.sentBytes() - sentBefore, mib);
}

void IntegrityTest::cutWhileMendingGoesOn()
{
    FillRig rig;
    const std::string content = contentOf(6 * mib, 30);
    const auto source = rig.hub.put(content);
    std::atomic<int> cuts{0};
    rig.hub.script([&](const auto &call, auto &sink) -> Result<void> {
        if (rig.hub.sentBytes() < source.size)
            return rig.hub.sendCorrupt(call, call.range, 3 * mib, sink);
        if (cuts++ > 2)
            return rig.hub.send(call, call.range, sink);
        if (const auto part =
                rig.hub.send(call, {call.range.begin, call.range.begin + (call.range.length() + 1) / 2}, sink);
            !part)
            return part;
        return fail(ErrorCode::UpstreamBroken, "cut");
    });
    const fill::Joined ahead = rig.join(source, ByteRange{0, 0});
    QVERIFY(rig.observer.waitForCompleted(1));
    QVERIFY(readFrom(*ahead.body, {0, source.size}).bytes == content);
}

QTEST_GUILESS_MAIN(IntegrityTest)
#include "integrity_test.moc"
