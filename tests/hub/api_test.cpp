// The fake Hub's JSON against the examples E10 to E17 and E25 of the protocol dossier.
#include "base/text.h"
#include "fakehub/digest.h"
#include "fakehub/fakehub.h"
#include "fakehub/probe.h"
#include "fakehub/seeds.h"

#include <QTest>

using namespace mirrorlake;
using namespace mirrorlake::fakehub;
using Json = nlohmann::json;

class ApiTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        for (const char *name : {"small", "many", "data", "gated", "odd"})
            addSeed(m_hub.world(), name);
        QVERIFY(m_hub.start());
    }

    void infoWithBlobsNamesHashesOfSiblings() // E10
    {
        const Json info = json("/api/models/test/small/revision/main?blobs=true");
        QVERIFY(info["id"] == "test/small");
        QCOMPARE(info["sha"].get<std::string>(), m_hub.world().head("models/test/small"));
        const Json config = find(info["siblings"], "rfilename", "config.json");
        QVERIFY(config["size"] == 15);
        QCOMPARE(config["blobId"].get<std::string>(), sha1Hex(std::string("blob 15") + '\0' + "{\"version\": 2}\n"));
        const Json model = find(info["siblings"], "rfilename", "model.safetensors");
        QCOMPARE(model["lfs"]["sha256"].get<std::string>().size(), 64U);
        QVERIFY(model["lfs"]["pointerSize"] == 132);
        QVERIFY(!json("/api/models/test/small")["siblings"][0].contains("size"));
    }

    void treeHasDirectoriesAndLfsFacts() // E11
    {
        const Json rows = json("/api/models/test/odd/tree/main?recursive=true&expand=false");
        const Json directory = find(rows, "path", "deep/er/and");
        QVERIFY(directory["type"] == "directory");
        QCOMPARE(directory["oid"].get<std::string>().size(), 40U);
        const Json model = find(rows, "path", "模型/权重 #1+2%.bin");
        QCOMPARE(model["lfs"]["oid"].get<std::string>(), generatedContent(11, 200'000)->sha256());
        QCOMPARE(model["xetHash"].get<std::string>(), generatedContent(11, 200'000)->xetHash());
        QVERIFY(model["oid"] != model["lfs"]["oid"]);
        QVERIFY(!model.contains("lastCommit"));
        QVERIFY(json("/api/models/test/odd/tree/main?expand=true")[0].contains("lastCommit"));
    }

    void treeBelowAFolderTakesBothEncodings()
    {
        QCOMPARE(json("/api/models/test/odd/tree/main/deep%2Fer").size(), 1U);
        QCOMPARE(json("/api/models/test/odd/tree/main/deep/er").size(), 1U);
        const Answer absent = get("/api/models/test/odd/tree/main/nope");
        QCOMPARE(absent.status, 404);
        QCOMPARE(absent.text("x-error-code"), std::string("EntryNotFound"));
        QCOMPARE(absent.body, std::string("{\"error\":\"nope does not exist on \\\"main\\\"\"}"));
    }

    void longTreeComesInPagesWithAbsoluteLinks()
    {
        std::string url = m_hub.url() + "/api/models/test/many/tree/main?recursive=True&expand=False";
        std::set<std::string> paths;
        std::vector<std::size_t> pages;
        while (!url.empty()) {
            const Answer answer = ask(url);
            const Json rows = Json::parse(answer.body);
            for (const Json &row : rows)
                paths.insert(row["path"].get<std::string>());
            pages.push_back(rows.size());
            const std::string link = answer.text("link");
            QVERIFY(link.empty() ||
                    (link.starts_with("<" + m_hub.url() + "/api/") && link.ends_with(">; rel=\"next\"")));
            QVERIFY(link.empty() || link.find("recursive=True&expand=False&limit=1000&cursor=") != std::string::npos);
            url = link.empty() ? std::string() : link.substr(1, link.find('>') - 1);
        }
        QCOMPARE(pages, (std::vector<std::size_t>{1000, 14})); // 1003 files in 11 folders
        QCOMPARE(paths.size(), 1014U);
    }

    void pathsInfoTakesFormAndJson() // E12
    {
        const std::string url = m_hub.url() + "/api/models/test/odd/paths-info/main";
        const Answer form = ask(url, {"POST",
                                      {{"Content-Type", "application/x-www-form-urlencoded"}},
                                      "paths=a%2Bb.txt&paths=nope&paths=with+space.txt&expand=False"});
        const Answer body = ask(url, {"POST",
                                      {{"Content-Type", "application/json"}},
                                      R"({"paths":["a+b.txt","nope","with space.txt"],"expand":false})"});
        QCOMPARE(form.body, body.body);
        const Json rows = Json::parse(form.body);
        QCOMPARE(rows.size(), 2U);
        QVERIFY(rows[0]["path"] == "a+b.txt");
        QVERIFY(rows[1]["path"] == "with space.txt");
    }

    void refsAreInTheirKinds() // E13
    {
        const Json refs = json("/api/models/test/small/refs?include_prs=1");
        QVERIFY(find(refs["branches"], "name", "feature/x")["ref"] == "refs/heads/feature/x");
        QVERIFY(refs["tags"][0]["name"] == "v1.0");
        QVERIFY(refs["pullRequests"][0]["ref"] == "refs/pr/1");
        QVERIFY(!json("/api/models/test/small/refs").contains("pullRequests"));
        QVERIFY(json("/api/datasets/test/data/refs")["converts"][0]["ref"] == "refs/convert/parquet");
    }

    void commitsAreCounted() // E14
    {
        const Answer answer = get("/api/models/test/small/commits/main");
        QCOMPARE(answer.text("x-total-count"), std::string("2"));
        QVERIFY(Json::parse(answer.body)[0]["title"] == "Second");
    }

    void listSearchesAndPages() // E15
    {
        const Answer answer = get("/api/models?search=TEST%2F&limit=2");
        QCOMPARE(Json::parse(answer.body).size(), 2U);
        QVERIFY(answer.text("link").starts_with("<" + m_hub.url() + "/api/models?search=TEST%2F&limit=2&cursor="));
        QVERIFY(json("/api/datasets")[0]["id"] == "test/data");
    }

    void xetTokenHasBothForms() // E17
    {
        const Answer answer = get("/api/models/test/small/xet-read-token/main");
        const Json token = Json::parse(answer.body);
        QCOMPARE(answer.text("x-xet-cas-url"), token["casUrl"].get<std::string>());
        QCOMPARE(answer.text("x-xet-access-token"), token["accessToken"].get<std::string>());
        QCOMPARE(answer.text("x-xet-token-expiration"), std::to_string(token["exp"].get<std::int64_t>()));
        QCOMPARE(get("/api/models/gated/model/xet-read-token/main").status, 401);
    }

    void reconstructionNamesXorbsThatHoldTheFile() // E18, client-findings §2.1
    {
        const ContentPtr content = generatedContent(77, 70'000'000); // two xorbs, 480 and 55 chunks
        const std::string sha = m_hub.world().commit("models/test/xet", "main", {{"x.bin", content}});
        const Question question{
            .headers = {{"Authorization",
                         "Bearer " + get("/api/models/test/xet/xet-read-token/" + sha).text("x-xet-access-token")},
                        {"Range", "bytes=62914000-999999999"}}};
        const std::string path = "/reconstructions/" + content->xetHash();
        const Json second = Json::parse(ask(m_hub.url() + "/cas/v2" + path, question).body);
        QVERIFY(second["offset_into_first_range"] == 62'914'000 % 131'072);
        QCOMPARE(second["terms"].size(), 2U);
        QVERIFY(second["terms"][0]["range"] == Json({{"start", 479}, {"end", 480}}));
        QVERIFY(second["terms"][1]["unpacked_length"] == 70'000'000 - 480 * 131'072);
        const std::string hash = second["terms"][1]["hash"].get<std::string>();
        const Json fetch = second["xorbs"][hash][0];
        const Json bytes = fetch["ranges"][0]["bytes"];
        const Answer xorb = ask(fetch["url"].get<std::string>(),
                                {.headers = {{"Range", "bytes=0-" + std::to_string(bytes["end"].get<int>())}}});
        QCOMPARE(xorb.body.size(), 70'000'000U - 480U * 131'072U + 55U * 8U);
        QCOMPARE(toHex(reinterpret_cast<const unsigned char *>(xorb.body.data()), 8), std::string("0000000200000002"));
        std::string payload(131'072, '\0');
        content->read(std::int64_t(481) * 131'072, payload);
        QVERIFY(xorb.body.substr(131'088, 131'072) == payload);
        for (const char *form : {"/cas/v1", "/cas"})
            QVERIFY(Json::parse(ask(m_hub.url() + form + path, question).body)["fetch_info"][hash][0].contains(
                "url_range"));
        QCOMPARE(ask(m_hub.url() + "/cas/v2" + path, {.headers = {question.headers[0], {"Range", "bytes=70000000-"}}})
                     .status,
                 416);
        QCOMPARE(get("/cas/v2" + path).status, 401);
    }

    void whoamiKnowsAliceOnly() // E25
    {
        const Answer alice =
            ask(m_hub.url() + "/api/whoami-v2", {.headers = {{"Authorization", "Bearer " + tokenOf("alice")}}});
        QVERIFY(Json::parse(alice.body)["name"] == "alice");
        QCOMPARE(get("/api/whoami-v2").status, 401);
        QCOMPARE(get("/api/agent-harnesses").status, 404);
    }

    void jsonIsRevalidatedByItsWeakEtag()
    {
        const Answer first = get("/api/models/test/small/refs");
        QVERIFY(first.text("etag").starts_with("W/\""));
        const Question again{.headers = {{"If-None-Match", first.text("etag")}}};
        QCOMPARE(ask(m_hub.url() + "/api/models/test/small/refs", again).status, 304);
        m_hub.world().setRef("models/test/small", "refs/tags/v2.0", m_hub.world().head("models/test/small"));
        QCOMPARE(ask(m_hub.url() + "/api/models/test/small/refs", again).status, 200);
    }

    void jsonIsPackedForThoseWhoAccept()
    {
        const std::string path = "/api/models/test/small/tree/main";
        const Answer packed = ask(m_hub.url() + path, {.headers = {{"Accept-Encoding", "gzip, deflate"}}});
        QCOMPARE(packed.text("content-encoding"), std::string("gzip"));
        QCOMPARE(packed.text("transfer-encoding"), std::string("chunked"));
        QCOMPARE(gunzipped(packed.body).value_or(""), get(path).body);
    }

private:
    Answer get(const std::string &path) const { return ask(m_hub.url() + path); }
    Json json(const std::string &path) const { return Json::parse(get(path).body, nullptr, false); }
    static Json find(const Json &list, const char *key, const std::string &value)
    {
        for (const Json &item : list) {
            if (item.value(key, "") == value)
                return item;
        }
        return {};
    }

    FakeHub m_hub;
};

QTEST_GUILESS_MAIN(ApiTest)
#include "api_test.moc"
