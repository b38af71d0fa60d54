// What a client of one file gets, cold and warm (hub-protocol §2, §4).
#include "core/mirror/mirrorharness.h"

#include <QtTest/QtTest>

using namespace mirrorlake;
using namespace mirrorlake::test;
using fakehub::generatedContent;
using fakehub::textContent;

namespace {

constexpr auto model = "models/org/name";
const auto big = generatedContent(7, 3'000'000);

} // namespace

class FilesTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_mirror.reset(); }

    void branchIsPinnedByARelativeRedirect();
    void commitIsAnsweredWithAllHeaders();
    void largeFileComesOnceAndIsRight();
    void twoReadersCauseOneTransfer();
    void rangesAreExactColdAndWarm();
    void rangeBeyondTheEndIs416();
    void emptyFileAnswersTheProbe();
    void oddNamesArriveWhole();
    void headNeedsNoBodyAndNoTransfer();
    void knownTagIsNotModified();
    void completeFilesNeedNoUpstreamAfterARestart();
    void smallSnapshotCostsOneListingAndOneRequestAFile();
    void secondFileOfACommitBringsTheTree();

private:
    std::string url(const std::string &path, const std::string &revision = {}) const
    {
        return "/org/name/resolve/" + (revision.empty() ? m_sha : revision) + "/" + path;
    }

    std::unique_ptr<MirrorHarness> m_mirror;
    std::string m_sha;
};

void FilesTest::init()
{
    m_mirror = std::make_unique<MirrorHarness>();
    m_sha = m_mirror->hub.world().commit(model, "main",
                                         {{"config.json", textContent("{\"a\": 1}")},
                                          {"big.safetensors", big, true},
                                          {"empty", textContent("")},
                                          {"a b#c%d+e/\xe4\xb8\xad.txt", textContent("odd")}});
}

void FilesTest::branchIsPinnedByARelativeRedirect()
{
    const Got got = m_mirror->head(url("config.json", "main"));
    QCOMPARE(got.status, 307);
    QCOMPARE(got.header("Location"), url("config.json"));
    QCOMPARE(got.header("X-Repo-Commit"), m_sha);
    QCOMPARE(got.header("X-Linked-Size"), std::string("8"));
    QCOMPARE(got.header("Cache-Control"), std::string("no-cache"));
}

void FilesTest::commitIsAnsweredWithAllHeaders()
{
    const Got got = m_mirror->get(url("big.safetensors"));
    const std::string tag = "\"" + big->sha256() + "\"";
    QCOMPARE(got.status, 200);
    QCOMPARE(got.header("ETag"), tag);
    QCOMPARE(got.header("X-Linked-Etag"), tag);
    QCOMPARE(got.header("X-Linked-Size"), std::string("3000000"));
    QCOMPARE(got.header("Accept-Ranges"), std::string("bytes"));
    QCOMPARE(got.header("X-Repo-Commit"), m_sha);
    QVERIFY(got.header("Cache-Control").find("immutable") != std::string::npos);
    for (const char *absent : {"Location", "X-Xet-Hash", "Link", "Set-Cookie", "Content-Encoding"})
        QVERIFY2(got.header(absent).empty(), absent);
}

void FilesTest::largeFileComesOnceAndIsRight()
{
    const Got cold = m_mirror->get(url("big.safetensors"));
    QVERIFY(cold.isWhole);
    QVERIFY(cold.body == bytesOf(big));
    QCOMPARE(cold.outcome, Outcome::Miss);
    QTRY_VERIFY(m_mirror->store().find(*BlobHash::parse(big->sha256()), big->size()));
    const std::size_t asked = m_mirror->hub.log().count();
    const Got warm = m_mirror->get(url("big.safetensors"));
    QVERIFY(warm.body == cold.body);
    QCOMPARE(warm.outcome, Outcome::Hit);
    QCOMPARE(m_mirror->hub.log().count(), asked);
    QCOMPARE(m_mirror->hub.log().bytesSent("xet-bridge"), 3'000'000);
}

void FilesTest::twoReadersCauseOneTransfer()
{
    auto gate = m_mirror->hub.knobs().hold("", 0, "cdn");
    auto first = m_mirror->later(url("big.safetensors"));
    QVERIFY(gate->waitUntilWaiting(1));
    auto second = m_mirror->later(url("big.safetensors"));
    gate->release();
    QVERIFY(first.get().body == bytesOf(big));
    QVERIFY(second.get().body == bytesOf(big));
    QCOMPARE(m_mirror->hub.log().bytesSent("xet-bridge"), 3'000'000);
}

void FilesTest::rangesAreExactColdAndWarm()
{
    const std::string bytes = bytesOf(big);
    const auto check = [&](const std::string &range, std::size_t begin, std::size_t end) {
        const Got got = m_mirror->get(url("big.safetensors"), {{"Range", range}});
        QCOMPARE(got.status, 206);
        QCOMPARE(got.header("Content-Range"),
                 "bytes " + std::to_string(begin) + "-" + std::to_string(end - 1) + "/3000000");
        QVERIFY(got.body == bytes.substr(begin, end - begin));
    };
    for (const char *state : {"cold", "warm"}) {
        qInfo("%s", state);
        check("bytes=1500000-1500099", 1'500'000, 1'500'100);
        check("bytes=0-0", 0, 1);
        check("bytes=-100", 2'999'900, 3'000'000);
        check("bytes=2999000-9999999", 2'999'000, 3'000'000);
        check("bytes=100-", 100, 3'000'000);
        QVERIFY(m_mirror->get(url("big.safetensors")).body == bytes);
    }
}

