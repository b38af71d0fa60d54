#include "core/upstream/hubfixture.h"

#include <QTest>

using namespace mirrorlake;
using namespace mirrorlake::upstream;
using namespace mirrorlake::test;

class HubFileTest : public QObject
{
    Q_OBJECT

private slots:
    void largeFileIsDescribedByItsRedirect()
    {
        ScriptedServer server([](const SeenRequest &, Wire &wire) {
            wire.send(lfsRedirect("https://cdn.example/blob?Signature=s", 1234));
        });
        const auto facts = hubAt(server.url())->file(repo(), mainBranch(), path("a b#?%+/中.bin"), {});
        QVERIFY2(facts.has_value(), facts ? "" : facts.error().message.c_str());
        QCOMPARE(facts->commit.text(), commitText);
        QCOMPARE(facts->blob.text(), lfsText);
        QCOMPARE(facts->size, 1234);
        QVERIFY(facts->isLfs);
        QCOMPARE(facts->xetHash, std::string(64, 'e'));
        QCOMPARE(facts->location, std::string("https://cdn.example/blob?Signature=s"));
        QCOMPARE(facts->route, server.url());
        QCOMPARE(server.seen().at(0).method, std::string("HEAD"));
        QCOMPARE(server.seen().at(0).target, std::string("/org/name/resolve/main/a%20b%23%3F%25%2B/%E4%B8%AD.bin"));
        QCOMPARE(server.seen().size(), std::size_t(1));
    }

    void smallFileIsAskedAgainWhereItLies()
    {
        ScriptedServer server([](const SeenRequest &seen, Wire &wire) {
            if (seen.target.starts_with("/api/resolve-cache/"))
                wire.send(head(200, {"Content-Length: 665", "ETag: " + gitTag, "X-Repo-Commit: " + commitText}));
            else
                wire.send(head(307, {"Content-Length: 99", "X-Repo-Commit: " + commitText,
                                     "Location: /api/resolve-cache/models/org/name/" + commitText +
                                         "/config.json?x=&etag=%22y%22"}));
        });
        const auto facts = hubAt(server.url())->file(repo(), *Revision::parse("refs/pr/1"), path("config.json"), {});
        QVERIFY2(facts.has_value(), facts ? "" : facts.error().message.c_str());
        QCOMPARE(facts->size, 665);
        QCOMPARE(facts->blob.text(), gitText);
        QVERIFY(!facts->isLfs);
        QCOMPARE(server.seen().size(), std::size_t(2));
        QCOMPARE(server.seen().at(0).target, std::string("/org/name/resolve/refs%2Fpr%2F1/config.json"));
    }

    void redirectThatSaysEverythingIsNotFollowed()
    {
        ScriptedServer server([](const SeenRequest &, Wire &wire) {
            wire.send(
                head(307, {"Location: /org/name/resolve/" + commitText + "/config.json", "X-Repo-Commit: " + commitText,
                           "X-Linked-Etag: W/" + gitTag, "X-Linked-Size: 665", "Content-Length: 0"}));
        });
        const auto facts = hubAt(server.url())->file(repo(), mainBranch(), path("config.json"), {});
        QVERIFY(facts.has_value());
        QCOMPARE(facts->size, 665);
        QCOMPARE(facts->location, server.url() + "/org/name/resolve/" + commitText + "/config.json");
        QCOMPARE(server.seen().size(), std::size_t(1));
    }

    void renamedRepoIsFollowed()
    {
        ScriptedServer server([](const SeenRequest &seen, Wire &wire) {
            if (seen.target.starts_with("/new/"))
                wire.send(head(200, {"Content-Length: 5", "ETag: " + gitTag, "X-Repo-Commit: " + commitText}));
            else
                wire.send(answer(307, {"Location: /new/name/resolve/main/config.json"}));
        });
        QCOMPARE(hubAt(server.url())->file(repo(), mainBranch(), path("config.json"), {})->size, 5);
    }

    void linkedTagWinsOverTag()
    {
        ScriptedServer server([](const SeenRequest &, Wire &wire) {
            wire.send(head(200, {"Content-Length: 9", "X-Linked-Size: 7", "ETag: \"" + std::string(64, 'e') + "\"",
                                 "X-Linked-Etag: " + lfsTag, "X-Repo-Commit: " + commitText}));
        });
        const auto facts = hubAt(server.url())->file(repo(), mainBranch(), path("x"), {});
        QCOMPARE(facts->blob.text(), lfsText);
        QCOMPARE(facts->size, 7);
    }

