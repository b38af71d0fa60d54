#include "ui/clients/activeclientsproxy.h"
#include "ui/clients/clienttablemodel.h"
#include "ui/clients/sortmarkproxy.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace mirrorlake;
using namespace mirrorlake::ui;

namespace {

meter::ClientFigures client(std::string address, double now = 0, std::int64_t today = 0)
{
    meter::ClientFigures figures;
    figures.address = std::move(address);
    figures.nowBytesPerSecond = now;
    figures.todayBytes = today;
    figures.totalBytes = today * 2;
    return figures;
}

meter::ClientFigures active(std::string address, double now)
{
    meter::ClientFigures figures = client(std::move(address), now);
    figures.active = {{.repo = "hf:models/org/name", .path = "a.bin", .range = {}, .sent = 1, .outcome = Outcome::Hit}};
    return figures;
}

QStringList addresses(const QAbstractItemModel &model)
{
    QStringList list;
    for (int row = 0; row < model.rowCount(); ++row)
        list << model.index(row, 0).data().toString();
    return list;
}

} // namespace

class ClientTableModelTest : public QObject
{
    Q_OBJECT

private slots:
    void keepsItsPromisesWhileClientsComeAndGo()
    {
        ClientTableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        SortMarkProxy sorted;
        sorted.setSourceModel(&model);
        sorted.setSortRole(ClientTableModel::SortRole);
        sorted.sort(ClientTableModel::Today, Qt::DescendingOrder);
        QAbstractItemModelTester sortedTester(&sorted, QAbstractItemModelTester::FailureReportingMode::QtTest);
        ActiveClientsProxy onlyActive;
        onlyActive.setSourceModel(&model);
        QAbstractItemModelTester activeTester(&onlyActive, QAbstractItemModelTester::FailureReportingMode::QtTest);

        unsigned seed = 1;
        for (int round = 0; round < 200; ++round) {
            std::vector<meter::ClientFigures> clients;
            for (int i = 0; i < 30; ++i) {
                seed = seed * 1664525u + 1013904223u;
                if (seed % 3 == 0)
                    continue;
                const std::string address = "10.0.0." + std::to_string(i);
                clients.push_back(seed % 2 ? active(address, seed % 1000) : client(address, 0, seed % 5000));
            }
            model.update(clients, round * 500);
            QCOMPARE(model.rowCount(), int(clients.size()));
        }
    }

    void rowsStayInTheOrderOfAddresses()
    {
        ClientTableModel model;
        model.update({client("b"), client("d")}, 0);
        model.update({client("e"), client("a"), client("c"), client("d")}, 500);
        QCOMPARE(addresses(model), QStringList({u"a"_s, u"c"_s, u"d"_s, u"e"_s}));
    }

    void oneSpanForNeighboursThatChange()
    {
        ClientTableModel model;
        model.update({client("a"), client("b"), client("c"), client("d")}, 0);
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        model.update({client("a", 0, 1), client("b", 0, 1), client("c"), client("d", 0, 1)}, 500);
        QCOMPARE(changes.size(), 2);
        QCOMPARE(changes[0][0].toModelIndex().row(), 0);
        QCOMPARE(changes[0][1].toModelIndex().row(), 1);
        QCOMPARE(changes[1][0].toModelIndex().row(), 3);
    }

    void nothingIsSaidWhenNothingChanged()
    {
        ClientTableModel model;
        model.update({client("a"), client("b")}, 0);
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy inserts(&model, &QAbstractItemModel::rowsInserted);
        model.update({client("b"), client("a")}, 500);
        QCOMPARE(changes.size(), 0);
        QCOMPARE(inserts.size(), 0);
    }

