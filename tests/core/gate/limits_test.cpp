#include <QTest>

#include "core/serve/harness.h"
#include "gate/gate.h"
#include "support/manualclock.h"
#include "support/rawclient.h"

using namespace mirrorlake;
using namespace mirrorlake::test;
using namespace std::chrono_literals;

namespace {

gate::GateOptions speed(double clients, double perClient = 0)
{
    gate::GateOptions options;
    options.limits.clients = {clients};
    options.limits.perClient = {perClient};
    return options;
}

std::shared_ptr<const HttpRequest> requestOf(const std::string &client)
{
    auto request = std::make_shared<HttpRequest>();
    request->clientAddress = client;
    request->target = "/";
    return request;
}

/// So many bytes that are all there, and that nobody reads.
class PretendedBody final : public FileBody
{
public:
    explicit PretendedBody(std::int64_t size) : m_size(size) {}
    int descriptor() const override { return -1; }
    std::int64_t readableEnd(std::int64_t) const override { return m_size; }
    void whenReadable(std::int64_t, std::function<void()> wake) override { wake(); }
    std::optional<Error> failure() const override { return std::nullopt; }

private:
    const std::int64_t m_size;
};

/// Replies of one large file, given to nobody: the test takes what each may send.
class Taking
{
public:
    explicit Taking(gate::GateOptions options)
        : m_service([this](auto, ReplySink reply) {
              HttpReply answer;
              answer.file = {std::shared_ptr<void>(), &m_body};
              answer.fileRange = {0, size};
              answer.facts = {Outcome::Hit, "hf:models/a/b", "file"};
              reply(std::move(answer));
          }),
          gate(std::move(options), m_service, m_meter, clock)
    {}

    void open(const std::string &client)
    {
        gate.serve(requestOf(client), [&](HttpReply reply) { replies.push_back({std::move(reply), client, 0}); });
    }

    /// Everybody takes what is allowed at every millisecond of this time.
    void run(std::chrono::milliseconds time)
    {
        for (auto passed = 0ms; passed < time; passed += 1ms) {
            clock.advance(1ms);
            for (auto &open : replies) {
                const std::int64_t allowed = open.reply.file->readableEnd(open.sent) - open.sent;
                open.sent += allowed;
                if (allowed > 0)
                    open.reply.watch->sent(allowed);
            }
        }
    }

    std::int64_t sentTo(const std::string &client) const
    {
        std::int64_t sum = 0;
        for (const auto &open : replies)
            sum += client.empty() || open.client == client ? open.sent : 0;
        return sum;
    }

    static constexpr std::int64_t size = std::int64_t{1} << 40;
    struct Open
    {
        HttpReply reply;
        std::string client;
        std::int64_t sent = 0;
    };
    ManualClock clock;

private:
    PretendedBody m_body{size};
    meter::Meter m_meter{clock};
    FunctionService m_service;

public:
    gate::Gate gate;
    std::vector<Open> replies;
};

bool isNear(std::int64_t value, double aim, double share)
{
    return static_cast<double>(value) > aim * (1 - share) && static_cast<double>(value) < aim * (1 + share);
}

} // namespace

class LimitsTest : public QObject
{
    Q_OBJECT

private slots:
    void theLineIsKeptFromTheFirstSecondOn_data()
    {
        QTest::addColumn<int>("clients");
        for (const int clients : {1, 8, 200})
            QTest::addRow("%d", clients) << clients;
    }
    void theLineIsKeptFromTheFirstSecondOn()
    {
        QFETCH(int, clients);
        Taking taking(speed(20e6));
        for (int i = 0; i < clients; ++i)
            taking.open("10.0.0." + std::to_string(i));
        taking.run(2s);
        QVERIFY2(isNear(taking.sentTo({}), 40e6, 0.10), std::to_string(taking.sentTo({})).c_str());
        taking.run(8s);
        QVERIFY2(isNear(taking.sentTo({}), 200e6, 0.03), std::to_string(taking.sentTo({})).c_str());
        QVERIFY(isNear(taking.sentTo("10.0.0.0"), 200e6 / clients, 0.05));
    }

