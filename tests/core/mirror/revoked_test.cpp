// A right that upstream takes back ends at whatever door upstream says so, not only where it was proved (promise 8).
#include <QTest>

#include "core/mirror/xet/xetclient.h"
#include "xet/names.h"

using namespace mirrorlake;
using namespace mirrorlake::test;
using fakehub::generatedContent;
using fakehub::textContent;
using Json = nlohmann::json;

namespace {

const fakehub::ContentPtr kept = generatedContent(41, 300'000);
const fakehub::ContentPtr other = generatedContent(42, 300'000);
const MirrorHarness::Headers alice{bearer("alice")};

std::string batchFor(const std::string &oid, std::int64_t size)
{
    return Json{{"operation", "download"}, {"objects", Json::array({Json{{"oid", oid}, {"size", size}}})}}.dump();
}

} // namespace

class RevokedTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_mirror.reset(); }

    void refusedListing();
    void refusedRawFile();
    void refusedLfsQuestion();
    void refusedLfsDownload();
    void refusedXetDownload();
    void refusedRegistryPull();
    void refusedManifest();
    void disabledRepoIsClosedAtEveryDoor();

private:
    Got lfs(const std::string &oid)
    {
        return m_mirror->post("/org/name.git/info/lfs/objects/batch", batchFor(oid, 300'000), lfsHeaders());
    }
    static MirrorHarness::Headers lfsHeaders()
    {
        return {bearer("alice"), {"Content-Type", "application/vnd.git-lfs+json"}};
    }
    /// Nobody may read the repo any more; what is kept still flows by the verdict.
    void takeBack();
    bool isKeptServed() { return m_mirror->get("/org/name/resolve/" + m_sha + "/kept.gguf", alice).status == 200; }

    std::unique_ptr<MirrorHarness> m_mirror;
    std::string m_sha;
};

void RevokedTest::init()
{
    m_mirror = std::make_unique<MirrorHarness>();
    auto &world = m_mirror->hub.world();
    m_sha = world.commit("models/org/name", "main",
                         {{"kept.gguf", kept, true}, {"other-Q4_K_M.gguf", other, true}, {"x.txt", textContent("x")}});
    world.change("models/org/name", [](fakehub::Repo &repo) {
        repo.isPrivate = true;
        repo.members = {"alice"};
    });
    QCOMPARE(m_mirror->get("/org/name/resolve/" + m_sha + "/kept.gguf", alice).status, 200);
    QCOMPARE(m_mirror->get("/api/models/org/name/tree/main", alice).status, 200);
}

void RevokedTest::takeBack()
{
    m_mirror->hub.world().change("models/org/name", [](fakehub::Repo &repo) { repo.members.clear(); });
    m_mirror->hub.expireSignatures();
    QVERIFY(isKeptServed());
}

void RevokedTest::refusedListing()
{
    const std::string later = m_mirror->hub.world().commit("models/org/name", "main", {{"y.txt", textContent("y")}});
    takeBack();
    QVERIFY(m_mirror->get("/api/models/org/name/tree/" + later, alice).status >= 400);
    QVERIFY(!isKeptServed());
}

void RevokedTest::refusedRawFile()
{
    takeBack();
    QVERIFY(m_mirror->get("/org/name/raw/" + m_sha + "/x.txt", alice).status >= 400);
    QVERIFY(!isKeptServed());
}

void RevokedTest::refusedLfsQuestion()
{
    takeBack();
    QVERIFY(lfs(std::string(64, 'e')).status >= 400);
    QVERIFY(!isKeptServed());
}

void RevokedTest::refusedLfsDownload()
{
    const Json object = Json::parse(lfs(other->sha256()).body)["objects"][0];
    const std::string href = targetOf(object["actions"]["download"]["href"]);
    takeBack();
    QVERIFY(m_mirror->get(href, alice).status >= 400);
    QVERIFY(!isKeptServed());
}

void RevokedTest::refusedXetDownload()
{
    XetClient client(*m_mirror);
    QCOMPARE(client.takeToken("/api/models/org/name/xet-read-token/" + m_sha, alice), 200);
    takeBack();
    const auto got = client.download(xet::fileHash(*BlobHash::parse(other->sha256())));
    QVERIFY(!got);
    QVERIFY(!isKeptServed());
}

void RevokedTest::refusedRegistryPull()
{
    QCOMPARE(m_mirror->get("/v2/org/name/manifests/Q4_K_M", alice).status, 200);
    const Got pull = m_mirror->get("/v2/org/name/blobs/sha256:" + other->sha256(), alice);
    QCOMPARE(pull.status, 307);
    takeBack();
    QVERIFY(m_mirror->get(pull.header("Location")).status >= 400);
    QVERIFY(!isKeptServed());
}

void RevokedTest::refusedManifest()
{
    takeBack();
    QVERIFY(m_mirror->get("/v2/org/name/manifests/Q4_K_M", alice).status >= 400);
    QVERIFY(!isKeptServed());
}

void RevokedTest::disabledRepoIsClosedAtEveryDoor()
{
    constexpr std::string_view words = "Access to this resource is disabled.";
    m_mirror->hub.world().commit("models/org/gone", "main", {{"w-Q4_K_M.gguf", other, true}});
    m_mirror->hub.world().change("models/org/gone", [](fakehub::Repo &repo) { repo.isDisabled = true; });
    for (const MirrorHarness::Headers &who : {MirrorHarness::Headers{}, alice}) {
        for (const char *target :
             {"/org/gone/resolve/main/w-Q4_K_M.gguf", "/org/gone/raw/main/w-Q4_K_M.gguf", "/api/models/org/gone",
              "/api/models/org/gone/tree/main", "/api/models/org/gone/xet-read-token/main",
              "/v2/org/gone/manifests/Q4_K_M", "/org/gone.git/info/refs?service=git-upload-pack"}) {
            const Got got = m_mirror->get(target, who);
            QVERIFY2(got.status == 403, (std::string(target) + " " + std::to_string(got.status)).c_str());
            QVERIFY2((got.headers.text() + got.body).find(words) != std::string::npos, target);
        }
        MirrorHarness::Headers headers = who;
        headers.push_back({"Content-Type", "application/vnd.git-lfs+json"});
        const Got batch =
            m_mirror->post("/org/gone.git/info/lfs/objects/batch", batchFor(other->sha256(), 300'000), headers);
        QCOMPARE(batch.status, 403);
        QVERIFY(batch.body.find(words) != std::string::npos);
    }
}

QTEST_GUILESS_MAIN(RevokedTest)
#include "revoked_test.moc"
