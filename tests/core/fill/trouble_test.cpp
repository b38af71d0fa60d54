// Upstream that fails, disks that fill up, processes that end: nothing that was fetched is lost.
#include "core/fill/fillrig.h"

#include <QElapsedTimer>
#include <QTest>

#include <fstream>

using namespace mirrorlake;
using namespace mirrorlake::test;

class TroubleTest : public QObject
{
    Q_OBJECT

private slots:
    void cutResumesFromExactByte();
    void shortBodyResumesFromExactByte();
    void longBodyStopsAtTheEnd();
    void upstreamThatIgnoresRangeComesInOneStream();
    void cutStreamOfAWholeFileGoesOn();
    void nothingIsAskedBeforeTheTimeUpstreamNamed();
    void usedUpAttemptsFailAllReaders();
    void laterJoinStartsAnewFromWhatIsThere();
    void joinWhileAFillEndsStartsAnewAfterIt();
    void refusedSourceIsReplacedByAnotherReaders();
    void restartContinuesFromJournal();
    void tornJournalLosesOnlyItsTail();
    void flippedByteInAPartialIsFetchedAgain();
    void diskFullPausesAndResumes();
    void brokenDiskPausesAndResumes();
    void unreadyFolderPausesAndResumes();
    void failedPublishIsTriedAgainWhileReadersGoOn();
};