    void clientsHaveEqualSharesHoweverManyConnectionsTheyHave()
    {
        Taking taking(speed(20e6));
        for (int i = 0; i < 9; ++i)
            taking.open("10.0.0.1");
        taking.open("10.0.0.2");
        taking.run(10s);
        QVERIFY2(isNear(taking.sentTo("10.0.0.1"), 100e6, 0.1), std::to_string(taking.sentTo("10.0.0.1")).c_str());
        QVERIFY2(isNear(taking.sentTo("10.0.0.2"), 100e6, 0.1), std::to_string(taking.sentTo("10.0.0.2")).c_str());
    }

    void eachClientHasItsOwnLimit()
    {
        Taking taking(speed(0, 1e6));
        taking.open("a");
        taking.open("a");
        taking.open("b");
        taking.run(10s);
        QVERIFY(isNear(taking.sentTo("a"), 10e6, 0.03));
        QVERIFY(isNear(taking.sentTo("b"), 10e6, 0.03));
    }

    void aGroupSharesItsLimitAndOthersDoNotFeelIt()
    {
        gate::GateOptions options;
        options.limits.groups.push_back({"lab", {*Network::parse("10.1.0.0/16")}, {1e6}});
        Taking taking(options);
        taking.open("10.1.0.1");
        taking.open("10.1.9.9");
        taking.run(10s);
        QVERIFY(isNear(taking.sentTo({}), 10e6, 0.03));
        taking.open("10.2.0.1");
        taking.run(1ms);
        QVERIFY(taking.sentTo("10.2.0.1") >= 1'000'000);
    }

    void aChangeCountsForWhatRuns()
    {
        Taking taking(speed(1e6));
        taking.open("a");
        taking.run(1s);
        const std::int64_t before = taking.sentTo({});
        taking.gate.setOptions(speed(10e6));
        taking.run(2s);
        QVERIFY(isNear(taking.sentTo({}) - before, 20e6, 0.10));
        const std::int64_t fast = taking.sentTo({});
        taking.gate.setOptions(speed(1e6));
        taking.run(2s);
        QVERIFY2(taking.sentTo({}) - fast < 3'200'000, std::to_string(taking.sentTo({}) - fast).c_str());
        taking.gate.setOptions(speed(0));
        taking.run(1ms);
        QCOMPARE(taking.sentTo({}), Taking::size);
    }

    void limitsBeginWhileAnUnlimitedReplyRuns()
    {
        Taking taking({});
        taking.open("a");
        QCOMPARE(taking.replies[0].reply.file->readableEnd(0), Taking::size);
        taking.gate.setOptions(speed(1e6));
        taking.run(10s);
        QVERIFY(isNear(taking.sentTo({}), 10e6, 0.03));
    }

    void theWeekSaysWhenLimitsApply()
    {
        gate::GateOptions options = speed(1e6);
        options.limits.week = *Week::parse({"mon-sun 0-24 full"});
        Taking taking(options);
        taking.open("a");
        QCOMPARE(taking.replies[0].reply.file->readableEnd(0), Taking::size);
        options.limits.week = *Week::parse({"mon-sun 0-24 off"});
        taking.gate.setOptions(options);
        HttpReply refused;
        taking.gate.serve(requestOf("b"), [&](HttpReply reply) { refused = std::move(reply); });
        QCOMPARE(refused.status, 429);
        QVERIFY(refused.headers.find("Retry-After"));
    }

    void hoursThatAreOffHoldWhatRunsUntilTheyEnd_data()
    {
        QTest::addColumn<double>("limit");
        QTest::newRow("without a limit") << 0.0;
        QTest::newRow("within a limit") << 1e6;
    }

    void hoursThatAreOffHoldWhatRunsUntilTheyEnd()
    {
        QFETCH(double, limit);
        gate::GateOptions options = speed(limit);
        Taking taking(options);
        taking.open("a");
        const std::shared_ptr<FileBody> file = taking.replies[0].reply.file;
        QVERIFY(limit > 0 || file->readableEnd(0) == Taking::size);
        options.limits.week = *Week::parse({"mon-sun 0-24 off"});
        taking.gate.setOptions(options);
        QCOMPARE(file->readableEnd(0), 0);
        Counter wakes;
        file->whenReadable(0, [&] { wakes.add(); });
        taking.clock.advance(2s);
        QCOMPARE(wakes.value(), 0);
        QCOMPARE(file->readableEnd(0), 0);
        options.limits.week = *Week::parse({"mon-sun 0-24 full"});
        taking.gate.setOptions(options);
        taking.clock.advance(2s);
        QVERIFY(wakes.waitFor(1));
        QCOMPARE(file->readableEnd(0), Taking::size);
    }

