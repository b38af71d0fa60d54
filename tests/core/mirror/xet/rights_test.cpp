// The Xet face opens to whom a file URL would open, and to nobody else (promise 8).
#include "core/mirror/xet/xetclient.h"

#include "xet/names.h"

#include <QtTest/QtTest>

using namespace mirrorlake;
using namespace mirrorlake::test;
using namespace std::chrono_literals;
using fakehub::generatedContent;
using fakehub::textContent;

namespace {

const auto weights = generatedContent(5, 300'000);
const auto open = generatedContent(6, 300'000);

std::string hashOf(const fakehub::ContentPtr &content)
{
    return xet::fileHash(*BlobHash::parse(content->sha256()));
}

} // namespace

class RightsTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_mirror.reset(); }

    void gatedFileIsForTheGrantedAlone_data();
    void gatedFileIsForTheGrantedAlone();
    void tokenOpensItsOwnRepoOnly();
    void expiredTokenIsRefused();
    void expiredLinkIsRefusedAndANewOneWorks();
    void refusalUpstreamRevokesTokenAndLink();
    void repoThatCloses_closesLinksForEveryone();
    void nonsenseOpensNothing();
    void coldGatedFileComesWithTheCallersOwnToken();
    void tokenOfTheHubIsNowhereToBeSeen();

private:
    std::string tokenUrl(const std::string &repo) const
    {
        return "/api/models/" + repo + "/xet-read-token/" + (repo == "org/open" ? m_open : m_closed);
    }

    std::unique_ptr<MirrorHarness> m_mirror;
    std::string m_closed;
    std::string m_open;
};

void RightsTest::init()
{
    m_mirror = std::make_unique<MirrorHarness>();
    auto &world = m_mirror->hub.world();
    m_closed = world.commit("models/org/closed", "main",
                            {{"w.bin", weights, true}, {"README.md", textContent("everyone may read this")}});
    world.gate("models/org/closed", {"alice"});
    m_open = world.commit("models/org/open", "main", {{"w.bin", open, true}});
}

void RightsTest::gatedFileIsForTheGrantedAlone_data()
{
    QTest::addColumn<bool>("isPrivate");
    QTest::newRow("gated") << false;
    QTest::newRow("private") << true;
}

void RightsTest::gatedFileIsForTheGrantedAlone()
{
    QFETCH(bool, isPrivate);
    m_mirror->hub.world().change("models/org/closed", [&](fakehub::Repo &repo) { repo.isPrivate = isPrivate; });
    const std::string url = tokenUrl("org/closed");
    for (const char *state : {"cold", "cached"}) {
        qInfo("%s", state);
        XetClient client(*m_mirror);
        QVERIFY(client.takeToken(url) >= 400);
        QVERIFY(client.takeToken(url, {bearer("bob")}) >= 400);
        QVERIFY(client.takeToken(url, {{"Authorization", "Bearer hf_nonsense"}}) >= 400);
        QCOMPARE(client.takeToken(url, {bearer("alice")}), 200);
        QVERIFY(client.download(hashOf(weights)) == bytesOf(weights));
    }
}

void RightsTest::tokenOpensItsOwnRepoOnly()
{
    XetClient alice(*m_mirror);
    QCOMPARE(alice.takeToken(tokenUrl("org/closed"), {bearer("alice")}), 200);
    QVERIFY(alice.download(hashOf(weights)));
    XetClient anyone(*m_mirror);
    QCOMPARE(anyone.takeToken(tokenUrl("org/open")), 200);
    QVERIFY(anyone.download(hashOf(open)));
    QCOMPARE(anyone.reconstruction(hashOf(weights)).status, 404);
    QCOMPARE(anyone.reconstruction(weights->xetHash()).status, 404);
}

void RightsTest::expiredTokenIsRefused()
{
    XetClient client(*m_mirror);
    QCOMPARE(client.takeToken(tokenUrl("org/open")), 200);
    m_mirror->clock.advance(2h);
    QCOMPARE(client.reconstruction(hashOf(open)).status, 401);
    QCOMPARE(client.takeToken(tokenUrl("org/open")), 200);
    QVERIFY(client.download(hashOf(open)) == bytesOf(open));
}

