// Every way to name a revision leads to the same commit, and what a client says of its own copy is believed by the
// rules (hub-protocol §1.1, §2.3, §3.4).
#include <QTest>

#include "core/mirror/mirrorharness.h"

using namespace mirrorlake;
using namespace mirrorlake::test;
using fakehub::generatedContent;
using fakehub::textContent;

namespace {

constexpr auto model = "models/org/name";
const auto big = generatedContent(9, 300'000);

} // namespace

class RevisionsTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_mirror.reset(); }

    void everyNameOfARevisionLeadsToItsCommit_data();
    void everyNameOfARevisionLeadsToItsCommit();
    void headNeverWaitsForABody();
    void copyOfTheClientIsBelieved_data();
    void copyOfTheClientIsBelieved();
    void absenceIsSaidOnlyWhenTheTreeProvesIt();

private:
    std::unique_ptr<MirrorHarness> m_mirror;
    std::string m_main;
    std::string m_other;
};

void RevisionsTest::init()
{
    m_mirror = std::make_unique<MirrorHarness>();
    fakehub::World &world = m_mirror->hub.world();
    m_main = world.commit(model, "main", {{"dir/x.txt", textContent("one")}, {"big.bin", big, true}});
    m_other = world.commit(model, "feature/x", {{"dir/x.txt", textContent("two")}, {"big.bin", big, true}});
    world.setRef(model, "refs/pr/1", m_other);
    world.setRef(model, "refs/convert/parquet", m_other);
    world.setRef(model, "refs/tags/v1.0", m_main);
}

void RevisionsTest::everyNameOfARevisionLeadsToItsCommit_data()
{
    QTest::addColumn<QString>("revision");
    QTest::addColumn<bool>("isMain");
    for (const char *name : {"main", "v1.0", "short"})
        QTest::newRow(name) << QString::fromUtf8(name) << true;
    for (const char *name : {"refs%2Fpr%2F1", "refs/pr/1", "refs%2Fconvert%2Fparquet", "refs/convert/parquet",
                             "feature%2Fx", "feature%2fx", "feature/x"})
        QTest::newRow(name) << QString::fromUtf8(name) << false;
}

void RevisionsTest::everyNameOfARevisionLeadsToItsCommit()
{
    QFETCH(QString, revision);
    QFETCH(bool, isMain);
    const std::string name = revision == QStringLiteral("short") ? m_main.substr(0, 7) : revision.toStdString();
    const std::string expected = isMain ? m_main : m_other;
    const auto check = [&] {
        const Got got = m_mirror->head("/org/name/resolve/" + name + "/dir/x.txt");
        QCOMPARE(got.status, 307);
        QCOMPARE(got.header("Location"), "/org/name/resolve/" + expected + "/dir/x.txt");
        QCOMPARE(got.header("X-Repo-Commit"), expected);
        QCOMPARE(m_mirror->get(got.header("Location")).body, std::string(isMain ? "one" : "two"));
        QCOMPARE(m_mirror->get("/api/models/org/name/tree/" + name + "/dir").header("X-Repo-Commit"), expected);
    };
    check();
    m_mirror->hub.stop();
    check();
}

void RevisionsTest::headNeverWaitsForABody()
{
    auto gate = m_mirror->hub.knobs().hold("", 0, "cdn");
    auto reader = m_mirror->later("/org/name/resolve/" + m_main + "/big.bin");
    QVERIFY(gate->waitUntilWaiting(1));
    const Got got = m_mirror->head("/org/name/resolve/" + m_main + "/big.bin");
    QCOMPARE(got.status, 200);
    QCOMPARE(got.header("X-Linked-Size"), std::string("300000"));
    gate->release();
    QVERIFY(reader.get().body == bytesOf(big));
}

void RevisionsTest::copyOfTheClientIsBelieved_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    QTest::addColumn<int>("status");
    const QString tag = QStringLiteral("\"%1\"").arg(QString::fromStdString(big->sha256()));
    const QString match = QStringLiteral("If-None-Match");
    const QString range = QStringLiteral("If-Range");
    QTest::newRow("same") << match << tag << 304;
    QTest::newRow("same, weak") << match << QStringLiteral("W/") + tag << 304;
    QTest::newRow("among others") << match << QStringLiteral("\"a\", ") + tag << 304;
    QTest::newRow("other") << match << QStringLiteral("\"a\"") << 206;
    QTest::newRow("part of the same") << range << tag << 206;
    QTest::newRow("part of another") << range << QStringLiteral("\"a\"") << 200;
    QTest::newRow("part, weak") << range << QStringLiteral("W/") + tag << 200;
    QTest::newRow("part by date") << range << QStringLiteral("Wed, 21 Oct 2026 07:28:00 GMT") << 200;
}

void RevisionsTest::copyOfTheClientIsBelieved()
{
    QFETCH(QString, field);
    QFETCH(QString, value);
    QFETCH(int, status);
    const std::string bytes = bytesOf(big);
    for (int turn = 0; turn < 2; ++turn) { // cold, then warm
        const Got got = m_mirror->get("/org/name/resolve/" + m_main + "/big.bin",
                                      {{"Range", "bytes=10-19"}, {field.toStdString(), value.toStdString()}});
        QCOMPARE(got.status, status);
        QVERIFY(got.body == (status == 200 ? bytes : status == 206 ? bytes.substr(10, 10) : std::string()));
        m_mirror->get("/org/name/resolve/" + m_main + "/big.bin");
    }
}

void RevisionsTest::absenceIsSaidOnlyWhenTheTreeProvesIt()
{
    const std::string absent = "/org/name/resolve/" + m_main + "/dir/absent";
    m_mirror->hub.knobs().add({.match = "/api/", .status = 503});
    m_mirror->hub.knobs().add({.match = "/resolve/", .status = 404}); // a bare one, as a captive network gives
    const Got unsure = m_mirror->head(absent);
    QVERIFY(unsure.status >= 400);
    QVERIFY(unsure.header("X-Error-Code") != "EntryNotFound");
    m_mirror->hub.knobs().clear();
    m_mirror->clock.advance(std::chrono::minutes(5));
    const Got sure = m_mirror->head(absent);
    QCOMPARE(sure.status, 404);
    QCOMPARE(sure.header("X-Error-Code"), std::string("EntryNotFound"));
    QCOMPARE(sure.header("X-Repo-Commit"), m_main);
}

QTEST_GUILESS_MAIN(RevisionsTest)
#include "revisions_test.moc"
