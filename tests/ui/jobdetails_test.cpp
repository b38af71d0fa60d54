// The parts of the details pane without a window around them.
#include <QTest>

#include "ui/clients/sortmarkproxy.h"
#include "ui/fakecontrol.h"
#include "ui/jobdetails/chunkmap.h"
#include "ui/jobdetails/jobdetailfeed.h"
#include "ui/jobdetails/jobfilemodel.h"
#include "ui/jobdetails/jobsourcemodel.h"
#include "ui/jobscene.h"
#include "ui/theme/resources.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace mirrorlake;
using namespace mirrorlake::test;
using namespace mirrorlake::ui;

namespace {

constexpr auto strict = QAbstractItemModelTester::FailureReportingMode::QtTest;

QString cell(const QAbstractItemModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}

} // namespace

class JobDetailsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { initResources(); }

    void filesComeChangeAndGoInSpans()
    {
        JobFileModel model;
        const QAbstractItemModelTester tester(&model, strict);
        auto files = sceneDetail(111)->files;
        model.update(files);
        QCOMPARE(model.rowCount(), 10);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        files.erase(files.begin());
        files.front().done += 5;
        model.update(files);
        QCOMPARE(model.rowCount(), 9);
        model.update({});
        QCOMPARE(model.rowCount(), 0);
        QVERIFY(reset.isEmpty());
    }

    void runningFilesStandFirst()
    {
        JobFileModel model;
        SortMarkProxy sorted;
        const QAbstractItemModelTester tester(&sorted, strict);
        sorted.setSourceModel(&model);
        sorted.setSortRole(JobFileModel::SortRole);
        sorted.sort(JobFileModel::State);
        model.update(sceneDetail(111)->files);
        QCOMPARE(cell(sorted, 0, JobFileModel::File), u"model-00002-of-00004.safetensors"_s);
        QCOMPARE(cell(sorted, 1, JobFileModel::File), u"model-00003-of-00004.safetensors"_s);
        QCOMPARE(cell(sorted, 2, JobFileModel::State), u"Waiting"_s);
        QCOMPARE(cell(sorted, 9, JobFileModel::State), u"Here"_s);
        sorted.sort(JobFileModel::Progress, Qt::DescendingOrder);
        qint64 before = std::numeric_limits<qint64>::max();
        for (int row = 0; row < sorted.rowCount(); ++row) {
            const qint64 size = sorted.index(row, JobFileModel::Progress).data(JobFileModel::SortRole).toLongLong();
            QVERIFY(size <= before);
            before = size;
        }
    }

    void noFileIsWholeBeforeItIsHere()
    {
        JobFileModel model;
        model.update({{"a", 100, 100, preload::FileState::Active}, {"b", 100, 100, preload::FileState::Here}});
        QVERIFY(model.index(0, 0).data(JobFileModel::ShareRole).toDouble() < 1.0);
        QCOMPARE(model.index(1, 0).data(JobFileModel::ShareRole).toDouble(), 1.0);
    }

    void sourcesShareWhatCame()
    {
        JobSourceModel model;
        const QAbstractItemModelTester tester(&model, strict);
        model.update({{"https://b", 300, 1}, {"https://a", 100, 2}});
        QCOMPARE(cell(model, 0, JobSourceModel::Route), u"https://a"_s);
        QCOMPARE(model.index(0, 0).data(JobSourceModel::ShareRole).toDouble(), 0.25);
        model.update({{"https://b", 300, 1}});
        QCOMPARE(model.index(0, 0).data(JobSourceModel::ShareRole).toDouble(), 1.0);
    }

    void theMapSaysWhatItShows()
    {
        Theme theme;
        theme.apply(u"light"_s);
        ChunkMap map(theme);
        map.resize(380, 120);
        map.show({"a.bin", 100, 1, 0, {20, "hr5x-"}});
        QCOMPARE(map.summary(), u"hashed 1, received 1, on its way 1, compared again 1, missing 1"_s);
        QCOMPARE(map.accessibleDescription(), map.summary());
        QCOMPARE(map.readingAt({2, 2}), u"0\u00a0B to 20\u00a0B: hashed"_s);
        QCOMPARE(map.readingAt({2 * 16 + 2, 2}), u"40\u00a0B to 60\u00a0B: on its way 50\u00a0%"_s);
        QCOMPARE(map.readingAt({370, 100}), QString());
        QVERIFY(!map.grab().isNull());
    }

    void manyCellsFitIntoALittleRoom()
    {
        Theme theme;
        theme.apply(u"light"_s);
        ChunkMap map(theme);
        map.resize(map.minimumSizeHint() * 2);
        map.show({"a.bin", 480, 1, 0, {1, std::string(479, 'h') + "-"}});
        bool isLastSeen = false;
        for (int y = 0; y < map.height(); ++y) {
            for (int x = 0; x < map.width(); ++x)
                isLastSeen = isLastSeen || map.readingAt({x, y}).endsWith(u"missing"_s);
        }
        QVERIFY(isLastSeen);
    }

    void theFeedAsksOnlyWhileSomebodyLooks()
    {
        FakeControl control;
        control.work.jobDetails = [](preload::JobId id, const auto &then) { then(sceneDetail(id)); };
        JobDetailFeed feed(control);
        QSignalSpy arrived(&feed, &JobDetailFeed::arrived);
        feed.setJob(111);
        QVERIFY(control.work.lookedAt.empty());
        feed.setWatched(true);
        QTRY_COMPARE_WITH_TIMEOUT(arrived.size(), 1, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(arrived.size() >= 2, 20'000);
        feed.setWatched(false);
        const std::size_t asked = control.work.lookedAt.size();
        feed.setJob(112);
        QCoreApplication::processEvents();
        QCOMPARE(control.work.lookedAt.size(), asked);
    }

    void answersOfAnotherJobAreDropped()
    {
        FakeControl control;
        std::vector<control::Then<preload::JobDetail>> waiting;
        control.work.jobDetails = [&](preload::JobId, auto then) { waiting.push_back(std::move(then)); };
        JobDetailFeed feed(control);
        QList<preload::JobId> shown;
        connect(&feed, &JobDetailFeed::arrived, this, [&](const preload::JobDetail &detail) { shown << detail.id; });
        feed.setWatched(true);
        feed.setJob(111);
        feed.setJob(112);
        QCOMPARE(waiting.size(), 2u);
        waiting[0](sceneDetail(111));
        waiting[1](sceneDetail(112));
        QTRY_COMPARE_WITH_TIMEOUT(shown, QList<preload::JobId>{112}, 20'000);
    }

    void aSlowMirrorIsAskedOneThingAtATime()
    {
        FakeControl control;
        control::Then<preload::JobDetail> waiting;
        control.work.jobDetails = [&](preload::JobId, auto then) { waiting = std::move(then); };
        JobDetailFeed feed(control);
        QSignalSpy refused(&feed, &JobDetailFeed::refused);
        feed.setJob(111);
        feed.setWatched(true);
        feed.setWatched(false);
        feed.setWatched(true);
        QCOMPARE(control.work.lookedAt.size(), 1u);
        waiting(fail(ErrorCode::UpstreamTimeout, "no answer"));
        QTRY_COMPARE_WITH_TIMEOUT(refused.size(), 1, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(control.work.lookedAt.size() >= 2, 20'000);
    }
};

QTEST_MAIN(JobDetailsTest)
#include "jobdetails_test.moc"
