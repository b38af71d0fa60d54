#include "core/upstream/collectingsink.h"
#include "core/upstream/hubfixture.h"

#include <QTest>

using namespace mirrorlake;
using namespace mirrorlake::upstream;
using namespace mirrorlake::test;

namespace {

const std::string content = "0123456789abcdefghij";
constexpr std::int64_t size = 20;

/// A hub that sends large files to a data host written by the test.
struct HubAndCdn
{
    explicit HubAndCdn(ScriptedServer::Script cdnScript, const std::string &query = {})
        : cdn(std::move(cdnScript)), hubServer([this, query](const SeenRequest &, Wire &wire) {
              wire.send(lfsRedirect(cdn.url() + "/blob" + query, size));
          }),
          hub(hubAt(hubServer.url(), "hf_route"))
    {}

    ScriptedServer cdn;
    ScriptedServer hubServer;
    std::unique_ptr<Hub> hub;
};

std::string codeName(const Result<void> &result)
{
    return result ? "ok" : std::to_string(static_cast<int>(result.error().code)) + " " + result.error().message;
}

} // namespace

class HubBytesTest : public QObject
{
    Q_OBJECT

private slots:
    void rangesOfALargeFileNeedOneResolve()
    {
        HubAndCdn world([](const SeenRequest &seen, Wire &wire) { wire.send(ranged(seen, content)); });
        for (const ByteRange range : {ByteRange{0, 5}, ByteRange{5, 12}, ByteRange{12, 20}, ByteRange{0, 20}}) {
            CollectingSink sink;
            const auto result = world.hub->bytes(lfsSource(size), range, sink);
            QVERIFY2(result.has_value(), codeName(result).c_str());
            QCOMPARE(sink.body,
                     content.substr(static_cast<std::size_t>(range.begin), static_cast<std::size_t>(range.length())));
            QCOMPARE(sink.begins, 1);
            QCOMPARE(sink.head.route, world.hubServer.url());
        }
        QCOMPARE(world.hubServer.seen().size(), std::size_t(1));
        QCOMPARE(world.cdn.connections(), 1);
    }

    void tokenNeverReachesTheDataHost()
    {
        HubAndCdn world([](const SeenRequest &seen, Wire &wire) { wire.send(ranged(seen, content)); });
        FileSource source = lfsSource(size);
        source.credentials.token = "hf_caller";
        CollectingSink sink;
        QVERIFY(world.hub->bytes(source, {0, 5}, sink).has_value());
        QCOMPARE(world.hubServer.seen().at(0).header("authorization"), std::string("Bearer hf_caller"));
        QVERIFY(!world.cdn.seen().at(0).hasHeader("authorization"));
        QVERIFY(!world.cdn.seen().at(0).hasHeader("cookie"));
    }

    void rememberedLocationNeedsNoResolve()
    {
        HubAndCdn world([](const SeenRequest &seen, Wire &wire) { wire.send(ranged(seen, content)); });
        const auto facts = world.hub->file(repo(), mainBranch(), path("model.bin"), {});
        world.hub->remember(repo(), path("model.bin"), *facts);
        CollectingSink sink;
        QVERIFY(world.hub->bytes(lfsSource(size), {0, 5}, sink).has_value());
        QCOMPARE(world.hubServer.seen().size(), std::size_t(1));
    }

    void expiredSignatureIsResolvedAgain()
    {
        std::atomic<int> asked = 0;
        HubAndCdn world([&](const SeenRequest &seen, Wire &wire) {
            if (++asked == 2)
                wire.send(answer(403, {"Content-Type: application/xml"}, "<Error><Code>AccessDenied</Code></Error>"));
            else
                wire.send(ranged(seen, content));
        });
        CollectingSink first;
        QVERIFY(world.hub->bytes(lfsSource(size), {0, 5}, first).has_value());
        CollectingSink second;
        QVERIFY(world.hub->bytes(lfsSource(size), {5, 9}, second).has_value());
        QCOMPARE(second.body, content.substr(5, 4));
        QCOMPARE(world.hubServer.seen().size(), std::size_t(2));
    }

    void lastingRefusalIsNoStatementAboutRights()
    {
        HubAndCdn world([](const SeenRequest &, Wire &wire) { wire.send(answer(403, {}, "<Error/>")); });
        CollectingSink sink;
        QCOMPARE(world.hub->bytes(lfsSource(size), {0, 5}, sink).error().code, ErrorCode::UpstreamRefused);
        QCOMPARE(world.cdn.seen().size(), std::size_t(3));
        QCOMPARE(sink.begins, 0);
    }

