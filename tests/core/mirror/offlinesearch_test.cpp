// What the catalogue finds when the Hub is gone is what the Hub would find among the repos that are known here: the
// same filters, the same order, the same JSON (hub-protocol §1.3).
#include <QTest>

#include "core/mirror/mirrorharness.h"

#include <nlohmann/json.hpp>

using namespace mirrorlake;
using namespace mirrorlake::test;
using fakehub::textContent;
using nlohmann::json;

class OfflineSearchTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_mirror.reset(); }

    void findsWhatTheHubFinds_data();
    void findsWhatTheHubFinds();
    void pagesJoinToTheWhole();
    void privateReposAreNeverFound();
    void whatNoInfoTellsFindsNothing();

private:
    json found(const std::string &query) { return json::parse(m_mirror->get("/api/models?" + query).body); }
    static std::vector<std::string> idsOf(const json &rows);

    std::unique_ptr<MirrorHarness> m_mirror;
};

void OfflineSearchTest::init()
{
    m_mirror = std::make_unique<MirrorHarness>();
    auto &world = m_mirror->hub.world();
    int number = 0;
    for (const char *id : {"org/alpha", "org/Beta-chat", "other/alpha-small", "other/gamma", "third/chat"}) {
        const std::string key = "models/" + std::string(id);
        world.commit(key, "main", {{"x", textContent(id)}});
        world.change(key, [&](fakehub::Repo &repo) {
            repo.downloads = (number * 7) % 5 + 1;
            repo.likes = (number * 3) % 5 + 1;
            repo.parameters = number % 2 == 0 ? 500'000'000 * (number + 1) : 0;
            repo.pipelineTag = number < 2 ? "text-generation" : "feature-extraction";
            repo.tags =
                number < 3 ? std::vector<std::string>{"gguf", "en"} : std::vector<std::string>{"safetensors", "zh"};
            if (number % 2 == 1)
                repo.tags.push_back("inference:warm");
            ++number;
        });
    }
    world.gate("models/other/gamma", {"alice"});
    world.commit("models/secret/alpha", "main", {{"x", textContent("x")}});
    world.change("models/secret/alpha", [](fakehub::Repo &repo) {
        repo.isPrivate = true;
        repo.members = {"alice"};
    });
    for (const fakehub::RepoPtr &repo : world.all())
        QCOMPARE(m_mirror->get("/api/models/" + repo->id, {bearer("alice")}).status, 200);
}

std::vector<std::string> OfflineSearchTest::idsOf(const json &rows)
{
    std::vector<std::string> ids;
    for (const json &row : rows)
        ids.push_back(row["id"].get<std::string>());
    return ids;
}

void OfflineSearchTest::findsWhatTheHubFinds_data()
{
    QTest::addColumn<QString>("query");
    for (const char *query : {"sort=downloads",
                              "sort=downloads&direction=-1",
                              "sort=likes&direction=-1",
                              "sort=likes&direction=1",
                              "sort=lastModified&direction=-1",
                              "sort=likes&limit=2",
                              "search=alpha&sort=likes",
                              "inference=warm&sort=likes",
                              "inference=cold&sort=likes",
                              "search=CHAT&sort=likes",
                              "search=alpha&search=small&sort=likes",
                              "search=nothing-like-it&sort=likes",
                              "author=org&sort=likes",
                              "author=ORG&search=beta&sort=likes",
                              "filter=gguf&sort=likes",
                              "filter=gguf&filter=en&sort=likes",
                              "filter=gguf&filter=zh&sort=likes",
                              "pipeline_tag=feature-extraction&sort=likes",
                              "gated=true&sort=likes",
                              "gated=false&sort=likes",
                              "num_parameters=min:1B&sort=likes",
                              "num_parameters=min:400M,max:1B&sort=likes",
                              "sort=likes&expand=downloads&expand=likes",
                              "sort=likes&full=true",
                              "sort=likes&cardData=true"})
        QTest::newRow(query) << QString::fromUtf8(query);
}

void OfflineSearchTest::findsWhatTheHubFinds()
{
    QFETCH(QString, query);
    const json expected = found(query.toStdString());
    m_mirror->restart(true);
    const json rows = found(query.toStdString() + "&unknown=so-that-no-kept-answer-fits");
    QCOMPARE(idsOf(rows), idsOf(expected));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (const auto &[field, value] : rows[i].items())
            QVERIFY2(!expected[i].contains(field) || expected[i][field] == value, field.c_str());
    }
}

void OfflineSearchTest::pagesJoinToTheWhole()
{
    m_mirror->restart(true);
    const std::vector<std::string> whole = idsOf(found("sort=likes"));
    QCOMPARE(whole.size(), std::size_t(5));
    std::vector<std::string> joined;
    std::string target = "/api/models?sort=likes&limit=2";
    for (int page = 0; page < 5 && !target.empty(); ++page) {
        const Got got = m_mirror->get(target);
        for (const std::string &id : idsOf(json::parse(got.body)))
            joined.push_back(id);
        const std::string link = got.header("Link");
        const std::size_t begin = link.find("/api/");
        target = link.empty() ? std::string() : link.substr(begin, link.find('>') - begin);
    }
    QVERIFY(joined == whole);
}

void OfflineSearchTest::privateReposAreNeverFound()
{
    m_mirror->restart(true);
    for (const MirrorHarness::Headers &headers : {MirrorHarness::Headers{}, MirrorHarness::Headers{bearer("alice")}})
        QVERIFY(m_mirror->get("/api/models?search=secret", headers).body.find("secret/") == std::string::npos);
}

void OfflineSearchTest::whatNoInfoTellsFindsNothing()
{
    m_mirror->restart(true);
    QVERIFY(found("sort=likes&inference_provider=all").empty());
}

QTEST_GUILESS_MAIN(OfflineSearchTest)
#include "offlinesearch_test.moc"
