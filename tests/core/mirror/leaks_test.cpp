// No byte goes around the mirror (promise 9): every kind of request there is, asked at every kind of public address,
// names no host but ours, and every address in an answer leads back here, below the path that proxies put before us.
#include <QTest>

#include "control/frontdesk.h"
#include "core/mirror/mirrorharness.h"
#include "hub/target.h"
#include "xet/names.h"

#include <nlohmann/json.hpp>

#include <set>

using namespace mirrorlake;
using namespace mirrorlake::test;
using fakehub::generatedContent;
using fakehub::textContent;
using Json = nlohmann::json;

namespace {

const fakehub::ContentPtr weights = generatedContent(77, 300'000);
constexpr std::string_view lfsType = "application/vnd.git-lfs+json";
constexpr std::string_view lfsVersion = "https://git-lfs.github.com/spec/v1"; // a word of the pointer's form

/// How clients come to the mirror, and what they then must be told.
struct Way
{
    const char *name;
    const char *publicUrl;
    MirrorHarness::Headers headers;
    std::string before; ///< each target
    std::string base;
};

const std::vector<Way> &ways()
{
    static const std::vector<Way> all{
        {"by our own address", "", {}, "", "http://mirror.test:8090"},
        {"through a proxy that says so",
         "",
         {{"X-Forwarded-Proto", "https"}, {"X-Forwarded-Host", "host.test"}, {"X-Forwarded-Prefix", "/hf"}},
         "",
         "https://host.test/hf"},
        {"public URL, path taken off", "https://host.test/hf", {}, "", "https://host.test/hf"},
        {"public URL, path left", "https://host.test/hf", {}, "/hf", "https://host.test/hf"},
    };
    return all;
}

struct Question
{
    const char *target;
    MirrorHarness::Headers headers = {};
    std::string body = {}; ///< not empty: posted
};

/// Which names what clients are to install, too.
bool isLanding(const Question &question)
{
    return std::string_view(question.target) == "/";
}

std::string lfsBatch()
{
    const Json object{{"oid", weights->sha256()}, {"size", weights->size()}};
    return Json{{"operation", "download"}, {"transfers", {"basic"}}, {"objects", Json::array({object})}}.dump();
}

std::vector<Question> questions()
{
    const HeaderField form{"Content-Type", "application/x-www-form-urlencoded"};
    const HeaderField json{"Content-Type", "application/json"};
    const HeaderField agent{"User-Agent", "unknown/None; hf_hub/1.8.0; python/3.12"};
    const HeaderField fileInfo{"Accept", "application/vnd.xet-fileinfo+json, */*"};
    return {{"/"},
            {"/", {{"Accept", "text/html"}}},
            {"/api/models?limit=1"},
            {"/api/models?search=nothing-like-it"},
            {"/api/datasets?full=true"},
            {"/api/models/org/name"},
            {"/api/models/org/name/revision/main?blobs=true"},
            {"/api/models/org/name/tree/main?recursive=true&limit=1", {agent}},
            {"/api/models/org/name/tree/main?expand=true&limit=1"},
            {"/api/models/org/name/tree/absent"},
            {"/api/models/org/name/paths-info/main", {form}, "paths=w-Q4_K_M.gguf&expand=true"},
            {"/api/models/org/name/paths-info/main", {json}, "{\"paths\":[\"x\"]}"},
            {"/api/models/org/name/refs?include_prs=1"},
            {"/api/models/org/name/commits/main?limit=1"},
            {"/api/models/org/name/treesize/main"},
            {"/api/models/org/name/auth-check"},
            {"/api/models/org/gated/auth-check"},
            {"/api/models/org/name/discussions"},
            {"/api/datasets/org/data/parquet"},
            {"/api/datasets/org/data/parquet/default/train/0.parquet"},
            {"/api/models/org/name/xet-read-token/main"},
            {"/api/whoami-v2", {bearer("alice")}},
            {"/api/whoami-v2"},
            {"/api/models-tags-by-type"},
            {"/api/collections"},
            {"/api/daily_papers"},
            {"/api/users/someone/overview"},
            {"/api/agent-harnesses"},
            {"/api/telemetry/x/y"},
            {"/api/nothing/here"},
            {"/parquet?dataset=org/data", {{"Host", "datasets-server.mirror.test:8090"}}},
            {"/org/name/resolve/main/w-Q4_K_M.gguf", {agent}},
            {"/org/name/resolve/main/w-Q4_K_M.gguf", {fileInfo}},
            {"/org/name/resolve/main/absent"},
            {"/org/gated/resolve/main/w-Q4_K_M.gguf"},
            {"/org/missing/resolve/main/x"},
            {"/ORG/Name/resolve/main/x"},
            {"/org/name/raw/main/w-Q4_K_M.gguf"},
            {"/org/name.git/info/refs?service=git-upload-pack"},
            {"/org/name.git/info/refs?service=git-receive-pack"},
            {"/org/name.git/info/lfs/objects/batch", {{"Content-Type", std::string(lfsType)}}, lfsBatch()},
            {"/v2/"},
            {"/v2/org/name/manifests/Q4_K_M"},
            {"/v2/org/name/manifests/nonsense"},
            {"/v2/org/gated/manifests/Q4_K_M"},
            {"/-/cas/v2/reconstructions/0000000000000000000000000000000000000000000000000000000000000000"},
            {"/v1/telemetry", {json}, "{}"}};
}

/// All that follows "://" in the text, with the scheme before it, to the end of the URL.
std::vector<std::string> urlsIn(const std::string &text)
{
    std::vector<std::string> urls;
    for (std::size_t at = text.find("://"); at != std::string::npos; at = text.find("://", at + 3)) {
        std::size_t begin = at;
        while (begin > 0 && std::isalpha(static_cast<unsigned char>(text[begin - 1])))
            --begin;
        const std::size_t end = std::min(text.find_first_of("\"'<> \r\n\\)", at), text.size());
        urls.push_back(text.substr(begin, end - begin));
    }
    return urls;
}

class NoAdmin final : public HttpService
{
public:
    void serve(std::shared_ptr<const HttpRequest> request, ReplySink reply) override
    {
        HttpReply answer;
        answer.text = "admin " + request->target;
        reply(std::move(answer));
    }
};

} // namespace

class LeaksTest : public QObject
{
    Q_OBJECT

private slots:
    void everyKindOfRequestIsAsked();
    void noAnswerLeadsElsewhere_data();
    void noAnswerLeadsElsewhere();
    void everyAddressGivenLeadsBackHere_data() { noAnswerLeadsElsewhere_data(); }
    void everyAddressGivenLeadsBackHere();
    void adminStandsBelowThePathToo();

private:
    void open(const Way &way);
    Got ask(const Question &question);
    Got follow(const std::string &url, MirrorHarness::Headers headers = {});

