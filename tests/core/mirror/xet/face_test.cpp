// The Xet face gives every client the right bytes (client-findings §2.1).
#include "core/mirror/xet/xetclient.h"

#include "xet/names.h"

#include <QtTest/QtTest>

#include <set>

using namespace mirrorlake;
using namespace mirrorlake::test;
using fakehub::generatedContent;
using fakehub::textContent;

namespace {

const auto big = generatedContent(7, 20'000'001); // three xorbs

} // namespace

class FaceTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_mirror.reset(); }

    void tokenComesInBothForms();
    void tokenIsGivenForABranchToo();
    void eachFormGivesTheWholeFileColdAndWarm_data();
    void eachFormGivesTheWholeFileColdAndWarm();
    void rangesAreExactAndClamped();
    void startBeyondTheEndIs416();
    void urlsDifferForEachRange();
    void hubsOwnHashIsTheSameFile();
    void hubsOwnHashIsKnownAfterARestartWithoutUpstream();
    void hubsOwnHashIsFoundThoughARouteHidesIt();
    void unknownHashIs404();
    void onlyOneTransferFromUpstream();
    void singleFileCostsNoListing();
    void telemetryIsAnsweredAndKeptHere();
    void proxyPrefixIsInEveryUrl();

private:
    std::string tokenUrl(const std::string &revision = {}) const
    {
        return "/api/models/org/name/xet-read-token/" + (revision.empty() ? m_sha : revision);
    }
    std::string hash() const { return xet::fileHash(*BlobHash::parse(big->sha256())); }

    std::unique_ptr<MirrorHarness> m_mirror;
    std::string m_sha;
};

void FaceTest::init()
{
    m_mirror = std::make_unique<MirrorHarness>();
    m_sha = m_mirror->hub.world().commit("models/org/name", "main",
                                         {{"config.json", textContent("{\"a\": 1}")}, {"big.bin", big, true}});
}

void FaceTest::tokenComesInBothForms()
{
    const Got got = m_mirror->get(tokenUrl());
    QCOMPARE(got.status, 200);
    const auto json = nlohmann::json::parse(got.body);
    QCOMPARE(got.header("X-Xet-Cas-Url"), std::string("http://mirror.test:8090/-/cas"));
    QCOMPARE(json["casUrl"].get<std::string>(), got.header("X-Xet-Cas-Url"));
    QCOMPARE(json["accessToken"].get<std::string>(), got.header("X-Xet-Access-Token"));
    QCOMPARE(json["exp"].dump(), got.header("X-Xet-Token-Expiration"));
    QVERIFY(json["exp"].get<std::int64_t>() >= unixSeconds(m_mirror->clock.wall()) + 600);
}

void FaceTest::tokenIsGivenForABranchToo()
{
    XetClient client(*m_mirror);
    QCOMPARE(client.takeToken(tokenUrl("main")), 200);
    QVERIFY(client.download(hash()) == bytesOf(big));
    QCOMPARE(client.takeToken(tokenUrl("absent")), 404);
    QVERIFY(client.takeToken("/api/models/org/absent/xet-read-token/main") >= 400);
}

void FaceTest::eachFormGivesTheWholeFileColdAndWarm_data()
{
    QTest::addColumn<QByteArray>("form");
    for (const char *form : {"/reconstruction/", "/reconstructions/", "/v1/reconstructions/", "/v2/reconstructions/"})
        QTest::newRow(form) << QByteArray(form);
}