    void whoFindsNoPlaceWaitsForOne()
    {
        HoldingService next;
        ManualClock clock;
        meter::Meter meter(clock);
        gate::GateOptions options;
        options.maxRequests = 1;
        options.queueTimeout = 5s;
        gate::Gate gate(options, next, meter, clock);
        std::vector<HttpReply> replies;
        const auto keep = [&](HttpReply reply) { replies.push_back(std::move(reply)); };
        gate.serve(requestOf("a"), keep);
        gate.serve(requestOf("b"), keep);
        gate.serve(requestOf("c"), keep);
        QCOMPARE(gate.waiting(), 2);
        next.take()(textReply("done"));
        replies.clear(); // sent
        QCOMPARE(next.held.value(), 2);
        QCOMPARE(gate.waiting(), 1);
        clock.advance(6s);
        gate.tick();
        QCOMPARE(replies.size(), std::size_t(1));
        QCOMPARE(replies[0].status, 429);
        QCOMPARE(gate.turnedAway(), 1);
        replies.clear();
        const auto records = gate.log().after(0);
        const auto refused = std::ranges::find(records, 429, &meter::RequestRecord::status);
        QVERIFY2(refused != records.end(), "the log tells of who was turned away");
        QCOMPARE(refused->outcome, Outcome::Rejected);
    }

    void oneClientsBoundHoldsNobodyElseUp()
    {
        HoldingService next;
        ManualClock clock;
        meter::Meter meter(clock);
        gate::GateOptions options;
        options.requestsPerClient = 1;
        options.requestRate = 2;
        options.queueTimeout = 5s;
        gate::Gate gate(options, next, meter, clock);
        gate.serve(requestOf("a"), [](HttpReply) {});
        gate.serve(requestOf("a"), [](HttpReply) {});
        gate.serve(requestOf("b"), [](HttpReply) {});
        QCOMPARE(next.held.value(), 2);
        QCOMPARE(gate.waiting(), 1);
        next.take()(textReply("x"));
        next.take()(textReply("x"));
        QCOMPARE(next.held.value(), 3);
        next.take()(textReply("x"));
        gate.serve(requestOf("a"), [](HttpReply) {}); // the third within a second
        QCOMPARE(gate.waiting(), 1);
        clock.advance(600ms);
        gate.tick();
        QCOMPARE(gate.waiting(), 0);
        QCOMPARE(next.held.value(), 4);
        next.take();
    }

    void everyRequestIsLoggedWhenItHasEnded()
    {
        Taking taking({});
        taking.open("10.0.0.7");
        taking.replies[0].reply.watch->sent(5);
        QVERIFY(taking.gate.log().take().empty());
        taking.clock.advance(30ms);
        taking.replies[0].reply.watch->ended(false);
        const auto records = taking.gate.log().take();
        QCOMPARE(records.size(), 1u);
        QCOMPARE(records[0].client, std::string("10.0.0.7"));
        QCOMPARE(records[0].bytes, 5);
        QCOMPARE(records[0].milliseconds, 30);
        QVERIFY(!records[0].isWhole);
        QCOMPARE(meter::nameOf(records[0].outcome), std::string_view("hit"));
        QVERIFY(taking.gate.log().take().empty());
        QCOMPARE(taking.gate.log().after(0).size(), 1u);
    }

    void aRealConnectionIsPacedAndComesWhole()
    {
        SystemClock clock;
        meter::Meter meter(clock);
        GrowingBody body(400'000);
        FunctionService next([&](auto, ReplySink reply) {
            reply(fileReply({std::shared_ptr<void>(), &body}, {0, 400'000}));
        });
        gate::Gate gate(speed(1e6), next, meter, clock);
        const auto begun = std::chrono::steady_clock::now();
        {
            RunningServer running(gate);
            const auto answer = RawClient(running.endpoint()).ask(RawClient::get("/"));
            QVERIFY(answer.isWhole);
            QCOMPARE(answer.body.size(), std::size_t(400'000));
            QVERIFY(running.waitUntilEmpty());
        }
        QVERIFY(std::chrono::steady_clock::now() - begun > 250ms); // a limit can only make it slower
    }
};

QTEST_GUILESS_MAIN(LimitsTest)
#include "limits_test.moc"
