#include "gui/windowfixture.h"
#include "ui/downloads/wishmodel.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QTableView>
#include <QTimeEdit>

using namespace Qt::StringLiterals;
using namespace mirrorlake;
using namespace mirrorlake::test;

namespace {

struct AddFixture : WindowFixture
{
    explicit AddFixture(Dress &dress) : WindowFixture(dress, busyScene())
    {
        control.work.shelf.onCard = [](const library::CardQuestion &question) -> Result<library::Card> {
            if (question.repo.id.text() == "org/closed")
                return fail(ErrorCode::GatedRepo, "no token");
            library::Card card{.repo = {.repo = question.repo}, .revision = question.revision};
            card.bytes = 16'000'000'000;
            card.heldBytes = question.repo.id.text() == "org/half" ? 4'000'000'000 : 0;
            card.freeSpace = 38'000'000'000;
            return card;
        };
        window->openPage(ui::PageId::Downloads);
        click("addButton");
        input = find<QPlainTextEdit>("addInput");
        table = find<QTableView>("addTable");
    }

    QString cell(int row, ui::WishModel::Column column) const
    {
        return table->model()->index(row, column).data().toString();
    }
    QString summary() const { return find<QLabel>("addSummary")->text(); }

    QPlainTextEdit *input;
    QTableView *table;
};

} // namespace

class AddDialogTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_dress = std::make_unique<Dress>(); }
    void cleanupTestCase() { m_dress.reset(); }

    void pastedNamesBecomeJobs()
    {
        const AddFixture fixture(*m_dress);
        fixture.input->setPlainText(u"Qwen/Qwen3-32B\nhttps://huggingface.co/datasets/org/data\norg/gguf:Q4_K_M\n"_s);
        fixture.find<QDialog>("addDialog")->findChild<QComboBox *>(u"presetBox"_s)->setCurrentIndex(1);
        QVERIFY(fixture.click("addConfirm"));
        const auto &orders = fixture.control.work.orders;
        QCOMPARE(orders.size(), std::size_t(3));
        QCOMPARE(orders[0].repo.id.text(), std::string("Qwen/Qwen3-32B"));
        QCOMPARE(orders[0].choice.preset, preload::Preset::Safetensors);
        QCOMPARE(orders[1].repo.type, RepoType::Dataset);
        QCOMPARE(orders[2].choice.quantisation, std::string("Q4_K_M"));
        QVERIFY2(orders[0].schedule.empty() && orders[0].priority == 0 && orders[0].maxBytesPerSecond == 0,
                 "nothing is set that was not asked for");
        QTRY_VERIFY(!fixture.find<QDialog>("addDialog"));
    }

    void aBadLineIsNamedAndTheGoodOnesCanBeAdded()
    {
        const AddFixture fixture(*m_dress);
        fixture.input->setPlainText(u"org/good\nnot a name at all\norg/also@v1\n"_s);
        QCOMPARE(fixture.table->model()->rowCount(), 3);
        QCOMPARE(fixture.cell(1, ui::WishModel::Repo), u"not a name at all"_s);
        QCOMPARE(fixture.cell(1, ui::WishModel::State), u"line 2 is not understood"_s);
        QCOMPARE(fixture.cell(2, ui::WishModel::Revision), u"v1"_s);
        QVERIFY2(fixture.summary().contains(u"1 line names no repository"_s), qPrintable(fixture.summary()));
        QVERIFY(fixture.click("addConfirm"));
        QCOMPARE(fixture.control.work.orders.size(), std::size_t(2));
        QCOMPARE(fixture.control.work.orders.back().repo.id.text(), std::string("org/also"));
    }

    void withoutAGoodLineNothingCanBeAdded()
    {
        const AddFixture fixture(*m_dress);
        fixture.input->setPlainText(u"not a name at all\n"_s);
        QVERIFY2(fixture.summary().contains(u"org/name@revision"_s), qPrintable(fixture.summary()));
        QVERIFY(!fixture.click("addConfirm"));
        QVERIFY(fixture.control.work.orders.empty());
    }

    void aLineIsLeftOutByItsCheckBox()
    {
        const AddFixture fixture(*m_dress);
        fixture.input->setPlainText(u"org/a\norg/b"_s);
        const QModelIndex first = fixture.table->model()->index(0, ui::WishModel::Repo);
        QVERIFY(fixture.table->model()->setData(first, Qt::Unchecked, Qt::CheckStateRole));
        QVERIFY(fixture.click("addConfirm"));
        QCOMPARE(fixture.control.work.orders.size(), std::size_t(1));
        QCOMPARE(fixture.control.work.orders.front().repo.id.text(), std::string("org/b"));
    }

    void sizesAndRoomAreShownWhenTheyAreKnown()
    {
        const AddFixture fixture(*m_dress);
        fixture.input->setPlainText(u"org/new\norg/half\norg/closed"_s);
        QTRY_COMPARE(fixture.cell(2, ui::WishModel::State), u"needs a token"_s);
        QCOMPARE(fixture.cell(0, ui::WishModel::State), u"new"_s);
        QCOMPARE(fixture.cell(0, ui::WishModel::Size), u"16.0\u00a0GB"_s);
        QCOMPARE(fixture.cell(1, ui::WishModel::State), u"4.00\u00a0GB here"_s);
        QVERIFY2(fixture.summary().contains(u"28.0\u00a0GB to fetch; 4.00\u00a0GB are here already."_s),
                 qPrintable(fixture.summary()));
        QCOMPARE(fixture.find<QLabel>("addFit")->text(), u"room for 38.0\u00a0GB"_s);
        fixture.input->setPlainText(u"org/new\norg/half"_s);
        QCOMPARE(fixture.find<QLabel>("addFit")->text(), u"fits, room for 38.0\u00a0GB"_s);
        fixture.input->setPlainText(u"org/new\norg/newer\norg/newest"_s);
        QTRY_COMPARE(fixture.find<QLabel>("addFit")->text(), u"needs 10.0\u00a0GB more"_s);
    }

    void eachRepositoryIsAskedForOnce()
    {
        const AddFixture fixture(*m_dress);
        fixture.input->setPlainText(u"org/new\norg/new\norg/half"_s);
        QTRY_COMPARE(fixture.cell(2, ui::WishModel::State), u"4.00\u00a0GB here"_s);
        QCOMPARE(fixture.control.work.shelf.cards.size(), std::size_t(2));
    }

    void startLimitPriorityAndPinGoWithTheOrder()
    {
        const AddFixture fixture(*m_dress);
        fixture.input->setPlainText(u"org/a\ndatasets/org/b"_s);
        fixture.find<QWidget>("startWhen")->findChildren<QRadioButton *>().front()->click();
        auto *limit = fixture.find<QComboBox>("addLimit");
        limit->setCurrentIndex(limit->findData(qint64(5'000'000)));
        auto *priority = fixture.find<QComboBox>("addPriority");
        priority->setCurrentIndex(priority->findData(50));
        QVERIFY(fixture.click("keepCurrent"));
        QVERIFY(fixture.click("pinAfter"));
        QVERIFY(fixture.click("addConfirm"));
        QTRY_VERIFY(!fixture.find<QDialog>("addDialog"));
        const auto &work = fixture.control.work;
        for (const preload::JobOrder &order : work.orders) {
            QCOMPARE(order.maxBytesPerSecond, 5'000'000);
            QCOMPARE(order.priority, 50);
            QCOMPARE(order.schedule, std::string("00:00-24:00"));
            QVERIFY(order.isKeptCurrent);
        }
        QCOMPARE(work.changes.size(), std::size_t(2));
        QCOMPARE(work.changes[0].second.position, std::optional<int>(0));
        QCOMPARE(work.changes[1].second.position, std::optional<int>(1));
        std::vector<std::string> pinned;
        for (const control::UpkeepOrder &order : work.upkeepOrders) {
            if (order.verb == control::UpkeepVerb::Pin)
                pinned.push_back(order.text);
        }
        QCOMPARE(pinned, (std::vector<std::string>{"org/a", "datasets/org/b"}));
    }

    void hoursOfItsOwnGoWithTheOrder()
    {
        const AddFixture fixture(*m_dress);
        fixture.input->setPlainText(u"org/a"_s);
        fixture.find<QWidget>("startWhen")->findChildren<QRadioButton *>().back()->click();
        fixture.find<QTimeEdit>("startTime")->setTime({1, 30});
        QVERIFY(fixture.click("addConfirm"));
        QCOMPARE(fixture.control.work.orders.front().schedule, std::string("01:30-06:00"));
        QVERIFY(fixture.control.work.changes.empty());
    }

    void refusedOrderIsExplainedAndTheTextStays()
    {
        AddFixture fixture(*m_dress);
        fixture.control.work.fault = Error{ErrorCode::NoSpace, "needs 73 GB more", 0};
        fixture.input->setPlainText(u"org/large"_s);
        QVERIFY(fixture.click("addConfirm"));
        QTRY_COMPARE(fixture.find<QLabel>("addSummary")->toolTip(), u"needs 73 GB more"_s);
        QVERIFY(fixture.find<QDialog>("addDialog")->isVisible());
        QCOMPARE(fixture.input->toPlainText(), u"org/large"_s);
    }

    void modelHoldsItsPromises()
    {
        ui::WishModel model(m_dress->theme);
        const QAbstractItemModelTester tester(&model);
        model.setLines(*preload::readWishes("org/a\nnot a name\norg/b"));
        QVERIFY(!(model.flags(model.index(1, 0)) & Qt::ItemIsUserCheckable));
        model.setLines({});
        QCOMPARE(model.rowCount(), 0);
    }

private:
    std::unique_ptr<Dress> m_dress;
};

QTEST_MAIN(AddDialogTest)
#include "adddialog_test.moc"