void TroubleTest::cutResumesFromExactByte()
{
    FillRig rig;
    const std::string content = contentOf(5 * mib, 41);
    const auto source = rig.hub.put(content);
    rig.hub.script([&](const auto &call, auto &sink) -> Result<void> {
        if (call.number > 3)
            return rig.hub.send(call, call.range, sink);
        const std::int64_t cutAt = std::min(call.range.end, call.range.begin + 123'457);
        if (const auto part = rig.hub.send(call, {call.range.begin, cutAt}, sink); !part)
            return part;
        return fail(ErrorCode::UpstreamBroken, "the body was cut");
    });
    QVERIFY(readFrom(*rig.join(source).body, {0, source.size}).bytes == content);
    QVERIFY(rig.hub.hasSentOnce(source));
}

void TroubleTest::shortBodyResumesFromExactByte()
{
    FillRig rig;
    const std::string content = contentOf(2 * mib, 42);
    const auto source = rig.hub.put(content);
    rig.hub.script([&](const auto &call, auto &sink) -> Result<void> {
        const std::int64_t end = call.number == 1 ? call.range.begin + 100 : call.range.end;
        return rig.hub.send(call, {call.range.begin, end}, sink);
    });
    QVERIFY(readFrom(*rig.join(source).body, {0, source.size}).bytes == content);
    QVERIFY(rig.hub.hasSentOnce(source));
}

void TroubleTest::longBodyStopsAtTheEnd()
{
    FillRig rig;
    const std::string content = contentOf(700'000, 43);
    const auto source = rig.hub.put(content);
    rig.hub.script([&](const auto &call, auto &sink) -> Result<void> {
        if (const auto sent = rig.hub.send(call, call.range, sink); !sent)
            return sent;
        return rig.hub.send(call, {0, 1000}, sink);
    });
    QVERIFY(readFrom(*rig.join(source).body, {0, source.size}).bytes == content);
    QVERIFY(rig.observer.waitForCompleted(1));
    QCOMPARE(std::filesystem::file_size(rig.store().pathOf(source.blob)), static_cast<std::uintmax_t>(source.size));
}

/// Sends the whole file whatever is asked, as some data hosts do; the upstream room lets go of what was not asked for.
static Result<void> sendWhole(FillRig &rig, const ScriptedHub::Call &call, upstream::BodySink &sink)
{
    if (call.range.begin > 0 && !call.source.mayComeWhole)
        return fail(ErrorCode::UpstreamIgnoresRange, "the route ignores Range");
    return rig.hub.send(call, call.range, sink);
}

void TroubleTest::upstreamThatIgnoresRangeComesInOneStream()
{
    FillRig rig;
    const std::string content = contentOf(12 * mib, 44);
    const auto source = rig.hub.put(content);
    Gate gate;
    rig.hub.script([&](const auto &call, auto &sink) -> Result<void> {
        if (call.range.begin == 0)
            gate.pass(sink); // others are asked meanwhile
        else
            gate.open();
        return sendWhole(rig, call, sink);
    });
    const ByteRange middle{6 * mib + 17, 7 * mib};
    auto first = rig.join(source);
    auto second = rig.join(source, middle, "10.0.0.2");
    QVERIFY(readFrom(*second.body, middle).bytes == content.substr(6 * mib + 17, mib - 17));
    QVERIFY(readFrom(*first.body, {0, source.size}).bytes == content);
    QVERIFY(rig.hub.hasSentOnce(source));
    int streams = 0;
    for (const auto &call : rig.hub.calls())
        streams += call.source.mayComeWhole ? 1 : 0;
    QVERIFY(streams >= 1 && streams <= 3);
}

void TroubleTest::cutStreamOfAWholeFileGoesOn()
{
    FillRig rig;
    const std::string content = contentOf(9 * mib, 45);
    const auto source = rig.hub.put(content);
    std::atomic<int> streams = 0;
    rig.hub.script([&](const auto &call, auto &sink) -> Result<void> {
        if (!call.source.mayComeWhole || ++streams > 2)
            return sendWhole(rig, call, sink);
        if (const auto part = rig.hub.send(call, {call.range.begin, call.range.begin + 777'777}, sink); !part)
            return part;
        return fail(ErrorCode::UpstreamBroken, "the body was cut");
    });
    QVERIFY(readFrom(*rig.join(source, ByteRange{5 * mib, 9 * mib}).body, {5 * mib, source.size}).bytes ==
            content.substr(5 * mib));
    QVERIFY(rig.observer.waitForCompleted(1));
    QVERIFY(rig.hub.hasSentOnce(source));
}

void TroubleTest::nothingIsAskedBeforeTheTimeUpstreamNamed()
{
    FillRig rig;
    const std::string content = contentOf(40 * mib, 46);
    const auto source = rig.hub.put(content);
    std::atomic<int> refused = 0;
    std::atomic<bool> isOver = false;
    rig.hub.script([&](const auto &call, auto &sink) -> Result<void> {
        if (isOver)
            return rig.hub.send(call, call.range, sink);
        ++refused;
        Error error{ErrorCode::UpstreamRateLimited, "slow down"};
        error.retryAfterSeconds = 1;
        return fail(error);
    });
    QElapsedTimer time;
    time.start();
    auto reader = rig.join(source);
    QVERIFY(
        eventually([&] { return !rig.filler().snapshot().empty() && rig.filler().snapshot()[0].state == "stalled"; }));
    // The other chunks of the file wait as well: at most one question a second.
    QVERIFY(refused <= 1 + time.elapsed() / 1000);
    QCOMPARE(rig.filler().snapshot()[0].reason.text, std::string("slow down"));
    isOver = true;
    QVERIFY(readFrom(*reader.body, {0, source.size}).bytes == content);
}

void TroubleTest::usedUpAttemptsFailAllReaders()
{
    FillRig rig;
    const auto source = rig.hub.put(contentOf(2 * mib, 44));
    rig.hub.script([&](const auto &, auto &) { return fail(ErrorCode::RepoNotFound, "gone"); });
    const fill::Joined first = rig.join(source);
    const fill::Joined second = rig.join(source, ByteRange{mib, 2 * mib});
    const ReadResult one = readFrom(*first.body, {0, source.size});
    const ReadResult two = readFrom(*second.body, {mib, 2 * mib});
    QVERIFY(one.failure && two.failure);
    QVERIFY(one.bytes.empty() && two.bytes.empty());
    QVERIFY(rig.observer.waitForFailed(1));
    QCOMPARE(rig.observer.lastError().code, ErrorCode::RepoNotFound);
}

void TroubleTest::laterJoinStartsAnewFromWhatIsThere()
{
    FillRig rig;
    const std::string content = contentOf(4 * mib, 45);
    const auto source = rig.hub.put(content);
    Gate gate;
    rig.hub.script([&](const auto &call, auto &sink) -> Result<void> {
        const ByteRange open{call.range.begin, std::min<std::int64_t>(call.range.end, 2 * mib)};
        if (!open.isEmpty()) {
            if (const auto sent = rig.hub.send(call, open, sink); !sent || call.range.end <= 2 * mib)
                return sent;
        }
        gate.pass(sink);
        return fail(ErrorCode::GatedRepo, "not for you");
    });
    {
        const fill::Joined joined = rig.join(source);
        QCOMPARE(readFrom(*joined.body, {0, 2 * mib}).bytes.size(), std::size_t(2 * mib));
        gate.open();
        QCOMPARE(readFrom(*joined.body, {2 * mib, source.size}).failure->code, ErrorCode::GatedRepo);
    }
    rig.hub.script(nullptr);
    const std::int64_t sentBefore = rig.hub.sentBytes();
    const fill::Joined again = rig.join(source);
    QVERIFY(again.startedFill);
    QVERIFY(readFrom(*again.body, {0, source.size}).bytes == content);
    QCOMPARE(rig.hub.sentBytes() - sentBefore, 2 * mib);
}

void TroubleTest::joinWhileAFillEndsStartsAnewAfterIt()
{
    FillRig rig;
    const std::string content = contentOf(40 * mib, 57);
    const auto source = rig.hub.put(content);
    Gate refusal;
    Gate stubborn;
    std::atomic<bool> isInside{false};
    rig.hub.script([&](const auto &call, auto &sink) -> Result<void> {
        if (call.number > 2)
            return rig.hub.send(call, call.range, sink);
        if (call.range.begin == 0) {
            refusal.pass(sink);
            return fail(ErrorCode::GatedRepo, "not for you");
        }
        // This one notices late that it is cancelled.
        isInside = true;
        eventually([&] { return stubborn.isOpen(); });
        return fail(ErrorCode::Cancelled, "");
    });
    const fill::Joined first = rig.join(source);
    const fill::Joined middle = rig.join(source, ByteRange{30 * mib, 31 * mib});
    first.body->whenReadable(0, [] {});
    middle.body->whenReadable(30 * mib, [] {});
    QVERIFY(eventually([&] { return isInside.load(); }));
    refusal.open();
    QVERIFY(eventually([&] { return rig.filler().snapshot().front().state == "failed"; }));
    const fill::Joined again = rig.join(source);
    QVERIFY(again.startedFill);
    stubborn.open();
    QVERIFY(readFrom(*again.body, {0, source.size}).bytes == content);
    QCOMPARE(first.body->failure()->code, ErrorCode::GatedRepo);
    QVERIFY(rig.observer.waitForCompleted(1));
}

void TroubleTest::refusedSourceIsReplacedByAnotherReaders()
{
    FillRig rig;
    const std::string content = contentOf(2 * mib, 46);
    const auto closed = rig.hub.put(content);
    auto opened = closed;
    opened.repo.id = *RepoId::parse("org/open");
    Gate gate;
    rig.hub.script([&](const auto &call, auto &sink) -> Result<void> {
        if (!gate.pass(sink))
            return fail(ErrorCode::Cancelled, "");
        if (call.source.repo.id == closed.repo.id)
            return fail(ErrorCode::AccessDenied, "not for you");
        return rig.hub.send(call, call.range, sink);
    });
    const fill::Joined first = rig.join(closed);
    QVERIFY(rig.hub.waitForRunning(1));
    const fill::Joined second = rig.join(opened);
    gate.open();
    QVERIFY(readFrom(*first.body, {0, closed.size}).bytes == content);
    QVERIFY(readFrom(*second.body, {0, closed.size}).bytes == content);
}

namespace {

/// Fetches the first bytes of a file and ends the filler in the middle of it.
upstream::FileSource leaveHalfDone(FillRig &rig, const std::string &content, std::int64_t upTo)
{
    const auto source = rig.hub.put(content);
    Gate never;
    rig.hub.script([&](const auto &call, auto &sink) -> Result<void> {
        if (call.range.begin < upTo) {
            if (const auto part = rig.hub.send(call, {call.range.begin, std::min(call.range.end, upTo)}, sink); !part)
                return part;
        }
        never.pass(sink);
        return fail(ErrorCode::Cancelled, "");
    });
    const fill::Joined joined = rig.join(source);
    readFrom(*joined.body, {0, upTo});
    rig.stop();
    rig.hub.script(nullptr);
    return source;
}

} // namespace

void TroubleTest::restartContinuesFromJournal()
{
    FillRig rig;
    const std::string content = contentOf(6 * mib, 47);
    const auto source = leaveHalfDone(rig, content, 4 * mib);
    const std::int64_t sentBefore = rig.hub.sentBytes();
    rig.restart();
    QVERIFY(readFrom(*rig.join(source).body, {0, source.size}).bytes == content);
    QCOMPARE(rig.hub.sentBytes() - sentBefore, 2 * mib);
}

void TroubleTest::tornJournalLosesOnlyItsTail()
{
    FillRig rig;
    const std::string content = contentOf(6 * mib, 48);
    const auto source = leaveHalfDone(rig, content, 4 * mib);
    const std::filesystem::path journal = rig.folder() / "store" / "partial" / (source.blob.text() + ".journal");
    std::filesystem::resize_file(journal, std::filesystem::file_size(journal) - 5);
    const std::int64_t sentBefore = rig.hub.sentBytes();
    rig.restart();
    QVERIFY(readFrom(*rig.join(source).body, {0, source.size}).bytes == content);
    QCOMPARE(rig.hub.sentBytes() - sentBefore, 3 * mib);
}

void TroubleTest::flippedByteInAPartialIsFetchedAgain()
{
    FillRig rig;
    const std::string content = contentOf(6 * mib, 49);
    const auto source = leaveHalfDone(rig, content, 4 * mib);
    {
        std::fstream file(rig.folder() / "store" / "partial" / source.blob.text(),
                          std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(mib + 3);
        file.put(static_cast<char>(content[mib + 3] ^ 1));
    }
    const std::int64_t sentBefore = rig.hub.sentBytes();
    rig.restart();
    QVERIFY(readFrom(*rig.join(source).body, {0, source.size}).bytes == content);
    QCOMPARE(rig.hub.sentBytes() - sentBefore, 3 * mib);
}

void TroubleTest::diskFullPausesAndResumes()
{
    FillRig rig;
    const std::string content = contentOf(3 * mib, 50);
    const auto source = rig.hub.put(content);
    rig.disk->freeBytes = 2 * mib;
    const fill::Joined joined = rig.join(source);
    QVERIFY(eventually([&] { return rig.filler().snapshot().front().state == "waiting for space"; }));
    QVERIFY(!rig.filler().snapshot().front().reason.text.empty());
    QVERIFY(!joined.body->failure());
    rig.disk->freeBytes = 100 * mib;
    QVERIFY(readFrom(*joined.body, {0, source.size}).bytes == content);
}

void TroubleTest::brokenDiskPausesAndResumes()
{
    FillRig rig;
    const std::string content = contentOf(5 * mib, 51);
    const auto source = rig.hub.put(content);
    rig.hub.script([&](const auto &call, auto &sink) -> Result<void> {
        if (call.number == 1)
            rig.disk->refusesWrites = true;
        return rig.hub.send(call, call.range, sink);
    });
    const fill::Joined joined = rig.join(source);
    QVERIFY(eventually([&] { return rig.filler().snapshot().front().state == "stalled"; }));
    QVERIFY(!joined.body->failure());
    rig.disk->refusesWrites = false;
    QVERIFY(readFrom(*joined.body, {0, source.size}).bytes == content);
}

void TroubleTest::unreadyFolderPausesAndResumes()
{
    FillRig rig;
    const std::string content = contentOf(2 * mib, 52);
    const auto source = rig.hub.put(content);
    const auto partial = rig.folder() / "store" / "partial";
    std::filesystem::rename(partial, rig.folder() / "elsewhere");
    const fill::Joined joined = rig.join(source);
    QVERIFY(eventually([&] { return rig.filler().snapshot().front().state == "stalled"; }));
    QVERIFY(rig.hub.calls().empty());
    std::filesystem::rename(rig.folder() / "elsewhere", partial);
    QVERIFY(readFrom(*joined.body, {0, source.size}).bytes == content);
}

void TroubleTest::failedPublishIsTriedAgainWhileReadersGoOn()
{
    FillRig rig;
    const std::string content = contentOf(2 * mib, 53);
    const auto source = rig.hub.put(content);
    rig.disk->refusesRenames = true;
    QVERIFY(readFrom(*rig.join(source).body, {0, source.size}).bytes == content);
    QVERIFY(!std::filesystem::exists(rig.store().pathOf(source.blob)));
    rig.disk->refusesRenames = false;
    QVERIFY(rig.observer.waitForCompleted(1));
    QVERIFY(rig.store().find(source.blob, source.size) != nullptr);
}

QTEST_GUILESS_MAIN(TroubleTest)
#include "trouble_test.moc"
