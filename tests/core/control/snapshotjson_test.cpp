#include <QtTest>

#include "control/snapshotjson.h"

#include <cmath>
#include <limits>

using namespace mirrorlake;
using namespace mirrorlake::control;

namespace {

UpkeepFacts busyFacts()
{
    UpkeepFacts facts;
    facts.requests = 1;
    facts.counts.byOutcome = {1, 2, 3, 4, 5, 6};
    facts.counts.byClass = {0, 0, 9, 8, 7, 6};
    facts.counts.cut = 3;
    facts.counts.bytes = 1LL << 41;
    facts.price = {0.09, "EUR"};
    upstream::RouteHealth route;
    route.url = "https://huggingface.co";
    route.isAuthoritative = false;
    route.state = upstream::RouteHealth::State::Resting;
    route.latency = std::chrono::milliseconds(120);
    route.bytesPerSecond = 5.5;
    route.requests = 10;
    route.errors = 2;
    route.wrongBytes = 1;
    route.bytes = 12345;
    route.budgetLeft = 99;
    route.lastError = "the name is not known";
    facts.routes = {route};
    return facts;
}

Snapshot busySnapshot()
{
    Snapshot snapshot;
    snapshot.state = MirrorState::Failed;
    snapshot.failure = Error{ErrorCode::CannotListen, "127.0.0.1:8090: Address already in use", 0};
    snapshot.suggestedListen = "127.0.0.1:8091";
    snapshot.servingSince = 1'700'000'000;
    snapshot.localUrl = "http://127.0.0.1:8090";
    snapshot.addresses = {{"http://192.168.1.20:8090", AddressKind::Lan, "eth0"},
                          {"http://10.8.0.2:8090", AddressKind::Vpn, "wg0"}};
    snapshot.isOffline = true;
    snapshot.upstream = "https://huggingface.co";
    snapshot.freeSpace = 1LL << 40;
    meter::ClientFigures client;
    client.address = "192.168.1.7";
    client.nowBytesPerSecond = 1.5e6;
    client.todayBytes = 10;
    client.totalBytes = 20;
    client.todayFiles = 3;
    client.todayHits = 2;
    client.lastSeen = 1'700'000'001;
    client.active = {{"hf:models/org/name", "模型.bin", {5, 9}, 4, Outcome::Joined, 2.5}};
    client.todayJoined = 1;
    snapshot.figures = {1, 2, 3, 4, 5, 6, {client}, {{1'700'000'000'500, 7.5, 8.25}}};
    snapshot.figures.joinedToday = 7;
    snapshot.figures.repos = {{"hf:models/org/name", 1.5, 100, 9, 8, 7, 2, 1'700'000'002}};
    snapshot.figures.routes = {{"https://huggingface.co", 2.5, 300}};
    snapshot.upkeep = std::make_shared<const UpkeepFacts>(busyFacts());
    snapshot.fills = {{*BlobHash::parse(std::string(64, 'a')), "hf:models/org/name", "a.bin", 100, 50, 4, 2, 9.5,
                       "stalled", {"no bytes", ErrorCode::UpstreamTimeout}}};
    return snapshot;
}

} // namespace

class SnapshotJsonTest : public QObject
{
    Q_OBJECT

private slots:
    void everyFieldComesBack();
    void everyStateComesBack();
    void missingFieldsKeepTheirDefaults();
    void nullIsAsIfMissing();
    void numbersThatAreNoneDoNotBreakIt();
    void bytesThatAreNoTextDoNotBreakIt();
    void whatIsNoSnapshotIsAnError_data();
    void whatIsNoSnapshotIsAnError();
};

void SnapshotJsonTest::everyFieldComesBack()
{
    const Snapshot before = busySnapshot();
    const std::string json = toJson(before);
    const auto after = snapshotFromJson(json);
    QVERIFY(after);
    // The text names every field, so equal texts are equal snapshots; a field that reading forgot would differ.
    QCOMPARE(toJson(*after), json);
    QCOMPARE(after->failure->code, ErrorCode::CannotListen);
    QCOMPARE(after->addresses[1].kind, AddressKind::Vpn);
    QCOMPARE(after->figures.clients[0].active[0].path, std::string("模型.bin"));
    QCOMPARE(after->figures.clients[0].active[0].outcome, Outcome::Joined);
    QCOMPARE(after->figures.lastMinute[0].fromUpstream, 8.25);
    QCOMPARE(after->figures.repos[0].todayJoined, 7);
    QCOMPARE(after->figures.routes[0].todayBytes, 300);
    QCOMPARE(after->upkeep->routes[0].state, upstream::RouteHealth::State::Resting);
    QCOMPARE(after->upkeep->counts.byOutcome[5], 6);
    QCOMPARE(after->upkeep->price.of(2'000'000'000), 0.18);
    QCOMPARE(after->fills[0].blob, before.fills[0].blob);
    QVERIFY(json.find("\"state\":\"failed\"") != std::string::npos);
}

void SnapshotJsonTest::everyStateComesBack()
{
    for (const MirrorState state : {MirrorState::Stopped, MirrorState::Starting, MirrorState::Serving,
                                    MirrorState::Stopping, MirrorState::Failed}) {
        Snapshot snapshot;
        snapshot.state = state;
        const auto after = snapshotFromJson(toJson(snapshot));
        QVERIFY(after);
        QCOMPARE(after->state, state);
        QVERIFY(!after->failure);
    }
}

void SnapshotJsonTest::missingFieldsKeepTheirDefaults()
{
    const auto after = snapshotFromJson(R"({"state":"serving","later":{"field":1}})");
    QVERIFY(after);
    QCOMPARE(after->state, MirrorState::Serving);
    QVERIFY(after->addresses.empty());
}

void SnapshotJsonTest::nullIsAsIfMissing()
{
    const auto after = snapshotFromJson(
        R"({"state":"serving","failure":null,"free_space":null,"figures":{"clients":[{"today_bytes":null}]},)"
        R"("fills":null,"jobs":null,"upkeep":{"process":null,"routes":[{"latency_ms":null,"state":null}]}})");
    QVERIFY(after);
    QCOMPARE(after->freeSpace, 0);
    QCOMPARE(after->figures.clients.at(0).todayBytes, 0);
    QCOMPARE(after->upkeep->routes.at(0).state, upstream::RouteHealth::State::Working);
    QVERIFY(after->jobs && after->jobs->empty());
}

void SnapshotJsonTest::numbersThatAreNoneDoNotBreakIt()
{
    Snapshot snapshot = busySnapshot();
    snapshot.fills[0].bytesPerSecond = std::nan("");
    snapshot.figures.clients[0].nowBytesPerSecond = std::numeric_limits<double>::infinity();
    const auto after = snapshotFromJson(toJson(snapshot));
    QVERIFY(after);
    QCOMPARE(after->fills[0].bytesPerSecond, 0.0);
}

void SnapshotJsonTest::bytesThatAreNoTextDoNotBreakIt()
{
    Snapshot snapshot = busySnapshot();
    snapshot.fills[0].path = "a\xff\"\n";
    QVERIFY(snapshotFromJson(toJson(snapshot)));
}

void SnapshotJsonTest::whatIsNoSnapshotIsAnError_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text :
         {"", "x", "[]", "{}", "1", R"({"state":1})", R"({"state":"serving","fills":1})",
          R"({"state":"serving","fills":[1]})", R"({"state":"serving","fills":[{"blob":"x"}]})",
          R"({"state":"serving","free_space":"x"})", R"({"state":"serving","figures":{"last_minute":[[1]]}})",
          R"({"state":"serving","figures":[]})"})
        QTest::newRow(text) << QByteArray(text);
}

void SnapshotJsonTest::whatIsNoSnapshotIsAnError()
{
    QFETCH(QByteArray, text);
    const auto after = snapshotFromJson(text.toStdString());
    QVERIFY(!after);
    QCOMPARE(after.error().code, ErrorCode::UpstreamBroken);
}

QTEST_GUILESS_MAIN(SnapshotJsonTest)
#include "snapshotjson_test.moc"
