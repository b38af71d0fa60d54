// "/": what people see, escaped, in their language, at the address that they came by, and naming public repos alone.
#include <QtTest/QtTest>

#include "core/mirror/mirrorharness.h"
#include "mirror/landing/landingpage.h"

#include <algorithm>

using namespace mirrorlake;
using namespace mirrorlake::test;
using namespace std::chrono_literals;
using fakehub::generatedContent;
using fakehub::textContent;

namespace {

const HeaderField browser{"Accept", "text/html,application/xhtml+xml,*/*;q=0.8"};

/// Fetches all files of a commit, so that the mirror keeps them and their tree.
void fetchAll(MirrorHarness &mirror, const std::string &repo, const std::string &sha, MirrorHarness::Headers headers)
{
    const std::string base = repo.substr(repo.find('/') + 1);
    const std::string prefix = repo.starts_with("datasets/") ? "/datasets/" : "/";
    QCOMPARE(mirror.get("/api/" + repo + "/tree/main?recursive=true", headers).status, 200);
    for (const char *name : {"w.bin", "README.md"})
        QCOMPARE(mirror.get(prefix + base + "/resolve/" + sha + "/" + name, headers).status, 200);
}

} // namespace

class LandingTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_mirror.reset(); }

    void browserGetsThePageAndCurlGetsText();
    void languageFollowsTheBrowserAndTheSwitch();
    void addressIsTheOneTheVisitorCameBy();
    void publicReposAreListedWithTheirSizes();
    void gatedAndPrivateReposAreNotNamed();
    void pageLoadsNothingFromElsewhere();
    void whatIsFilledInIsEscaped();
    void stateSaysWhenUpstreamIsGone();
    void sizesHaveThreeDigits();

private:
    std::string page(MirrorHarness::Headers headers = {})
    {
        headers.push_back(browser);
        return m_mirror->get("/", headers).body;
    }

    std::unique_ptr<MirrorHarness> m_mirror;
};

void LandingTest::init()
{
    m_mirror = std::make_unique<MirrorHarness>();
}

void LandingTest::browserGetsThePageAndCurlGetsText()
{
    const Got html = m_mirror->get("/", {browser});
    QCOMPARE(html.header("Content-Type"), std::string("text/html; charset=utf-8"));
    QVERIFY(html.body.starts_with("<!doctype html>"));
    const Got text = m_mirror->get("/", {{"Accept", "*/*"}});
    QCOMPARE(text.header("Content-Type"), std::string("text/plain; charset=utf-8"));
    QVERIFY(text.body.find("export HF_ENDPOINT=http://mirror.test:8090 ") != std::string::npos);
}

void LandingTest::languageFollowsTheBrowserAndTheSwitch()
{
    QVERIFY(page().find("<html lang=\"en\">") != std::string::npos);
    QVERIFY(page({{"Accept-Language", "zh-CN,zh;q=0.9,en;q=0.8"}}).find("<html lang=\"zh-CN\">") != std::string::npos);
    QVERIFY(page({{"Accept-Language", "en-US,en;q=0.9,zh;q=0.2"}}).find("<html lang=\"en\">") != std::string::npos);
    const Got switched = m_mirror->get("/?lang=en", {browser, {"Accept-Language", "zh-CN"}});
    QVERIFY(switched.body.find("\"lang\":\"en\"") != std::string::npos);
    QVERIFY(m_mirror->get("/?lang=zh").body.find("镜像") != std::string::npos);
}

void LandingTest::addressIsTheOneTheVisitorCameBy()
{
    const MirrorHarness::Headers proxied{
        {"X-Forwarded-Host", "host.test"}, {"X-Forwarded-Proto", "https"}, {"X-Forwarded-Prefix", "/hf"}};
    QVERIFY(page(proxied).find("\"url\":\"https://host.test/hf\"") != std::string::npos);
    QVERIFY(page(proxied).find("<code>export HF_ENDPOINT=https://host.test/hf</code>") != std::string::npos);
    QVERIFY(page().find("http://mirror.test:8090") != std::string::npos);
}

