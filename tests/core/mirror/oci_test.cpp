// The registry face: what Ollama and old llama.cpp do, step by step (hub-protocol §1.8).
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

constexpr std::int64_t size = 3'000'001;

std::string digestOf(const fakehub::ContentPtr &content)
{
    return "sha256:" + content->sha256();
}

} // namespace

class OciTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_mirror.reset(); }

    void pullGetsEveryLayerColdWarmAndWithoutUpstream();
    void blobIsTheSameAsAtTheResolveDoor();
    void llamaCppIsToldTheFileName();
    void badTagIsSaidInTheHubsWords();
    void manifestIsAskedOnceAndServedStale();
    void gatedPullNeedsTheCallersOwnRight();
    void grantOpensItsBlobAloneAndForAWhile();
    void privateAndMissingLookTheSame();
    void loginGivesTheCallersOwnTokenBack();
    void noReplyNamesAnotherHost();
    void writingIsRefused();

private:
    /// What Ollama does: manifest, HEAD and GET of each blob, the parts by range at the place that the GET names.
    void pull(const std::string &repo, MirrorHarness::Headers headers = {});

    std::unique_ptr<MirrorHarness> m_mirror;
    fakehub::ContentPtr m_open = generatedContent(46, size);
    fakehub::ContentPtr m_gated = generatedContent(48, size);
};

void OciTest::init()
{
    m_mirror = std::make_unique<MirrorHarness>();
    auto &world = m_mirror->hub.world();
    world.commit("models/org/tiny-GGUF", "main",
                 {{"README.md", textContent("x")}, {"tiny-Q4_K_M.gguf", m_open}, {"tiny-Q8_0.gguf", m_gated}});
    world.commit("models/gated/tiny-GGUF", "main", {{"tiny-Q4_K_M.gguf", m_gated}});
    world.gate("models/gated/tiny-GGUF", {"alice"});
    world.commit("models/private/tiny-GGUF", "main", {{"tiny-Q4_K_M.gguf", m_gated}});
    world.change("models/private/tiny-GGUF", [](fakehub::Repo &repo) {
        repo.isPrivate = true;
        repo.members = {"alice"};
    });
}

