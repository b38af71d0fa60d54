// Who is told of Xet, in headers, listings and the form of JavaScript clients (client-findings §2.1.1, §2.3).
#include "core/mirror/xet/xetclient.h"

#include "xet/names.h"

#include <QtTest/QtTest>

using namespace mirrorlake;
using namespace mirrorlake::test;
using fakehub::generatedContent;
using fakehub::textContent;

namespace {

const auto big = generatedContent(7, 3'000'000);
constexpr auto everyClient = {"2.4.0", "1.0.1", "0.36.2"};
const HeaderField fileInfo{"Accept", "application/vnd.xet-fileinfo+json, */*"};

} // namespace

class AnnounceTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_mirror.reset(); }

    void newClientsAreToldInHeaders();
    void newClientsAreToldInListings();
    void redirectsTellTheSame();
    void fileOfGitIsNeverAnnounced();
    void otherClientsSeeNoTrace();
    void offLeavesNoTrace();
    void onTellsEveryone();
    void javaScriptHasItsForm();

private:
    std::string url(const std::string &path, const std::string &revision = {}) const
    {
        return "/org/name/resolve/" + (revision.empty() ? m_sha : revision) + "/" + path;
    }
    std::string tree() const { return "/api/models/org/name/tree/" + m_sha + "?recursive=true&expand=false"; }
    std::string hash() const { return xet::fileHash(*BlobHash::parse(big->sha256())); }
    bool hasTrace(const Got &got) const
    {
        return got.headers.text().find("et-auth") != std::string::npos ||
               got.headers.text().find("Xet") != std::string::npos || got.body.find("xet") != std::string::npos ||
               got.body.find("Xet") != std::string::npos;
    }

    std::unique_ptr<MirrorHarness> m_mirror;
    std::string m_sha;
};

void AnnounceTest::init()
{
    m_mirror = std::make_unique<MirrorHarness>();
    m_sha = m_mirror->hub.world().commit("models/org/name", "main",
                                         {{"config.json", textContent("{\"a\": 1}")}, {"big.bin", big, true}});
}

void AnnounceTest::newClientsAreToldInHeaders()
{
    for (const char *version : {"2.4.0", "1.0.1"}) {
        const Got got = m_mirror->head(url("big.bin"), {agentOf(version)});
        QCOMPARE(got.header("X-Xet-Hash"), hash());
        QCOMPARE(got.header("Link"),
                 "<http://mirror.test:8090/api/models/org/name/xet-read-token/" + m_sha + ">; rel=\"xet-auth\"");
    }
    QCOMPARE(m_mirror->head(url("big.bin"), {{"User-Agent", "hf-hub/1.0.0"}}).header("X-Xet-Hash"), hash());
}

void AnnounceTest::newClientsAreToldInListings()
{
    const auto rows = nlohmann::json::parse(m_mirror->get(tree(), {agentOf("2.4.0")}).body);
    QCOMPARE(rows.size(), std::size_t(2));
    for (const auto &row : rows)
        QCOMPARE(row.value("xetHash", ""), row["path"] == "big.bin" ? hash() : "");
}

void AnnounceTest::redirectsTellTheSame()
{
    const Got got = m_mirror->head(url("big.bin", "main"), {agentOf("2.4.0")});
    QCOMPARE(got.status, 307);
    QCOMPARE(got.header("X-Xet-Hash"), hash());
}

void AnnounceTest::fileOfGitIsNeverAnnounced()
{
    m_mirror->options.xet = xet::Serve::On;
    QVERIFY(!hasTrace(m_mirror->head(url("config.json"), {agentOf("2.4.0")})));
}

void AnnounceTest::otherClientsSeeNoTrace()
{
    for (const HeaderField &agent : {agentOf("0.36.2"), HeaderField{"User-Agent", "curl/8.0"}}) {
        QVERIFY(!hasTrace(m_mirror->head(url("big.bin"), {agent})));
        QVERIFY(!hasTrace(m_mirror->get(tree(), {agent})));
    }
}

void AnnounceTest::offLeavesNoTrace()
{
    m_mirror->options.xet = xet::Serve::Off;
    for (const char *version : everyClient) {
        QVERIFY(!hasTrace(m_mirror->head(url("big.bin"), {agentOf(version)})));
        QVERIFY(!hasTrace(m_mirror->head(url("big.bin", "main"), {agentOf(version)})));
        QVERIFY(!hasTrace(m_mirror->get(tree(), {agentOf(version)})));
    }
    const Got probe = m_mirror->get(url("big.bin"), {fileInfo, {"Range", "bytes=0-0"}});
    QCOMPARE(probe.status, 206);
    QVERIFY(!hasTrace(probe));
    for (const auto &line : m_mirror->hub.log().all())
        QVERIFY(line.header("accept").find("xet") == std::string::npos);
}

void AnnounceTest::onTellsEveryone()
{
    m_mirror->options.xet = xet::Serve::On;
    for (const char *version : everyClient)
        QCOMPARE(m_mirror->head(url("big.bin"), {agentOf(version)}).header("X-Xet-Hash"), hash());
}

void AnnounceTest::javaScriptHasItsForm()
{
    const Got got = m_mirror->get(url("big.bin"), {fileInfo, {"Range", "bytes=0-0"}});
    QCOMPARE(got.status, 200);
    QCOMPARE(got.header("Content-Type"), std::string("application/vnd.xet-fileinfo+json"));
    QCOMPARE(got.header("X-Xet-Hash"), hash());
    QCOMPARE(got.header("X-Linked-Size"), std::string("3000000"));
    QCOMPARE(got.header("ETag"), "\"" + big->sha256() + "\"");
    const auto json = nlohmann::json::parse(got.body);
    const std::string token = "http://mirror.test:8090/api/models/org/name/xet-read-token/" + m_sha;
    const std::string reconstruction = "http://mirror.test:8090/-/cas/v1/reconstructions/" + hash();
    QCOMPARE(json["hash"].get<std::string>(), hash());
    QCOMPARE(json["refreshUrl"].get<std::string>(), token);
    QCOMPARE(json["reconstructionUrl"].get<std::string>(), reconstruction);
    QCOMPARE(json["size"].get<int>(), 3'000'000);
    QCOMPARE(got.header("Link"),
             "<" + token + ">; rel=\"xet-auth\", <" + reconstruction + ">; rel=\"xet-reconstruction-info\"");
    QCOMPARE(m_mirror->get(url("config.json"), {fileInfo, {"Range", "bytes=0-0"}}).status, 206);
}

QTEST_GUILESS_MAIN(AnnounceTest)
#include "announce_test.moc"
