// A hub that floods, and one that speaks of other things than it was asked about: bounded memory and time, a clear
// error, and nothing learned about anything else.
#include <QTest>

#include "core/mirror/mirrorharness.h"
#include "core/upstream/scriptedserver.h"

#include <QtCore/QFile>

using namespace mirrorlake;
using namespace mirrorlake::test;

namespace {

const std::string sha(40, 'a');
const std::string otherSha(40, 'b');
const std::string oid = "10c66461e4c109db5a2196bff4bb59be30396ed8";
const std::string json = "Content-Type: application/json";

/// The most memory that this process has ever held, in MiB.
std::int64_t peakMemory()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.mid(6).trimmed().split(' ').first().toLongLong() / 1024;
    }
    return 0;
}

std::string infoOf(const std::string &id, const std::string &commit = sha)
{
    return R"({"_id":"1","id":")" + id + R"(","sha":")" + commit + R"(","private":false,"gated":false,"siblings":[]})";
}

/// A page of a listing that goes on.
std::string endlessPage(std::size_t page, std::size_t rows)
{
    std::string body = "[";
    for (std::size_t i = 0; i < rows; ++i)
        body += (i > 0 ? "," : "") + std::string(R"({"type":"file","oid":")") + oid + R"(","size":1,"path":"f)" +
                std::to_string(page * rows + i) + "\"}";
    return body + "]";
}

bool isTree(const SeenRequest &seen)
{
    return seen.target.find("/tree/") != std::string::npos;
}

} // namespace

class LyingHubTest : public QObject
{
    Q_OBJECT

private slots:
    void cleanup();

    void listingOfTenMillionIsGivenUp();
    void listingThatGoesOnEmptyIsGivenUp();
    void gigabyteOfJsonIsCutOff_data() { everyAnswer(); }
    void gigabyteOfJsonIsCutOff();
    void deepNestingIsRefused_data() { everyAnswer(); }
    void deepNestingIsRefused();
    void otherCommitIsNotTaken();
    void otherRepoIsNotTaken();
    void nextPageIsOfTheSameListing_data();
    void nextPageIsOfTheSameListing();
    void absurdSizesAreRefused_data();
    void absurdSizesAreRefused();
    void absurdSizesOfObjectsAreRefused();

private:
    static void everyAnswer();
    void openBefore(ScriptedServer::Script script);
    Got ask(const QString &target);

    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<MirrorHarness> m_mirror;
};

void LyingHubTest::cleanup()
{
    m_mirror.reset();
    m_server.reset();
}

void LyingHubTest::everyAnswer()
{
    QTest::addColumn<QString>("target");
    for (const char *target : {"/api/models/org/name", "/api/models/org/name/refs", "/api/models/org/name/tree/main",
                               "/api/models?search=x", "/api/daily_papers", "/org/name/resolve/main/x",
                               "/v2/org/name/manifests/Q4_K_M", "/org/name.git/info/lfs/objects/batch"})
        QTest::newRow(target) << QString::fromUtf8(target);
}

void LyingHubTest::openBefore(ScriptedServer::Script script)
{
    m_server = std::make_unique<ScriptedServer>(std::move(script));
    m_mirror = std::make_unique<MirrorHarness>();
    m_mirror->upstream = m_server->url();
}

Got LyingHubTest::ask(const QString &target)
{
    if (!target.endsWith(QStringLiteral("/batch")))
        return m_mirror->get(target.toStdString());
    return m_mirror->post(target.toStdString(),
                          R"({"operation":"download","objects":[{"oid":")" + std::string(64, 'c') + R"(","size":5}]})",
                          std::string("application/vnd.git-lfs+json"));
}

void LyingHubTest::listingOfTenMillionIsGivenUp()
{
    constexpr std::size_t rows = 50'000;
    const auto pages = std::make_shared<std::atomic<std::size_t>>(0);
    openBefore([this, pages](const SeenRequest &seen, Wire &wire) {
        if (!isTree(seen))
            return wire.send(answer(200, {json}, infoOf("org/name")));
        const std::size_t page = (*pages)++;
        const std::string next = "Link: <" + m_server->url() + "/api/models/org/name/tree/" + sha +
                                 "?cursor=" + std::to_string(page) + ">; rel=\"next\"";
        wire.send(page < 10'000'000 / rows ? answer(200, {json, next}, endlessPage(page, rows))
                                           : answer(200, {json}, endlessPage(page, rows)));
    });
    const std::int64_t before = peakMemory();
    const Got got = m_mirror->get("/api/models/org/name/tree/" + sha);
    QCOMPARE(got.status, 502);
    QVERIFY(got.body.find("error") != std::string::npos && got.body.size() < 500);
    QVERIFY(*pages < 50);
    QVERIFY2(peakMemory() - before < 1500, std::to_string(peakMemory() - before).c_str());
    QCOMPARE(m_mirror->get("/api/models/org/name").status, 200);
}

