// What was fetched keeps flowing, and a wrong byte never completes (promises 4 and 7).
#include "core/mirror/mirrorharness.h"

#include <nlohmann/json.hpp>

#include <QtTest/QtTest>

#include <set>

using namespace mirrorlake;
using namespace mirrorlake::test;
using namespace std::chrono_literals;
using fakehub::generatedContent;
using fakehub::textContent;

namespace {

const auto big = generatedContent(11, 3'000'000);

} // namespace

class FaultsTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_mirror.reset(); }

    void cachedSnapshotSurvivesUpstream();
    void staleBranchSaysSo();
    void trouble_data();
    void trouble();
    void cutTransferIsMended();
    void dataHostThatIgnoresRangeIsEnough();
    void wrongByteNeverCompletes();
    void wrongByteOnceIsMended();
    void readerOfWrongBytesNeverGetsAGoodTail_data();
    void readerOfWrongBytesNeverGetsAGoodTail();
    void offlineServesWhatIsHere();
    void whatIsMissingOfflineIsNotedAsWanted();
    void unreachableHubIsNotedAndRecoveredFrom();
    void expiredSignatureIsResolvedAgain();

private:
    std::string url(const std::string &path) const { return "/org/name/resolve/" + m_sha + "/" + path; }

    std::unique_ptr<MirrorHarness> m_mirror;
    std::string m_sha;
};

void FaultsTest::init()
{
    m_mirror = std::make_unique<MirrorHarness>();
    m_sha = m_mirror->hub.world().commit("models/org/name", "main",
                                         {{"config.json", textContent("{}")}, {"big.bin", big, true}});
}

void FaultsTest::cachedSnapshotSurvivesUpstream()
{
    QCOMPARE(m_mirror->get("/api/models/org/name/revision/main").status, 200);
    QCOMPARE(m_mirror->get("/api/models/org/name/tree/" + m_sha + "?recursive=true").status, 200);
    QVERIFY(m_mirror->get(url("big.bin")).body == bytesOf(big));
    QCOMPARE(m_mirror->get(url("config.json")).status, 200);
    m_mirror->hub.stop();
    m_mirror->restart();
    m_mirror->clock.advance(24h);
    QCOMPARE(m_mirror->get("/api/models/org/name/revision/main").status, 200);
    QCOMPARE(m_mirror->get("/api/models/org/name/tree/main?recursive=true").status, 200);
    QCOMPARE(m_mirror->head("/org/name/resolve/main/big.bin").status, 307);
    QVERIFY(m_mirror->get(url("big.bin")).body == bytesOf(big));
}

void FaultsTest::staleBranchSaysSo()
{
    QCOMPARE(m_mirror->get("/api/models/org/name/revision/main").header("X-HF-Warning"), std::string());
    m_mirror->hub.stop();
    m_mirror->clock.advance(61s);
    const Got got = m_mirror->get("/api/models/org/name/revision/main");
    QCOMPARE(got.status, 200);
    QCOMPARE(got.outcome, Outcome::Stale);
    QVERIFY(!got.header("X-HF-Warning").empty());
}

void FaultsTest::trouble_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {429, 500, 502, 503, 504})
        QTest::addRow("%d", status) << status;
}

void FaultsTest::trouble()
{
    QFETCH(int, status);
    m_mirror->hub.knobs().add({.status = status, .retryAfter = 1});
    for (const char *target :
         {"/org/name/resolve/main/config.json", "/api/models/org/name", "/api/models/org/name/tree/main"}) {
        const Got got = m_mirror->get(target);
        QVERIFY2(got.status == 429 || got.status >= 500, qPrintable(QString::number(got.status)));
        QVERIFY(got.header("X-Error-Code").empty());
        QVERIFY(nlohmann::json::parse(got.body).contains("error"));
    }
}

void FaultsTest::cutTransferIsMended()
{
    m_mirror->hub.knobs().add({.listener = "cdn", .times = 1, .cutAfter = 1'000'000});
    const Got got = m_mirror->get(url("big.bin"));
    QVERIFY(got.isWhole);
    QVERIFY(got.body == bytesOf(big));
}

