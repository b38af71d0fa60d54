// A hub that lies: no answer of it may fill anything but what was asked for, nor cost more than a bounded piece of
// memory.
#include <QTest>

#include "core/mirror/mirrorharness.h"
#include "hub/foreignurls.h"
#include "hub/safejson.h"
#include "hub/treejson.h"

using namespace mirrorlake;
using namespace mirrorlake::test;
using fakehub::textContent;

class HostileHubTest : public QObject
{
    Q_OBJECT

private slots:
    void wrongListingsAreRefused_data();
    void wrongListingsAreRefused();
    void jsonIsModestOrRefused();
    void pageOfHtmlIsNoAnswer();
    void redirectsElsewhereAreNotFollowed_data();
    void redirectsElsewhereAreNotFollowed();
    void cookiesGoNowhere();
    void floodOfHeadersStaysOutside();
    void urlsOfOthersBecomeOurs_data();
    void urlsOfOthersBecomeOurs();
};

void HostileHubTest::wrongListingsAreRefused_data()
{
    QTest::addColumn<QString>("row");
    const auto file = [](const char *path, const char *size) {
        return QStringLiteral(
                   R"([{"type":"file","oid":"10c66461e4c109db5a2196bff4bb59be30396ed8","size":%1,"path":"%2"}])")
            .arg(QString::fromUtf8(size), QString::fromUtf8(path));
    };
    QTest::newRow("upwards") << file("../../etc/passwd", "1");
    QTest::newRow("absolute") << file("/etc/passwd", "1");
    QTest::newRow("backslash") << file(R"(a\\b)", "1");
    QTest::newRow("control") << file(R"(a\u0000b)", "1");
    QTest::newRow("negative") << file("a", "-5");
    QTest::newRow("absurd") << file("a", "9000000000000000000");
    QTest::newRow("beyond numbers") << file("a", "99999999999999999999999");
    QTest::newRow("fraction") << file("a", "1.5");
    QTest::newRow("no list") << QStringLiteral("{}");
    QTest::newRow("html") << QStringLiteral("<html></html>");
    QTest::newRow("deep") << QString(100'000, u'[');
}

void HostileHubTest::wrongListingsAreRefused()
{
    QFETCH(QString, row);
    const auto page = hub::readTreePage(row.toStdString());
    QVERIFY(!page);
    QVERIFY(page.error().code == ErrorCode::UpstreamBroken);
}

void HostileHubTest::jsonIsModestOrRefused()
{
    const std::string bracketsInText = "{\"a\": [\"" + std::string(100, '[') + "\\\"" + std::string(100, '[') + "\"]}";
    QVERIFY(hub::isModestJson(bracketsInText));
    QVERIFY(!hub::isModestJson(std::string(65, '[')));
    QVERIFY(!hub::isModestJson("[" + std::string(9'000'000, ',') + "]"));
}

void HostileHubTest::pageOfHtmlIsNoAnswer()
{
    MirrorHarness mirror;
    mirror.hub.world().commit("models/org/name", "main", {{"x", textContent("x")}});
    mirror.hub.knobs().add({.match = "/api/", .html = true});
    for (const char *target : {"/api/models/org/name", "/api/models/org/name/tree/main", "/api/models?search=x",
                               "/api/whoami-v2", "/api/unknown"}) {
        const Got got = mirror.get(target, {bearer("alice")});
        QVERIFY2(got.status >= 500 || got.body == "[]", target);
        QVERIFY2(got.body.find("<html") == std::string::npos, target);
    }
}

void HostileHubTest::redirectsElsewhereAreNotFollowed_data()
{
    QTest::addColumn<QString>("location");
    for (const char *location : {"file:///etc/passwd", "ftp://127.0.0.1/etc/passwd", "gopher://127.0.0.1/", "dict://x/",
                                 "javascript:1", "http://", "//"})
        QTest::newRow(location) << QString::fromUtf8(location);
}

/// Neither for what is asked of the API nor for the bytes of a file.
void HostileHubTest::redirectsElsewhereAreNotFollowed()
{
    QFETCH(QString, location);
    for (const char *match : {"/api/", "/resolve/"}) {
        MirrorHarness mirror;
        const std::string sha =
            mirror.hub.world().commit("models/org/name", "main", {{"x", fakehub::generatedContent(1, 5'000), true}});
        mirror.hub.knobs().add({.match = match, .location = location.toStdString()});
        const Got got =
            mirror.get(match == std::string("/api/") ? "/api/models/org/name/refs" : "/org/name/resolve/" + sha + "/x");
        QVERIFY2(got.status >= 500 || !got.isWhole, match);
        QVERIFY(got.body.find("root:") == std::string::npos);
        QVERIFY((got.headers.text() + got.body).find("/etc/passwd") == std::string::npos);
    }
}

void HostileHubTest::cookiesGoNowhere()
{
    MirrorHarness mirror;
    mirror.hub.world().commit("models/org/name", "main", {{"x", textContent("x")}});
    mirror.hub.knobs().add({.cookie = "session=1; Path=/"});
    for (const char *target : {"/api/models/org/name", "/api/models?search=x", "/org/name/resolve/main/x"})
        QVERIFY2(mirror.get(target, {{"Cookie", "own=1"}}).header("Set-Cookie").empty(), target);
    QVERIFY(mirror.hub.log().count() > 2);
    for (const auto &line : mirror.hub.log().all())
        QVERIFY(line.header("cookie").empty());
}

/// Refused or not, none of it reaches a client.
void HostileHubTest::floodOfHeadersStaysOutside()
{
    MirrorHarness mirror;
    mirror.hub.world().commit("models/org/name", "main", {{"x", textContent("x")}});
    mirror.hub.knobs().add({.moreHeaders = 5'000});
    for (const char *target : {"/api/models/org/name", "/api/models?search=x"}) {
        const Got got = mirror.get(target);
        QVERIFY(got.status == 200 || got.status >= 500);
        QVERIFY2(got.headers.text().size() < 4'000, target);
    }
}

void HostileHubTest::urlsOfOthersBecomeOurs_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *text, const char *expected) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(expected);
    };
    row("https://huggingface.co/org/name", "http://m/hf/org/name");
    row("<https://huggingface.co/api?x=1>; rel=\"next\"", "<http://m/hf/api?x=1>; rel=\"next\"");
    row("//huggingface.co/x", "http://m/hf/x");
    row("HTTPS://HuggingFace.CO:443/x", "http://m/hf/x");
    row("https://cdn-lfs.hf.co/a https://cas-server.xethub.hf.co/b", "http://m/hf/a http://m/hf/b");
    row("https://user@huggingface.co/x", "http://m/hf/x");
    row("See https://huggingface.co.", "See http://m/hf.");
    row("https://up.test:1/sub/api/x", "http://m/hf/api/x");
    row("https://up.test:2/sub/api/x", "https://up.test:2/sub/api/x");
    row("https://example.com/huggingface.co", "https://example.com/huggingface.co");
    row("https://nothuggingface.co/x", "https://nothuggingface.co/x");
    row("https://huggingface.co.evil.test/x", "https://huggingface.co.evil.test/x");
}

void HostileHubTest::urlsOfOthersBecomeOurs()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const hub::ForeignUrls foreign({"https://up.test:1/sub/"});
    QCOMPARE(QString::fromStdString(foreign.rewritten(text.toStdString(), "http://m/hf")), expected);
}

QTEST_GUILESS_MAIN(HostileHubTest)
#include "hostilehub_test.moc"