void LandingTest::publicReposAreListedWithTheirSizes()
{
    auto &world = m_mirror->hub.world();
    const std::string a = world.commit(
        "models/org/name", "main", {{"w.bin", generatedContent(1, 2'000'000), true}, {"README.md", textContent("a")}});
    const std::string b =
        world.commit("datasets/org/rows", "main",
                     {{"w.bin", generatedContent(1, 2'000'000), true}, {"README.md", textContent("b")}});
    fetchAll(*m_mirror, "models/org/name", a, {});
    fetchAll(*m_mirror, "datasets/org/rows", b, {});
    const auto says = [&](std::string_view words) {
        m_mirror->clock.advance(31s);
        return page().find(words) != std::string::npos;
    };
    QTRY_VERIFY_WITH_TIMEOUT(says("[\"models\",\"org/name\",\"main\",\"2.00\\u00a0MB\","), 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(says("[\"datasets\",\"org/rows\",\"main\",\"2.00\\u00a0MB\","), 20'000);
    QVERIFY2(says("\"bytes\":\"2.00\\u00a0MB\""), "a blob that two repos share counts once");
    QVERIFY(m_mirror->get("/").body.find("datasets/org/rows") != std::string::npos);
}

void LandingTest::gatedAndPrivateReposAreNotNamed()
{
    auto &world = m_mirror->hub.world();
    const std::string gated = world.commit(
        "models/closed/gated", "main", {{"w.bin", generatedContent(2, 9000), true}, {"README.md", textContent("a")}});
    world.gate("models/closed/gated", {"alice"});
    const std::string hidden = world.commit(
        "models/closed/hidden", "main", {{"w.bin", generatedContent(3, 9000), true}, {"README.md", textContent("b")}});
    world.change("models/closed/hidden", [](fakehub::Repo &repo) {
        repo.isPrivate = true;
        repo.members = {"alice"};
    });
    fetchAll(*m_mirror, "models/closed/gated", gated, {bearer("alice")});
    fetchAll(*m_mirror, "models/closed/hidden", hidden, {bearer("alice")});
    const auto completed = [&] {
        const auto blobs = m_mirror->catalog().blobs();
        return blobs ? std::ranges::count_if(*blobs, [](const auto &blob) { return blob.completedAt > 0; }) : 0;
    };
    QTRY_COMPARE_WITH_TIMEOUT(completed(), std::ptrdiff_t(4), 20'000);
    QVERIFY(page({bearer("alice")}).find("closed/") == std::string::npos);
    QVERIFY(m_mirror->get("/", {bearer("alice")}).body.find("closed/") == std::string::npos);
}

void LandingTest::pageLoadsNothingFromElsewhere()
{
    const Got got = m_mirror->get("/", {browser});
    const std::string policy = got.header("Content-Security-Policy");
    QVERIFY(policy.starts_with("default-src 'none'; script-src 'sha256-"));
    for (const char *place : {"src=\"", "href=\"", "@import", "url(", "fetch(", "https://"})
        QVERIFY2(got.body.find(place) == std::string::npos, place);
}

void LandingTest::whatIsFilledInIsEscaped()
{
    mirror::LandingView view;
    view.url = "http://a\"><script>alert(1)</script>";
    const RepoKey key{RepoType::Model, *RepoId::parse("org/name")};
    view.facts.repos.push_back({key, "</script><b>&\xff", 5, 0});
    const std::string html = mirror::landingHtml(view);
    QVERIFY(html.find("<script>alert") == std::string::npos);
    QVERIFY(html.find("</script><b>") == std::string::npos);
    QVERIFY(html.find("\\u003c/script\\u003e\\u003cb\\u003e\\u0026\\ufffd") != std::string::npos);
}

void LandingTest::stateSaysWhenUpstreamIsGone()
{
    QVERIFY(page().find("\"state\":\"serving\"") != std::string::npos);
    m_mirror->hub.stop();
    m_mirror->get("/org/absent/resolve/main/x.bin");
    m_mirror->get("/org/absent/resolve/main/y.bin");
    const std::string text = page();
    m_mirror->restart(true);
    QVERIFY(page().find("\"state\":\"offline\"") != std::string::npos);
    QVERIFY2(text.find("\"state\":\"away\"") != std::string::npos, text.substr(text.find("id=\"data\"")).c_str());
}

void LandingTest::sizesHaveThreeDigits()
{
    QCOMPARE(mirror::sizeText(0), std::string("0\u00a0B"));
    QCOMPARE(mirror::sizeText(999), std::string("999\u00a0B"));
    QCOMPARE(mirror::sizeText(999'999), std::string("1.00\u00a0MB"));
    QCOMPARE(mirror::sizeText(65'520'000'000), std::string("65.5\u00a0GB"));
    QCOMPARE(mirror::sizeText(742'000'000'000), std::string("742\u00a0GB"));
}

QTEST_GUILESS_MAIN(LandingTest)
#include "landing_test.moc"