    void sizesSortAsNumbers()
    {
        ClientTableModel model;
        SortMarkProxy sorted;
        sorted.setSourceModel(&model);
        sorted.setSortRole(ClientTableModel::SortRole);
        model.update({client("a", 0, 9'000), client("b", 0, 10'000'000), client("c", 0, 200)}, 0);
        sorted.sort(ClientTableModel::Today, Qt::DescendingOrder);
        QCOMPARE(addresses(sorted), QStringList({u"b"_s, u"a"_s, u"c"_s}));
        QVERIFY(
            sorted.headerData(ClientTableModel::Today, Qt::Horizontal, Qt::DisplayRole).toString().endsWith(u"▾"_s));
    }

    void onlyActiveClientsAreListedFastestFirst()
    {
        ClientTableModel model;
        ActiveClientsProxy onlyActive;
        onlyActive.setSourceModel(&model);
        model.update({active("a", 10), client("b"), active("c", 90)}, 0);
        QCOMPARE(addresses(onlyActive), QStringList({u"c"_s, u"a"_s}));
        QCOMPARE(onlyActive.index(0, 0).data(ClientTableModel::ActivityRole).toString(), u"org/name"_s);
        model.update({client("a"), client("b"), active("c", 90)}, 500);
        QCOMPARE(addresses(onlyActive), QStringList({u"c"_s}));
    }

    void sparklineKeepsOneMinuteInSteps()
    {
        ClientTableModel model;
        for (int i = 0; i < 400; ++i)
            model.update({client("a", i)}, 500 * i);
        const auto history = model.index(0, 0).data(ClientTableModel::HistoryRole).value<std::vector<float>>();
        QCOMPARE(history.size(), 30u);
        QCOMPARE(history.back(), 399.0f);
        QCOMPARE(history.back() - history[history.size() - 3], 8.0f);
    }

    void sparklineBeginsAnewAfterAPause()
    {
        ClientTableModel model;
        for (int i = 0; i < 20; ++i)
            model.update({client("a", 5)}, 500 * i);
        model.update({client("a", 5)}, 3'600'000);
        QCOMPARE(model.index(0, 0).data(ClientTableModel::HistoryRole).value<std::vector<float>>().size(), 1u);
    }

    void sparklineGoesOnAfterAWhileOutOfSight()
    {
        ClientTableModel model;
        meter::ClientFigures figures = client("a", 5);
        for (int i = 0; i < 20; ++i)
            model.update({figures}, 500 * i);
        const auto history = [&model] {
            return model.index(0, 0).data(ClientTableModel::HistoryRole).value<std::vector<float>>();
        };
        const std::vector<float> before = history();
        figures.totalBytes += 10'000;
        model.update({figures}, 500 * 19 + 10'000);
        QCOMPARE(history().size(), before.size() + 5);
        QVERIFY(std::equal(before.begin(), before.end(), history().begin()));
        QCOMPARE(history().back(), 5.0f);
        QVERIFY(history()[before.size()] > 500.0f);
    }

    void idleClientsShowNoRate()
    {
        ClientTableModel model;
        model.update({client("a"), active("b", 0)}, 0);
        QCOMPARE(model.index(0, ClientTableModel::Now).data().toString(), u"–"_s);
        QCOMPARE(model.index(1, ClientTableModel::Now).data().toString(), u"0\u00a0B/s"_s);
        QCOMPARE(model.index(0, ClientTableModel::FromCache).data().toString(), u"–"_s);
    }

    void aRowCanBeHeard()
    {
        ClientTableModel model;
        model.update({active("192.168.1.31", 2e6)}, 0);
        const QString spoken = model.index(0, 0).data(Qt::AccessibleTextRole).toString();
        QVERIFY(spoken.contains(u"192.168.1.31"_s));
        QVERIFY(spoken.contains(u"2.00\u00a0MB/s"_s));
    }

    void tenThousandClientsStayQuick()
    {
        ClientTableModel model;
        std::vector<meter::ClientFigures> clients;
        for (int i = 0; i < 10'000; ++i)
            clients.push_back(client("10.0." + std::to_string(i / 256) + '.' + std::to_string(i % 256), 0, i));
        model.update(clients, 0);
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        for (int i = 0; i < 10'000; i += 2)
            clients[std::size_t(i)].todayBytes += 1;
        model.update(clients, 500);
        QCOMPARE(model.rowCount(), 10'000);
        QVERIFY(changes.size() <= 5'000);
    }
};

QTEST_GUILESS_MAIN(ClientTableModelTest)
#include "clienttablemodel_test.moc"