void LyingHubTest::listingThatGoesOnEmptyIsGivenUp()
{
    const auto pages = std::make_shared<std::atomic<int>>(0);
    openBefore([pages](const SeenRequest &seen, Wire &wire) {
        if (!isTree(seen))
            return wire.send(answer(200, {json}, infoOf("org/name")));
        wire.send(answer(200,
                         {json, "Link: </api/models/org/name/tree/" + sha + "?cursor=" + std::to_string(++*pages) +
                                    ">; rel=\"next\""},
                         "[]"));
    });
    QCOMPARE(m_mirror->get("/api/models/org/name/tree/" + sha).status, 502);
    QVERIFY(*pages < 10);
}

void LyingHubTest::gigabyteOfJsonIsCutOff()
{
    QFETCH(QString, target);
    const auto block = std::make_shared<const std::string>("100000\r\n" + std::string(1024 * 1024, ' ') + "\r\n");
    openBefore([block](const SeenRequest &seen, Wire &wire) {
        wire.close();
        if (seen.method == "HEAD")
            return wire.send(answer(404, {"X-Error-Code: EntryNotFound"}));
        wire.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (int i = 0; i < 1024; ++i)
            wire.send(*block);
    });
    const std::int64_t before = peakMemory();
    const Got got = ask(target);
    QVERIFY2(got.status >= 500 || got.body == "[]", got.body.substr(0, 200).c_str());
    QVERIFY2(peakMemory() - before < 400, std::to_string(peakMemory() - before).c_str());
}

