// What is fetched ahead ends when nobody wants it any more, without hurting anybody who does.
#include <QTest>

#include "core/fill/fillrig.h"

using namespace mirrorlake;
using namespace mirrorlake::test;

namespace {

constexpr std::int64_t size = 20 * mib;
constexpr std::int64_t given = 2 * mib + 512 * 1024; // before the gate

fill::FillOptions oneConnection()
{
    fill::FillOptions options = FillRig::quickOptions();
    options.perBlob = 1;
    options.lastPieces = std::chrono::minutes(5);
    options.withoutReaders = fill::WithoutReaders::GoOn;
    return options;
}

} // namespace

class LetGoTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void itEndsWithThePieceInHandAndGoesOnFromThere();
    void pieceThatDoesNotComeIsNotWaitedFor();
    void itMayEndBeforeAByteCame();
    void readerKeepsItGoing();
    void otherHolderKeepsItGoing();
    void whatAClientBeganGoesByItsOwnRule();
    void whoComesBackInTimeGoesOnWithIt();

private:
    void begin(const fill::FillOptions &options);
    /// A fill ahead of need that has some bytes, and gets no more until the gate opens.
    fill::Joined begun();
    void letGo(fill::Joined &joined)
    {
        joined.body.reset();
        m_rig->filler().letGo(m_source.blob);
    }
    bool isRunning() const { return !m_rig->filler().snapshot().empty(); }
    bool isWhole(const fill::Joined &joined) const { return readFrom(*joined.body, {0, size}).bytes == m_content; }

    std::unique_ptr<Gate> m_gate;
    std::unique_ptr<FillRig> m_rig;
    std::string m_content;
    upstream::FileSource m_source = ScriptedHub().put("nothing yet");
};

void LetGoTest::init()
{
    m_gate = std::make_unique<Gate>();
    begin(oneConnection());
}

void LetGoTest::begin(const fill::FillOptions &options)
{
    m_rig.reset();
    m_rig = std::make_unique<FillRig>(options);
    m_content = contentOf(size, 91);
    m_source = m_rig->hub.put(m_content);
    m_rig->hub.script([this](const ScriptedHub::Call &call, upstream::BodySink &sink) -> Result<void> {
        if (call.number > 1)
            return m_rig->hub.send(call, call.range, sink);
        if (const auto sent = m_rig->hub.send(call, {call.range.begin, call.range.begin + given}, sink); !sent)
            return sent;
        if (!m_gate->pass(sink))
            return fail(ErrorCode::Cancelled, "");
        return m_rig->hub.send(call, {call.range.begin + given, call.range.end}, sink);
    });
}

void LetGoTest::cleanup()
{
    m_gate->open();
    m_rig.reset();
}

fill::Joined LetGoTest::begun()
{
    fill::Joined joined = m_rig->join(m_source, ByteRange{0, 0});
    const bool isHere = eventually([&] {
        const auto fills = m_rig->filler().snapshot();
        return fills.size() == 1 && fills[0].done == given;
    });
    if (!isHere)
        qFatal("the first bytes do not come");
    return joined;
}

void LetGoTest::itEndsWithThePieceInHandAndGoesOnFromThere()
{
    fill::Joined joined = begun();
    letGo(joined);
    m_gate->open();
    QVERIFY(eventually([&] { return !isRunning(); }));
    QCOMPARE(m_rig->hub.calls().size(), std::size_t(1));
    QVERIFY(m_rig->store().isUnfinished(m_source.blob));

    QVERIFY(isWhole(m_rig->join(m_source)));
    QCOMPARE(m_rig->hub.calls().at(1).range.begin, 3 * mib);
    QVERIFY(m_rig->hub.hasSentOnce(m_source));
}

void LetGoTest::pieceThatDoesNotComeIsNotWaitedFor()
{
    fill::FillOptions options = oneConnection();
    options.lastPieces = std::chrono::milliseconds(50);
    begin(options);
    fill::Joined joined = begun();
    letGo(joined);
    QVERIFY(eventually([&] { return !isRunning(); }));
    QVERIFY(isWhole(m_rig->join(m_source)));
    QCOMPARE(m_rig->hub.calls().at(1).range.begin, 2 * mib);
}

void LetGoTest::itMayEndBeforeAByteCame()
{
    fill::FillOptions options = oneConnection();
    options.lastPieces = std::chrono::milliseconds(50);
    begin(options);
    m_rig->hub.script([this](const ScriptedHub::Call &call, upstream::BodySink &sink) -> Result<void> {
        return call.number > 1 || m_gate->pass(sink) ? m_rig->hub.send(call, call.range, sink)
                                                     : fail(ErrorCode::Cancelled, "");
    });
    fill::Joined joined = m_rig->join(m_source, ByteRange{0, 0});
    letGo(joined);
    QVERIFY(eventually([&] { return !isRunning(); }));
    m_gate->open();
    QVERIFY(isWhole(m_rig->join(m_source)));
}

void LetGoTest::readerKeepsItGoing()
{
    fill::Joined joined = begun();
    const fill::Joined reader = m_rig->join(m_source);
    letGo(joined);
    QVERIFY(isRunning());
    m_gate->open();
    QVERIFY(isWhole(reader));
    QVERIFY(m_rig->hub.hasSentOnce(m_source));
}

void LetGoTest::otherHolderKeepsItGoing()
{
    fill::Joined joined = begun();
    const fill::Joined other = m_rig->join(m_source, ByteRange{0, 0});
    letGo(joined);
    m_gate->open();
    QVERIFY(m_rig->observer.waitForCompleted(1));
    QVERIFY(m_rig->hub.hasSentOnce(m_source));
}

void LetGoTest::whatAClientBeganGoesByItsOwnRule()
{
    fill::Joined joined = begun();
    m_rig->join(m_source).body.reset();
    letGo(joined);
    m_gate->open();
    QVERIFY(m_rig->observer.waitForCompleted(1)); // goes on without readers, as set
}

void LetGoTest::whoComesBackInTimeGoesOnWithIt()
{
    fill::Joined joined = begun();
    letGo(joined);
    const fill::Joined reader = m_rig->join(m_source);
    m_gate->open();
    QVERIFY(isWhole(reader));
    QCOMPARE(m_rig->hub.calls().at(0).range.begin, 0);
}

QTEST_GUILESS_MAIN(LetGoTest)
#include "letgo_test.moc"
