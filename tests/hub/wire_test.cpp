// The fake Hub's file URLs, CDN and errors against the recorded examples E1 to E9 of the protocol dossier.
#include "base/text.h"
#include "fakehub/digest.h"
#include "fakehub/fakehub.h"
#include "fakehub/probe.h"
#include "fakehub/seeds.h"

#include <QTest>

using namespace mirrorlake;
using namespace mirrorlake::fakehub;

namespace {

std::string bytesOf(const ContentPtr &content)
{
    std::string bytes(static_cast<std::size_t>(content->size()), '\0');
    content->read(0, bytes);
    return bytes;
}

bool isMessage(const Answer &answer, int status, const char *code, const std::string &message)
{
    return answer.status == status && answer.text("x-error-code") == code && answer.text("x-error-message") == message;
}

} // namespace

class WireTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_hub = std::make_unique<FakeHub>();
        for (const std::string &name : seedNames()) {
            if (name != "big")
                addSeed(m_hub->world(), name);
        }
        QVERIFY(m_hub->start());
    }

    void smallFileIsRedirectedToResolveCache() // E1
    {
        const std::string sha = m_hub->world().head("models/test/small");
        const Answer answer = head("/test/small/resolve/main/config.json");
        QCOMPARE(answer.status, 307);
        const std::string oid = fileOf("models/test/small", "config.json").content->gitOid();
        QCOMPARE(answer.text("location"), "/api/resolve-cache/models/test/small/" + sha +
                                              "/config.json?%2Ftest%2Fsmall%2Fresolve%2Fmain%2Fconfig.json=&etag=%22" +
                                              oid + "%22");
        QCOMPARE(answer.text("x-repo-commit"), sha);
        QVERIFY(!answer.header("x-linked-size"));
        QCOMPARE(answer.text("content-disposition"),
                 std::string("inline; filename*=UTF-8''config.json; filename=\"config.json\";"));
        QVERIFY(answer.text("ratelimit").starts_with("\"resolvers\";r="));
        QCOMPARE(answer.text("ratelimit-policy"), std::string("\"fixed window\";\"resolvers\";q=3000;w=300"));
    }

    void resolveCacheGivesBytesAndStrongEtag() // E2
    {
        const std::string location = head("/test/small/resolve/main/config.json").text("location");
        const Answer answer = get(location);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, std::string("{\"version\": 2}\n"));
        QCOMPARE(answer.text("etag"), "\"" + sha1Hex(std::string("blob 15") + '\0' + answer.body) + "\"");
        QCOMPARE(answer.text("x-repo-commit"), m_hub->world().head("models/test/small"));
        const Answer again = get(location, {{"If-None-Match", answer.text("etag")}});
        QCOMPARE(again.status, 304);
        QVERIFY(again.body.empty());
    }

    void largeFileIsRedirectedToTheCdnWithItsFacts() // E3
    {
        const std::string sha = m_hub->world().head("models/test/small");
        const Answer answer = head("/test/small/resolve/main/model.safetensors");
        const Content &content = *fileOf("models/test/small", "model.safetensors").content;
        QCOMPARE(answer.status, 302);
        QVERIFY(answer.text("location").starts_with(m_hub->cdnUrl() + "/xet-bridge-us/"));
        QVERIFY(answer.text("location").find("&Signature=") != std::string::npos);
        QCOMPARE(answer.text("x-linked-size"), std::to_string(content.size()));
        QCOMPARE(answer.text("x-linked-etag"),
                 "\"" + sha256Hex(bytesOf(fileOf("models/test/small", "model.safetensors").content)) + "\"");
        QCOMPARE(answer.text("x-xet-hash"), content.xetHash());
        QVERIFY(answer.text("link").starts_with("<" + m_hub->url() + "/api/models/test/small/xet-read-token/" + sha +
                                                ">; rel=\"xet-auth\", <"));
        QCOMPARE(answer.text("x-repo-commit"), sha);
    }

    void cdnGivesRangesUnderTheXetHash() // E4
    {
        const std::string location = head("/test/small/resolve/main/model.safetensors").text("location");
        const std::string bytes = bytesOf(fileOf("models/test/small", "model.safetensors").content);
        const Answer part = ask(location, {.headers = {{"Range", "bytes=100-199"}}});
        QCOMPARE(part.status, 206);
        QCOMPARE(part.text("content-range"), "bytes 100-199/" + std::to_string(bytes.size()));
        QCOMPARE(part.body, bytes.substr(100, 100));
        QCOMPARE(part.text("etag"), "\"" + fileOf("models/test/small", "model.safetensors").content->xetHash() + "\"");
        QVERIFY(ask(location).body == bytes);
        QCOMPARE(ask(location, {.headers = {{"Range", "bytes=9999999-"}}}).status, 416);
    }

    void cdnRefusesExpiredAndForgedSignaturesAndTokens()
    {
        const std::string location = head("/test/small/resolve/main/model.safetensors").text("location");
        std::string forged = location;
        forged.replace(forged.find("Signature=") + 10, 4, "0000");
        QCOMPARE(ask(forged).status, 403);
        QCOMPARE(ask(location, {.headers = {{"Authorization", "Bearer " + tokenOf("alice")}}}).status, 400);
        QCOMPARE(ask(location).status, 200);
        m_hub->expireSignatures();
        const Answer expired = ask(location);
        QCOMPARE(expired.status, 403);
        QVERIFY(expired.body.starts_with("<?xml"));
    }

    void signaturesEndByTheClock()
    {
        FakeHub hub({.signatureLife = std::chrono::seconds(-1)});
        addSeed(hub.world(), "small");
        QVERIFY(hub.start());
        const Answer answer = ask(ask(hub.url() + "/test/small/resolve/main/model.safetensors").text("location"));
        QCOMPARE(answer.status, 403);
        QVERIFY(answer.body.find("Request has expired") != std::string::npos);
    }

    void absentFileIsEntryNotFoundWithCommit() // E5
    {
        const Answer answer = get("/test/small/resolve/main/nope.json");
        QVERIFY(isMessage(answer, 404, "EntryNotFound", "Entry not found"));
        QCOMPARE(answer.body, std::string("Entry not found"));
        QVERIFY(answer.text("etag").starts_with("W/\"f-"));
        QCOMPARE(answer.text("x-repo-commit"), m_hub->world().head("models/test/small"));
    }

    void unknownRevisionIsNamed() // E6
    {
        const Answer answer = get("/api/models/test/small/revision/badrev");
        QVERIFY(isMessage(answer, 404, "RevisionNotFound", "Invalid rev id: badrev"));
        QCOMPARE(answer.body, std::string("{\"error\":\"Invalid rev id: badrev\"}"));
    }

    void gatedFilesNeedAGrant() // E7, E8
    {
        const std::string path = "/gated/model/resolve/main/config.json";
        const Answer anonymous = head(path);
        QVERIFY(
            isMessage(anonymous, 401, "GatedRepo",
                      "Access to model gated/model is restricted. You must have access to it and be authenticated to "
                      "access it. Please log in."));
        QCOMPARE(anonymous.text("www-authenticate"),
                 std::string("Bearer realm=\"Authentication required\", charset=\"UTF-8\""));
        QCOMPARE(head(path, "bob").status, 403);
        QCOMPARE(head(path, "bob").text("x-error-code"), std::string("GatedRepo"));
        QCOMPARE(head(path, "alice").status, 307);
        QCOMPARE(get("/api/models/gated/model/revision/main").status, 200);
        QCOMPARE(head("/gated/model/resolve/main/README.md").status, 307);
    }

    void missingAndPrivateLookTheSame() // E9, E9b
    {
        for (const char *path : {"/api/models/o/none", "/api/models/private/model"}) {
            const Answer anonymous = get(path);
            QVERIFY(isMessage(anonymous, 401, "", "Invalid username or password."));
            QVERIFY(!anonymous.header("x-error-code"));
            const Answer bob = get(path, {{"Authorization", "Bearer " + tokenOf("bob")}});
            QVERIFY(isMessage(bob, 404, "RepoNotFound", "Repository not found"));
        }
        QCOMPARE(head("/private/model/resolve/main/config.json", "alice").status, 307);
        QVERIFY(isMessage(get("/api/models/test/small", {{"Authorization", "Bearer nonsense"}}), 401, "",
                          "Invalid credentials in Authorization header"));
        QVERIFY(isMessage(get("/api/models/disabled/model"), 403, "", "Access to this resource is disabled."));
    }

    void renamedRepoIsRedirectedRelatively() // E16
    {
        const Answer answer = get("/api/models/old/name/tree/main?recursive=true");
        QCOMPARE(answer.status, 307);
        QCOMPARE(answer.text("location"), std::string("/api/models/new/name/tree/main?recursive=true"));
        QVERIFY(!answer.header("x-repo-commit"));
        QCOMPARE(head("/old/name/resolve/main/config.json").text("location"),
                 std::string("/new/name/resolve/main/config.json"));
    }

    void everyRevisionFormIsUnderstood_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("file");
        const std::string sha = m_hub->world().head("models/test/small");
        QTest::newRow("branch") << "test/small/resolve/main"
                                << "config.json";
        QTest::newRow("tag") << "test/small/resolve/v1.0"
                             << "config.json";
        QTest::newRow("pull request, encoded") << "test/small/resolve/refs%2Fpr%2F1"
                                               << "proposed.txt";
        QTest::newRow("pull request, raw") << "test/small/resolve/refs/pr/1"
                                           << "proposed.txt";
        QTest::newRow("branch with slash") << "test/small/resolve/feature/x"
                                           << "feature.txt";
        QTest::newRow("branch with slash, encoded") << "test/small/resolve/feature%2Fx"
                                                    << "feature.txt";
        QTest::newRow("commit") << QString::fromStdString("test/small/resolve/" + sha) << "config.json";
        QTest::newRow("short commit") << QString::fromStdString("test/small/resolve/" + sha.substr(0, 7))
                                      << "config.json";
        QTest::newRow("parquet") << "datasets/test/data/resolve/refs%2Fconvert%2Fparquet"
                                 << "default/train/0000.parquet";
        QTest::newRow("legacy id") << "tiny-gpt2/resolve/main"
                                   << "config.json";
        QTest::newRow("odd name") << "test/odd/resolve/main"
                                  << "%E6%A8%A1%E5%9E%8B/%E6%9D%83%E9%87%8D%20%231%2B2%25.bin";
        QTest::newRow("percent in name") << "test/odd/resolve/main"
                                         << "%2541.txt";
    }

    void everyRevisionFormIsUnderstood()
    {
        QFETCH(QString, path);
        QFETCH(QString, file);
        const int status = head("/" + path.toStdString() + "/" + file.toStdString()).status;
        QVERIFY2(status == 307 || status == 302, qPrintable(QString::number(status)));
    }

    void rawGivesThePointerOfAnLfsFile()
    {
        const Content &content = *fileOf("models/test/small", "model.safetensors").content;
        const Answer answer = get("/test/small/raw/main/model.safetensors");
        QCOMPARE(answer.body, "version https://git-lfs.github.com/spec/v1\noid sha256:" + content.sha256() + "\nsize " +
                                  std::to_string(content.size()) + "\n");
    }

    void requestsCanBePipelined()
    {
        const std::string request = "HEAD /test/small/resolve/main/config.json HTTP/1.1\r\nHost: x\r\n";
        const std::string answers = exchangeRaw(m_hub->url(), request + "\r\n" + request + "Connection: close\r\n\r\n");
        QCOMPARE(split(answers, '\n').size(), 2 * split(answers.substr(0, answers.find("HTTP/", 1)), '\n').size() - 1);
        QCOMPARE(m_hub->log().all().back().connection, m_hub->log().all().front().connection);
    }

    void generatedBytesDoNotDependOnTheRead()
    {
        const ContentPtr content = generatedContent(7, 100'003);
        const std::string whole = bytesOf(content);
        for (const std::size_t offset : {0U, 1U, 7U, 8U, 4099U, 99'990U}) {
            std::string part(13, '\0');
            content->read(static_cast<std::int64_t>(offset), part);
            QCOMPARE(part, whole.substr(offset, 13));
        }
        QCOMPARE(content->sha256(), sha256Hex(whole));
        QVERIFY(generatedContent(8, 100'003)->sha256() != content->sha256());
    }

    void knownHashesOfLargeFilesAreTrue()
    {
        addSeed(m_hub->world(), "big");
        QCOMPARE(generatedContent(300, 300'000'000)->sha256(),
                 fileOf("models/test/big", "model-300mb.safetensors").content->sha256());
        QCOMPARE(generatedContent(2048, std::int64_t(2048) << 20)->sha256(),
                 fileOf("models/test/big", "model-2gib.safetensors").content->sha256());
    }

private:
    Answer head(const std::string &path, const std::string &user = {}) const
    {
        Question question{.method = "HEAD"};
        if (!user.empty())
            question.headers.push_back({"Authorization", "Bearer " + tokenOf(user)});
        return ask(m_hub->url() + path, question);
    }
    Answer get(const std::string &path, std::vector<HeaderField> headers = {}) const
    {
        return ask(m_hub->url() + path, {.headers = std::move(headers)});
    }
    File fileOf(const std::string &key, const std::string &path) const
    {
        return m_hub->world().find(key)->resolve("main")->files.at(path);
    }

    std::unique_ptr<FakeHub> m_hub;
};

QTEST_GUILESS_MAIN(WireTest)
#include "wire_test.moc"
