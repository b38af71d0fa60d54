// Info, tree, paths-info and refs as clients read them (hub-protocol §1.2 to §1.4).
#include "core/mirror/mirrorharness.h"

#include <nlohmann/json.hpp>

#include <QtTest/QtTest>

using namespace mirrorlake;
using namespace mirrorlake::test;
using namespace std::chrono_literals;
using fakehub::generatedContent;
using fakehub::textContent;
using nlohmann::json;

class ListingsTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_mirror.reset(); }

    void infoSaysTheCommitAndHasNoXet();
    void branchCostsOneConditionalCallATimeToLive();
    void movedBranchIsSeenAfterItsTime();
    void commitInfoIsAskedOnce();
    void listingHasOurOwnAbsoluteLinks();
    void foldersAreListedAloneAndDeep();
    void pathsInfoLeavesOutWhatIsMissing();
    void expandedListingComesFromTheHubWithoutXet();
    void refsAreKept();
    void absentThingsHaveTheHubsCodes_data();
    void absentThingsHaveTheHubsCodes();
    void renamedRepoIsFollowed();
    void manyAskersCauseOneCall();
    void writesAreRefused();

private:
    std::unique_ptr<MirrorHarness> m_mirror;
    std::string m_sha;
};

void ListingsTest::init()
{
    m_mirror = std::make_unique<MirrorHarness>();
    std::vector<fakehub::Change> changes{{"model.safetensors", generatedContent(3, 200'000), true},
                                         {"sub/deep/x.txt", textContent("x")}};
    for (int i = 0; i < 30; ++i)
        changes.push_back({"f" + std::to_string(i), textContent(std::to_string(i))});
    m_sha = m_mirror->hub.world().commit("models/org/name", "main", changes);
}

void ListingsTest::infoSaysTheCommitAndHasNoXet()
{
    const Got got = m_mirror->get("/api/models/org/name/revision/main?blobs=true");
    QCOMPARE(got.status, 200);
    const json info = json::parse(got.body);
    QCOMPARE(info["sha"].get<std::string>(), m_sha);
    QCOMPARE(info["id"].get<std::string>(), std::string("org/name"));
    QVERIFY(info["siblings"].size() == 32);
    QVERIFY(got.body.find("xetHash") == std::string::npos);
    QVERIFY(!got.header("ETag").empty());
    QCOMPARE(
        m_mirror->get("/api/models/org/name/revision/main?blobs=true", {{"If-None-Match", got.header("ETag")}}).status,
        304);
    QCOMPARE(json::parse(m_mirror->get("/api/models/org/name").body)["sha"].get<std::string>(), m_sha);
}

void ListingsTest::branchCostsOneConditionalCallATimeToLive()
{
    QCOMPARE(m_mirror->get("/api/models/org/name/revision/main").status, 200);
    m_mirror->hub.log().clear();
    QCOMPARE(m_mirror->get("/api/models/org/name/revision/main").status, 200);
    QCOMPARE(m_mirror->hub.log().count(), std::size_t(0));
    m_mirror->clock.advance(61s);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(m_mirror->head("/org/name/resolve/main/f1").status, 307);
    QCOMPARE(m_mirror->get("/api/models/org/name/revision/main").status, 200);
    const auto calls =
        m_mirror->hub.log().where([](const auto &line) { return line.target.find("/revision/") != std::string::npos; });
    QCOMPARE(calls.size(), std::size_t(1));
    QCOMPARE(calls.front().status, 304);
}

void ListingsTest::movedBranchIsSeenAfterItsTime()
{
    QCOMPARE(m_mirror->head("/org/name/resolve/main/f1").header("X-Repo-Commit"), m_sha);
    const std::string next = m_mirror->hub.world().commit("models/org/name", "main", {{"f1", textContent("changed")}});
    QCOMPARE(m_mirror->head("/org/name/resolve/main/f1").header("X-Repo-Commit"), m_sha);
    m_mirror->clock.advance(61s);
    QCOMPARE(m_mirror->head("/org/name/resolve/main/f1").header("X-Repo-Commit"), next);
    QCOMPARE(json::parse(m_mirror->get("/api/models/org/name/revision/main").body)["sha"].get<std::string>(), next);
    QCOMPARE(m_mirror->get("/org/name/resolve/" + next + "/f1").body, std::string("changed"));
    QCOMPARE(m_mirror->get("/org/name/resolve/" + m_sha + "/f1").body, std::string("1"));
}

void ListingsTest::commitInfoIsAskedOnce()
{
    QCOMPARE(m_mirror->get("/api/models/org/name/revision/" + m_sha).status, 200);
    m_mirror->clock.advance(48h);
    m_mirror->restart();
    m_mirror->hub.log().clear();
    QCOMPARE(m_mirror->get("/api/models/org/name/revision/" + m_sha).status, 200);
    QCOMPARE(m_mirror->hub.log().count(), std::size_t(0));
}

void ListingsTest::listingHasOurOwnAbsoluteLinks()
{
    std::string target = "/api/models/org/name/tree/main?recursive=true&expand=false&limit=7";
    std::set<std::string> paths;
    int pages = 0;
    while (!target.empty()) {
        const Got got = m_mirror->get(target);
        QCOMPARE(got.status, 200);
        QCOMPARE(got.header("X-Repo-Commit"), m_sha);
        QVERIFY(got.body.find("xetHash") == std::string::npos);
        for (const json &row : json::parse(got.body))
            paths.insert(row["path"].get<std::string>());
        ++pages;
        const std::string link = got.header("Link");
        if (link.empty())
            break;
        const std::string own = "<http://mirror.test:8090";
        QVERIFY2(link.starts_with(own), link.c_str());
        target = link.substr(own.size(), link.find('>') - own.size());
    }
    QCOMPARE(paths.size(), std::size_t(34)); // 32 files and two folders
    QCOMPARE(pages, 5);
}

void ListingsTest::foldersAreListedAloneAndDeep()
{
    const auto paths = [&](const std::string &rest) {
        std::vector<std::string> found;
        for (const json &row : json::parse(m_mirror->get("/api/models/org/name/tree/main" + rest).body))
            found.push_back(row["path"].get<std::string>());
        return found;
    };
    QCOMPARE(paths("/sub"), std::vector<std::string>{"sub/deep"});
    QCOMPARE(paths("/sub%2Fdeep"), std::vector<std::string>{"sub/deep/x.txt"});
    QCOMPARE(paths("/sub?recursive=True").size(), std::size_t(2));
}

void ListingsTest::pathsInfoLeavesOutWhatIsMissing()
{
    const std::string target = "/api/models/org/name/paths-info/main";
    const json form = json::parse(
        m_mirror->post(target, "paths=f1&paths=nope&paths=sub&expand=false", "application/x-www-form-urlencoded").body);
    QCOMPARE(form.size(), std::size_t(2));
    QCOMPARE(form[1]["type"].get<std::string>(), std::string("directory"));
    const json asked = json::parse(
        m_mirror->post(target, R"({"paths":["model.safetensors"],"expand":false})", "application/json").body);
    QCOMPARE(asked[0]["lfs"]["size"].get<int>(), 200'000);
    QVERIFY(!asked[0].contains("xetHash"));
    QCOMPARE(m_mirror->post(target, "][", "application/json").status, 400);
}

void ListingsTest::expandedListingComesFromTheHubWithoutXet()
{
    const Got got = m_mirror->get("/api/models/org/name/tree/" + m_sha + "?expand=true&recursive=true");
    QCOMPARE(got.status, 200);
    QVERIFY(got.body.find("lastCommit") != std::string::npos);
    QVERIFY(got.body.find("xetHash") == std::string::npos);
    QVERIFY(got.header("Link").find(m_mirror->hub.url()) == std::string::npos);
    const Got paths =
        m_mirror->post("/api/models/org/name/paths-info/main", R"({"paths":["f1"],"expand":true})", "application/json");
    QVERIFY(json::parse(paths.body)[0].contains("lastCommit"));
    m_mirror->hub.log().clear();
    QCOMPARE(m_mirror->get("/api/models/org/name/tree/" + m_sha + "?recursive=true&expand=true").status, 200);
    QCOMPARE(m_mirror->hub.log().count(), std::size_t(0));
}

void ListingsTest::refsAreKept()
{
    const json refs = json::parse(m_mirror->get("/api/models/org/name/refs").body);
    QCOMPARE(refs["branches"][0]["targetCommit"].get<std::string>(), m_sha);
    m_mirror->hub.log().clear();
    QCOMPARE(m_mirror->get("/api/models/org/name/refs").status, 200);
    QCOMPARE(m_mirror->hub.log().count(), std::size_t(0));
}

void ListingsTest::absentThingsHaveTheHubsCodes_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *target, int status, const char *code) {
        QTest::newRow(target) << QString::fromUtf8(target) << status << QString::fromUtf8(code);
    };
    row("/org/name/resolve/main/nope.json", 404, "EntryNotFound");
    row("/org/name/resolve/nope/f1", 404, "RevisionNotFound");
    row("/org/name/resolve/0000000000000000000000000000000000000000/f1", 404, "RevisionNotFound");
    row("/api/models/org/name/revision/nope", 404, "RevisionNotFound");
    row("/api/models/org/name/tree/nope", 404, "RevisionNotFound");
    row("/api/models/org/name/tree/main/nope", 404, "EntryNotFound");
    row("/no/repo/resolve/main/f1", 401, "RepoNotFound");
    row("/api/models/no/repo", 401, "RepoNotFound");
    row("/api/models/no/repo/tree/main", 401, "RepoNotFound");
    row("/api/models/no/repo/refs", 401, "RepoNotFound");
    row("/api/whatever", 404, "");
}

void ListingsTest::absentThingsHaveTheHubsCodes()
{
    QFETCH(QString, target);
    QFETCH(int, status);
    QFETCH(QString, code);
    for (int i = 0; i < 2; ++i) {
        const Got got = m_mirror->get(target.toStdString());
        QCOMPARE(got.status, status);
        QCOMPARE(QString::fromStdString(got.header("X-Error-Code")), code);
        QVERIFY(json::parse(got.body).contains("error"));
    }
}

void ListingsTest::renamedRepoIsFollowed()
{
    m_mirror->hub.world().rename("models/org/name", "new-org/name");
    const Got info = m_mirror->get("/api/models/org/name/revision/main");
    QCOMPARE(info.status, 200);
    QCOMPARE(json::parse(info.body)["id"].get<std::string>(), std::string("new-org/name"));
    const Got moved = m_mirror->get("/org/name/resolve/" + m_sha + "/f1");
    QCOMPARE(moved.status, 307);
    QCOMPARE(moved.header("Location"), "/new-org/name/resolve/" + m_sha + "/f1");
    QCOMPARE(m_mirror->get(moved.header("Location")).body, std::string("1"));
}

void ListingsTest::manyAskersCauseOneCall()
{
    auto gate = m_mirror->hub.knobs().hold("/revision/main", 0);
    std::vector<std::future<Got>> askers;
    for (int i = 0; i < 32; ++i)
        askers.push_back(m_mirror->later("/api/models/org/name/revision/main"));
    QVERIFY(gate->waitUntilWaiting(1));
    gate->release();
    for (auto &asker : askers)
        QCOMPARE(asker.get().status, 200);
    QCOMPARE(m_mirror->hub.log().count("/revision/main"), std::size_t(1));
}

void ListingsTest::writesAreRefused()
{
    QCOMPARE(m_mirror->post("/api/models/org/name/commit/main", "{}", "application/json").status, 403);
    QCOMPARE(m_mirror->post("/api/repos/create", "{}", "application/json").status, 403);
    QCOMPARE(m_mirror->hub.log().count(), std::size_t(0));
}

QTEST_GUILESS_MAIN(ListingsTest)
#include "listings_test.moc"
