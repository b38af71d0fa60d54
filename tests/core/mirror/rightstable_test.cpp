// Who may have what, through which door, in which state of cache and upstream: 432 cases, one expectation.
#include <QTest>

#include "core/mirror/xet/xetclient.h"
#include "xet/names.h"

#include <array>

using namespace mirrorlake;
using namespace mirrorlake::test;
using fakehub::generatedContent;
using fakehub::textContent;
using Json = nlohmann::json;

namespace {

const fakehub::ContentPtr weights = generatedContent(90, 300'000);
constexpr std::array repos{"public", "gated", "private", "disabled"};
constexpr std::array states{"cold", "cached", "upstream down"};
constexpr std::array doors{"info", "tree", "HEAD", "GET", "range", "xet token", "CAS", "LFS", "OCI"};

MirrorHarness::Headers headersOf(const std::string &caller)
{
    MirrorHarness::Headers headers;
    if (caller == "bad token")
        headers.push_back({"Authorization", "Bearer hf_nonsense"});
    else if (caller != "anonymous")
        headers.push_back(bearer(caller == "granted" ? "alice" : "bob"));
    return headers;
}

/// The whole of promise 8. Neither what is cached nor whether upstream answers makes a
/// difference.
bool isServed(const std::string &repo, const std::string &caller, const std::string &door)
{
    if (repo == "disabled")
        return false;
    const bool isMetadata = door == "info" || door == "tree";
    return repo == "public" || caller == "granted" || (repo == "gated" && isMetadata);
}

std::string textOf(const Got &got)
{
    return std::to_string(got.status) + "\n" + got.headers.text() + "\n" + got.body;
}

} // namespace

class RightsTableTest : public QObject
{
    Q_OBJECT

private slots:
    void everyCaseIsAsPromised_data();
    void everyCaseIsAsPromised();
    void privateAndMissingAnswerTheSameBytes_data() { everyCaseIsAsPromised_data(); }
    void privateAndMissingAnswerTheSameBytes();

private:
    void openMirror();
    void reach(const std::string &state, const std::string &repo);
    Got ask(const std::string &repo, const std::string &door, const MirrorHarness::Headers &headers);
    /// True if what came is what was asked for, all of it.
    bool isRight(const Got &got, const std::string &repo, const std::string &door,
                 const MirrorHarness::Headers &headers);

