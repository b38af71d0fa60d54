// What goes wrong on purpose goes wrong as ordered, so often as ordered, and is in the log.
#include "fakehub/digest.h"
#include "fakehub/fakehub.h"
#include "fakehub/probe.h"

#include <QElapsedTimer>
#include <QTest>

#include <future>

using namespace mirrorlake;
using namespace mirrorlake::fakehub;
using Json = nlohmann::json;

class KnobsTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_hub = std::make_unique<FakeHub>();
        m_content = generatedContent(5, 1'000'000);
        m_hub->world().commit("models/a/b", "main",
                              {{"x.bin", m_content}, {"x.txt", textContent("hello, small file\n")}});
        QVERIFY(m_hub->start());
        m_bytes.resize(static_cast<std::size_t>(m_content->size()));
        m_content->read(0, m_bytes);
        m_cdn = ask(m_hub->url() + "/a/b/resolve/main/x.bin").text("location");
    }

    void cutEndsTheBodyAtTheByte()
    {
        m_hub->knobs().add({.listener = "cdn", .times = 1, .cutAfter = 300'000});
        const Answer cut = ask(m_cdn);
        QVERIFY(!cut.isWhole);
        QCOMPARE(cut.body, m_bytes.substr(0, 300'000));
        QCOMPARE(ask(m_cdn).body, m_bytes);
        QCOMPARE(m_hub->log().where([](const LoggedRequest &line) { return line.isEnded && !line.isWhole; }).size(),
                 1U);
    }

    void corruptByteCountsOnlyTransfersThatHaveIt()
    {
        m_hub->knobs().add({.times = 1, .corruptAt = 700'000});
        QVERIFY(ask(m_cdn, range("bytes=0-699999")).body == m_bytes.substr(0, 700'000));
        const Answer wrong = ask(m_cdn, range("bytes=600000-"));
        QCOMPARE(wrong.body.size(), 400'000U);
        QVERIFY(wrong.body[100'000] != m_bytes[700'000]);
        QVERIFY(wrong.body.substr(100'001) == m_bytes.substr(700'001));
        QVERIFY(ask(m_cdn, range("bytes=600000-")).body == m_bytes.substr(600'000));
    }

    void lengthsRangesAndCodingsLie()
    {
        const int id = m_hub->knobs().add({.wrongLength = -10});
        QCOMPARE(ask(m_cdn).body, m_bytes.substr(0, 999'990));
        m_hub->knobs().remove(id);
        m_hub->knobs().add({.times = 1, .wrongLength = 10});
        QCOMPARE(ask(m_cdn).body, m_bytes + std::string(10, '\0'));
        m_hub->knobs().add({.times = 1, .contentRangeShift = 5});
        QCOMPARE(ask(m_cdn, range("bytes=0-9")).text("content-range"), std::string("bytes 5-14/1000000"));
        m_hub->knobs().add({.times = 1, .ignoreRange = true});
        const Answer whole = ask(m_cdn, range("bytes=500-"));
        QCOMPARE(whole.status, 200);
        QVERIFY(whole.body == m_bytes);
        m_hub->knobs().add({.times = 1, .gzip = true});
        const Answer packed = ask(m_cdn, range("bytes=500-"));
        QCOMPARE(packed.text("content-encoding"), std::string("gzip"));
        QVERIFY(gunzipped(packed.body) == m_bytes);
    }

    void statusIsForTheNextOnesOnly()
    {
        m_hub->knobs().add({.listener = "hub", .skip = 1, .times = 2, .status = 429, .retryAfter = 9});
        const std::string url = m_hub->url() + "/api/models/a/b";
        QCOMPARE(ask(url).status, 200);
        const Answer refused = ask(url);
        QCOMPARE(refused.status, 429);
        QCOMPARE(refused.text("ratelimit"), std::string("\"api\";r=0;t=9"));
        QCOMPARE(ask(url).status, 429);
        QCOMPARE(ask(url).status, 200);
        m_hub->knobs().add({.listener = "cdn", .times = 1, .status = 503});
        QCOMPARE(ask(m_cdn).status, 503);
        QCOMPARE(ask(m_cdn).status, 200);
    }

    void htmlLoopAndSilence()
    {
        const std::string url = m_hub->url() + "/a/b/resolve/main/x.txt";
        m_hub->knobs().add({.times = 1, .html = true});
        QVERIFY(ask(url).body.starts_with("<!DOCTYPE html>"));
        m_hub->knobs().add({.times = 1, .redirectLoop = true});
        QCOMPARE(ask(url).text("location"), std::string("/a/b/resolve/main/x.txt"));
        m_hub->knobs().add({.times = 1, .close = true});
        QCOMPARE(ask(url).status, 0);
        QCOMPARE(ask(url).status, 307);
    }

    void barrierHoldsUntilEnoughWait()
    {
        const auto barrier = m_hub->knobs().hold("/x.txt", 3);
        std::vector<std::future<Answer>> answers;
        for (int i = 0; i < 2; ++i)
            answers.push_back(later("/a/b/resolve/main/x.txt"));
        QVERIFY(barrier->waitUntilWaiting(2));
        QCOMPARE(m_hub->log().count([](const LoggedRequest &line) { return !line.isEnded; }), 2U);
        answers.push_back(later("/a/b/resolve/main/x.txt"));
        for (auto &answer : answers)
            QCOMPARE(answer.get().status, 307);
    }

    void barrierForgetsThoseWhoHungUp()
    {
        const auto barrier = m_hub->knobs().hold("/x.txt", 0);
        auto answer = later("/a/b/resolve/main/x.txt");
        QVERIFY(barrier->waitUntilWaiting(1));
        m_hub->refuse("hub", true);
        QCOMPARE(answer.get().status, 0);
        QTRY_COMPARE(barrier->waiting(), 0);
    }

    void movedBranchIsSeenByARequestThatWasHeld()
    {
        const auto barrier = m_hub->knobs().hold("/x.txt", 0);
        auto answer = later("/a/b/resolve/main/x.txt");
        QVERIFY(barrier->waitUntilWaiting(1));
        const std::string sha = m_hub->world().commit("models/a/b", "main", {{"x.txt", textContent("new\n")}});
        barrier->release();
        QCOMPARE(answer.get().text("x-repo-commit"), sha);
    }

    void stallEndsWithTheClientOrWithTheHub()
    {
        m_hub->knobs().add({.listener = "cdn", .stallAfter = 1000});
        auto answer = std::async(std::launch::async, [this] { return ask(m_cdn); });
        QTRY_COMPARE(m_hub->log().bytesSent("xet-bridge"), 1000);
        m_hub->stop();
        QCOMPARE(answer.get().body, m_bytes.substr(0, 1000));
    }

    void rateIsKeptForAConnection()
    {
        m_hub->knobs().add({.bytesPerSecond = 5'000'000});
        QElapsedTimer timer;
        timer.start();
        QVERIFY(ask(m_cdn).body == m_bytes);
        QVERIFY(timer.elapsed() >= 180); // 1 MB less 10 ms in hand and the last step; a busy machine may take longer
    }

    void refusedPortComesBackAsTheSame()
    {
        const std::string url = m_hub->url() + "/a/b/resolve/main/x.txt";
        m_hub->refuse("hub");
        QVERIFY(!ask(url).isConnected);
        m_hub->accept("hub");
        QCOMPARE(ask(url).status, 307);
        m_hub->stop();
        QVERIFY(!ask(url).isConnected);
        QVERIFY(m_hub->start());
        QCOMPARE(ask(url).status, 307);
    }

    void portCanBeRefusedOverItself()
    {
        QCOMPARE(post(m_hub->url() + "/-/do", R"({"do":"refuse","listener":"hub","drop":true})").status, 200);
        QVERIFY(!ask(m_hub->url() + "/-/health").isConnected);
        QCOMPARE(post(m_hub->cdnUrl() + "/-/do", R"({"do":"accept","listener":"hub"})").status, 200);
        QVERIFY(ask(m_hub->url() + "/-/health").isConnected);
    }

    void commitsOfOtherBytesHaveOtherNames()
    {
        World &world = m_hub->world();
        const std::string first = world.commit("models/c/d", "main", {{"x.bin", generatedContent(1, 5'000'000)}});
        world.erase("models/c/d");
        QVERIFY(world.commit("models/c/d", "main", {{"x.bin", generatedContent(2, 5'000'000)}}) != first);
        world.erase("models/c/d");
        QCOMPARE(world.commit("models/c/d", "main", {{"x.bin", generatedContent(1, 5'000'000)}}), first);
    }

    void logHasNoTokenAndAllTheRest()
    {
        ask(m_hub->url() + "/api/models/a/b",
            {.headers = {
                 {"Authorization", "Bearer " + tokenOf("alice")}, {"User-Agent", "probe/1"}, {"Range", "bytes=0-0"}}});
        const LoggedRequest line = m_hub->log().all().back();
        QVERIFY(line.hasAuthorization);
        QCOMPARE(line.user, std::string("alice"));
        QCOMPARE(line.header("user-agent"), std::string("probe/1"));
        QCOMPARE(line.header("range"), std::string("bytes=0-0"));
        QVERIFY(Json(line).dump().find(tokenOf("alice")) == std::string::npos);
    }

    void everythingWorksOverHttpToo()
    {
        const std::string url = m_hub->url() + "/-/";
        QCOMPARE(post(url + "knobs", R"({"listenr":"cdn"})").status, 400);
        QCOMPARE(post(url + "knobs", R"({"listener":3})").status, 400);
        const Json added = Json::parse(post(url + "knobs", R"({"listener":"cdn","times":1,"status":500})").body);
        QVERIFY(Json::parse(ask(url + "knobs").body)[0]["id"] == added["id"]);
        QCOMPARE(ask(m_cdn).status, 500);
        QCOMPARE(ask(url + "knobs", {.method = "DELETE"}).body, std::string("[]"));
        const Json log = Json::parse(ask(url + "log").body);
        QVERIFY(log.back()["listener"] == "cdn");
        QVERIFY(log.back()["status"] == 500);
        const Json made = Json::parse(
            post(url + "do", R"({"do":"commit","repo":"models/a/b","files":{"y":{"seed":1,"size":5}}})").body);
        QCOMPARE(made["sha"].get<std::string>(), m_hub->world().head("models/a/b"));
        QCOMPARE(post(url + "do", R"({"do":"gate","repo":"models/a/b","members":["bob"]})").status, 200);
        QCOMPARE(ask(m_hub->url() + "/a/b/resolve/main/y").status, 401);
        QCOMPARE(post(url + "do", R"({"do":"delete","repo":"models/a/none"})").status, 400);
        QCOMPARE(post(url + "do", "nonsense").status, 400);
        QCOMPARE(post(url + "do", R"({"do":"expire-signatures"})").status, 200);
        QCOMPARE(ask(m_cdn).status, 403);
    }

private:
    static Question range(const char *value) { return {.headers = {{"Range", value}}}; }
    static Answer post(const std::string &url, const std::string &body) { return ask(url, {"POST", {}, body}); }
    std::future<Answer> later(const std::string &path)
    {
        return std::async(std::launch::async, [url = m_hub->url() + path] { return ask(url); });
    }

    std::unique_ptr<FakeHub> m_hub;
    ContentPtr m_content;
    std::string m_bytes;
    std::string m_cdn;
};

QTEST_GUILESS_MAIN(KnobsTest)
#include "knobs_test.moc"
