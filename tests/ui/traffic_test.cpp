#include <QTest>

#include "ui/charts/daybars.h"
#include "ui/scenes.h"
#include "ui/traffic/breakdownmodel.h"
#include "ui/traffic/requestfilter.h"
#include "ui/traffic/requestrates.h"
#include "ui/traffic/requesttablemodel.h"
#include "ui/traffic/trafficcharts.h"
#include "ui/traffic/trafficexport.h"
#include "ui/trafficscene.h"

#include <QAbstractItemModelTester>
#include <QDate>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace mirrorlake;
using namespace mirrorlake::ui;
using namespace mirrorlake::test;

namespace {

constexpr qint64 now = sceneTime * 1000;

std::vector<meter::ClientFigures> busyClients()
{
    return busyScene().figures.clients;
}

int shownFor(RequestFilter &filter, const QString &words)
{
    return filter.setWords(words) ? filter.rowCount() : -1;
}

} // namespace

class TrafficTest : public QObject
{
    Q_OBJECT

private slots:
    void requestsComeAndOpenOnesEndWithoutABreach()
    {
        RequestTableModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        RequestFilter filter(model);
        const QAbstractItemModelTester filterTester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
        filter.sort(RequestTableModel::Time, Qt::DescendingOrder);
        model.update(sceneRequests(300), busyClients(), now);
        QCOMPARE(model.endedCount(), 300);
        QVERIFY(model.openCount() > 0);
        const int open = model.openCount();
        model.update(sceneRequests(20, 301), busyClients(), now + 500);
        QCOMPARE(model.openCount(), open);
        QCOMPARE(model.endedCount(), 320);
        model.update(sceneRequests(5, 321), {}, now + 1000);
        QCOMPARE(model.openCount(), 0);
        QCOMPARE(model.lastNumber(), 325);
        QCOMPARE(filter.rowCount(), 325);
    }

