// What clients asked for in vain: shown, fetched when it can be, forgotten when it need not be.
#include "gui/windowfixture.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QTabBar>
#include <QTableView>

using namespace Qt::StringLiterals;
using namespace mirrorlake;
using namespace mirrorlake::test;

namespace {

constexpr int patience = 20'000;

catalog::Wanted wanted(const char *repo, const char *path, std::int64_t times)
{
    return {*RepoKey::parse(repo), *Revision::parse("main"), path, sceneTime - 60 * times, times};
}

struct WantedFixture : WindowFixture
{
    explicit WantedFixture(Dress &dress, std::vector<catalog::Wanted> list) : WindowFixture(dress, busyScene())
    {
        control.work.upkeepAnswer = [list = std::move(list)](const control::UpkeepOrder &order) {
            control::UpkeepAnswer answer;
            if (order.verb == control::UpkeepVerb::Wanted)
                answer.wanted = list;
            return answer;
        };
        window->openPage(ui::PageId::Models);
        auto *tabs = find<QTabBar>("modelTabs");
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(3).center());
        table = find<QTableView>("wantedTable");
    }

    std::vector<control::UpkeepOrder> forgotten() const
    {
        std::vector<control::UpkeepOrder> orders = control.work.upkeepOrders;
        std::erase_if(orders, [](const auto &order) { return order.verb != control::UpkeepVerb::ForgetWanted; });
        return orders;
    }

    QTableView *table;
};

const std::vector<catalog::Wanted> three{wanted("hf:models/org/b", "model.safetensors", 3),
                                         wanted("hf:models/org/b", "config.json", 2),
                                         wanted("hf:datasets/org/a", "", 1)};

} // namespace

class WantedTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_dress = std::make_unique<Dress>(); }

    void theLastAskedStandsFirst()
    {
        const WantedFixture fixture(*m_dress, three);
        QTRY_COMPARE_WITH_TIMEOUT(fixture.table->model()->rowCount(), 3, patience);
        const QAbstractItemModelTester tester(fixture.table->model());
        QCOMPARE(fixture.table->model()->index(0, 0).data().toString(), u"datasets/org/a"_s);
        QCOMPARE(fixture.table->model()->index(2, 2).data().toString(), u"model.safetensors"_s);
        QCOMPARE(fixture.table->model()->index(2, 3).data().toString(), u"3 times"_s);
    }

    void chosenFilesOfARevisionAreOneDownload()
    {
        const WantedFixture fixture(*m_dress, three);
        QTRY_COMPARE_WITH_TIMEOUT(fixture.table->model()->rowCount(), 3, patience);
        QVERIFY(!fixture.find<QAbstractButton>("fetchWantedButton")->isEnabled());
        fixture.table->selectAll();
        QVERIFY(fixture.click("fetchWantedButton"));
        const auto &orders = fixture.control.work.orders;
        QCOMPARE(orders.size(), std::size_t(2));
        QVERIFY2(orders[0].choice.files.empty(), "whose list was wanted is wanted whole");
        QCOMPARE(orders[1].repo.id.text(), std::string("org/b"));
        QCOMPARE(orders[1].choice.files.size(), std::size_t(2));
        QTRY_VERIFY_WITH_TIMEOUT(fixture.find<QLabel>("wantedNote")->isVisible(), patience);
    }

    void forgettingNamesTheRow()
    {
        const WantedFixture fixture(*m_dress, three);
        QTRY_COMPARE_WITH_TIMEOUT(fixture.table->model()->rowCount(), 3, patience);
        fixture.table->selectRow(2);
        QVERIFY(fixture.click("forgetWantedButton"));
        QCOMPARE(fixture.forgotten().size(), std::size_t(1));
        QCOMPARE(fixture.forgotten()[0].text, std::string("org/b@main:model.safetensors"));
    }

    void anEmptyListSaysSo()
    {
        const WantedFixture fixture(*m_dress, {});
        bool isSaid = false;
        for (const auto *label : fixture.window->findChildren<QLabel *>())
            isSaid = isSaid || (label->isVisible() && label->text() == u"Nothing was asked for in vain."_s);
        QVERIFY(isSaid);
    }

private:
    std::unique_ptr<Dress> m_dress;
};

QTEST_MAIN(WantedTest)
#include "wanted_test.moc"
