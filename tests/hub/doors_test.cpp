// The fake Hub's git, git-lfs and registry against what the dossier says of the real ones (hub-protocol §1.7, §1.8).
#include "fakehub/fakehub.h"
#include "fakehub/probe.h"
#include "fakehub/seeds.h"

#include <QTest>

using namespace mirrorlake;
using namespace mirrorlake::fakehub;
using Json = nlohmann::json;

class DoorsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        for (const char *name : {"small", "gated", "gguf", "renamed"})
            addSeed(m_hub.world(), name);
        QVERIFY(m_hub.start());
    }

    void manifestNamesTheQuantisedFile()
    {
        const Json manifest = Json::parse(get("/v2/test/tiny-GGUF/manifests/q8_0").body);
        QCOMPARE(manifest["layers"][0]["digest"].get<std::string>(),
                 "sha256:" + generatedContent(47, 5 * 1024 * 1024 + 3)->sha256());
        QVERIFY(!manifest.contains("ggufFile"));
        const Answer old = get("/v2/test/tiny-GGUF/manifests/latest", {{"User-Agent", "llama-cpp"}});
        QCOMPARE(Json::parse(old.body)["ggufFile"]["rfilename"].get<std::string>(), std::string("tiny-Q4_K_M.gguf"));
        QCOMPARE(get("/v2/test/tiny-GGUF/manifests/Q3_X").status, 400);
        QCOMPARE(get("/v2/gated/tiny-GGUF/manifests/latest").status, 401);
    }

    void blobLeadsToTheCdn()
    {
        const Json manifest = Json::parse(get("/v2/test/tiny-GGUF/manifests/latest").body);
        for (const Json &layer : manifest["layers"]) {
            const std::string path = "/v2/test/tiny-GGUF/blobs/" + layer["digest"].get<std::string>();
            QCOMPARE(ask(m_hub.url() + path, {.method = "HEAD"}).text("content-length"),
                     std::to_string(layer["size"].get<std::int64_t>()));
            const Answer redirect = get(path);
            QCOMPARE(redirect.status, 307);
            QVERIFY(redirect.text("location").starts_with(m_hub.cdnUrl()));
            QCOMPARE(std::int64_t(ask(redirect.text("location")).body.size()), layer["size"].get<std::int64_t>());
        }
    }

    void batchSignsObjectsAtTheCdn()
    {
        const std::string oid = generatedContent(31, 3 * 1024 * 1024 + 17)->sha256();
        const Json question{{"operation", "download"},
                            {"objects", {{{"oid", oid}, {"size", 1}}, {{"oid", std::string(64, '0')}, {"size", 1}}}}};
        const Answer answer =
            ask(m_hub.url() + "/test/small.git/info/lfs/objects/batch", {.method = "POST", .body = question.dump()});
        const Json objects = Json::parse(answer.body)["objects"];
        QVERIFY(objects[0]["actions"]["download"]["href"].get<std::string>().starts_with(m_hub.cdnUrl()));
        QVERIFY(objects[1]["error"]["code"] == 404);
        QCOMPARE(
            ask(m_hub.url() + "/gated/model.git/info/lfs/objects/batch", {.method = "POST", .body = question.dump()})
                .text("www-authenticate"),
            std::string("Basic realm=\"Authentication required\""));
    }

    void gitAdvertisesTheRefs()
    {
        const Answer answer = get("/test/small.git/info/refs?service=git-upload-pack");
        if (answer.status == 501)
            QSKIP("the program git is not here");
        QCOMPARE(answer.text("content-type"), std::string("application/x-git-upload-pack-advertisement"));
        for (const char *ref : {"refs/heads/main", "refs/heads/feature/x", "refs/tags/v1.0", "refs/pr/1"})
            QVERIFY2(answer.body.find(ref) != std::string::npos, ref);
        QCOMPARE(get("/test/small/info/refs?service=git-receive-pack").status, 403);
        QCOMPARE(get("/old/name.git/info/refs?service=git-upload-pack").text("location"),
                 std::string("/new/name.git/info/refs?service=git-upload-pack"));
    }

private:
    Answer get(const std::string &path, std::vector<HeaderField> headers = {})
    {
        return ask(m_hub.url() + path, {.headers = std::move(headers)});
    }

    FakeHub m_hub;
};

QTEST_GUILESS_MAIN(DoorsTest)
#include "doors_test.moc"
