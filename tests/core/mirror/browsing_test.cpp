// What people and libraries browse beside the files (hub-protocol §1.2, §1.3, §1.9): asked once, then known, and known
// still when upstream is gone; and nothing of it leads past the mirror.
#include <QTest>

#include "core/mirror/mirrorharness.h"

#include <nlohmann/json.hpp>

using namespace mirrorlake;
using namespace mirrorlake::test;
using fakehub::generatedContent;
using fakehub::textContent;
using nlohmann::json;

namespace {

const MirrorHarness::Headers toViewer{{"Host", "datasets-server.mirror.test:8090"}};

} // namespace

class BrowsingTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_mirror.reset(); }

    void answersAreKeptAndLeadNowhereElse_data();
    void answersAreKeptAndLeadNowhereElse();
    void listTakesEveryParameter_data();
    void listTakesEveryParameter();
    void pagesOfAListAreOurs();
    void urlsOfTheViewerLeadToOurFiles();
    void viewerHearsNoToken();

private:
    std::unique_ptr<MirrorHarness> m_mirror;
};

void BrowsingTest::init()
{
    m_mirror = std::make_unique<MirrorHarness>();
    fakehub::World &world = m_mirror->hub.world();
    world.commit("models/org/name", "main", {{"w.bin", generatedContent(3, 2'000), true}});
    world.change("models/org/name", [](fakehub::Repo &repo) {
        repo.downloads = 50;
        repo.parameters = 6'000'000'000;
        repo.tags = {"safetensors", "license:mit"};
    });
    world.commit("models/org/other", "main", {{"x", textContent("x")}});
    world.gate("models/org/other", {"alice"});
    world.commit("models/else/third", "main", {{"x", textContent("x")}});
    world.change("models/else/third", [](fakehub::Repo &repo) { repo.pipelineTag = "feature-extraction"; });
    world.commit("datasets/org/data", "main", {{"README.md", textContent("# Data\n")}});
    world.setRef("datasets/org/data", "refs/convert/parquet",
                 world.commit("datasets/org/data", "staging", {{"default/train/0000.parquet", textContent("PAR1")}}));
    world.commit("spaces/org/app", "main", {{"app.py", textContent("pass\n")}});
}

void BrowsingTest::answersAreKeptAndLeadNowhereElse_data()
{
    QTest::addColumn<bool>("isViewer");
    QTest::addColumn<QString>("target");
    for (const char *target :
         {"/api/models?author=org&filter=safetensors&sort=downloads&direction=-1&full=true&cardData=true",
          "/api/models?search=na&search=me&expand=downloads&expand=tags",
          "/api/datasets?search=data",
          "/api/spaces?limit=5",
          "/api/models/org/name?expand=downloads&expand=tags",
          "/api/models/org/name/revision/main?securityStatus=true&blobs=true",
          "/api/models-tags-by-type",
          "/api/datasets-tags-by-type",
          "/api/collections?owner=someone",
          "/api/collections/someone/things-64f9a55bb3115b4f513ec026",
          "/api/daily_papers?date=2026-01-02",
          "/api/papers/2601.00001",
          "/api/papers/search?q=mirror",
          "/api/users/someone/overview",
          "/api/organizations/org/overview",
          "/api/models/org/name/discussions?p=0",
          "/api/datasets/org/data/parquet",
          "/api/datasets/org/data/parquet/default",
          "/api/spaces/org/app/runtime",
          "/api/models/org/name/commits/main?expand%5B%5D=formatted",
          "/api/models/org/name/refs?include_prs=1"})
        QTest::newRow(target) << false << QString::fromUtf8(target);
    for (const char *target : {"/info?dataset=org/data", "/parquet?dataset=org/data", "/is-valid?dataset=org/data"})
        QTest::newRow(target) << true << QString::fromUtf8(target);
}

void BrowsingTest::answersAreKeptAndLeadNowhereElse()
{
    QFETCH(bool, isViewer);
    QFETCH(QString, target);
    const auto ask = [&] {
        return m_mirror->get(target.toStdString(), isViewer ? toViewer : MirrorHarness::Headers{});
    };
    const Got cold = ask();
    QCOMPARE(cold.status, 200);
    const std::size_t asked = m_mirror->hub.log().count();
    const Got warm = ask();
    QCOMPARE(warm.body, cold.body);
    QCOMPARE(m_mirror->hub.log().count(), asked);
    m_mirror->hub.stop();
    m_mirror->clock.advance(std::chrono::hours(25));
    const Got gone = ask();
    QCOMPARE(gone.status, 200);
    QCOMPARE(gone.body, cold.body);
    QVERIFY(!gone.header("X-HF-Warning").empty());
    const std::string port = m_mirror->hub.url().substr(m_mirror->hub.url().rfind(':'));
    for (const Got &got : {cold, warm, gone}) {
        const std::string all = got.headers.text() + got.body;
        for (const std::string &host : {port, std::string("huggingface.co"), std::string("hf.co")})
            QVERIFY2(all.find(host) == std::string::npos, all.substr(0, 600).c_str());
    }
}

void BrowsingTest::listTakesEveryParameter_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("ids");
    const auto row = [](const char *query, const char *ids) {
        QTest::newRow(query) << QString::fromUtf8(query) << QString::fromUtf8(ids);
    };
    row("search=ORG&search=nam", "org/name ");
    row("author=else", "else/third ");
    row("filter=safetensors&filter=license%3Amit", "org/name ");
    row("sort=downloads&direction=-1&limit=1", "org/name ");
    row("pipeline_tag=feature-extraction", "else/third ");
    row("gated=true", "org/other ");
    row("gated=false&search=org", "org/name ");
    row("num_parameters=min%3A6B%2Cmax%3A128B", "org/name ");
    row("apps=vllm", "");
    row("inference=warm", "");
}

/// What upstream is asked is what the client asked, and without upstream our own search says the same.
void BrowsingTest::listTakesEveryParameter()
{
    QFETCH(QString, query);
    QFETCH(QString, ids);
    const auto found = [&] {
        std::string text;
        for (const json &row : json::parse(m_mirror->get("/api/models?" + query.toStdString()).body))
            text += row["id"].get<std::string>() + " ";
        return text;
    };
    QCOMPARE(found(), ids.toStdString());
}

void BrowsingTest::pagesOfAListAreOurs()
{
    const std::string own = "<http://mirror.test:8090";
    std::string ids;
    std::string target = "/api/models?limit=1&expand=downloads";
    while (!target.empty() && ids.size() < 100) {
        const Got got = m_mirror->get(target);
        const json rows = json::parse(got.body);
        QCOMPARE(rows.size(), std::size_t(1));
        QVERIFY(rows[0].contains("downloads") && !rows[0].contains("tags"));
        ids += rows[0]["id"].get<std::string>() + " ";
        const std::string link = got.header("Link");
        QVERIFY(link.empty() || link.starts_with(own));
        target = link.empty() ? std::string() : link.substr(own.size(), link.find('>') - own.size());
    }
    QCOMPARE(ids, std::string("else/third org/name org/other "));
}

void BrowsingTest::urlsOfTheViewerLeadToOurFiles()
{
    const Got got = m_mirror->get("/parquet?dataset=org/data", toViewer);
    QCOMPARE(got.header("X-Revision"), m_mirror->hub.world().head("datasets/org/data"));
    const std::string url = json::parse(got.body)["parquet_files"][0]["url"].get<std::string>();
    const std::string own = "http://mirror.test:8090";
    QVERIFY2(url.starts_with(own + "/datasets/org/data/resolve/refs%2Fconvert%2Fparquet/"), url.c_str());
    const std::string location = m_mirror->get(url.substr(own.size())).header("Location");
    QCOMPARE(m_mirror->get(location).body, std::string("PAR1"));
    QCOMPARE(m_mirror->get("/parquet?dataset=no/such", toViewer).status, 404);
}

void BrowsingTest::viewerHearsNoToken()
{
    m_mirror->get("/info?dataset=org/data", {toViewer[0], bearer("alice")});
    const auto lines = m_mirror->hub.log().all();
    QVERIFY(!lines.empty());
    for (const auto &line : lines)
        QVERIFY(!line.hasAuthorization);
}

QTEST_GUILESS_MAIN(BrowsingTest)
#include "browsing_test.moc"
