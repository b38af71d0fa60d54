// Gated stays gated (promise 8): what one caller may read is nobody else's right.
#include "core/mirror/mirrorharness.h"

#include <QtTest/QtTest>

using namespace mirrorlake;
using namespace mirrorlake::test;
using namespace std::chrono_literals;
using fakehub::generatedContent;
using fakehub::textContent;

class AccessTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_mirror.reset(); }

    void gatedFileIsForTheGrantedAlone();
    void gatedListingIsOpenButFilesAreNot();
    void openReadmeDoesNotOpenTheRest();
    void privateRepoLooksMissingToOthers();
    void verdictIsRememberedAndExpires();
    void verdictOutlivesUpstream();
    void noTokenReachesTheCdn();
    void repoThatBecomesGatedCloses();
    void fileAskedForJustNowClosesWithItsRepo();
    void cutDownInfoDoesNotOpenAGatedRepo();
    void disabledRepoIsSaidInTheHubsWords();
    void refusalsNameNoUpstreamHost();
    void verdictTimesAreOptions();
    void refusalUpstreamRevokesAtOnce();
    void openReadmeProvesNoRight();
    void ownTokenIsNotLentUnlessToldSo();
    void ownTokenIsLentForNamedReposAlone();

private:
    std::string file(const std::string &repo, const std::string &sha) const
    {
        return "/" + repo + "/resolve/" + sha + "/w.bin";
    }

    std::unique_ptr<MirrorHarness> m_mirror;
    std::string m_gated;
    std::string m_private;
};

