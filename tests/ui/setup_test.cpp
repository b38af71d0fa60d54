#include "ui/format/errortext.h"
#include "ui/overview/attention.h"
#include "ui/scenes.h"
#include "ui/setup/clientlines.h"
#include "ui/setup/listenchoices.h"
#include "ui/setup/qrcode.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace mirrorlake;
using namespace mirrorlake::ui;

class SetupTest : public QObject
{
    Q_OBJECT

private slots:
    void eachShellGetsItsOwnLine()
    {
        const auto lines = clientLinesFor(u"http://192.168.1.20:8090"_s);
        QCOMPARE(lines.size(), 5u);
        QCOMPARE(lines[0].command, u"export HF_ENDPOINT=http://192.168.1.20:8090"_s);
        QCOMPARE(lines[1].command, u"$env:HF_ENDPOINT = \"http://192.168.1.20:8090\""_s);
        QCOMPARE(lines[2].command, u"set HF_ENDPOINT=http://192.168.1.20:8090"_s);
        QCOMPARE(lines[3].command, u"docker run -e HF_ENDPOINT=http://192.168.1.20:8090"_s);
        QCOMPARE(lines[4].command, u"os.environ[\"HF_ENDPOINT\"] = \"http://192.168.1.20:8090\""_s);
    }

    void qrCodeIsBlackOnWhiteWithAMargin()
    {
        const QImage image = qrCode(u"http://192.168.1.20:8090"_s, 232);
        QCOMPARE(image.size(), QSize(232, 232));
        int black = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const QColor color = image.pixelColor(x, y);
                QVERIFY(color == Qt::black || color == Qt::white);
                const bool isMargin = std::min({x, y, 231 - x, 231 - y}) < 16;
                QVERIFY(!isMargin || color == Qt::white);
                black += color == Qt::black;
            }
        }
        QVERIFY(black > 1000);
    }

    void textTooLongForACodeGivesNone() { QVERIFY(qrCode(QString(5000, u'x'), 232).isNull()); }

    void thisPcIsOfferedFirstAndNoNetworkIsChosenByItself()
    {
        const auto choices = listenChoices();
        QVERIFY(choices.size() >= 2);
        QCOMPARE(choices[0].host, u"127.0.0.1"_s);
        QCOMPARE(choices[1].kind, ListenChoice::Kind::EveryNetwork);
    }

    void upstreamThatIsGoneNeedsAttention()
    {
        control::Snapshot scene = test::idleScene();
        control::UpkeepFacts facts;
        facts.routes = {upstream::RouteHealth(), upstream::RouteHealth()};
        facts.routes[0].lastError = "connection refused";
        facts.routes[0].state = upstream::RouteHealth::State::Resting;
        scene.upkeep = std::make_shared<const control::UpkeepFacts>(facts);
        QVERIFY2(attentionItems(scene).empty(), "one still works");
        facts.routes[1].state = upstream::RouteHealth::State::Resting;
        scene.upkeep = std::make_shared<const control::UpkeepFacts>(facts);
        const auto items = attentionItems(scene);
        QCOMPARE(items.size(), 1u);
        QCOMPARE(items[0].fix, AttentionFix::CheckHealth);
        QVERIFY(items[0].detail.contains(u"connection refused"_s));
        scene.isOffline = true;
        QVERIFY2(attentionItems(scene).front().fix == AttentionFix::GoOnline, "it is not asked then");
    }

    void quietSceneNeedsNobody() { QVERIFY(attentionItems(test::idleScene()).empty()); }

    void stalledFillsAndOfflineModeNeedAttention()
    {
        control::Snapshot snapshot = withoutJobs();
        snapshot.isOffline = true;
        const auto items = attentionItems(snapshot);
        QCOMPARE(items.size(), 2u);
        QVERIFY(items[0].text.contains(u"deepseek-ai/DeepSeek-R1-Distill-Qwen-14B"_s));
        QCOMPARE(items[0].detail, sentenceFor(ErrorCode::UpstreamTimeout));
    }

    void failuresStandBeforeWarnings()
    {
        control::Snapshot snapshot = withoutJobs();
        snapshot.fills.push_back(snapshot.fills.front());
        snapshot.fills.back().state = "failed";
        const auto items = attentionItems(snapshot);
        QCOMPARE(items.size(), 2u);
        QVERIFY(items[0].isError);
        QVERIFY(!items[1].isError);
    }

    void failedDownloadsLeadToATokenOrTheQueue()
    {
        std::vector<preload::Job> jobs = *test::busyScene().jobs;
        std::erase_if(jobs, [](const preload::Job &job) { return job.state != preload::JobState::Failed; });
        jobs.push_back(jobs.front());
        jobs.back().reason = {"the Hub has no such revision", ErrorCode::RevisionNotFound};
        control::Snapshot snapshot = test::idleScene();
        snapshot.jobs = std::make_shared<const std::vector<preload::Job>>(jobs);
        const auto items = attentionItems(snapshot);
        QCOMPARE(items.size(), 2u);
        QCOMPARE(items[0].fix, AttentionFix::AddToken);
        QCOMPARE(items[1].fix, AttentionFix::Downloads);
    }

    void fullDiskIsAnError()
    {
        control::Snapshot snapshot = test::idleScene();
        snapshot.freeSpace = 9'000'000'000;
        QCOMPARE(attentionItems(snapshot).size(), 1u);
        snapshot.diskSize = 20'000'000'000; // 9 of 20 GB free is plenty on a small disk
        QVERIFY(attentionItems(snapshot).empty());
    }

private:
    static control::Snapshot withoutJobs()
    {
        control::Snapshot snapshot = test::busyScene();
        snapshot.jobs = std::make_shared<const std::vector<preload::Job>>();
        return snapshot;
    }
};

QTEST_GUILESS_MAIN(SetupTest)
#include "setup_test.moc"