void LyingHubTest::deepNestingIsRefused()
{
    QFETCH(QString, target);
    openBefore([](const SeenRequest &seen, Wire &wire) {
        if (seen.method == "HEAD")
            return wire.send(answer(404, {"X-Error-Code: EntryNotFound"}));
        wire.send(answer(200, {json}, std::string(100'000, '[') + std::string(100'000, ']')));
    });
    const Got got = ask(target);
    QVERIFY2(got.status >= 500 || got.body == "[]", got.body.substr(0, 200).c_str());
}

void LyingHubTest::otherCommitIsNotTaken()
{
    openBefore([](const SeenRequest &seen, Wire &wire) {
        if (seen.method == "HEAD")
            wire.send(head(200, {"X-Repo-Commit: " + otherSha, "ETag: \"" + oid + "\"", "Content-Length: 5"}));
        else if (isTree(seen))
            wire.send(answer(200, {json, "X-Repo-Commit: " + otherSha}, endlessPage(0, 3)));
        else
            wire.send(answer(200, {json}, infoOf("org/name", otherSha)));
    });
    QCOMPARE(m_mirror->head("/org/name/resolve/" + sha + "/f0").status, 502);
    QCOMPARE(m_mirror->get("/api/models/org/name/revision/" + sha).status, 502);
    QCOMPARE(m_mirror->get("/api/models/org/name/tree/" + sha).status, 502);
    const auto name = RepoKey::parse("hf:models/org/name");
    QVERIFY(name);
    QVERIFY(m_mirror->catalog().commits(*name).empty());
    m_mirror->restart(true);
    QVERIFY(m_mirror->head("/org/name/resolve/" + otherSha + "/f0").status >= 500);
}

void LyingHubTest::otherRepoIsNotTaken()
{
    openBefore([](const SeenRequest &, Wire &wire) { wire.send(answer(200, {json}, infoOf("victim/repo"))); });
    QCOMPARE(m_mirror->get("/api/models/org/name").status, 502);
    QCOMPARE(m_mirror->get("/api/models/org/name/revision/main").status, 502);
    const auto victim = RepoKey::parse("hf:models/victim/repo");
    const auto name = RepoKey::parse("hf:models/org/name");
    QVERIFY(victim && name);
    QVERIFY(!m_mirror->catalog().repo(*victim));
    QVERIFY(!m_mirror->catalog().canonical(*name));
    QVERIFY(m_mirror->catalog().refs(*victim).empty());
}

void LyingHubTest::nextPageIsOfTheSameListing_data()
{
    QTest::addColumn<QString>("next");
    const QString tail = QStringLiteral("/tree/%1?cursor=x").arg(QString::fromStdString(sha));
    QTest::newRow("another repo") << QStringLiteral("/api/models/victim/repo") + tail;
    QTest::newRow("another host") << QStringLiteral("http://127.0.0.1:1/api/models/victim/repo") + tail;
    QTest::newRow("another kind") << QStringLiteral("/api/datasets/org/name") + tail;
    QTest::newRow("upwards") << QStringLiteral("/api/models/org/name/../../victim/repo") + tail;
    QTest::newRow("no path") << QStringLiteral("cursor=x");
    QTest::newRow("a file") << QStringLiteral("file:///etc/passwd");
}

void LyingHubTest::nextPageIsOfTheSameListing()
{
    QFETCH(QString, next);
    openBefore([next](const SeenRequest &seen, Wire &wire) {
        if (!isTree(seen))
            return wire.send(answer(200, {json}, infoOf("org/name")));
        wire.send(answer(200, {json, "Link: <" + next.toStdString() + ">; rel=\"next\""}, endlessPage(0, 3)));
    });
    const Got got = m_mirror->get("/api/models/org/name/tree/" + sha);
    QCOMPARE(got.status, 502);
    for (const SeenRequest &seen : m_server->seen())
        QVERIFY2(seen.target.starts_with("/api/models/org/name"), seen.target.c_str());
}

void LyingHubTest::absurdSizesAreRefused_data()
{
    QTest::addColumn<QString>("size");
    for (const char *size : {"-5", "9223372036854775807", "99999999999999999999999", "2000000000000000", "x", "1e9"})
        QTest::newRow(size) << QString::fromUtf8(size);
}

void LyingHubTest::absurdSizesAreRefused()
{
    QFETCH(QString, size);
    openBefore([size](const SeenRequest &, Wire &wire) {
        wire.send(
            head(302, {"X-Repo-Commit: " + sha, "X-Linked-Etag: \"" + std::string(64, 'c') + "\"",
                       "X-Linked-Size: " + size.toStdString(), "Location: http://127.0.0.1:1/x", "Content-Length: 0"}));
    });
    const Got got = m_mirror->head("/org/name/resolve/" + sha + "/x");
    QCOMPARE(got.status, 502);
    QVERIFY(got.header("X-Linked-Size").empty());
}

void LyingHubTest::absurdSizesOfObjectsAreRefused()
{
    const auto absurd = std::make_shared<std::atomic<const char *>>("-1");
    openBefore([absurd](const SeenRequest &seen, Wire &wire) {
        const std::string digest(64, 'c');
        const std::string size = absurd->load();
        if (isTree(seen))
            wire.send(answer(200, {json, "X-Repo-Commit: " + sha}, endlessPage(0, 3)));
        else if (seen.target.find("/batch") != std::string::npos)
            wire.send(answer(200, {"Content-Type: application/vnd.git-lfs+json"},
                             R"({"objects":[{"oid":")" + digest + R"(","size":)" + size +
                                 R"(,"actions":{"download":{"href":"http://127.0.0.1:1/x"}}}]})"));
        else if (seen.target.starts_with("/v2/"))
            wire.send(answer(200, {json},
                             R"({"schemaVersion":2,"config":{"digest":"sha256:)" + digest + R"(","size":)" + size +
                                 R"(},"layers":[]})"));
        else
            wire.send(answer(200, {json}, infoOf("org/name")));
    });
    for (const char *size : {"-1", "1e40", "9223372036854775808", "\"5\""}) {
        *absurd = size;
        m_mirror->clock.advance(std::chrono::hours(1));
        const Got batch = ask(QStringLiteral("/org/name.git/info/lfs/objects/batch"));
        QVERIFY2(batch.body.find("href") == std::string::npos, batch.body.c_str());
        QVERIFY2(m_mirror->get("/v2/org/name/manifests/Q4_K_M").status >= 500, size);
    }
}

QTEST_GUILESS_MAIN(LyingHubTest)
#include "lyinghub_test.moc"