void RightsTest::expiredLinkIsRefusedAndANewOneWorks()
{
    XetClient client(*m_mirror);
    QCOMPARE(client.takeToken(tokenUrl("org/open")), 200);
    const auto part = client.reconstruction(hashOf(open)).parts.at(0);
    QCOMPARE(client.xorb(part).status, 206);
    m_mirror->clock.advance(2h);
    QCOMPARE(client.xorb(part).status, 403);
    QCOMPARE(client.takeToken(tokenUrl("org/open")), 200);
    QCOMPARE(client.xorb(client.reconstruction(hashOf(open)).parts.at(0)).status, 206);
}

void RightsTest::refusalUpstreamRevokesTokenAndLink()
{
    XetClient client(*m_mirror);
    QCOMPARE(client.takeToken(tokenUrl("org/closed"), {bearer("alice")}), 200);
    const auto part = client.reconstruction(hashOf(weights)).parts.at(0);
    QCOMPARE(client.xorb(part).status, 206);
    m_mirror->hub.world().gate("models/org/closed", {"carol"});
    m_mirror->clock.advance(11min);
    QVERIFY(m_mirror->get("/org/closed/resolve/" + m_closed + "/w.bin", {bearer("alice")}).status >= 400);
    QCOMPARE(client.xorb(part).status, 403);
    QCOMPARE(client.reconstruction(hashOf(weights)).status, 401);
}

void RightsTest::repoThatCloses_closesLinksForEveryone()
{
    XetClient client(*m_mirror);
    QCOMPARE(client.takeToken(tokenUrl("org/open")), 200);
    const auto part = client.reconstruction(hashOf(open)).parts.at(0);
    m_mirror->catalog().putRepo(
        {*RepoKey::parse("hf:models/org/open"), catalog::Access::Gated, unixSeconds(m_mirror->clock.wall())});
    QCOMPARE(client.xorb(part).status, 403);
    QVERIFY(client.reconstruction(hashOf(open)).status >= 400);
}

void RightsTest::nonsenseOpensNothing()
{
    const std::string path = "/-/cas/v2/reconstructions/" + hashOf(open);
    QCOMPARE(m_mirror->get(path).status, 401);
    QCOMPARE(m_mirror->get(path, {{"Authorization", "Bearer nonsense"}}).status, 401);
    QCOMPARE(m_mirror->get(path, {bearer("alice")}).status, 401);
    for (const char *query : {"", "?grant=", "?grant=a.b", "?r=0-1"})
        QCOMPARE(m_mirror->get(std::string("/-/cas/xorbs/0") + query).status, 403);
    XetClient client(*m_mirror);
    QCOMPARE(client.takeToken(tokenUrl("org/open")), 200);
    QCOMPARE(m_mirror->get("/-/cas/xorbs/0?grant=" + client.token()).status, 403);
}

void RightsTest::coldGatedFileComesWithTheCallersOwnToken()
{
    XetClient client(*m_mirror);
    QCOMPARE(client.takeToken(tokenUrl("org/closed"), {bearer("alice")}), 200);
    m_mirror->restart();
    QVERIFY(client.download(hashOf(weights)) == bytesOf(weights));
    for (const auto &line : m_mirror->hub.log().all())
        QVERIFY(line.listener != "cdn" || !line.hasAuthorization);
}

void RightsTest::tokenOfTheHubIsNowhereToBeSeen()
{
    XetClient client(*m_mirror);
    QCOMPARE(client.takeToken(tokenUrl("org/closed"), {bearer("alice")}), 200);
    const QByteArray payload = QByteArray::fromStdString(client.token().substr(0, client.token().find('.')));
    const std::string secret = fakehub::tokenOf("alice");
    QVERIFY(!QByteArray::fromBase64(payload, QByteArray::Base64UrlEncoding).contains(secret.c_str()));
    const XetClient::Plan plan = client.reconstruction(hashOf(weights));
    QCOMPARE(plan.status, 200);
    const std::string target = plan.parts.at(0).target;
    const std::size_t begin = target.find("grant=") + 6;
    const QByteArray grant = QByteArray::fromStdString(target.substr(begin, target.find('.', begin) - begin));
    const QByteArray text = QByteArray::fromBase64(grant, QByteArray::Base64UrlEncoding);
    QVERIFY(text.contains("w.bin"));
    QVERIFY(!text.contains(secret.c_str()) && text.size() < 400);
}

QTEST_GUILESS_MAIN(RightsTest)
#include "rights_test.moc"