void FaultsTest::dataHostThatIgnoresRangeIsEnough()
{
    m_mirror->hub.knobs().add({.listener = "cdn", .ignoreRange = true});
    const Got part = m_mirror->get(url("big.bin"), {{"Range", "bytes=2000000-2000999"}});
    QCOMPARE(part.status, 206);
    QVERIFY(part.body == bytesOf(big).substr(2'000'000, 1000));
    QVERIFY(m_mirror->get(url("big.bin")).body == bytesOf(big));
    QTRY_VERIFY_WITH_TIMEOUT(m_mirror->store().find(*BlobHash::parse(big->sha256()), big->size()), 20'000);
}

void FaultsTest::wrongByteNeverCompletes()
{
    m_mirror->hub.knobs().add({.listener = "cdn", .corruptAt = 1'234'567});
    const Got got = m_mirror->get(url("big.bin"));
    QVERIFY(!got.isWhole || got.status >= 500);
    QVERIFY(!m_mirror->store().find(*BlobHash::parse(big->sha256()), big->size()));
}

void FaultsTest::wrongByteOnceIsMended()
{
    m_mirror->hub.knobs().add({.listener = "cdn", .times = 1, .corruptAt = 1'234'567});
    m_mirror->get(url("big.bin"));
    const auto hash = *BlobHash::parse(big->sha256());
    QTRY_VERIFY(m_mirror->store().find(hash, big->size()));
    QVERIFY(m_mirror->get(url("big.bin"), {{"User-Agent", "somebody else"}}).body == bytesOf(big));
}

void FaultsTest::readerOfWrongBytesNeverGetsAGoodTail_data()
{
    QTest::addColumn<QByteArray>("agent");
    QTest::addColumn<int>("status");
    QTest::newRow("restarts") << QByteArray("unknown/None; hf_hub/2.4.0; python/3.12") << 200;
    QTest::newRow("appends") << QByteArray("curl/7.88.1") << 502;
}

void FaultsTest::readerOfWrongBytesNeverGetsAGoodTail()
{
    QFETCH(QByteArray, agent);
    QFETCH(int, status);
    const HeaderField reader{"User-Agent", agent.toStdString()};
    Got cut;
    for (int attempt = 0; attempt < 20; ++attempt) {
        m_mirror->hub.knobs().add({.listener = "cdn", .times = 1, .corruptAt = 1'234'567});
        cut = m_mirror->get(url("big.bin"), {reader});
        if (!cut.isWhole)
            break;
        QVERIFY(cut.body == bytesOf(big)); // so slow a reader that all was mended before it was sent the wrong byte
        init();
    }
    QVERIFY(!cut.isWhole);
    QTRY_VERIFY(m_mirror->store().find(*BlobHash::parse(big->sha256()), big->size()));
    const std::string resume = "bytes=" + std::to_string(cut.body.size()) + "-";
    const Got resumed = m_mirror->get(url("big.bin"), {reader, {"Range", resume}});
    QCOMPARE(resumed.status, status);
    QVERIFY(resumed.body.size() < 1000 || resumed.body == bytesOf(big));
    QVERIFY(m_mirror->get(url("big.bin"), {reader}).body == bytesOf(big));
    QCOMPARE(m_mirror->get(url("big.bin"), {reader, {"Range", resume}}).status, 206);
    QCOMPARE(m_mirror->get(url("big.bin"), {{"User-Agent", "another"}, {"Range", resume}}).status, 206);
}

void FaultsTest::offlineServesWhatIsHere()
{
    QVERIFY(m_mirror->get(url("big.bin")).body == bytesOf(big));
    m_mirror->restart(true);
    m_mirror->hub.log().clear();
    QVERIFY(m_mirror->get(url("big.bin")).body == bytesOf(big));
    const Got absent = m_mirror->get("/other/repo/resolve/main/x");
    QCOMPARE(absent.status, 504);
    QVERIFY(absent.body.find("ffline") != std::string::npos);
    QCOMPARE(m_mirror->hub.log().count(), std::size_t(0));
}

void FaultsTest::whatIsMissingOfflineIsNotedAsWanted()
{
    QCOMPARE(m_mirror->head(url("big.bin")).status, 200); // known, but its bytes are not here
    m_mirror->restart(true);
    QCOMPARE(m_mirror->get(url("big.bin")).status, 504);
    QCOMPARE(m_mirror->get("/other/repo/resolve/main/x").status, 504);
    QCOMPARE(m_mirror->get("/other/repo/resolve/main/x").status, 504);
    QCOMPARE(m_mirror->get("/api/models/third/repo/revision/v1").status, 504);
    std::set<std::string> wanted;
    const auto list = m_mirror->catalog().wanted(10);
    for (const catalog::Wanted &one : *list)
        wanted.insert(one.repo.id.text() + "@" + one.revision.text() + "/" + one.path + " " +
                      std::to_string(one.times));
    QVERIFY(wanted ==
            (std::set<std::string>{"org/name@" + m_sha + "/big.bin 1", "other/repo@main/x 2", "third/repo@v1/ 1"}));
    m_mirror->restart(false);
    QVERIFY(m_mirror->get(url("big.bin")).body == bytesOf(big));
    QCOMPARE(m_mirror->catalog().wanted(10)->size(), std::size_t(2));
}

void FaultsTest::unreachableHubIsNotedAndRecoveredFrom()
{
    QCOMPARE(m_mirror->head(url("config.json")).status, 200);
    m_mirror->hub.stop();
    const Got absent = m_mirror->get("/org/name/resolve/main/big.bin");
    QCOMPARE(absent.status, 502);
    QVERIFY(absent.header("X-Error-Code").empty());
    QVERIFY(m_mirror->catalog().wanted(10)->size() == 1);
    QVERIFY(m_mirror->hub.start().has_value());
    QTRY_COMPARE_WITH_TIMEOUT(m_mirror->get("/org/name/resolve/main/big.bin").status, 307, 30'000);
    QVERIFY(m_mirror->get(url("big.bin")).body == bytesOf(big));
    QVERIFY(m_mirror->catalog().wanted(10)->empty());
}

void FaultsTest::expiredSignatureIsResolvedAgain()
{
    QCOMPARE(m_mirror->head("/org/name/resolve/main/big.bin").status, 307); // the location is known now
    m_mirror->hub.expireSignatures();
    QVERIFY(m_mirror->get(url("big.bin")).body == bytesOf(big));
}

QTEST_GUILESS_MAIN(FaultsTest)
#include "faults_test.moc"