    void smallFileTakesOneRequest()
    {
        ScriptedServer server(
            [](const SeenRequest &, Wire &wire) { wire.send(answer(200, {"ETag: " + gitTag}, content)); });
        const auto hub = hubAt(server.url());
        CollectingSink sink;
        QVERIFY(hub->bytes(gitSource(size), {0, size}, sink).has_value());
        QCOMPARE(sink.body, content);
        QCOMPARE(server.seen().size(), std::size_t(1));
        QCOMPARE(server.seen().at(0).target, "/api/resolve-cache/models/org/name/" + commitText + "/config.json");
        QVERIFY(!server.seen().at(0).hasHeader("range"));
    }

    void routeWithoutTheShortcutIsAskedByResolve()
    {
        ScriptedServer server([](const SeenRequest &seen, Wire &wire) {
            if (seen.target.starts_with("/api/"))
                wire.send(answer(404, {}, "Not Found"));
            else
                wire.send(answer(200, {"ETag: " + gitTag}, content));
        });
        const auto hub = hubAt(server.url());
        for (int i = 0; i < 2; ++i) {
            CollectingSink sink;
            QVERIFY(hub->bytes(gitSource(size), {0, size}, sink).has_value());
            QCOMPARE(sink.body, content);
        }
        QCOMPARE(server.seen().size(), std::size_t(3)); // the second time it is known
    }

    void absentSmallFileSaysSo()
    {
        ScriptedServer server([](const SeenRequest &, Wire &wire) {
            wire.send(answer(404, {"X-Error-Code: EntryNotFound"}, "Entry not found"));
        });
        CollectingSink sink;
        QCOMPARE(hubAt(server.url())->bytes(gitSource(size), {0, size}, sink).error().code, ErrorCode::EntryNotFound);
    }

    void emptyFileIsWhole()
    {
        ScriptedServer server([](const SeenRequest &, Wire &wire) { wire.send(answer(200, {"ETag: " + gitTag})); });
        CollectingSink sink;
        QVERIFY(hubAt(server.url())->bytes(gitSource(0), {0, 0}, sink).has_value());
        QCOMPARE(sink.begins, 1);
    }

    void answerThatIsNotTheBytesIsBroken_data()
    {
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<int>("begin");
        QTest::addColumn<int>("end");
        const auto row = [](const char *name, const std::string &reply, int begin, int end) {
            QTest::newRow(name) << QByteArray::fromStdString(reply) << begin << end;
        };
        row("200 of another length to a range", answer(200, {}, content + "!"), 5, 9);
        row("200 of no length to a range", head(200, {"Connection: close"}) + content, 5, 9);
        row("other start", answer(206, {"Content-Range: bytes 4-7/20"}, "4567"), 5, 9);
        row("other end", answer(206, {"Content-Range: bytes 5-9/20"}, "56789"), 5, 9);
        row("other size", answer(206, {"Content-Range: bytes 5-8/21"}, "5678"), 5, 9);
        row("unknown size", answer(206, {"Content-Range: bytes 5-8/*"}, "5678"), 5, 9);
        row("no Content-Range", answer(206, {}, "5678"), 5, 9);
        row("length unlike its range", answer(206, {"Content-Range: bytes 5-8/20"}, "567"), 5, 9);
        row("chunked and short",
            head(206, {"Content-Range: bytes 5-8/20", "Transfer-Encoding: chunked"}) + "3\r\n567\r\n0\r\n\r\n", 5, 9);
        row("chunked and long",
            head(206, {"Content-Range: bytes 5-8/20", "Transfer-Encoding: chunked"}) + "5\r\n56789\r\n0\r\n\r\n", 5, 9);
        row("gzip", answer(206, {"Content-Range: bytes 5-8/20", "Content-Encoding: gzip"}, "5678"), 5, 9);
        row("HTML page with 200", answer(200, {"Content-Type: text/html"}, "<html>Sign in</html>!"), 0, 20);
        row("longer whole", answer(200, {}, content + "!"), 0, 20);
        row("shorter whole", answer(200, {}, "0123"), 0, 20);
        row("no content", head(204, {}), 0, 20);
    }

    void answerThatIsNotTheBytesIsBroken()
    {
        QFETCH(QByteArray, reply);
        QFETCH(int, begin);
        QFETCH(int, end);
        HubAndCdn world([&](const SeenRequest &, Wire &wire) { wire.send(reply.toStdString()); });
        CollectingSink sink;
        const auto result = world.hub->bytes(lfsSource(size), {begin, end}, sink);
        QVERIFY(!result.has_value());
        QVERIFY2(result.error().code == ErrorCode::UpstreamBroken, codeName(result).c_str());
        QVERIFY(sink.body.size() <= static_cast<std::size_t>(end - begin));
    }

