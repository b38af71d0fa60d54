// How workers are shared among fills, and which upstream route is asked for what.
#include "core/fill/fillrig.h"
#include "fill/origins.h"

#include <QTest>

using namespace mirrorlake;
using namespace mirrorlake::test;

class ShareTest : public QObject
{
    Q_OBJECT

private slots:
    void waitingClientComesBeforeWhatIsFetchedAhead();
    void starvingFillGetsAConnectionOfTheRichest();
    void neverMoreConnectionsThanSet();
    void routeWithWrongBytesIsAvoidedAndBlamed();
    void innocentRouteIsNotBlamed();
    void manySmallFilesTakeOneRequestEach();
};

namespace {

/// A hub with two routes, of which one gives a wrong byte.
class TwoRoutes final : public ScriptedHub
{
public:
    explicit TwoRoutes(std::int64_t wrongByte)
    {
        script([this, wrongByte](const Call &call, upstream::BodySink &sink) -> Result<void> {
            const std::vector<std::string> &avoided = call.source.avoidedRoutes;
            const bool isBad = std::find(avoided.begin(), avoided.end(), "bad") == avoided.end();
            upstream::Response head;
            head.route = isBad ? "bad" : "good";
            sink.begin(head);
            return sendCorrupt(call, call.range, isBad ? wrongByte : -1, sink);
        });
    }

    void wrongBytes(const upstream::FileSource &, const std::string &route) override
    {
        const std::lock_guard lock(m_mutex);
        m_blamed.push_back(route);
    }

    std::vector<std::string> blamed() const
    {
        const std::lock_guard lock(m_mutex);
        return m_blamed;
    }

private:
    mutable std::mutex m_mutex;
    std::vector<std::string> m_blamed;
};

} // namespace

void ShareTest::waitingClientComesBeforeWhatIsFetchedAhead()
{
    fill::FillOptions options = FillRig::quickOptions();
    options.workers = 1;
    FillRig rig(options);
    const auto ahead = rig.hub.put(contentOf(20 * mib, 61));
    const std::string content = contentOf(100'000, 62);
    const auto wanted = rig.hub.put(content);
    Gate gate;
    rig.hub.script([&](const auto &call, auto &sink) {
        const bool isFirst = call.number == 1;
        return !isFirst || gate.pass(sink) ? rig.hub.send(call, call.range, sink) : fail(ErrorCode::Cancelled, "");
    });
    const fill::Joined aheadReader = rig.join(ahead, ByteRange{0, 0});
    QVERIFY(rig.hub.waitForRunning(1));
    const fill::Joined reader = rig.join(wanted);
    gate.open();
    QVERIFY(readFrom(*reader.body, {0, wanted.size}).bytes == content);
    QVERIFY(rig.hub.calls().at(1).source.blob == wanted.blob);
    QVERIFY(rig.observer.waitForCompleted(2));
}

void ShareTest::starvingFillGetsAConnectionOfTheRichest()
{
    fill::FillOptions options = FillRig::quickOptions();
    options.workers = 2;
    FillRig rig(options);
    const auto rich = rig.hub.put(contentOf(40 * mib, 63));
    const std::string content = contentOf(100'000, 64);
    const auto poor = rig.hub.put(content);
    Gate never;
    rig.hub.script([&](const auto &call, auto &sink) -> Result<void> {
        if (call.source.blob == poor.blob)
            return rig.hub.send(call, call.range, sink);
        never.pass(sink);
        return fail(ErrorCode::Cancelled, "");
    });
    const fill::Joined first = rig.join(rich, ByteRange{0, mib});
    const fill::Joined second = rig.join(rich, ByteRange{30 * mib, 31 * mib});
    first.body->whenReadable(0, [] {});
    second.body->whenReadable(30 * mib, [] {});
    QVERIFY(rig.hub.waitForRunning(2));
    const fill::Joined reader = rig.join(poor);
    QVERIFY(readFrom(*reader.body, {0, poor.size}).bytes == content);
}

void ShareTest::neverMoreConnectionsThanSet()
{
    fill::FillOptions options = FillRig::quickOptions();
    options.workers = 6;
    options.perBlob = 4;
    FillRig rig(options);
    std::atomic<int> most{0};
    rig.hub.script([&](const auto &call, auto &sink) -> Result<void> {
        for (std::int64_t at = call.range.begin; at < call.range.end; at += 64 * 1024) {
            most = std::max(most.load(), rig.hub.running());
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
            if (const auto sent = rig.hub.send(call, {at, std::min(call.range.end, at + 64 * 1024)}, sink); !sent)
                return sent;
        }
        return {};
    });
    const auto first = rig.hub.put(contentOf(16 * mib, 65));
    const auto second = rig.hub.put(contentOf(16 * mib, 66));
    const fill::Joined a = rig.join(first);
    const fill::Joined b = rig.join(second);
    int mostOfOne = 0;
    QVERIFY(eventually([&] {
        for (const fill::FillSnapshot &one : rig.filler().snapshot())
            mostOfOne = std::max(mostOfOne, one.connections);
        return rig.filler().snapshot().empty();
    }));
    QVERIFY(most <= 6);
    QVERIFY(mostOfOne <= 4);
}

void ShareTest::routeWithWrongBytesIsAvoidedAndBlamed()
{
    const QTemporaryDir folder;
    const auto store =
        std::move(*store::BlobStore::open({.folder = folder.path().toStdString(), .keepFree = mebibytes(1)}));
    TwoRoutes hub(mib + 5);
    const SystemClock clock;
    CountingObserver observer;
    fill::Filler filler(FillRig::quickOptions(), *store, hub, clock, observer);
    const auto source = hub.put(contentOf(3 * mib, 67));
    const fill::Joined joined = filler.join(source, {0, 0}, {});
    QVERIFY(observer.waitForCompleted(1));
    QVERIFY(store->find(source.blob, source.size) != nullptr);
    QVERIFY(hub.sentBytes() <= 2 * source.size);
    const std::vector<std::string> blamed = hub.blamed();
    QVERIFY(!blamed.empty());
    QVERIFY(std::all_of(blamed.begin(), blamed.end(), [](const std::string &route) { return route == "bad"; }));
}

void ShareTest::innocentRouteIsNotBlamed()
{
    fill::Origins origins;
    origins.gave("one", {0, 100});
    origins.gave("two", {100, 200});
    origins.replaced("two", {50, 60});
    QCOMPARE(origins.suspects(), std::vector<std::string>{"one"});
    origins.replaced("one", {150, 160});
    QCOMPARE(origins.suspects(), (std::vector<std::string>{"one", "two"}));
    QCOMPARE(origins.routes(), (std::vector<std::string>{"one", "two"}));
}

void ShareTest::manySmallFilesTakeOneRequestEach()
{
    FillRig rig;
    constexpr int files = 300;
    std::vector<upstream::FileSource> sources;
    std::vector<fill::Joined> readers;
    for (unsigned i = 0; i < files; ++i)
        sources.push_back(rig.hub.put(contentOf(100 + i, 100 + i)));
    for (const auto &source : sources)
        readers.push_back(rig.join(source));
    for (std::size_t i = 0; i < sources.size(); ++i)
        QVERIFY(sha256Of(readFrom(*readers[i].body, {0, sources[i].size}).bytes) == sources[i].blob);
    QVERIFY(rig.observer.waitForCompleted(files));
    QCOMPARE(rig.hub.calls().size(), std::size_t(files));
}

QTEST_GUILESS_MAIN(ShareTest)
#include "share_test.moc"
