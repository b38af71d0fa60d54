// What is passed on, what is computed here, and that no reply leads past the mirror (hub-protocol §1.2, §1.3).
#include <QTest>

#include "core/mirror/mirrorharness.h"

#include <nlohmann/json.hpp>

using namespace mirrorlake;
using namespace mirrorlake::test;
using fakehub::generatedContent;
using fakehub::textContent;
using nlohmann::json;

class EndpointsTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_mirror.reset(); }

    void everyTypeIsServedAlike_data();
    void everyTypeIsServedAlike();
    void rawGivesThePointerOfAnLfsFile();
    void sizeOfAFolderIsTheSumOfItsFiles();
    void branchWithRawSlashesIsFound();
    void commitsSayHowManyThereAre();
    void whoAmIIsNeverShared();
    void privateListIsNeverShared();
    void searchGoesOnWithoutUpstream();
    void rightIsAsTheFilesHaveIt();
    void telemetryAndHarnessesAskNobody();

private:
    std::unique_ptr<MirrorHarness> m_mirror;
    std::string m_sha;
};

void EndpointsTest::init()
{
    m_mirror = std::make_unique<MirrorHarness>();
    fakehub::World &world = m_mirror->hub.world();
    m_sha = world.commit("models/org/name", "main",
                         {{"w.bin", generatedContent(3, 200'000), true}, {"sub/x.txt", textContent("12345")}});
    world.setRef("models/org/name", "refs/heads/feature/x", m_sha);
    world.commit("models/org/other", "main", {{"x", textContent("x")}});
    world.commit("models/secret/one", "main", {{"x", textContent("x")}});
    world.change("models/secret/one", [](fakehub::Repo &repo) {
        repo.isPrivate = true;
        repo.members = {"alice"};
    });
}

void EndpointsTest::everyTypeIsServedAlike_data()
{
    QTest::addColumn<QString>("type");
    for (const char *type : {"models", "datasets", "spaces", "kernels"})
        QTest::newRow(type) << QString::fromUtf8(type);
}

void EndpointsTest::everyTypeIsServedAlike()
{
    QFETCH(QString, type);
    const std::string name = type.toStdString();
    const std::string prefix = name == "models" ? "/" : "/" + name + "/";
    const auto content = generatedContent(8, 200'000);
    const std::string sha = m_mirror->hub.world().commit(name + "/org/thing", "main",
                                                         {{"w.bin", content, true}, {"x.txt", textContent("x")}});
    const auto check = [&] {
        const Got pinned = m_mirror->head(prefix + "org/thing/resolve/main/w.bin");
        QCOMPARE(pinned.header("Location"), prefix + "org/thing/resolve/" + sha + "/w.bin");
        QVERIFY(m_mirror->get(pinned.header("Location")).body == bytesOf(content));
        QCOMPARE(m_mirror->get("/api/resolve-cache/" + name + "/org/thing/" + sha + "/x.txt").body, std::string("x"));
        QCOMPARE(m_mirror->get(prefix + "org/thing/raw/main/x.txt").body, std::string("x"));
        const std::string api = "/api/" + name + "/org/thing";
        QCOMPARE(json::parse(m_mirror->get(api).body)["id"].get<std::string>(), std::string("org/thing"));
        QCOMPARE(json::parse(m_mirror->get(api + "/tree/main").body).size(), std::size_t(2));
        QCOMPARE(json::parse(m_mirror->get(api + "/refs").body)["branches"].size(), std::size_t(1));
        QCOMPARE(m_mirror->get("/api/" + name + "?limit=3").status, 200);
    };
    check();
    m_mirror->hub.stop();
    m_mirror->clock.advance(std::chrono::hours(1));
    check();
}

void EndpointsTest::rawGivesThePointerOfAnLfsFile()
{
    const auto content = generatedContent(3, 200'000);
    QCOMPARE(m_mirror->get("/org/name/raw/main/w.bin").body, content->pointerText());
    QCOMPARE(m_mirror->get("/org/name/raw/" + m_sha + "/sub/x.txt").body, std::string("12345"));
    QCOMPARE(m_mirror->head("/org/name/raw/main/nope").header("X-Error-Code"), std::string("EntryNotFound"));
}

void EndpointsTest::sizeOfAFolderIsTheSumOfItsFiles()
{
    QCOMPARE(json::parse(m_mirror->get("/api/models/org/name/treesize/main").body)["size"].get<int>(), 200'005);
    QCOMPARE(json::parse(m_mirror->get("/api/models/org/name/treesize/main/sub").body)["size"].get<int>(), 5);
    QCOMPARE(m_mirror->get("/api/models/org/name/treesize/main/none").status, 404);
}

void EndpointsTest::branchWithRawSlashesIsFound()
{
    QCOMPARE(m_mirror->head("/org/name/resolve/feature/x/sub/x.txt").header("Location"),
             "/org/name/resolve/" + m_sha + "/sub/x.txt");
    QCOMPARE(json::parse(m_mirror->get("/api/models/org/name/tree/feature/x/sub").body).size(), std::size_t(1));
    QCOMPARE(m_mirror->head("/org/name/resolve/absent/x/sub/x.txt").header("X-Error-Code"),
             std::string("RevisionNotFound"));
}

void EndpointsTest::commitsSayHowManyThereAre()
{
    QCOMPARE(m_mirror->get("/api/models/org/name/commits/" + m_sha).header("X-Total-Count"), std::string("1"));
    m_mirror->restart(true);
    QCOMPARE(m_mirror->get("/api/models/org/name/commits/" + m_sha).header("X-Total-Count"), std::string("1"));
}

void EndpointsTest::whoAmIIsNeverShared()
{
    const auto name = [&](const char *user) {
        return json::parse(m_mirror->get("/api/whoami-v2", {bearer(user)}).body)["name"].get<std::string>();
    };
    QCOMPARE(name("alice"), std::string("alice"));
    QCOMPARE(name("bob"), std::string("bob"));
    QCOMPARE(name("alice"), std::string("alice"));
    QCOMPARE(m_mirror->get("/api/whoami-v2").status, 401);
    QCOMPARE(m_mirror->get("/api/whoami-v2", {{"Authorization", "Bearer hf_none"}}).status, 401);
}

void EndpointsTest::privateListIsNeverShared()
{
    const auto isSeen = [&](MirrorHarness::Headers headers) {
        return m_mirror->get("/api/models?search=secret", std::move(headers)).body.find("secret") != std::string::npos;
    };
    QVERIFY(isSeen({bearer("alice")}));
    QVERIFY(!isSeen({}));
    QVERIFY(!isSeen({bearer("bob")}));
    m_mirror->get("/api/models/secret/one", {bearer("alice")});
    m_mirror->hub.stop();
    QVERIFY(!isSeen({}));
    QVERIFY(!isSeen({bearer("bob")}));
}

void EndpointsTest::searchGoesOnWithoutUpstream()
{
    QCOMPARE(m_mirror->get("/api/models/org/name").status, 200);
    QCOMPARE(m_mirror->get("/api/models/org/other").status, 200);
    m_mirror->restart(true);
    const Got got = m_mirror->get("/api/models?search=ORG&sort=downloads&direction=-1&limit=1");
    QCOMPARE(got.status, 200);
    QVERIFY(!got.header("X-HF-Warning").empty());
    const json first = json::parse(got.body);
    QCOMPARE(first.size(), std::size_t(1));
    QCOMPARE(first[0]["id"].get<std::string>(), std::string("org/name"));
    QVERIFY(first[0].contains("downloads") && first[0].contains("tags") && first[0].contains("modelId"));
    const std::string link = got.header("Link");
    const std::string own = "<http://mirror.test:8090";
    QVERIFY(link.starts_with(own));
    const json second = json::parse(m_mirror->get(link.substr(own.size(), link.find('>') - own.size())).body);
    QCOMPARE(second[0]["id"].get<std::string>(), std::string("org/other"));
    QCOMPARE(json::parse(m_mirror->get("/api/models?filter=nothing-has-it").body).size(), std::size_t(0));
}

void EndpointsTest::rightIsAsTheFilesHaveIt()
{
    m_mirror->hub.world().gate("models/org/other", {"alice"});
    QCOMPARE(m_mirror->get("/api/models/org/name/auth-check").status, 200);
    QCOMPARE(m_mirror->get("/api/models/org/other/auth-check").header("X-Error-Code"), std::string("GatedRepo"));
    QCOMPARE(m_mirror->get("/api/models/org/other/auth-check", {bearer("alice")}).status, 200);
    QCOMPARE(m_mirror->get("/api/models/org/other/auth-check", {bearer("bob")}).header("X-Error-Code"),
             std::string("GatedRepo"));
    QCOMPARE(m_mirror->get("/api/models/no/repo/auth-check").header("X-Error-Code"), std::string("RepoNotFound"));
}

void EndpointsTest::telemetryAndHarnessesAskNobody()
{
    QCOMPARE(m_mirror->head("/api/telemetry/gradio/launch").status, 200);
    QCOMPARE(m_mirror->get("/api/agent-harnesses").status, 404);
    QCOMPARE(m_mirror->hub.log().count(), std::size_t(0));
}

QTEST_GUILESS_MAIN(EndpointsTest)
#include "endpoints_test.moc"