void FilesTest::rangeBeyondTheEndIs416()
{
    const Got got = m_mirror->get(url("big.safetensors"), {{"Range", "bytes=3000000-"}});
    QCOMPARE(got.status, 416);
    QCOMPARE(got.header("Content-Range"), std::string("bytes */3000000"));
    QCOMPARE(m_mirror->get(url("big.safetensors"), {{"Range", "bytes=9-1"}}).status, 200); // not a range: ignored
}

void FilesTest::emptyFileAnswersTheProbe()
{
    const Got probe = m_mirror->get(url("empty"), {{"Range", "bytes=0-0"}});
    QCOMPARE(probe.status, 206);
    QCOMPARE(probe.header("Content-Range"), std::string("bytes 0-0/0"));
    QVERIFY(probe.body.empty());
    QCOMPARE(m_mirror->get(url("empty"), {{"Range", "bytes=0-"}}).status, 200);
    QCOMPARE(m_mirror->get(url("empty")).status, 200);
}

void FilesTest::oddNamesArriveWhole()
{
    const Got got = m_mirror->get(url("a%20b%23c%25d%2Be/%E4%B8%AD.txt"));
    QCOMPARE(got.status, 200);
    QCOMPARE(got.body, std::string("odd"));
    QVERIFY(got.header("Content-Disposition").find("filename*=UTF-8''%E4%B8%AD.txt") != std::string::npos);
    const Got pinned = m_mirror->head(url("a%20b%23c%25d+e/%E4%B8%AD.txt", "main"));
    QCOMPARE(pinned.status, 307);
    QCOMPARE(m_mirror->get(pinned.header("Location")).body, std::string("odd"));
}

void FilesTest::headNeedsNoBodyAndNoTransfer()
{
    auto gate = m_mirror->hub.knobs().hold("", 0, "cdn");
    const Got got = m_mirror->head(url("big.safetensors"));
    QCOMPARE(got.status, 200);
    QCOMPARE(gate->waiting(), 0);
    gate->release();
}

void FilesTest::knownTagIsNotModified()
{
    const Got got = m_mirror->get(url("big.safetensors"), {{"If-None-Match", "\"" + big->sha256() + "\""}});
    QCOMPARE(got.status, 304);
    QVERIFY(got.body.empty());
}

void FilesTest::completeFilesNeedNoUpstreamAfterARestart()
{
    QVERIFY(m_mirror->get(url("big.safetensors")).body == bytesOf(big));
    QCOMPARE(m_mirror->get(url("config.json")).body, std::string("{\"a\": 1}"));
    QTRY_VERIFY(m_mirror->store().find(*BlobHash::parse(big->sha256()), big->size()));
    m_mirror->restart();
    m_mirror->hub.log().clear();
    QVERIFY(m_mirror->get(url("big.safetensors")).body == bytesOf(big));
    QCOMPARE(m_mirror->get(url("config.json")).body, std::string("{\"a\": 1}"));
    QCOMPARE(m_mirror->hub.log().count(), std::size_t(0));
}

void FilesTest::smallSnapshotCostsOneListingAndOneRequestAFile()
{
    std::vector<fakehub::Change> changes;
    for (int i = 0; i < 50; ++i)
        changes.push_back({"f" + std::to_string(i), textContent("content " + std::to_string(i))});
    const std::string sha = m_mirror->hub.world().commit("models/org/many", "main", changes);
    QCOMPARE(m_mirror->get("/api/models/org/many/revision/main").status, 200);
    QCOMPARE(m_mirror->get("/api/models/org/many/tree/" + sha + "?recursive=true&expand=false").status, 200);
    m_mirror->hub.log().clear();
    for (int i = 0; i < 50; ++i) {
        const std::string target = "/org/many/resolve/" + sha + "/f" + std::to_string(i);
        QCOMPARE(m_mirror->head(target).status, 200);
        QCOMPARE(m_mirror->get(target).body, "content " + std::to_string(i));
    }
    QCOMPARE(m_mirror->hub.log().count(), std::size_t(50));
}

void FilesTest::secondFileOfACommitBringsTheTree()
{
    QCOMPARE(m_mirror->head(url("config.json")).status, 200);
    QCOMPARE(m_mirror->hub.log().count("/tree/"), std::size_t(0));
    QCOMPARE(m_mirror->head(url("big.safetensors")).status, 200);
    QTRY_VERIFY(m_mirror->catalog().hasTree(*RepoKey::parse("hf:models/org/name"), *CommitSha::parse(m_sha)));
    m_mirror->hub.log().clear();
    QCOMPARE(m_mirror->head(url("empty")).status, 200);
    QCOMPARE(m_mirror->head(url("absent")).status, 404);
    QCOMPARE(m_mirror->hub.log().count(), std::size_t(0));
}

QTEST_GUILESS_MAIN(FilesTest)
#include "files_test.moc"
