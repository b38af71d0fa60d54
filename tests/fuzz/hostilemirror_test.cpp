// The same hostile requests, through the whole mirror: address grammar, catalogue, fill and upstream.
#include <QTest>

#include "core/mirror/mirrorharness.h"
#include "core/serve/harness.h"
#include "fuzz/requestgenerator.h"
#include "support/rawclient.h"

using namespace mirrorlake;
using namespace mirrorlake::test;

namespace {

constexpr int requests = 10'000;

} // namespace

class HostileMirrorTest : public QObject
{
    Q_OBJECT

private slots:
    void tenThousandHostileRequestsLeaveTheMirrorAnswering()
    {
        MirrorHarness mirror;
        const std::string sha =
            mirror.hub.world().commit("models/org/name", "main", {{"a.txt", fakehub::textContent("alive")}});
        RunningServer running(mirror.service());
        RequestGenerator generator(20'261'121);
        for (int i = 0; i < requests; ++i) {
            const GeneratedRequest request = generator.next();
            RawClient client(running.endpoint());
            client.send(request.bytes);
            client.closeWriting();
            const RawReply reply = client.readReply(request.bytes.find("HEAD ") < 5);
            const std::string context =
                std::to_string(reply.status) + " to request " + std::to_string(i) + ": " + request.bytes.substr(0, 300);
            QVERIFY2(reply.status >= 200 && reply.status < 500, context.c_str());
            if (request.isMalformed) {
                QVERIFY2(reply.status >= 400, context.c_str());
                QVERIFY2(!reply.header("X-Error-Message").value_or("").empty(), context.c_str());
            }
            const std::string whole = reply.head + reply.body;
            QVERIFY2(whole.find(mirror.folder()) == std::string::npos, context.c_str());
            QVERIFY2(whole.find(mirror.hub.url()) == std::string::npos, context.c_str());
        }
        const RawReply alive = RawClient(running.endpoint()).ask(RawClient::get("/org/name/resolve/" + sha + "/a.txt"));
        QCOMPARE(alive.body, std::string("alive"));
        QVERIFY(running.waitUntilEmpty());
    }
};

QTEST_GUILESS_MAIN(HostileMirrorTest)
#include "hostilemirror_test.moc"