void OciTest::pull(const std::string &repo, MirrorHarness::Headers headers)
{
    headers.push_back({"User-Agent", "ollama/0.33.0 (amd64 linux) Go/go1.24"});
    const Got manifest = m_mirror->get("/v2/" + repo + "/manifests/q4_k_m", headers);
    QCOMPARE(manifest.status, 200);
    const Json json = Json::parse(manifest.body);
    Json blobs = json["layers"];
    blobs.push_back(json["config"]);
    QCOMPARE(blobs.size(), std::size_t(4));
    for (const Json &blob : blobs) {
        const std::string target = "/v2/" + repo + "/blobs/" + blob["digest"].get<std::string>();
        QCOMPARE(m_mirror->head(target, headers).status, 200);
        const Got place = m_mirror->get(target, headers);
        QCOMPARE(place.status, 307);
        const std::string direct = place.header("Location");
        QVERIFY2(direct.starts_with(target + "?grant="), direct.c_str());
        const auto whole = blob["size"].get<std::int64_t>();
        std::string bytes;
        for (std::int64_t at = 0; at < whole; at += 1'000'000) {
            const std::string range = std::to_string(at) + "-" + std::to_string(std::min(at + 999'999, whole - 1));
            const Got part = m_mirror->get(direct, {{"Range", "bytes=" + range}});
            QCOMPARE(part.status, 206);
            QCOMPARE(part.header("Content-Range"), "bytes " + range + "/" + std::to_string(whole));
            QVERIFY(part.isWhole);
            bytes += part.body;
        }
        QCOMPARE(digestOf(textContent(bytes)), blob["digest"].get<std::string>());
    }
}

void OciTest::pullGetsEveryLayerColdWarmAndWithoutUpstream()
{
    pull("org/tiny-GGUF");
    if (QTest::currentTestFailed())
        return;
    m_mirror->hub.log().clear();
    pull("org/tiny-GGUF");
    QCOMPARE(m_mirror->hub.log().count(), std::size_t(0));
    m_mirror->hub.stop();
    m_mirror->clock.advance(1h);
    pull("org/tiny-GGUF");
    m_mirror->restart(true);
    pull("org/tiny-GGUF");
}

void OciTest::blobIsTheSameAsAtTheResolveDoor()
{
    const std::string sha = m_mirror->hub.world().head("models/org/tiny-GGUF");
    QCOMPARE(m_mirror->get("/org/tiny-GGUF/resolve/" + sha + "/tiny-Q4_K_M.gguf").status, 200);
    const std::int64_t before = m_mirror->hub.log().bytesSent(m_open->xetHash());
    pull("org/tiny-GGUF");
    QCOMPARE(m_mirror->hub.log().bytesSent(m_open->xetHash()), before);
}

void OciTest::llamaCppIsToldTheFileName()
{
    for (int round = 0; round < 2; ++round) {
        const Got old = m_mirror->get("/v2/org/tiny-GGUF/manifests/latest", {{"User-Agent", "llama-cpp"}});
        QCOMPARE(Json::parse(old.body)["ggufFile"]["rfilename"].get<std::string>(), std::string("tiny-Q4_K_M.gguf"));
        const Got other = m_mirror->get("/v2/org/tiny-GGUF/manifests/latest", {{"User-Agent", "ollama/0.33"}});
        QVERIFY(!Json::parse(other.body).contains("ggufFile"));
        QVERIFY(other.header("Vary").find("User-Agent") != std::string::npos);
    }
}

void OciTest::badTagIsSaidInTheHubsWords()
{
    const Got got = m_mirror->get("/v2/org/tiny-GGUF/manifests/Q9_X");
    QCOMPARE(got.status, 400);
    QVERIFY(Json::parse(got.body)["error"].get<std::string>().starts_with(
        "The specified tag is not a valid quantization scheme."));
    QCOMPARE(m_mirror->get("/v2/org/tiny-GGUF/manifests/a%20b").status, 400);
    QCOMPARE(m_mirror->get("/v2/org/tiny-GGUF/blobs/sha256:12").status, 400);
}

void OciTest::manifestIsAskedOnceAndServedStale()
{
    const Got first = m_mirror->get("/v2/org/tiny-GGUF/manifests/Q4_K_M");
    QCOMPARE(m_mirror->get("/v2/org/tiny-GGUF/manifests/q4_k_m").body, first.body);
    QCOMPARE(m_mirror->hub.log().count("/manifests/"), std::size_t(1));
    m_mirror->clock.advance(61s);
    m_mirror->get("/v2/org/tiny-GGUF/manifests/Q4_K_M");
    QCOMPARE(m_mirror->hub.log().count("/manifests/"), std::size_t(2));
    m_mirror->hub.stop();
    m_mirror->clock.advance(61s);
    const Got stale = m_mirror->get("/v2/org/tiny-GGUF/manifests/Q4_K_M");
    QCOMPARE(stale.status, 200);
    QVERIFY(!stale.header("X-HF-Warning").empty());
    const Got pinned = m_mirror->get("/v2/org/tiny-GGUF/manifests/" + first.header("Docker-Content-Digest"));
    QCOMPARE(pinned.body, first.body);
}

void OciTest::gatedPullNeedsTheCallersOwnRight()
{
    const std::string manifest = "/v2/gated/tiny-GGUF/manifests/Q4_K_M";
    const std::string blob = "/v2/gated/tiny-GGUF/blobs/" + digestOf(m_gated);
    for (const char *state : {"cold", "cached", "upstream gone"}) {
        qInfo("%s", state);
        if (std::string_view(state) == "upstream gone")
            m_mirror->hub.stop();
        const Got anonymous = m_mirror->get(manifest);
        QVERIFY(anonymous.status == 401);
        QVERIFY(anonymous.header("WWW-Authenticate")
                    .starts_with("Bearer realm=\"http://mirror.test:8090/v2/token\",service=\"mirror.test:8090\""));
        QCOMPARE(m_mirror->get(blob).status, 401);
        QVERIFY(m_mirror->get(manifest, {bearer("bob")}).status >= 400);
        QVERIFY(m_mirror->get(blob, {bearer("bob")}).status >= 400);
        pull("gated/tiny-GGUF", {bearer("alice")});
        if (QTest::currentTestFailed())
            return;
    }
}

void OciTest::grantOpensItsBlobAloneAndForAWhile()
{
    pull("gated/tiny-GGUF", {bearer("alice")});
    const std::string blob = "/v2/gated/tiny-GGUF/blobs/" + digestOf(m_gated);
    const std::string direct = m_mirror->get(blob, {bearer("alice")}).header("Location");
    QCOMPARE(m_mirror->get(direct).status, 200);
    const std::string grant = direct.substr(direct.find('?'));
    QCOMPARE(m_mirror->get("/v2/gated/tiny-GGUF/blobs/" + digestOf(m_open) + grant).status, 403);
    QCOMPARE(m_mirror->get(blob + grant + "x").status, 403);
    m_mirror->clock.advance(7h);
    QCOMPARE(m_mirror->get(direct).status, 403);
}

void OciTest::privateAndMissingLookTheSame()
{
    for (const MirrorHarness::Headers &headers : {MirrorHarness::Headers{}, MirrorHarness::Headers{bearer("bob")}}) {
        for (const std::string &rest : {std::string("/manifests/Q4_K_M"), "/blobs/" + digestOf(m_gated)}) {
            const Got hidden = m_mirror->get("/v2/private/tiny-GGUF" + rest, headers);
            const Got missing = m_mirror->get("/v2/private/absent-GGUF" + rest, headers);
            QCOMPARE(hidden.status, missing.status);
            QCOMPARE(hidden.body, missing.body);
        }
    }
    pull("private/tiny-GGUF", {bearer("alice")});
}

void OciTest::loginGivesTheCallersOwnTokenBack()
{
    const std::string token = fakehub::tokenOf("alice");
    const auto basic = QByteArray::fromStdString("any:" + token).toBase64().toStdString();
    const Got got = m_mirror->get("/v2/token?service=x", {{"Authorization", "Basic " + basic}});
    QCOMPARE(Json::parse(got.body)["token"].get<std::string>(), token);
    QCOMPARE(m_mirror->get("/v2/token").status, 401);
    QCOMPARE(m_mirror->get("/v2/").status, 200);
}

void OciTest::noReplyNamesAnotherHost()
{
    pull("org/tiny-GGUF");
    for (const char *rest : {"/manifests/Q4_K_M", "/manifests/nope"}) {
        for (const char *repo : {"org/tiny-GGUF", "gated/tiny-GGUF", "no/such"}) {
            const Got got = m_mirror->get("/v2/" + std::string(repo) + rest);
            for (const std::string &host : {m_mirror->hub.url().substr(7), m_mirror->hub.cdnUrl().substr(7)})
                QVERIFY((got.headers.text() + got.body).find(host) == std::string::npos);
        }
    }
}

void OciTest::writingIsRefused()
{
    QCOMPARE(m_mirror->post("/v2/org/tiny-GGUF/blobs/" + digestOf(m_open), "", "x").status, 403);
    QCOMPARE(m_mirror->post("/v2/org/tiny-GGUF/manifests/x", "{}", "x").status, 403);
}

QTEST_GUILESS_MAIN(OciTest)
#include "oci_test.moc"
