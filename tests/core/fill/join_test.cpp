// One fill per blob, and what its readers see while it runs.
#include <QTest>

#include "core/fill/fillrig.h"

#include <fstream>
#include <future>
#include <iterator>

using namespace mirrorlake;
using namespace mirrorlake::test;

namespace {

std::string fileContent(const std::filesystem::path &path)
{
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace

class JoinTest : public QObject
{
    Q_OBJECT

private slots:
    void coldFileIsStreamedAndKept();
    void sixtyFourReadersCauseOneTransfer();
    void secondReaderJoinsRunningFill();
    void completeBlobNeedsNoUpstream();
    void readerGetsFirstBytesBeforeChunkEnds();
    void bytesAreCountedAsTheyCome();
    void lastPartIsHeldUntilVerified();
    void rangeInTheMiddleComesFirst();
    void byteFarInsideARunningChunkIsFetchedAtOnce();
    void fileNamedByGitSha1IsVerified();
    void emptyFileNeedsNoUpstream();
    void smallFileTakesOneRequest();
    void limitedConnectionsAreAdded();
    void slowLastChunkIsRaced();
    void otherSizeForTheSameBlobIsRefused();
    void stopKeepsWhatIsOnDisk();
    void readersMayOutliveTheFiller();
};

void JoinTest::coldFileIsStreamedAndKept()
{
    FillRig rig;
    const std::string content = contentOf(20 * mib + 12'345, 1);
    const auto source = rig.hub.put(content);
    const fill::Joined joined = rig.join(source);
    QVERIFY(joined.startedFill);
    const ReadResult read = readFrom(*joined.body, {0, source.size});
    QVERIFY(!read.failure && !read.isTimedOut);
    QVERIFY(read.bytes == content);
    QVERIFY(rig.observer.waitForCompleted(1));
    QVERIFY(fileContent(rig.store().pathOf(source.blob)) == content);
    QVERIFY(rig.hub.hasSentOnce(source));
    QVERIFY(std::filesystem::is_empty(rig.folder() / "store" / "partial"));
}

void JoinTest::sixtyFourReadersCauseOneTransfer()
{
    FillRig rig;
    const std::string content = contentOf(9 * mib, 2);
    const auto source = rig.hub.put(content);
    Gate gate;
    rig.hub.script([&](const auto &call, auto &sink) {
        return gate.pass(sink) ? rig.hub.send(call, call.range, sink) : fail(ErrorCode::Cancelled, "");
    });
    std::vector<fill::Joined> readers;
    for (int i = 0; i < 64; ++i)
        readers.push_back(rig.join(source, std::nullopt, "10.0.0." + std::to_string(i)));
    QCOMPARE(std::count_if(readers.begin(), readers.end(), [](const auto &one) { return one.startedFill; }), 1);
    std::vector<std::future<ReadResult>> results;
    for (const fill::Joined &reader : readers)
        results.push_back(std::async(std::launch::async, [&] { return readFrom(*reader.body, {0, source.size}); }));
    gate.open();
    for (auto &result : results)
        QVERIFY(result.get().bytes == content);
    QVERIFY(rig.hub.hasSentOnce(source));
}

void JoinTest::secondReaderJoinsRunningFill()
{
    FillRig rig;
    const std::string content = contentOf(4 * mib, 3);
    const auto source = rig.hub.put(content);
    Gate gate;
    rig.hub.script([&](const auto &call, auto &sink) {
        return gate.pass(sink) ? rig.hub.send(call, call.range, sink) : fail(ErrorCode::Cancelled, "");
    });
    const fill::Joined first = rig.join(source);
    QVERIFY(rig.hub.waitForRunning(1));
    auto other = source;
    other.repo.id = *RepoId::parse("org/another-repo");
    const fill::Joined second = rig.join(other, ByteRange{mib, 2 * mib});
    QVERIFY(!second.startedFill);
    gate.open();
    QVERIFY(readFrom(*second.body, {mib, 2 * mib}).bytes == content.substr(mib, mib));
    QVERIFY(readFrom(*first.body, {0, source.size}).bytes == content);
    QVERIFY(rig.hub.hasSentOnce(source));
}

void JoinTest::completeBlobNeedsNoUpstream()
{
    FillRig rig;
    const std::string content = contentOf(2 * mib, 4);
    const auto source = rig.hub.put(content);
    QVERIFY(readFrom(*rig.join(source).body, {0, source.size}).bytes == content);
    QVERIFY(rig.observer.waitForCompleted(1));
    rig.restart();
    const auto callsBefore = rig.hub.calls().size();
    const fill::Joined joined = rig.join(source);
    QVERIFY(!joined.startedFill);
    QVERIFY(readFrom(*joined.body, {0, source.size}).bytes == content);
    QCOMPARE(rig.hub.calls().size(), callsBefore);
}

void JoinTest::readerGetsFirstBytesBeforeChunkEnds()
{
    FillRig rig;
    const std::string content = contentOf(8 * mib, 5);
    const auto source = rig.hub.put(content);
    Gate gate;
    rig.hub.script([&](const auto &call, auto &sink) -> Result<void> {
        if (call.range.begin != 0)
            return rig.hub.send(call, call.range, sink);
        if (const Result<void> head = rig.hub.send(call, {0, 1000}, sink); !head)
            return head;
        if (!gate.pass(sink))
            return fail(ErrorCode::Cancelled, "");
        return rig.hub.send(call, {1000, call.range.end}, sink);
    });
    const fill::Joined joined = rig.join(source);
    const ReadResult head = readFrom(*joined.body, {0, 1000});
    QVERIFY(!gate.isOpen());
    QVERIFY(head.bytes == content.substr(0, 1000));
    gate.open();
    QVERIFY(readFrom(*joined.body, {1000, source.size}).bytes == content.substr(1000));
}

void JoinTest::bytesAreCountedAsTheyCome()
{
    FillRig rig;
    const auto source = rig.hub.put(contentOf(4 * mib, 21));
    Gate gate;
    rig.hub.script([&](const auto &call, auto &sink) -> Result<void> {
        const std::int64_t middle = (call.range.begin + call.range.end) / 2;
        if (const auto first = rig.hub.send(call, {call.range.begin, middle}, sink); !first)
            return first;
        if (!gate.pass(sink))
            return fail(ErrorCode::Cancelled, "");
        return rig.hub.send(call, {middle, call.range.end}, sink);
    });
    const fill::Joined joined = rig.join(source);
    QVERIFY(eventually([&] { return rig.observer.receivedBytes > 0; }));
    QVERIFY(!gate.isOpen());
    gate.open();
    QVERIFY(rig.observer.waitForCompleted(1));
    QVERIFY(rig.observer.receivedBytes >= source.size);
}

void JoinTest::lastPartIsHeldUntilVerified()
{
    FillRig rig;
    const std::string content = contentOf(mib, 6);
    const auto source = rig.hub.put(content);
    Gate gate;
    rig.hub.script([&](const auto &call, auto &sink) -> Result<void> {
        if (const Result<void> head = rig.hub.send(call, {0, source.size - 1}, sink); !head)
            return head;
        return gate.pass(sink) ? rig.hub.send(call, {source.size - 1, source.size}, sink)
                               : fail(ErrorCode::Cancelled, "");
    });
    const fill::Joined joined = rig.join(source);
    const std::int64_t open = source.size - 64 * 1024;
    QVERIFY(readFrom(*joined.body, {0, open}).bytes == content.substr(0, static_cast<std::size_t>(open)));
    // The reader waits for more, so everything that came is flushed; still nothing of the tail may be seen.
    std::atomic<bool> isWoken{false};
    joined.body->whenReadable(open, [&] { isWoken = true; });
    QVERIFY(eventually([&] { return rig.filler().snapshot().front().done == source.size - 1; }));
    QCOMPARE(joined.body->readableEnd(open), open);
    QVERIFY(!isWoken);
    gate.open();
    QVERIFY(eventually([&] { return isWoken.load(); }));
    QVERIFY(readFrom(*joined.body, {open, source.size}).bytes == content.substr(static_cast<std::size_t>(open)));
}

void JoinTest::rangeInTheMiddleComesFirst()
{
    FillRig rig;
    const std::string content = contentOf(64 * mib, 7);
    const auto source = rig.hub.put(content);
    Gate gate;
    rig.hub.script([&](const auto &call, auto &sink) {
        const bool isHeld = call.range.begin < 30 * mib;
        return !isHeld || gate.pass(sink) ? rig.hub.send(call, call.range, sink) : fail(ErrorCode::Cancelled, "");
    });
    const fill::Joined whole = rig.join(source);
    QVERIFY(rig.hub.waitForRunning(1));
    const fill::Joined middle = rig.join(source, ByteRange{40 * mib + 5, 41 * mib});
    QVERIFY(readFrom(*middle.body, {40 * mib + 5, 41 * mib}).bytes == content.substr(40 * mib + 5, mib - 5));
    QVERIFY(!gate.isOpen());
    gate.open();
    QVERIFY(readFrom(*whole.body, {0, source.size}).bytes == content);
    QVERIFY(rig.hub.hasSentOnce(source));
}

void JoinTest::byteFarInsideARunningChunkIsFetchedAtOnce()
{
    FillRig rig;
    const std::string content = contentOf(32 * mib, 8);
    const auto source = rig.hub.put(content);
    Gate gate;
    rig.hub.script([&](const auto &call, auto &sink) {
        return call.range.begin > 0 || gate.pass(sink) ? rig.hub.send(call, call.range, sink)
                                                       : fail(ErrorCode::Cancelled, "");
    });
    const fill::Joined whole = rig.join(source);
    QVERIFY(rig.hub.waitForRunning(1));
    const std::int64_t firstEnd = rig.hub.calls().front().range.end;
    QVERIFY(firstEnd > 3 * mib);
    const std::int64_t wanted = firstEnd - 1000;
    const fill::Joined inside = rig.join(source, ByteRange{wanted, firstEnd});
    QVERIFY(readFrom(*inside.body, {wanted, firstEnd}).bytes == content.substr(static_cast<std::size_t>(wanted), 1000));
    gate.open();
    QVERIFY(readFrom(*whole.body, {0, source.size}).bytes == content);
}

void JoinTest::fileNamedByGitSha1IsVerified()
{
    FillRig rig;
    const std::string content = contentOf(300'000, 9);
    const auto source = rig.hub.put(content, gitSha1Of(content));
    QVERIFY(readFrom(*rig.join(source).body, {0, source.size}).bytes == content);
    QVERIFY(rig.observer.waitForCompleted(1));
    QVERIFY(rig.store().find(source.blob, source.size) != nullptr);
}

void JoinTest::emptyFileNeedsNoUpstream()
{
    FillRig rig;
    const auto source = rig.hub.put("", gitSha1Of(""));
    const fill::Joined joined = rig.join(source);
    QVERIFY(rig.observer.waitForCompleted(1));
    QVERIFY(!joined.body->failure());
    QVERIFY(rig.store().find(source.blob, 0) != nullptr);
    QVERIFY(rig.hub.calls().empty());
}

void JoinTest::smallFileTakesOneRequest()
{
    FillRig rig;
    const std::string content = contentOf(mib, 10);
    const auto source = rig.hub.put(content);
    const fill::Joined joined = rig.join(source);
    QVERIFY(readFrom(*joined.body, {0, source.size}).bytes == content);
    QVERIFY(rig.observer.waitForCompleted(1));
    QCOMPARE(rig.hub.calls().size(), std::size_t(1));
    const auto pieces = rig.folder() / "store" / "pieces" / "sha256" / source.blob.text().substr(0, 2);
    QVERIFY(!std::filesystem::exists(pieces));
}

void JoinTest::limitedConnectionsAreAdded()
{
    FillRig rig;
    const std::string content = contentOf(48 * mib, 11);
    const auto source = rig.hub.put(content);
    std::atomic<int> most{0};
    rig.hub.script([&](const auto &call, auto &sink) -> Result<void> {
        // About 8 MB/s a connection.
        for (std::int64_t at = call.range.begin; at < call.range.end; at += 16 * 1024) {
            most = std::max(most.load(), rig.hub.running());
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
            if (const auto sent = rig.hub.send(call, {at, std::min(call.range.end, at + 16 * 1024)}, sink); !sent)
                return sent;
        }
        return {};
    });
    QVERIFY(readFrom(*rig.join(source).body, {0, source.size}).bytes == content);
    QCOMPARE(most.load(), 16);
}

void JoinTest::slowLastChunkIsRaced()
{
    fill::FillOptions options = FillRig::quickOptions();
    options.slowAfter = std::chrono::seconds(1);
    FillRig rig(options);
    const std::string content = contentOf(mib + 500'000, 12);
    const auto source = rig.hub.put(content);
    std::atomic<int> stuck{0};
    Gate never;
    rig.hub.script([&](const auto &call, auto &sink) -> Result<void> {
        if (call.number == 1) {
            if (const auto head = rig.hub.send(call, {call.range.begin, call.range.begin + 100'000}, sink); !head)
                return head;
            ++stuck;
            never.pass(sink);
            return fail(ErrorCode::Cancelled, "");
        }
        return rig.hub.send(call, call.range, sink);
    });
    const fill::Joined joined = rig.join(source);
    QVERIFY(readFrom(*joined.body, {0, source.size}).bytes == content);
    QCOMPARE(stuck.load(), 1);
    QVERIFY(rig.observer.waitForCompleted(1));
    QVERIFY(fileContent(rig.store().pathOf(source.blob)) == content);
}

void JoinTest::otherSizeForTheSameBlobIsRefused()
{
    FillRig rig;
    const auto source = rig.hub.put(contentOf(2 * mib, 13));
    Gate gate;
    rig.hub.script([&](const auto &call, auto &sink) {
        return gate.pass(sink) ? rig.hub.send(call, call.range, sink) : fail(ErrorCode::Cancelled, "");
    });
    const fill::Joined first = rig.join(source);
    auto liar = source;
    liar.size += 1;
    const fill::Joined second = rig.join(liar);
    QVERIFY(second.body->failure());
    QCOMPARE(second.body->failure()->code, ErrorCode::UpstreamBroken);
    gate.open();
    QVERIFY(!readFrom(*first.body, {0, source.size}).failure);
}

void JoinTest::stopKeepsWhatIsOnDisk()
{
    FillRig rig;
    const std::string content = contentOf(12 * mib, 14);
    const auto source = rig.hub.put(content);
    Gate never;
    rig.hub.script([&](const auto &call, auto &sink) -> Result<void> {
        if (call.range.begin > 0)
            return never.pass(sink) ? Result<void>() : fail(ErrorCode::Cancelled, "");
        if (const auto head = rig.hub.send(call, {0, 3 * mib + 100}, sink); !head)
            return head;
        never.pass(sink);
        return fail(ErrorCode::Cancelled, "");
    });
    const fill::Joined joined = rig.join(source);
    QCOMPARE(readFrom(*joined.body, {0, 3 * mib}).bytes.size(), std::size_t(3 * mib));
    rig.stop();
    QCOMPARE(joined.body->failure()->code, ErrorCode::Cancelled);
    rig.hub.script(nullptr);
    const std::int64_t sentBefore = rig.hub.sentBytes();
    rig.restart();
    QVERIFY(readFrom(*rig.join(source).body, {0, source.size}).bytes == content);
    QVERIFY(rig.hub.sentBytes() - sentBefore <= 9 * mib);
}

void JoinTest::readersMayOutliveTheFiller()
{
    auto rig = std::make_unique<FillRig>();
    const auto source = rig->hub.put(contentOf(2 * mib, 15));
    Gate never;
    rig->hub.script([&](const auto &, auto &sink) {
        never.pass(sink);
        return fail(ErrorCode::Cancelled, "");
    });
    const std::shared_ptr<FileBody> body = rig->join(source).body;
    QVERIFY(rig->hub.waitForRunning(1));
    rig.reset();
    QVERIFY(waitReadable(*body, 0));
    QVERIFY(body->failure());
    QCOMPARE(body->readableEnd(0), std::int64_t(0));
}

QTEST_GUILESS_MAIN(JoinTest)
#include "join_test.moc"