    void startOfARangeIgnoringRouteIsTaken()
    {
        HubAndCdn world([](const SeenRequest &, Wire &wire) { wire.send(answer(200, {}, content)); });
        CollectingSink sink;
        const auto result = world.hub->bytes(lfsSource(size), {0, 7}, sink);
        QVERIFY2(result.has_value(), codeName(result).c_str());
        QCOMPARE(sink.body, content.substr(0, 7));
    }

    void wholeFileIsTakenFromARouteThatIgnoresRange()
    {
        HubAndCdn world([](const SeenRequest &, Wire &wire) { wire.send(answer(200, {}, content)); });
        CollectingSink refused;
        QCOMPARE(world.hub->bytes(lfsSource(size), {5, 9}, refused).error().code, ErrorCode::UpstreamIgnoresRange);
        QCOMPARE(refused.begins, 0);
        FileSource source = lfsSource(size);
        source.mayComeWhole = true;
        for (const ByteRange range : {ByteRange{5, 9}, ByteRange{5, size}, ByteRange{0, size}, ByteRange{19, 20}}) {
            CollectingSink sink;
            const auto result = world.hub->bytes(source, range, sink);
            QVERIFY2(result.has_value(), codeName(result).c_str());
            QCOMPARE(sink.body,
                     content.substr(static_cast<std::size_t>(range.begin), static_cast<std::size_t>(range.length())));
        }
    }

    void cutBodyIsBrokenAndKeepsWhatCame()
    {
        HubAndCdn world([](const SeenRequest &, Wire &wire) {
            wire.send(head(206, {"Content-Range: bytes 5-14/20", "Content-Length: 10"}) + "567");
            wire.close();
        });
        CollectingSink sink;
        QCOMPARE(world.hub->bytes(lfsSource(size), {5, 15}, sink).error().code, ErrorCode::UpstreamBroken);
        QCOMPARE(sink.body, std::string("567"));
    }

    void stallIsATimeout()
    {
        HubAndCdn world([](const SeenRequest &, Wire &wire) {
            wire.send(head(206, {"Content-Range: bytes 5-14/20", "Content-Length: 10"}) + "567");
            wire.stall();
        });
        CollectingSink sink;
        QCOMPARE(world.hub->bytes(lfsSource(size), {5, 15}, sink).error().code, ErrorCode::UpstreamTimeout);
    }

    void otherBlobAtTheRouteIsBroken()
    {
        ScriptedServer server([](const SeenRequest &, Wire &wire) {
            wire.send(answer(200, {"ETag: \"" + std::string(40, 'd') + "\""}, content));
        });
        CollectingSink sink;
        QCOMPARE(hubAt(server.url())->bytes(gitSource(size), {0, size}, sink).error().code, ErrorCode::UpstreamBroken);
        QCOMPARE(sink.begins, 0);
        FileSource source = lfsSource(size);
        source.blob = *BlobHash::parse(std::string(64, 'd'));
        HubAndCdn world([](const SeenRequest &seen, Wire &wire) { wire.send(ranged(seen, content)); });
        QCOMPARE(world.hub->bytes(source, {0, 5}, sink).error().code, ErrorCode::UpstreamBroken);
        QCOMPARE(world.cdn.connections(), 0);
    }

    void redirectLoopEnds()
    {
        HubAndCdn world([](const SeenRequest &, Wire &wire) { wire.send(answer(302, {"Location: /blob"})); });
        CollectingSink sink;
        QCOMPARE(world.hub->bytes(lfsSource(size), {0, 5}, sink).error().code, ErrorCode::UpstreamBroken);
        QCOMPARE(world.cdn.seen().size(), std::size_t(11));
    }

    void redirectToAnotherSchemeIsNotFollowed()
    {
        HubAndCdn world(
            [](const SeenRequest &, Wire &wire) { wire.send(answer(302, {"Location: file:///etc/passwd"})); });
        CollectingSink sink;
        QCOMPARE(world.hub->bytes(lfsSource(size), {0, 5}, sink).error().code, ErrorCode::UpstreamBroken);
    }

    void rangeBeyondTheEndKeepsItsCode()
    {
        HubAndCdn world([](const SeenRequest &, Wire &wire) { wire.send(answer(416, {"Content-Range: bytes */3"})); });
        CollectingSink sink;
        QCOMPARE(world.hub->bytes(lfsSource(size), {5, 9}, sink).error().code, ErrorCode::RangeNotSatisfiable);
    }

    void readerThatLeavesIsCancelled()
    {
        HubAndCdn world([](const SeenRequest &seen, Wire &wire) { wire.send(ranged(seen, content)); });
        CollectingSink sink;
        sink.enough = 1;
        QCOMPARE(world.hub->bytes(lfsSource(size), {0, 9}, sink).error().code, ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(HubBytesTest)
#include "hubbytes_test.moc"