void FaceTest::eachFormGivesTheWholeFileColdAndWarm()
{
    QFETCH(QByteArray, form);
    XetClient client(*m_mirror, form.toStdString());
    QCOMPARE(client.takeToken(tokenUrl()), 200);
    QVERIFY(client.download(hash()) == bytesOf(big));
    QTRY_VERIFY_WITH_TIMEOUT(m_mirror->store().find(*BlobHash::parse(big->sha256()), big->size()), 20'000);
    const std::size_t asked = m_mirror->hub.log().count();
    QVERIFY(client.download(hash()) == bytesOf(big));
    QCOMPARE(m_mirror->hub.log().count(), asked);
}

void FaceTest::rangesAreExactAndClamped()
{
    XetClient client(*m_mirror);
    QCOMPARE(client.takeToken(tokenUrl()), 200);
    const std::string bytes = bytesOf(big);
    const auto begins = [&](const std::string &range, std::size_t begin, std::size_t end) {
        const auto got = client.download(hash(), range);
        QVERIFY(got && got->size() >= end - begin && got->size() < end - begin + 131072);
        QVERIFY(got->substr(0, end - begin) == bytes.substr(begin, end - begin));
    };
    begins("bytes=0-0", 0, 1);
    begins("bytes=131071-131072", 131'071, 131'073);
    begins("bytes=8388607-8388608", 8'388'607, 8'388'609); // over the edge of a xorb
    begins("bytes=0-1073741823", 0, bytes.size());
    begins("bytes=20000000-99999999999", 20'000'000, bytes.size());
}

void FaceTest::startBeyondTheEndIs416()
{
    XetClient client(*m_mirror);
    QCOMPARE(client.takeToken(tokenUrl()), 200);
    QCOMPARE(client.reconstruction(hash(), "bytes=20000001-30000000").status, 416);
    QCOMPARE(client.reconstruction(hash(), "bytes=20000000-30000000").status, 200);
}

void FaceTest::urlsDifferForEachRange()
{
    XetClient client(*m_mirror);
    QCOMPARE(client.takeToken(tokenUrl()), 200);
    std::set<std::string> urls;
    for (const char *range : {"bytes=0-1000000", "bytes=0-2000000", "bytes=1000000-2000000"})
        urls.insert(client.reconstruction(hash(), range).parts.at(0).target);
    QCOMPARE(urls.size(), std::size_t(3));
}

void FaceTest::hubsOwnHashIsTheSameFile()
{
    XetClient client(*m_mirror);
    QCOMPARE(client.takeToken(tokenUrl()), 200);
    QVERIFY(big->xetHash() != hash());
    QVERIFY(client.download(big->xetHash()) == bytesOf(big));
}

void FaceTest::hubsOwnHashIsKnownAfterARestartWithoutUpstream()
{
    XetClient client(*m_mirror);
    QCOMPARE(client.takeToken(tokenUrl()), 200);
    QVERIFY(client.download(big->xetHash()));
    QTRY_VERIFY_WITH_TIMEOUT(m_mirror->store().find(*BlobHash::parse(big->sha256()), big->size()), 20'000);
    m_mirror->restart(true);
    QVERIFY(client.download(big->xetHash()) == bytesOf(big)); // with the token of before
    XetClient another(*m_mirror);
    QCOMPARE(another.takeToken(tokenUrl()), 200);
    QVERIFY(another.download(hash()) == bytesOf(big));
}

void FaceTest::hubsOwnHashIsFoundThoughARouteHidesIt()
{
    auto &world = m_mirror->hub.world();
    QCOMPARE(m_mirror->get("/api/models/org/name/tree/" + m_sha).status, 200);
    world.change("models/org/name", [](fakehub::Repo &repo) { repo.hasXet = false; });
    const std::string later = world.commit("models/org/name", "main", {{"new.txt", fakehub::textContent("x")}});
    XetClient client(*m_mirror);
    QCOMPARE(client.takeToken(tokenUrl(later)), 200);
    QVERIFY(client.download(big->xetHash()) == bytesOf(big));
    QCOMPARE(client.reconstruction(std::string(64, 'd')).status, 404);
    QCOMPARE(client.reconstruction(std::string(64, 'd')).status, 404);
}

void FaceTest::unknownHashIs404()
{
    XetClient client(*m_mirror);
    QCOMPARE(client.takeToken(tokenUrl()), 200);
    QCOMPARE(client.reconstruction(std::string(64, '0')).status, 404);
    const Got absent = m_mirror->get(client.reconstruction(hash()).parts.at(0).target.replace(14, 1, "99"));
    QVERIFY(absent.status >= 400);
}

void FaceTest::onlyOneTransferFromUpstream()
{
    for (int i = 0; i < 3; ++i) {
        XetClient client(*m_mirror);
        QCOMPARE(client.takeToken(tokenUrl()), 200);
        QVERIFY(client.download(hash()) == bytesOf(big));
    }
    QVERIFY(m_mirror->hub.log().bytesSent("xet-bridge") < 2 * big->size());
    QCOMPARE(m_mirror->hub.log().count("/cas/"), std::size_t(0));
    QCOMPARE(m_mirror->hub.log().count("xet-read-token"), std::size_t(0));
}

void FaceTest::singleFileCostsNoListing()
{
    QCOMPARE(m_mirror->head("/org/name/resolve/" + m_sha + "/big.bin", {agentOf("2.4.0")}).status, 200);
    XetClient client(*m_mirror);
    QCOMPARE(client.takeToken(tokenUrl()), 200);
    QVERIFY(client.download(hash()) == bytesOf(big));
    QCOMPARE(m_mirror->hub.log().count("/tree/"), std::size_t(0));
}

void FaceTest::telemetryIsAnsweredAndKeptHere()
{
    for (const char *target : {"/v1/telemetry", "/-/cas/v1/telemetry"}) {
        const Got got = m_mirror->post(target, "{}", "application/json");
        QVERIFY(got.status == 200 || got.status == 204);
    }
    QCOMPARE(m_mirror->hub.log().count(), std::size_t(0));
}

void FaceTest::proxyPrefixIsInEveryUrl()
{
    m_mirror->options.publicUrl = "https://host/hf";
    const Got token = m_mirror->get(tokenUrl());
    QCOMPARE(token.header("X-Xet-Cas-Url"), std::string("https://host/hf/-/cas"));
    const Got got = m_mirror->get("/-/cas/v2/reconstructions/" + hash(),
                                  {{"Authorization", "Bearer " + token.header("X-Xet-Access-Token")}});
    QVERIFY(got.body.find("\"https://host/hf/-/cas/xorbs/0?") != std::string::npos);
    QVERIFY(m_mirror->head("/org/name/resolve/" + m_sha + "/big.bin", {agentOf("2.4.0")})
                .header("Link")
                .starts_with("<https://host/hf/api/models/org/name/xet-read-token/"));
}

QTEST_GUILESS_MAIN(FaceTest)
#include "face_test.moc"