    void answerWithoutAStrongTagOrCommitIsBroken_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::newRow("weak tag") << QByteArray::fromStdString("ETag: W/" + gitTag +
                                                               "\r\nX-Repo-Commit: " + commitText);
        QTest::newRow("no tag") << QByteArray::fromStdString("X-Repo-Commit: " + commitText);
        QTest::newRow("no hash") << QByteArray::fromStdString("ETag: \"f-abc\"\r\nX-Repo-Commit: " + commitText);
        QTest::newRow("no commit") << QByteArray::fromStdString("ETag: " + gitTag);
    }

    void answerWithoutAStrongTagOrCommitIsBroken()
    {
        QFETCH(QByteArray, field);
        ScriptedServer server([&](const SeenRequest &, Wire &wire) {
            wire.send(head(200, {"Content-Length: 5", field.toStdString()}));
        });
        const auto facts = hubAt(server.url())->file(repo(), mainBranch(), path("x"), {});
        QVERIFY(!facts.has_value());
        QCOMPARE(facts.error().code, ErrorCode::UpstreamBroken);
    }

    void errorsAreTheHubs_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<ErrorCode>("expected");
        QTest::newRow("entry") << 404 << QByteArray("EntryNotFound") << ErrorCode::EntryNotFound;
        QTest::newRow("revision") << 404 << QByteArray("RevisionNotFound") << ErrorCode::RevisionNotFound;
        QTest::newRow("missing or private") << 401 << QByteArray() << ErrorCode::RepoNotFound;
        QTest::newRow("gated") << 403 << QByteArray("GatedRepo") << ErrorCode::GatedRepo;
        QTest::newRow("500") << 500 << QByteArray() << ErrorCode::UpstreamFailed;
        QTest::newRow("503 with a word for 404") << 503 << QByteArray("EntryNotFound") << ErrorCode::UpstreamFailed;
    }

    void errorsAreTheHubs()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, code);
        QFETCH(ErrorCode, expected);
        ScriptedServer server([&](const SeenRequest &, Wire &wire) {
            std::vector<std::string> fields{"Content-Length: 0"};
            if (!code.isEmpty())
                fields.push_back("X-Error-Code: " + code.toStdString());
            wire.send(head(status, fields));
        });
        QCOMPARE(hubAt(server.url())->file(repo(), mainBranch(), path("x"), {}).error().code, expected);
    }

    void redirectLoopEnds()
    {
        ScriptedServer server(
            [](const SeenRequest &seen, Wire &wire) { wire.send(answer(307, {"Location: " + seen.target})); });
        QCOMPARE(hubAt(server.url())->file(repo(), mainBranch(), path("x"), {}).error().code,
                 ErrorCode::UpstreamBroken);
        QCOMPARE(server.seen().size(), std::size_t(11));
    }

    void tokenGoesToTheRouteAndNowhereElse()
    {
        ScriptedServer other([](const SeenRequest &, Wire &wire) { wire.send(answer(200, {}, "0123456789")); });
        ScriptedServer server(
            [&](const SeenRequest &, Wire &wire) { wire.send(lfsRedirect(other.url() + "/blob", 10)); });
        const auto hub = hubAt(server.url(), "hf_route");
        QVERIFY(hub->file(repo(), mainBranch(), path("model.bin"), {"hf_caller"}).has_value());
        QVERIFY(hub->file(repo(), mainBranch(), path("model.bin"), {}).has_value());
        QVERIFY(hub->file(repo(), mainBranch(), path("model.bin"), {"", false}).has_value());
        const auto seen = server.seen();
        QCOMPARE(seen.at(0).header("authorization"), std::string("Bearer hf_caller"));
        QCOMPARE(seen.at(1).header("authorization"), std::string("Bearer hf_route"));
        QVERIFY(!seen.at(2).hasHeader("authorization"));
        QCOMPARE(other.connections(), 0);
    }

    void expiredRouteTokenDoesNotHideWhatIsPublic()
    {
        ScriptedServer server([](const SeenRequest &seen, Wire &wire) {
            if (seen.hasHeader("authorization"))
                wire.send(head(401, {"Content-Length: 0"}));
            else
                wire.send(lfsRedirect("https://cdn.example/blob", 10));
        });
        QVERIFY(hubAt(server.url(), "hf_old")->file(repo(), mainBranch(), path("x"), {}).has_value());
        const auto own = hubAt(server.url(), "hf_old")->file(repo(), mainBranch(), path("x"), {"hf_bad"});
        QCOMPARE(own.error().code, ErrorCode::RepoNotFound);
    }

    void publicHubNeverLeadsIntoAPrivateNetwork()
    {
        ScriptedServer secret([](const SeenRequest &, Wire &wire) { wire.send(answer(200, {}, "0123456789")); });
        ScriptedServer proxy(
            [&](const SeenRequest &, Wire &wire) { wire.send(lfsRedirect(secret.url() + "/blob", 10)); });
        const SystemClock clock;
        ClientOptions client = quickClient();
        client.proxy = proxy.url();
        const auto hub = makeHub({{Route{"http://hub.example", "", true}}, client, false}, clock);
        const auto facts = hub->file(repo(), mainBranch(), path("model.bin"), {});
        QCOMPARE(facts.error().code, ErrorCode::UpstreamBroken);
        QVERIFY(facts.error().message.find("private address") != std::string::npos);
        QCOMPARE(secret.connections(), 0);
        QCOMPARE(proxy.seen().size(), std::size_t(1));
    }

    void offlineOpensNoSocket()
    {
        ScriptedServer server([](const SeenRequest &, Wire &wire) { wire.send(answer(200, {}, "ok")); });
        const SystemClock clock;
        const auto hub = makeHub({{Route{server.url(), "", true}}, quickClient(), true}, clock);
        QCOMPARE(hub->file(repo(), mainBranch(), path("x"), {}).error().code, ErrorCode::Offline);
        Request request;
        request.url = "/api/models/org/name";
        QCOMPARE(hub->api(request, {}).error().code, ErrorCode::Offline);
        QCOMPARE(server.connections(), 0);
    }

    void apiFollowsARenameAndNamesTheLastPath()
    {
        ScriptedServer server([&](const SeenRequest &seen, Wire &wire) {
            if (seen.target.starts_with("/hf/api/models/new/name"))
                wire.send(answer(200, {"X-Mirrorlake-Path: /evil"}, "{}"));
            else
                wire.send(answer(307, {"Location: /hf/api/models/new/name?blobs=true"}));
        });
        Request request;
        request.url = "/api/models/org/name?blobs=true";
        request.headers.push_back({"If-None-Match", "W/\"x\""});
        const auto response = hubAt(server.url() + "/hf/")->api(request, {"hf_caller"});
        QVERIFY(response.has_value());
        QCOMPARE(response->status, 200);
        QCOMPARE(response->headersNamed("x-mirrorlake-path").size(), std::size_t(1));
        QCOMPARE(std::string(*response->header("x-mirrorlake-path")), std::string("/api/models/new/name"));
        QCOMPARE(response->route, server.url() + "/hf");
        const auto seen = server.seen();
        QCOMPARE(seen.at(0).target, std::string("/hf/api/models/org/name?blobs=true"));
        QCOMPARE(seen.at(1).target, std::string("/hf/api/models/new/name?blobs=true"));
        QCOMPARE(seen.at(1).header("authorization"), std::string("Bearer hf_caller"));
        QCOMPARE(seen.at(1).header("if-none-match"), std::string("W/\"x\""));
    }

    void apiNeverFollowsToAnotherOrigin()
    {
        ScriptedServer other([](const SeenRequest &, Wire &wire) { wire.send(answer(200, {}, "{}")); });
        ScriptedServer server(
            [&](const SeenRequest &, Wire &wire) { wire.send(answer(307, {"Location: " + other.url() + "/api/x"})); });
        Request request;
        request.url = "/api/models/org/name";
        QCOMPARE(hubAt(server.url())->api(request, {"hf_caller"}).error().code, ErrorCode::UpstreamBroken);
        QCOMPARE(other.connections(), 0);
    }

    void apiStatusIsPassedBack()
    {
        ScriptedServer server([](const SeenRequest &, Wire &wire) { wire.send(head(304, {"ETag: W/\"x\""})); });
        Request request;
        request.url = "/api/models/org/name";
        const auto response = hubAt(server.url())->api(request, {});
        QCOMPARE(response->status, 304);
        QCOMPARE(std::string(response->header("etag").value_or("")), std::string("W/\"x\""));
    }
};

QTEST_GUILESS_MAIN(HubFileTest)
#include "hubfile_test.moc"