    void anOpenRequestBeganWhenTheMirrorSaysWhateverWasLookedAtBefore()
    {
        RequestTableModel model;
        std::vector<meter::ClientFigures> clients(1);
        clients[0].address = "192.168.1.31";
        clients[0].active = {{.repo = "hf:models/a/b", .path = "x", .range = {0, 9}, .unixMilliseconds = now - 41'000}};
        model.update({}, clients, now);
        QCOMPARE(model.rows().front().at, now - 41'000);
        QCOMPARE(model.rows().front().took, 41'000);
        const qint64 number = model.rows().front().number;
        model.update({}, clients, now + 500);
        QCOMPARE(model.rows().front().number, number);
        QCOMPARE(model.rows().front().took, 41'500);
    }

    void theListIsNeverLongerThanTheMirrorsOwn()
    {
        RequestTableModel model;
        model.update(sceneRequests(5000), {}, now);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        model.update(sceneRequests(700, 5001), {}, now);
        QCOMPARE(model.rowCount(), 5000);
        QCOMPARE(model.rows().front().number, 701);
        QVERIFY(reset.isEmpty());
        QCOMPARE(removed.size(), 1);
        QCOMPARE(inserted.size(), 1);
    }

    void aNewMirrorsRequestsReplaceTheOldOnes()
    {
        RequestTableModel model;
        model.update(sceneRequests(50), {}, now);
        model.update(sceneRequests(3), {}, now);
        QCOMPARE(model.endedCount(), 3);
        QCOMPARE(model.lastNumber(), 3);
    }

    void openOnesStayOnTopHoweverItIsSorted()
    {
        RequestTableModel model;
        RequestFilter filter(model);
        model.update(sceneRequests(100), busyClients(), now);
        for (int column = 0; column < RequestTableModel::ColumnCount; ++column) {
            for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
                filter.sort(column, order);
                for (int row = 0; row < model.openCount(); ++row)
                    QVERIFY(filter.index(row, 0).data(RequestTableModel::IsOpenRole).toBool());
            }
        }
    }

    void sizesAreSortedAsNumbers()
    {
        RequestTableModel model;
        RequestFilter filter(model);
        model.update(sceneRequests(90), {}, now);
        filter.sort(RequestTableModel::Sent, Qt::DescendingOrder);
        qint64 before = std::numeric_limits<qint64>::max();
        for (int row = 0; row < filter.rowCount(); ++row) {
            const qint64 bytes =
                filter.index(row, RequestTableModel::Sent).data(RequestTableModel::SortRole).toLongLong();
            QVERIFY(bytes <= before);
            before = bytes;
        }
    }

    void wordsOfTheFilterMeanWhatTheySay()
    {
        RequestTableModel model;
        RequestFilter filter(model);
        model.update(sceneRequests(90), {}, now);
        QCOMPARE(shownFor(filter, {}), 90);
        const int misses = shownFor(filter, u"result:miss"_s);
        QVERIFY(misses > 0 && misses < 90);
        QCOMPARE(shownFor(filter, u"result:miss client:192.168.1.7*"_s), misses);
        QCOMPARE(shownFor(filter, u"result:miss client:192.168.1"_s), misses);
        QCOMPARE(shownFor(filter, u"result:miss client:10.*"_s), 0);
        QVERIFY(shownFor(filter, u"status:4xx"_s) > 0);
        QCOMPARE(shownFor(filter, u"status:4xx"_s), shownFor(filter, u"status:403"_s));
        QVERIFY(shownFor(filter, u"size>1GB took>10s"_s) > 0);
        QVERIFY(shownFor(filter, u"size>1GB took>10s"_s) < shownFor(filter, u"size>1GB"_s));
        QVERIFY(shownFor(filter, u"whisper"_s) > 0);
        QCOMPARE(shownFor(filter, u"file:*.safetensors"_s) > 0, true);
        QCOMPARE(shownFor(filter, u"size>many"_s), -1);
        QCOMPARE(shownFor(filter, u"(["_s), 0);
    }

    void ratesCountEachRequestOnceAndNothingBeforeTheListBegan()
    {
        RequestTableModel model;
        model.update(sceneRequests(400), {}, now);
        const ChartSpan minute;
        const RequestRates all = requestRates(model.rows(), minute, now - 120'000, now);
        QCOMPARE(all.points.size(), 60u);
        double sum = 0;
        for (const RequestPoint &point : all.points)
            sum += point.hits + point.joined + point.misses;
        const auto counted = std::ranges::count_if(
            model.rows(), [](const RequestRow &row) { return resultOf(row) <= RequestResult::Stale; });
        QCOMPARE(std::llround(sum), counted);
        QVERIFY(all.errors > 0);
        const RequestRates half = requestRates(model.rows(), minute, now - 30'000, now);
        QCOMPARE(half.points.size(), 30u);
        QVERIFY(requestRates({}, minute, now + 1000, now).points.empty());
    }

    void sumsByClientModelAndResultHoldAllRequests()
    {
        RequestTableModel model;
        model.update(sceneRequests(90), {}, now);
        qint64 bytes = 0;
        for (const RequestRow &row : model.rows())
            bytes += row.bytes;
        for (const BreakdownBy by : {BreakdownBy::Client, BreakdownBy::Repo, BreakdownBy::Result}) {
            qint64 requests = 0;
            qint64 sum = 0;
            for (const BreakdownRow &row : breakdown(model.rows(), by, 0)) {
                QVERIFY(!row.name.isEmpty());
                requests += row.requests;
                sum += row.bytes;
            }
            QCOMPARE(requests, 90);
            QCOMPARE(sum, bytes);
        }
        QVERIFY(breakdown(model.rows(), BreakdownBy::Client, now + 1).empty());
    }

    void sumsOfADayFollowTheCatalogue()
    {
        const std::vector<catalog::DayRow> rows{{.day = "2026-11-20",
                                                 .name = "hf:models/org/a",
                                                 .servedBytes = 100,
                                                 .fetchedBytes = 40,
                                                 .files = 10,
                                                 .hits = 8,
                                                 .joined = 3},
                                                {.day = "2026-11-20",
                                                 .name = "hf:models/org/b",
                                                 .servedBytes = 50,
                                                 .fetchedBytes = 0,
                                                 .files = 5,
                                                 .hits = 5,
                                                 .joined = 0}};
        const auto repos = breakdown(rows, BreakdownBy::Repo);
        QCOMPARE(repos.size(), 2u);
        QCOMPARE(repos[0].name, u"org/a"_s);
        QCOMPARE(repos[0].misses, 2);
        QCOMPARE(repos[0].hits, 5);
        qint64 files = 0;
        for (const BreakdownRow &row : breakdown(rows, BreakdownBy::Result))
            files += row.requests;
        QCOMPARE(files, 15);
        BreakdownModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.update(repos);
        model.update(breakdown(rows, BreakdownBy::Result));
        QCOMPARE(model.index(0, BreakdownModel::Bytes).data(BreakdownModel::SortRole).typeId(), QMetaType::LongLong);
    }

    void daysWithoutTrafficAreBarsToo()
    {
        const QDate today(2026, 11, 21);
        const auto bars =
            dayBars({{.day = "2026-11-20", .servedBytes = 10, .fetchedBytes = 4}}, TrafficSpan::Days, today);
        QCOMPARE(bars.size(), 30u);
        QCOMPARE(bars.back().day, u"2026-11-21"_s);
        QCOMPARE(bars[28].saved, 6.0);
        QCOMPARE(bars[28].fetched, 4.0);
        QCOMPARE(bars[0].served, 0.0);
        QCOMPARE(dayBars({}, TrafficSpan::Months, today).front().day, u"2025-12"_s);
    }

    void exportsHoldEveryRowAndNoFormula()
    {
        RequestTableModel model;
        std::vector<meter::RequestRecord> requests = sceneRequests(9);
        requests[0].repo.clear();
        requests[0].path.clear();
        requests[0].target = "=HYPERLINK(\"http://x\",\"y\")";
        model.update(requests, {}, now);
        const ExportTable table = exportTable(model.rows());
        const QByteArray csv = asCsv(table);
        QCOMPARE(csv.count("\r\n"), 10);
        QVERIFY(csv.contains("\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""));
        const QJsonArray list = QJsonDocument::fromJson(asJson(table)).array();
        QCOMPARE(list.size(), 9);
        QCOMPARE(list.at(1).toObject().value(u"bytes"_s).toInteger(), requests[1].bytes);
        QVERIFY(list.at(1).toObject().value(u"time"_s).toString().endsWith(u'Z'));
    }
};

QTEST_GUILESS_MAIN(TrafficTest)
#include "traffic_test.moc"
