// git-lfs: the batch call and the objects behind its hrefs (hub-protocol §1.7).
#include <QTest>

#include "core/mirror/mirrorharness.h"

#include <nlohmann/json.hpp>

using namespace mirrorlake;
using namespace mirrorlake::test;
using namespace std::chrono_literals;
using fakehub::generatedContent;
using fakehub::textContent;
using Json = nlohmann::json;

namespace {

constexpr std::int64_t size = 900'001;
const std::string lfsType = "application/vnd.git-lfs+json";

std::string question(const std::vector<std::string> &oids, const char *operation = "download")
{
    Json objects = Json::array();
    for (const std::string &oid : oids)
        objects.push_back({{"oid", oid}, {"size", size}});
    return Json{{"operation", operation}, {"transfers", {"basic"}}, {"objects", objects}, {"hash_algo", "sha256"}}
        .dump();
}

} // namespace

class LfsTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_mirror.reset(); }

    void objectsComeFromHrefsOfOurOwn();
    void oldCommitsObjectsAreFoundUpstream();
    void keptObjectsComeWithoutUpstream();
    void objectOfAnotherRepoIsNotGiven();
    void gatedObjectsAreForTheGrantedAlone();
    void takenBackRightClosesTheHref();
    void privateAndMissingLookTheSame();
    void uploadsAreRefusedInTheFormOfLfs();
    void nonsenseIsRefused();
    void locksAreNotHere();

private:
    Got batch(const std::string &repo, const std::string &body, MirrorHarness::Headers headers = {})
    {
        headers.push_back({"Content-Type", lfsType});
        return m_mirror->post("/" + repo + ".git/info/lfs/objects/batch", body, headers);
    }
    Json object(const Got &got) { return Json::parse(got.body)["objects"][0]; }
    /// Path and query of the first object's href.
    std::string target(const Got &got)
    {
        const std::string href = object(got)["actions"]["download"]["href"];
        return href.substr(std::string("http://mirror.test:8090").size());
    }

    std::unique_ptr<MirrorHarness> m_mirror;
    fakehub::ContentPtr m_old = generatedContent(50, size);
    fakehub::ContentPtr m_new = generatedContent(51, size);
    fakehub::ContentPtr m_closed = generatedContent(52, size);
};

void LfsTest::init()
{
    m_mirror = std::make_unique<MirrorHarness>();
    auto &world = m_mirror->hub.world();
    world.commit("models/org/name", "main", {{"w.bin", m_old, true}, {"README.md", textContent("x")}});
    world.commit("models/org/name", "main", {{"w.bin", m_new, true}});
    world.commit("models/gated/model", "main", {{"README.md", textContent("x")}, {"w.bin", m_closed, true}});
    world.gate("models/gated/model", {"alice"});
    world.commit("models/private/model", "main", {{"w.bin", m_closed, true}});
    world.change("models/private/model", [](fakehub::Repo &repo) {
        repo.isPrivate = true;
        repo.members = {"alice"};
    });
}