    std::unique_ptr<MirrorHarness> m_mirror;
    std::string m_sha;
};

void RightsTableTest::openMirror()
{
    m_mirror = std::make_unique<MirrorHarness>();
    auto &world = m_mirror->hub.world();
    for (const char *repo : repos) {
        const std::string key = "models/org/" + std::string(repo);
        m_sha = world.commit(key, "main", {{"w-Q4_K_M.gguf", weights, true}, {"README.md", textContent("x")}});
        world.change(key, [&](fakehub::Repo &it) {
            it.isGated = it.id == "org/gated";
            it.isPrivate = it.id == "org/private";
            it.isDisabled = it.id == "org/disabled";
            it.members = {"alice"};
        });
    }
}

void RightsTableTest::reach(const std::string &state, const std::string &repo)
{
    openMirror();
    m_sha = m_mirror->hub.world().head("models/org/" + repo);
    if (state == "cold")
        return;
    for (const char *door : doors) {
        const MirrorHarness::Headers headers = headersOf("granted");
        isRight(ask(repo, door, headers), repo, door, headers);
    }
    if (state == "upstream down")
        m_mirror->hub.stop();
}

Got RightsTableTest::ask(const std::string &repo, const std::string &door, const MirrorHarness::Headers &headers)
{
    const std::string file = "/org/" + repo + "/resolve/" + m_sha + "/w-Q4_K_M.gguf";
    const std::string api = "/api/models/org/" + repo;
    MirrorHarness::Headers more = headers;
    if (door == "info")
        return m_mirror->get(api, headers);
    if (door == "tree")
        return m_mirror->get(api + "/tree/main", headers);
    if (door == "HEAD")
        return m_mirror->head(file, headers);
    if (door == "GET")
        return m_mirror->get(file, headers);
    if (door == "xet token" || door == "CAS")
        return m_mirror->get(api + "/xet-read-token/main", headers);
    if (door == "OCI")
        return m_mirror->get("/v2/org/" + repo + "/manifests/Q4_K_M", headers);
    if (door == "range") {
        more.push_back({"Range", "bytes=5-9"});
        return m_mirror->get(file, more);
    }
    more.push_back({"Content-Type", "application/vnd.git-lfs+json"});
    const Json object{{"oid", weights->sha256()}, {"size", weights->size()}};
    const Json batch{{"operation", "download"}, {"transfers", {"basic"}}, {"objects", Json::array({object})}};
    return m_mirror->post("/org/" + repo + ".git/info/lfs/objects/batch", batch.dump(), more);
}

bool RightsTableTest::isRight(const Got &got, const std::string &repo, const std::string &door,
                              const MirrorHarness::Headers &headers)
{
    if (door == "range")
        return got.status == 206 && got.body == bytesOf(weights).substr(5, 5);
    if (got.status != 200)
        return false;
    if (door == "GET")
        return got.body == bytesOf(weights);
    if (door == "LFS") {
        const Json object = Json::parse(got.body)["objects"][0];
        return object.contains("actions") &&
               m_mirror->get(targetOf(object["actions"]["download"]["href"]), headers).body == bytesOf(weights);
    }
    if (door != "CAS")
        return true;
    XetClient client(*m_mirror);
    return client.takeToken("/api/models/org/" + repo + "/xet-read-token/main", headers) == 200 &&
           client.download(xet::fileHash(*BlobHash::parse(weights->sha256()))) == bytesOf(weights);
}

void RightsTableTest::everyCaseIsAsPromised_data()
{
    QTest::addColumn<std::string>("state");
    QTest::addColumn<std::string>("repo");
    QTest::addColumn<std::string>("caller");
    for (const char *state : states) {
        for (const char *repo : repos) {
            for (const char *caller : {"anonymous", "bad token", "granted", "not granted"})
                QTest::addRow("%s, %s, %s", state, repo, caller)
                    << std::string(state) << std::string(repo) << std::string(caller);
        }
    }
}

void RightsTableTest::everyCaseIsAsPromised()
{
    QFETCH(std::string, state);
    QFETCH(std::string, repo);
    QFETCH(std::string, caller);
    const MirrorHarness::Headers headers = headersOf(caller);
    if (state != "cold")
        reach(state, repo);
    for (const char *door : doors) {
        if (state == "cold")
            reach(state, repo);
        const Got got = ask(repo, door, headers);
        const std::string said = std::string(door) + ": " + std::to_string(got.status) + " " + got.body.substr(0, 200);
        if (isServed(repo, caller, door))
            QVERIFY2(isRight(got, repo, door, headers), said.c_str());
        else
            QVERIFY2(got.status >= 400 && got.body.size() < 1000, said.c_str());
    }
}

void RightsTableTest::privateAndMissingAnswerTheSameBytes()
{
    QFETCH(std::string, state);
    QFETCH(std::string, repo);
    QFETCH(std::string, caller);
    if (repo != "private" || caller == "granted")
        return;
    reach(state, repo);
    const MirrorHarness::Headers headers = headersOf(caller);
    for (const char *door : doors) {
        const Got hidden = ask(repo, door, headers);
        std::string text = textOf(hidden);
        for (std::size_t at; (at = text.find("org/private")) != std::string::npos;)
            text.replace(at, 11, "org/missing");
        QCOMPARE(text, textOf(ask("missing", door, headers)));
        const std::string name(door);
        if (state != "upstream down" && name != "LFS" && name != "OCI") {
            QCOMPARE(hidden.status, 401);
            QCOMPARE(hidden.header("X-Error-Code"), std::string("RepoNotFound"));
        }
    }
}

QTEST_GUILESS_MAIN(RightsTableTest)
#include "rightstable_test.moc"
