#include "gui/windowfixture.h"
#include "ui/log/logtablemodel.h"
#include "ui/traffic/requesttablemodel.h"
#include "ui/traffic/trafficexport.h"
#include "ui/traffic/trafficlist.h"
#include "ui/trafficscene.h"

#include <QComboBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QTableView>

using namespace Qt::StringLiterals;
using namespace mirrorlake;
using namespace mirrorlake::test;

namespace {

const QString address = u"192.168.1.31"_s;

/// One client has a name; the others go by their addresses.
struct NamedFixture : WindowFixture
{
    explicit NamedFixture(Dress &dress) : WindowFixture(dress, busyScene())
    {
        control.work.upkeepAnswer = trafficAnswer;
        call(u"gpu-node-01"_s);
    }

    void call(const QString &name)
    {
        control.kept.clients.names = {address.toStdString() + "=" + name.toStdString()};
        settle();
    }
    void settle() const
    {
        window->refresh();
        QCoreApplication::processEvents();
        QCoreApplication::processEvents();
    }
    void open(ui::PageId page) const
    {
        window->openPage(page);
        settle();
    }
    QTableView *requests() const { return find<QTableView>("requestsTable"); }
    QTableView *sums() const { return find<QTableView>("breakdownTable"); }
    int shownFor(const QString &words) const
    {
        find<QLineEdit>("trafficFilter")->setText(words);
        return requests()->model()->rowCount();
    }
    void view(int index) const
    {
        QTest::mouseClick(find<QWidget>("viewSegments")->findChildren<QAbstractButton *>()[index], Qt::LeftButton);
        settle();
    }
    const ui::TrafficList &list() const { return *window->findChild<ui::TrafficList *>(); }
};

QStringList texts(const QAbstractItemModel &model, int column)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts += model.index(row, column).data().toString();
    return texts;
}

QModelIndex rowOf(const QAbstractItemModel &model, int column, const QString &text)
{
    const qsizetype row = texts(model, column).indexOf(text);
    return row < 0 ? QModelIndex() : model.index(int(row), column);
}

} // namespace

class NamesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_dress = std::make_unique<Dress>(); }
    void cleanupTestCase() { m_dress.reset(); }

    void requestsOfANamedClientShowTheNameAndTellTheAddress()
    {
        const NamedFixture fixture(*m_dress);
        fixture.open(ui::PageId::Traffic);
        const QAbstractItemModel &model = *fixture.requests()->model();
        const QModelIndex named = rowOf(model, ui::RequestTableModel::Client, u"gpu-node-01"_s);
        QVERIFY(named.isValid());
        QCOMPARE(named.data(Qt::ToolTipRole).toString(), address);
        QVERIFY(named.siblingAtColumn(0).data(Qt::AccessibleTextRole).toString().contains(u"gpu-node-01 "_s + address));
        QVERIFY(!texts(model, ui::RequestTableModel::Client).contains(address));
        fixture.requests()->setCurrentIndex(named);
        QVERIFY(fixture.find<QLabel>("requestDetails")->isVisible());
    }

    void theFilterFindsAClientByNameAndByAddress()
    {
        const NamedFixture fixture(*m_dress);
        fixture.open(ui::PageId::Traffic);
        const int all = fixture.shownFor({});
        const int byName = fixture.shownFor(u"client:gpu-*"_s);
        QVERIFY(byName > 0 && byName < all);
        QCOMPARE(fixture.shownFor(u"client:192.168.1.31"_s), byName);
        QCOMPARE(fixture.shownFor(u"gpu-node"_s), byName);
    }

    void requestsAreSortedByWhatIsShown()
    {
        const NamedFixture fixture(*m_dress);
        fixture.open(ui::PageId::Traffic);
        fixture.requests()->sortByColumn(ui::RequestTableModel::Client, Qt::DescendingOrder);
        const QStringList shown = texts(*fixture.requests()->model(), ui::RequestTableModel::Client);
        const int open = 7; // they stay on top
        QCOMPARE(shown.at(open), u"gpu-node-01"_s);
        QVERIFY(std::is_sorted(shown.begin() + open, shown.end(), std::greater()));
    }

    void aNewNameIsSeenAtOnceEvenWhilePaused()
    {
        NamedFixture fixture(*m_dress);
        fixture.open(ui::PageId::Traffic);
        QVERIFY(fixture.click("pauseListButton"));
        fixture.view(1);
        fixture.call(u"studio"_s);
        QVERIFY(rowOf(*fixture.sums()->model(), 0, u"studio"_s).isValid());
        fixture.view(0);
        const QStringList shown = texts(*fixture.requests()->model(), ui::RequestTableModel::Client);
        QVERIFY(shown.contains(u"studio"_s) && !shown.contains(u"gpu-node-01"_s));
        auto *clients = fixture.find<QComboBox>("trafficClient");
        QCOMPARE(clients->itemText(clients->findData(address)), u"studio"_s);
        clients->setCurrentIndex(clients->findData(address));
        QStringList only = texts(*fixture.requests()->model(), ui::RequestTableModel::Client);
        only.removeDuplicates();
        QCOMPARE(only, QStringList{u"studio"_s});
        fixture.control.kept.clients.names.clear();
        fixture.settle();
        QCOMPARE(fixture.requests()->model()->index(0, ui::RequestTableModel::Client).data().toString(), address);
    }

    void sumsByClientUseTheNameLiveAndOfADay()
    {
        const NamedFixture fixture(*m_dress);
        fixture.open(ui::PageId::Traffic);
        fixture.view(1);
        QCOMPARE(rowOf(*fixture.sums()->model(), 0, u"gpu-node-01"_s).data(Qt::ToolTipRole).toString(), address);
        QTest::mouseClick(fixture.find<QWidget>("spanSegments")->findChildren<QAbstractButton *>()[4], Qt::LeftButton);
        fixture.settle();
        QCOMPARE(rowOf(*fixture.sums()->model(), 0, u"gpu-node-01"_s).data(Qt::ToolTipRole).toString(), address);
    }

    void exportsHoldNameAndAddress()
    {
        const NamedFixture fixture(*m_dress);
        fixture.open(ui::PageId::Traffic);
        fixture.shownFor(u"client:gpu-node-01"_s);
        const QJsonArray requests = QJsonDocument::fromJson(asJson(fixture.list().exported())).array();
        QVERIFY(!requests.isEmpty());
        QCOMPARE(requests.at(0).toObject().value(u"client"_s).toString(), address);
        QCOMPARE(requests.at(0).toObject().value(u"client_name"_s).toString(), u"gpu-node-01"_s);
        QVERIFY(asCsv(fixture.list().exported()).contains("192.168.1.31,gpu-node-01,"));
        fixture.view(1);
        QVERIFY(asCsv(fixture.list().exported()).contains("gpu-node-01,192.168.1.31,"));
        fixture.view(2);
        QCOMPARE(fixture.list().exported().fields.size(), 6);
    }

    void theOverviewNamesWhoDownloadsAndTellsTheAddress()
    {
        const NamedFixture fixture(*m_dress);
        fixture.open(ui::PageId::Overview);
        const QAbstractItemModel &active = *fixture.find<QListView>("activeClientsList")->model();
        const QModelIndex named = rowOf(active, 0, u"gpu-node-01"_s);
        QVERIFY(named.isValid());
        QVERIFY(named.data(Qt::ToolTipRole).toString().startsWith(address));
    }

    void aLineOfTheLogIsFoundByNameAndSaysWhoItIs()
    {
        NamedFixture fixture(*m_dress);
        fixture.control.log = {
            {sceneTime * 1000, log::Level::Info, "gate", "turned away a request of 192.168.1.31 (resolve): too many"},
            {sceneTime * 1000, log::Level::Info, "gate", "turned away a request of 192.168.1.3 (resolve): too many"},
            {sceneTime * 1000, log::Level::Info, "gate", "turned away a request of 192.168.1.31."}};
        fixture.open(ui::PageId::Log);
        auto *table = fixture.find<QTableView>("logTable");
        fixture.find<QLineEdit>("logSearch")->setText(u"GPU-node"_s);
        QCOMPARE(table->model()->rowCount(), 2);
        const QModelIndex line = table->model()->index(0, ui::LogTableModel::Message);
        QVERIFY2(line.data().toString().contains(address), "the line stays as it was written");
        QVERIFY(line.data(Qt::ToolTipRole).toString().endsWith(u"\n192.168.1.31 = gpu-node-01"_s));
        table->setCurrentIndex(line);
        QVERIFY(fixture.find<QLabel>("logExplanation")->text().endsWith(u"192.168.1.31 = gpu-node-01"_s));
        fixture.call(u"studio"_s);
        QCOMPARE(table->model()->rowCount(), 0);
    }

private:
    std::unique_ptr<Dress> m_dress;
};

QTEST_MAIN(NamesTest)
#include "names_test.moc"