void AccessTest::init()
{
    m_mirror = std::make_unique<MirrorHarness>();
    auto &world = m_mirror->hub.world();
    m_gated = world.commit("models/gated/model", "main",
                           {{"w.bin", generatedContent(5, 300'000), true}, {"README.md", textContent("open")}});
    world.gate("models/gated/model", {"alice"});
    m_private = world.commit("models/private/model", "main", {{"w.bin", generatedContent(6, 300'000), true}});
    world.change("models/private/model", [](fakehub::Repo &repo) {
        repo.isPrivate = true;
        repo.members = {"alice"};
    });
}

void AccessTest::gatedFileIsForTheGrantedAlone()
{
    const std::string target = file("gated/model", m_gated);
    for (const char *state : {"cold", "cached"}) {
        qInfo("%s", state);
        QCOMPARE(m_mirror->get(target).status, 401);
        QCOMPARE(m_mirror->get(target).header("X-Error-Code"), std::string("GatedRepo"));
        QCOMPARE(m_mirror->head(target, {bearer("bob")}).header("X-Error-Code"), std::string("GatedRepo"));
        QVERIFY(m_mirror->get(target, {bearer("bob")}).body.size() < 1000);
        QVERIFY(m_mirror->get(target, {{"Authorization", "Bearer hf_nonsense"}}).status >= 400);
        QCOMPARE(m_mirror->get(target, {bearer("alice")}).body.size(), std::size_t(300'000));
        QCOMPARE(m_mirror->get("/gated/model/resolve/main/w.bin", {bearer("alice")}).status, 307);
        QCOMPARE(m_mirror->get("/gated/model/resolve/main/w.bin").status, 401);
    }
    m_mirror->restart();
    QCOMPARE(m_mirror->get(target).status, 401);
    QCOMPARE(m_mirror->get(target, {bearer("bob")}).header("X-Error-Code"), std::string("GatedRepo"));
}

void AccessTest::gatedListingIsOpenButFilesAreNot()
{
    QCOMPARE(m_mirror->get("/api/models/gated/model/revision/main").status, 200);
    QCOMPARE(m_mirror->get("/api/models/gated/model/tree/" + m_gated + "?recursive=true").status, 200);
    QCOMPARE(m_mirror->get(file("gated/model", m_gated), {bearer("alice")}).status, 200);
    QCOMPARE(m_mirror->get(file("gated/model", m_gated)).status, 401);
}

void AccessTest::openReadmeDoesNotOpenTheRest()
{
    QCOMPARE(m_mirror->get(file("gated/model", m_gated), {bearer("alice")}).status, 200);
    m_mirror->restart();
    m_mirror->get("/gated/model/resolve/" + m_gated + "/README.md");
    QCOMPARE(m_mirror->get(file("gated/model", m_gated)).status, 401);
}

void AccessTest::privateRepoLooksMissingToOthers()
{
    const std::string target = file("private/model", m_private);
    const auto looksMissing = [&](MirrorHarness::Headers headers) {
        const Got got = m_mirror->get(target, headers);
        const Got missing = m_mirror->get(file("no/model", m_private), headers);
        QCOMPARE(got.status, missing.status);
        QCOMPARE(got.body, missing.body);
        QCOMPARE(got.header("X-Error-Code"), std::string("RepoNotFound"));
    };
    for (int round = 0; round < 2; ++round) {
        looksMissing({});
        looksMissing({bearer("bob")});
        QVERIFY(m_mirror->get("/api/models/private/model").status >= 400);
        QVERIFY(m_mirror->get("/api/models/private/model/tree/main").status >= 400);
        QVERIFY(m_mirror->get("/api/models/private/model/refs", {bearer("bob")}).status >= 400);
        QCOMPARE(m_mirror->get(target, {bearer("alice")}).status, 200);
        QCOMPARE(m_mirror->get("/api/models/private/model", {bearer("alice")}).status, 200);
        QCOMPARE(m_mirror->get("/api/models/private/model/tree/main", {bearer("alice")}).status, 200);
        QCOMPARE(m_mirror->get("/api/models/private/model/refs", {bearer("alice")}).status, 200);
    }
}

void AccessTest::verdictIsRememberedAndExpires()
{
    const std::string target = file("gated/model", m_gated);
    QCOMPARE(m_mirror->get(target, {bearer("alice")}).status, 200);
    m_mirror->hub.log().clear();
    QCOMPARE(m_mirror->get(target, {bearer("alice")}).status, 200);
    QCOMPARE(m_mirror->hub.log().count(), std::size_t(0));
    m_mirror->hub.world().gate("models/gated/model", {});
    m_mirror->clock.advance(11min);
    QCOMPARE(m_mirror->get(target, {bearer("alice")}).header("X-Error-Code"), std::string("GatedRepo"));
}

void AccessTest::verdictOutlivesUpstream()
{
    const std::string target = file("gated/model", m_gated);
    QCOMPARE(m_mirror->get(target, {bearer("alice")}).status, 200);
    m_mirror->hub.stop();
    m_mirror->clock.advance(24h);
    QCOMPARE(m_mirror->get(target, {bearer("alice")}).status, 200);
    QVERIFY(m_mirror->get(target).status >= 400);
    QVERIFY(m_mirror->get(target, {bearer("bob")}).status >= 400);
    m_mirror->clock.advance(7 * 24h);
    QVERIFY(m_mirror->get(target, {bearer("alice")}).status >= 400);
}

void AccessTest::noTokenReachesTheCdn()
{
    QCOMPARE(m_mirror->get(file("gated/model", m_gated), {bearer("alice")}).body.size(), std::size_t(300'000));
    for (const auto &line : m_mirror->hub.log().all())
        QVERIFY2(line.listener != "cdn" || !line.hasAuthorization, line.target.c_str());
}

void AccessTest::repoThatBecomesGatedCloses()
{
    const std::string sha =
        m_mirror->hub.world().commit("models/org/name", "main", {{"w.bin", generatedContent(9, 300'000), true}});
    QCOMPARE(m_mirror->get(file("org/name", sha)).status, 200);
    m_mirror->hub.world().gate("models/org/name", {"alice"});
    m_mirror->clock.advance(61s);
    m_mirror->get("/api/models/org/name/revision/main");
    QCOMPARE(m_mirror->get(file("org/name", sha)).status, 401);
    QCOMPARE(m_mirror->get(file("org/name", sha), {bearer("alice")}).status, 200);
}

void AccessTest::fileAskedForJustNowClosesWithItsRepo()
{
    const std::string sha =
        m_mirror->hub.world().commit("models/org/name", "main", {{"w.bin", generatedContent(9, 300'000), true}});
    for (int i = 0; i < 3; ++i)
        QCOMPARE(m_mirror->head(file("org/name", sha)).status, 200);
    m_mirror->hub.world().gate("models/org/name", {"alice"});
    m_mirror->get("/api/models/org/name/revision/" + sha + "?blobs=true"); // never asked before: asks upstream
    QCOMPARE(m_mirror->head(file("org/name", sha)).status, 401);
    QCOMPARE(m_mirror->get(file("org/name", sha)).status, 401);
    QCOMPARE(m_mirror->head(file("org/name", sha), {bearer("alice")}).status, 200);
    QCOMPARE(m_mirror->head(file("org/name", sha)).status, 401);
}

void AccessTest::cutDownInfoDoesNotOpenAGatedRepo()
{
    QCOMPARE(m_mirror->get(file("gated/model", m_gated), {bearer("alice")}).status, 200);
    QCOMPARE(m_mirror->get("/api/models/gated/model?expand=likes").status, 200);
    QCOMPARE(m_mirror->get("/api/models/gated/model/revision/main?expand=sha").status, 200);
    QCOMPARE(m_mirror->get(file("gated/model", m_gated)).status, 401);
}

void AccessTest::disabledRepoIsSaidInTheHubsWords()
{
    const std::string sha = m_mirror->hub.world().commit("models/org/gone", "main", {{"w.bin", textContent("x")}});
    m_mirror->hub.world().change("models/org/gone", [](fakehub::Repo &repo) { repo.isDisabled = true; });
    for (int i = 0; i < 2; ++i) {
        for (const MirrorHarness::Headers &headers :
             {MirrorHarness::Headers{}, MirrorHarness::Headers{bearer("alice")}}) {
            const Got got = m_mirror->get(file("org/gone", sha), headers);
            QCOMPARE(got.status, 403);
            QCOMPARE(got.header("X-Error-Message"), std::string("Access to this resource is disabled."));
        }
    }
}

void AccessTest::refusalsNameNoUpstreamHost()
{
    const std::string host = m_mirror->hub.url().substr(7);
    for (const char *repo : {"gated/model", "private/model", "no/model"}) {
        for (const MirrorHarness::Headers &headers :
             {MirrorHarness::Headers{}, MirrorHarness::Headers{bearer("bob")}}) {
            for (const std::string &target : {file(repo, m_gated), "/api/models/" + std::string(repo) + "/tree/nope"}) {
                const Got got = m_mirror->get(target, headers);
                QVERIFY(got.status >= 400);
                QVERIFY2((got.headers.text() + got.body).find(host) == std::string::npos, target.c_str());
            }
        }
    }
}

void AccessTest::verdictTimesAreOptions()
{
    m_mirror->options.access = {5s, 2s, 20s, {}};
    const std::string target = file("gated/model", m_gated);
    QCOMPARE(m_mirror->get(target, {bearer("bob")}).status, 401);
    m_mirror->hub.world().gate("models/gated/model", {"bob"});
    QCOMPARE(m_mirror->get(target, {bearer("bob")}).status, 401);
    m_mirror->clock.advance(3s);
    QCOMPARE(m_mirror->get(target, {bearer("bob")}).status, 200);
    m_mirror->hub.world().gate("models/gated/model", {});
    QCOMPARE(m_mirror->get(target, {bearer("bob")}).status, 200);
    m_mirror->clock.advance(6s);
    QCOMPARE(m_mirror->get(target, {bearer("bob")}).status, 401);
}

void AccessTest::refusalUpstreamRevokesAtOnce()
{
    auto &world = m_mirror->hub.world();
    const std::string sha =
        world.commit("models/gated/model", "main", {{"new.bin", generatedContent(7, 300'000), true}});
    const std::string kept = file("gated/model", sha);
    QCOMPARE(m_mirror->get(kept, {bearer("alice")}).status, 200);
    QCOMPARE(m_mirror->get("/api/models/gated/model/tree/" + sha, {bearer("alice")}).status, 200);
    world.gate("models/gated/model", {});
    QCOMPARE(m_mirror->get(kept, {bearer("alice")}).status, 200);
    QVERIFY(m_mirror->get("/gated/model/resolve/" + sha + "/new.bin", {bearer("alice")}).status >= 400);
    QCOMPARE(m_mirror->get(kept, {bearer("alice")}).header("X-Error-Code"), std::string("GatedRepo"));
}

void AccessTest::openReadmeProvesNoRight()
{
    const std::string target = file("gated/model", m_gated);
    QCOMPARE(m_mirror->get(target, {bearer("alice")}).status, 200);
    m_mirror->get("/gated/model/resolve/" + m_gated + "/README.md", {bearer("bob")});
    QCOMPARE(m_mirror->get(target, {bearer("bob")}).status, 401);
}

void AccessTest::ownTokenIsNotLentUnlessToldSo()
{
    m_mirror->ownToken = fakehub::tokenOf("alice");
    for (const std::string &target : {file("gated/model", m_gated), file("private/model", m_private)}) {
        QCOMPARE(m_mirror->get(target).status, 401);
        QCOMPARE(m_mirror->get(target, {bearer("alice")}).status, 200);
        QCOMPARE(m_mirror->get(target).status, 401);
        QVERIFY(m_mirror->get(target, {bearer("bob")}).status >= 400);
    }
}

void AccessTest::ownTokenIsLentForNamedReposAlone()
{
    m_mirror->ownToken = fakehub::tokenOf("alice");
    m_mirror->options.access.lendTokenFor = {"GATED/*"};
    const std::string gated = file("gated/model", m_gated);
    for (int round = 0; round < 2; ++round) {
        QCOMPARE(m_mirror->get(gated).body.size(), std::size_t(300'000));
        QCOMPARE(m_mirror->get(gated, {bearer("bob")}).body.size(), std::size_t(300'000));
        QCOMPARE(m_mirror->get(file("private/model", m_private)).header("X-Error-Code"), std::string("RepoNotFound"));
        QVERIFY(m_mirror->get("/api/models/private/model").status >= 400);
    }
    m_mirror->options.access.lendTokenFor = {"private/model"};
    m_mirror->restart();
    QCOMPARE(m_mirror->get(gated).status, 401);
    QCOMPARE(m_mirror->get("/api/models/private/model").status, 200);
    QCOMPARE(m_mirror->get(file("private/model", m_private)).body.size(), std::size_t(300'000));
}

QTEST_GUILESS_MAIN(AccessTest)
#include "access_test.moc"