void LfsTest::objectsComeFromHrefsOfOurOwn()
{
    const Got got = batch("org/name", question({m_new->sha256(), std::string(64, '0')}));
    QCOMPARE(got.status, 200);
    QCOMPARE(got.header("Content-Type"), lfsType);
    QCOMPARE(object(got)["size"].get<std::int64_t>(), size);
    QVERIFY(!object(got)["actions"]["download"].contains("header"));
    QVERIFY(Json::parse(got.body)["objects"][1]["error"]["code"] == 404);
    QVERIFY2(target(got).starts_with("/org/name.git/info/lfs/objects/" + m_new->sha256() + "?grant="),
             got.body.c_str());
    const Got whole = m_mirror->get(target(got));
    QCOMPARE(whole.status, 200);
    QVERIFY(whole.body == bytesOf(m_new));
    const Got rest = m_mirror->get(target(got), {{"Range", "bytes=500000-" + std::to_string(size - 1)}});
    QCOMPARE(rest.status, 206);
    QVERIFY(rest.body == bytesOf(m_new).substr(500'000));
    const std::string sha = m_mirror->hub.world().head("models/org/name");
    m_mirror->hub.log().clear();
    QVERIFY(m_mirror->get("/org/name/resolve/" + sha + "/w.bin").body == bytesOf(m_new));
    QCOMPARE(m_mirror->hub.log().count("xet-bridge-us"), std::size_t(0));
}

void LfsTest::oldCommitsObjectsAreFoundUpstream()
{
    const Got got = batch("org/name", question({m_old->sha256()}));
    QVERIFY(m_mirror->get(target(got)).body == bytesOf(m_old));
    QTRY_VERIFY_WITH_TIMEOUT(m_mirror->store().find(*BlobHash::parse(m_old->sha256()), size) != nullptr, 20'000);
    m_mirror->hub.log().clear();
    m_mirror->clock.advance(1h);
    QVERIFY(m_mirror->get(target(batch("org/name", question({m_old->sha256()})))).body == bytesOf(m_old));
    QCOMPARE(m_mirror->hub.log().count("/objects/batch"), std::size_t(0));
}

void LfsTest::keptObjectsComeWithoutUpstream()
{
    QVERIFY(m_mirror->get(target(batch("org/name", question({m_new->sha256()})))).body == bytesOf(m_new));
    m_mirror->hub.stop();
    m_mirror->clock.advance(1h);
    const Got got = batch("org/name", question({m_new->sha256(), m_old->sha256()}));
    QVERIFY(m_mirror->get(target(got)).body == bytesOf(m_new));
    QCOMPARE(Json::parse(got.body)["objects"][1]["error"]["code"].get<int>(), 503);
    m_mirror->restart(true);
    QVERIFY(m_mirror->get(target(batch("org/name", question({m_new->sha256()})))).body == bytesOf(m_new));
}

void LfsTest::objectOfAnotherRepoIsNotGiven()
{
    QVERIFY(m_mirror->get(target(batch("gated/model", question({m_closed->sha256()}), {bearer("alice")}))).isWhole);
    const Got got = batch("org/name", question({m_closed->sha256()}));
    QVERIFY(object(got)["error"]["code"] == 404);
}

void LfsTest::gatedObjectsAreForTheGrantedAlone()
{
    const std::string body = question({m_closed->sha256()});
    for (const char *state : {"cold", "cached", "upstream gone"}) {
        qInfo("%s", state);
        if (std::string_view(state) == "upstream gone")
            m_mirror->hub.stop();
        const Got anonymous = batch("gated/model", body);
        QCOMPARE(anonymous.status, 401);
        QVERIFY(anonymous.header("WWW-Authenticate").starts_with("Basic realm="));
        QVERIFY(Json::parse(anonymous.body).contains("message"));
        QVERIFY(batch("gated/model", body, {bearer("bob")}).status >= 400);
        const Got allowed = batch("gated/model", body, {bearer("alice")});
        const Json download = object(allowed)["actions"]["download"];
        QCOMPARE(download["header"]["Authorization"].get<std::string>(), bearer("alice").value);
        QCOMPARE(m_mirror->get("/gated/model.git/info/lfs/objects/" + m_closed->sha256(), {bearer("alice")}).status,
                 403);
        QVERIFY(m_mirror->get(target(allowed), {bearer("alice")}).body == bytesOf(m_closed));
    }
}

void LfsTest::takenBackRightClosesTheHref()
{
    const std::string href = target(batch("gated/model", question({m_closed->sha256()}), {bearer("alice")}));
    QVERIFY(m_mirror->get(href, {bearer("alice")}).body == bytesOf(m_closed));
    m_mirror->hub.world().gate("models/gated/model", {});
    m_mirror->clock.advance(11min);
    QVERIFY(batch("gated/model", question({m_closed->sha256()}), {bearer("alice")}).status >= 400);
    QCOMPARE(m_mirror->get(href).status, 403);
}

void LfsTest::privateAndMissingLookTheSame()
{
    const std::string body = question({m_closed->sha256()});
    for (const MirrorHarness::Headers &headers : {MirrorHarness::Headers{}, MirrorHarness::Headers{bearer("bob")}}) {
        const Got hidden = batch("private/model", body, headers);
        const Got missing = batch("private/absent", body, headers);
        QVERIFY(hidden.status >= 400);
        QCOMPARE(hidden.status, missing.status);
        QCOMPARE(hidden.body, missing.body);
    }
    QVERIFY(m_mirror->get(target(batch("private/model", body, {bearer("alice")})), {bearer("alice")}).isWhole);
}

void LfsTest::uploadsAreRefusedInTheFormOfLfs()
{
    const Got got = batch("org/name", question({m_new->sha256()}, "upload"));
    QCOMPARE(got.status, 403);
    QCOMPARE(got.header("Content-Type"), lfsType);
    QVERIFY(Json::parse(got.body)["message"].get<std::string>().starts_with("this mirror serves downloads only"));
}

void LfsTest::nonsenseIsRefused()
{
    for (const std::string &body : {std::string("{"), std::string("[]"), std::string("{\"objects\": 3}"),
                                    question({"../../etc"}), question({std::string(40, 'a')})})
        QCOMPARE(batch("org/name", body).status, 400);
    QCOMPARE(batch("org/name", question(std::vector<std::string>(1001, m_new->sha256()))).status, 413);
    QCOMPARE(m_mirror->get("/org/name.git/info/lfs/objects/batch").status, 403);
    QCOMPARE(m_mirror->get("/org/name.git/info/lfs/objects/" + m_new->sha256() + "?grant=x.y").status, 403);
}

void LfsTest::locksAreNotHere()
{
    const Got got = m_mirror->post("/org/name.git/info/lfs/locks/verify", "{}", lfsType);
    QCOMPARE(got.status, 404);
    QCOMPARE(got.header("Content-Type"), lfsType);
}

QTEST_GUILESS_MAIN(LfsTest)
#include "lfs_test.moc"