    const Way *m_way = nullptr;
    NoAdmin m_admin;
    std::unique_ptr<control::FrontDesk> m_desk;
    std::unique_ptr<MirrorHarness> m_mirror;
    std::string m_sha;
};

void LeaksTest::open(const Way &way)
{
    m_way = &way;
    m_desk.reset();
    m_mirror = std::make_unique<MirrorHarness>();
    m_mirror->options.publicUrl = way.publicUrl;
    auto &world = m_mirror->hub.world();
    m_sha = world.commit("models/org/name", "main",
                         {{"w-Q4_K_M.gguf", weights, true}, {"x", textContent("x")}, {"y", textContent("y")}});
    world.commit("models/org/gated", "main", {{"w-Q4_K_M.gguf", weights, true}});
    world.gate("models/org/gated", {"alice"});
    world.commit("datasets/org/data", "main", {{"README.md", textContent("x")}});
    const std::string converted = world.commit("datasets/org/data", "converted",
                                               {{"default/train/0000.parquet", generatedContent(5, 5'000), true}});
    world.setRef("datasets/org/data", "refs/convert/parquet", converted);
    m_desk = std::make_unique<control::FrontDesk>(m_admin, m_mirror->service(), way.publicUrl);
    m_mirror->front = m_desk.get();
}

Got LeaksTest::ask(const Question &question)
{
    MirrorHarness::Headers headers = question.headers;
    headers.insert(headers.end(), m_way->headers.begin(), m_way->headers.end());
    const std::string target = m_way->before + question.target;
    return question.body.empty() ? m_mirror->get(target, headers) : m_mirror->post(target, question.body, headers);
}

/// As a client that was given this address: absolute, or relative to the host.
Got LeaksTest::follow(const std::string &url, MirrorHarness::Headers headers)
{
    const std::string path = m_way->base.substr(std::min(m_way->base.find('/', 8), m_way->base.size()));
    const std::string target = url.starts_with('/') ? url : url.substr(m_way->base.size() - path.size());
    if (!target.starts_with(path + "/"))
        return {};
    const std::string below = target.substr(path.size());
    return ask({below.c_str(), std::move(headers)});
}

void LeaksTest::everyKindOfRequestIsAsked()
{
    std::set<std::size_t> kinds;
    std::set<std::size_t> doors;
    for (const Question &question : questions()) {
        std::string host = "mirror.test";
        for (const HeaderField &field : question.headers)
            host = field.name == "Host" ? field.value : host;
        const auto request = hub::parseTarget(question.target, host);
        if (!request)
            continue;
        kinds.insert(request->index());
        if (const auto *door = std::get_if<hub::DoorRequest>(&*request))
            doors.insert(door->kind.index());
    }
    QCOMPARE(kinds.size(), std::variant_size_v<hub::HubRequest>);
    QVERIFY(doors.size() >= 4); // the others are asked by the addresses that these give
}

void LeaksTest::noAnswerLeadsElsewhere_data()
{
    QTest::addColumn<int>("way");
    for (std::size_t i = 0; i < ways().size(); ++i)
        QTest::newRow(ways()[i].name) << static_cast<int>(i);
}

void LeaksTest::noAnswerLeadsElsewhere()
{
    QFETCH(int, way);
    open(ways()[static_cast<std::size_t>(way)]);
    const std::array<std::string, 5> foreign{m_mirror->hub.url().substr(7), m_mirror->hub.cdnUrl().substr(7),
                                             "huggingface.co", "hf.co", "datasets-server."};
    const std::string path = m_way->base.substr(std::min(m_way->base.find('/', 8), m_way->base.size()));
    const auto check = [&](const char *state) {
        for (const Question &question : questions()) {
            const Got got = ask(question);
            const std::string all = got.headers.text() + got.body;
            const std::string said = std::string(state) + " " + question.target + "\n" + all.substr(0, 1500);
            for (const std::string &host : foreign)
                QVERIFY2(all.find(host) == std::string::npos, (host + " in " + said).c_str());
            for (const std::string &url : urlsIn(all)) {
                const bool isOurs = url == m_way->base || url.starts_with(m_way->base + "/");
                QVERIFY2(isOurs || url == lfsVersion || isLanding(question), (url + " in " + said).c_str());
            }
            const std::string location = got.header("Location");
            QVERIFY2(location.empty() || location.starts_with(path + "/"), said.c_str());
        }
    };
    check("cold");
    check("cached");
    m_mirror->hub.stop();
    m_mirror->clock.advance(std::chrono::hours(1));
    check("upstream gone");
}

void LeaksTest::everyAddressGivenLeadsBackHere()
{
    QFETCH(int, way);
    open(ways()[static_cast<std::size_t>(way)]);
    const std::string bytes = bytesOf(weights);
    const HeaderField agent{"User-Agent", "unknown/None; hf_hub/1.8.0; python/3.12"};

    QVERIFY(follow(ask({"/org/name/resolve/main/w-Q4_K_M.gguf"}).header("Location")).body == bytes);
    const std::string next = ask({"/api/models/org/name/tree/main?limit=1"}).header("Link");
    QCOMPARE(Json::parse(follow(next.substr(1, next.find('>') - 1)).body).size(), std::size_t(1));
    const std::string found = ask({"/api/models?limit=1"}).header("Link");
    QCOMPARE(follow(found.substr(1, found.find('>') - 1)).status, 200);

    const Json parquet = Json::parse(ask({"/api/datasets/org/data/parquet"}).body);
    const Got file = follow(parquet["default"]["train"][0].get<std::string>());
    QCOMPARE(file.status, 307);
    QCOMPARE(follow(file.header("Location")).body.size(), std::size_t(5'000));
    const Got viewed = ask({"/parquet?dataset=org/data", {{"Host", "datasets-server.mirror.test:8090"}}});
    QCOMPARE(follow(Json::parse(viewed.body)["parquet_files"][0]["url"].get<std::string>()).status, 307);

    const Question batch{"/org/name.git/info/lfs/objects/batch", {{"Content-Type", std::string(lfsType)}}, lfsBatch()};
    const Json object = Json::parse(ask(batch).body)["objects"][0];
    QVERIFY(follow(object["actions"]["download"]["href"].get<std::string>()).body == bytes);

    const Json manifest = Json::parse(ask({"/v2/org/name/manifests/Q4_K_M"}).body);
    const std::string digest = manifest["layers"][0]["digest"].get<std::string>();
    const std::string blob = "/v2/org/name/blobs/" + digest;
    QVERIFY(follow(ask({blob.c_str()}).header("Location")).body == bytes);
    const std::string challenge = ask({"/v2/org/gated/manifests/Q4_K_M"}).header("WWW-Authenticate");
    const std::size_t realm = challenge.find("realm=\"") + 7;
    QCOMPARE(follow(challenge.substr(realm, challenge.find('"', realm) - realm), {bearer("alice")}).status, 200);

    const Got token = ask({"/api/models/org/name/xet-read-token/main", {agent}});
    const HeaderField right{"Authorization", "Bearer " + token.header("X-Xet-Access-Token")};
    const std::string hash = xet::fileHash(*BlobHash::parse(weights->sha256()));
    const Got plan = follow(token.header("X-Xet-Cas-Url") + "/v2/reconstructions/" + hash, {right});
    QCOMPARE(plan.status, 200);
    for (const std::string &url : urlsIn(plan.body))
        QCOMPARE(follow(url).status, 200);
    QVERIFY(!urlsIn(plan.body).empty());
    const std::string links = ask({("/org/name/resolve/" + m_sha + "/w-Q4_K_M.gguf").c_str(), {agent}}).header("Link");
    QCOMPARE(follow(links.substr(1, links.find('>') - 1)).status, 200);
}

void LeaksTest::adminStandsBelowThePathToo()
{
    open(ways().back());
    QCOMPARE(m_mirror->get("/hf/-/health").body, std::string("admin /-/health"));
    QCOMPARE(m_mirror->get("/-/health").body, std::string("admin /-/health"));
    QVERIFY(m_mirror->get("/hf/-/cas/v2/reconstructions/x").body.find("admin") == std::string::npos);
    for (const char *root : {"/hf", "/hf/", "/hf?lang=en", "/"})
        QVERIFY2(m_mirror->get(root).body.find("https://host.test/hf") != std::string::npos, root);
    QVERIFY(m_mirror->get("/hfx/-/health").status >= 400);
    QVERIFY(m_mirror->get("/hf/hf/org/name/resolve/main/x").status >= 400);
    QCOMPARE(m_mirror->head("/hf/org/name/resolve/main/x").header("Location"), "/hf/org/name/resolve/" + m_sha + "/x");
}

QTEST_GUILESS_MAIN(LeaksTest)
#include "leaks_test.moc"
