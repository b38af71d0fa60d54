#include "gui/windowfixture.h"
#include "ui/modelscene.h"
#include "ui/trash/trashmodel.h"

#include <QAbstractItemModelTester>
#include <QDialog>
#include <QLabel>
#include <QListWidget>
#include <QTabBar>
#include <QTableView>

using namespace Qt::StringLiterals;
using namespace mirrorlake;
using namespace mirrorlake::test;
using control::UpkeepVerb;

namespace {

BlobHash hashOf(char digit)
{
    return *BlobHash::parse(std::string(64, digit));
}

/// A mirror with three files in its trash, of which the history knows two.
struct TrashFixture : WindowFixture
{
    explicit TrashFixture(Dress &dress) : WindowFixture(dress, scene())
    {
        control.kept.eviction.trashFor = std::chrono::hours(7 * 24);
        control.work.shelf.heldPage = sceneHeld();
        control.work.upkeepAnswer = [this](const control::UpkeepOrder &order) { return answer(order); };
    }

    static control::Snapshot scene()
    {
        control::Snapshot scene = idleScene();
        control::UpkeepFacts facts;
        facts.eviction.trashBytes = 8'500'000'000;
        scene.upkeep = std::make_shared<const control::UpkeepFacts>(facts);
        return scene;
    }

    control::UpkeepAnswer answer(const control::UpkeepOrder &order)
    {
        control::UpkeepAnswer answer;
        switch (order.verb) {
        case UpkeepVerb::Trash:
            answer.trash = trash;
            break;
        case UpkeepVerb::History:
            answer.history = {
                {sceneTime - 7200, hashOf('a'), 8'000'000'000, "by-hand", "lru", "org/large", "model.safetensors"},
                {sceneTime - 86'400, hashOf('b'), 400'000'000, "age", "lru", "datasets/org/text", "train.parquet"},
                {sceneTime - 9 * 86'400, hashOf('b'), 400'000'000, "size-cap", "lru", "org/before", "old.bin"}};
            break;
        case UpkeepVerb::Restore:
        case UpkeepVerb::EmptyTrash:
            answer.count = std::int64_t(std::erase_if(trash, [&](const store::TrashedBlob &blob) {
                return order.text.empty() || order.text.find(blob.hash.text()) != std::string::npos;
            }));
            break;
        case UpkeepVerb::Remove:
            answer.swept.freed = 13'600'000'000;
            answer.swept.items = {{.hash = hashOf('d'), .size = 13'600'000'000, .place = {}}};
            std::erase_if(control.work.shelf.heldPage.repos,
                          [](const auto &repo) { return repo.repo.id.text().ends_with("base-1.0"); });
            break;
        default:
            break;
        }
        return answer;
    }

    void settle() const
    {
        window->refresh();
        for (int i = 0; i < 4; ++i)
            QCoreApplication::processEvents();
    }
    void openCached() const
    {
        window->openPage(ui::PageId::Models);
        auto *tabs = find<QTabBar>("modelTabs");
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(1).center());
        settle();
    }
    QTableView *openTrash() const
    {
        openCached();
        click("trashButton");
        settle();
        return find<QTableView>("trashTable");
    }
    bool press(const char *name) const
    {
        const bool isPressed = click(name);
        settle();
        return isPressed;
    }
    const control::UpkeepOrder *ordered(UpkeepVerb verb) const
    {
        const auto found = std::ranges::find(control.work.upkeepOrders, verb, &control::UpkeepOrder::verb);
        return found == control.work.upkeepOrders.end() ? nullptr : &*found;
    }

    std::vector<store::TrashedBlob> trash{{hashOf('a'), 8'000'000'000, sceneTime - 7200},
                                          {hashOf('b'), 400'000'000, sceneTime - 86'400},
                                          {hashOf('c'), 100'000'000, sceneTime - 2 * 86'400}};
};

QString cell(const QTableView &table, int row, int column)
{
    return table.model()->index(row, column).data().toString();
}

} // namespace

class TrashTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_dress = std::make_unique<Dress>(); }
    void cleanupTestCase() { m_dress.reset(); }

    void itSaysWhatWentWhyAndUntilWhenItIsKept()
    {
        const TrashFixture fixture(*m_dress);
        const QTableView *table = fixture.openTrash();
        QVERIFY(table && table->isVisible());
        QCOMPARE(table->model()->rowCount(), 3);
        using Column = ui::TrashModel::Column;
        QCOMPARE(cell(*table, 0, Column::What), u"org/large · model.safetensors"_s);
        QCOMPARE(cell(*table, 0, Column::Why), u"deleted by hand"_s);
        QCOMPARE(cell(*table, 0, Column::Until), u"28 Nov 2026"_s);
        QVERIFY2(cell(*table, 1, Column::What).startsWith(u"datasets/org/text"_s), "the newest word of the history");
        QCOMPARE(cell(*table, 1, Column::Why), u"not used for too long"_s);
        QCOMPARE(cell(*table, 2, Column::What), u"cccccccccc"_s);
        QVERIFY(fixture.find<QLabel>("trashSums")->text().contains(u"8.50\u00a0GB"_s));
        QVERIFY(fixture.find<QAbstractButton>("trashButton")->text().contains(u"8.50\u00a0GB"_s));
    }

    void whatIsChosenComesBack()
    {
        TrashFixture fixture(*m_dress);
        QTableView *table = fixture.openTrash();
        QVERIFY(!fixture.find<QAbstractButton>("restoreButton")->isEnabled());
        table->selectRow(0);
        table->selectionModel()->select(table->model()->index(2, 0),
                                        QItemSelectionModel::Select | QItemSelectionModel::Rows);
        QVERIFY(fixture.press("restoreButton"));
        QCOMPARE(fixture.ordered(UpkeepVerb::Restore)->text, std::string(64, 'a') + ',' + std::string(64, 'c'));
        QCOMPARE(table->model()->rowCount(), 1);
        QCOMPARE(fixture.find<QLabel>("trashSums")->text(), u"2 files are back."_s);
    }

    void deletingForGoodIsAskedAboutFirst()
    {
        TrashFixture fixture(*m_dress);
        QTableView *table = fixture.openTrash();
        table->selectRow(1);
        QVERIFY(fixture.press("removeForGoodButton"));
        QVERIFY(fixture.find<QLabel>("trashQuestion")->text().contains(u"400\u00a0MB"_s));
        QVERIFY(fixture.press("cancelTrashButton"));
        QVERIFY(!fixture.ordered(UpkeepVerb::EmptyTrash));
        QVERIFY(fixture.press("removeForGoodButton"));
        QVERIFY(fixture.press("confirmTrashButton"));
        QCOMPARE(fixture.ordered(UpkeepVerb::EmptyTrash)->text, std::string(64, 'b'));
        QCOMPARE(table->model()->rowCount(), 2);
    }

    void itCanBeEmptied()
    {
        TrashFixture fixture(*m_dress);
        const QTableView *table = fixture.openTrash();
        QVERIFY(fixture.press("emptyTrashButton"));
        QVERIFY(fixture.press("confirmTrashButton"));
        QVERIFY(fixture.ordered(UpkeepVerb::EmptyTrash)->text.empty());
        QVERIFY(!table->isVisible());
        QVERIFY(!fixture.find<QAbstractButton>("emptyTrashButton")->isEnabled());
        QVERIFY(fixture.press("closeTrashButton"));
    }

    void aRefusalIsSaid()
    {
        TrashFixture fixture(*m_dress);
        fixture.openTrash()->selectRow(0);
        fixture.control.work.fault = Error{ErrorCode::EntryNotFound, "no such blob is in the trash"};
        QVERIFY(fixture.press("restoreButton"));
        QCOMPARE(fixture.find<QLabel>("trashSums")->property("tone").toString(), u"error"_s);
    }

    void aRepoMovedToTheTrashCanBeTakenBackAtOnce()
    {
        TrashFixture fixture(*m_dress);
        fixture.openCached();
        auto *table = fixture.find<QTableView>("cachedTable");
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            if (cell(*table, row, 1).endsWith(u"base-1.0"_s))
                table->selectRow(row);
        }
        const int before = table->model()->rowCount();
        QVERIFY(!fixture.find<QAbstractButton>("undoDeleteButton")->isVisible());
        QVERIFY(fixture.press("deleteFilesButton"));
        QVERIFY(fixture.press("toTrashButton"));
        QVERIFY(!fixture.ordered(UpkeepVerb::Remove)->isForGood);
        QCOMPARE(table->model()->rowCount(), before - 1);
        QVERIFY(fixture.press("undoDeleteButton"));
        QCOMPARE(fixture.ordered(UpkeepVerb::Restore)->text, std::string(64, 'd'));
        QVERIFY(!fixture.find<QAbstractButton>("undoDeleteButton")->isVisible());
    }

    void aRepoThatSharesEverythingCanBeTakenOutOfTheList()
    {
        TrashFixture fixture(*m_dress);
        auto &repos = fixture.control.work.shelf.heldPage.repos;
        repos.erase(repos.begin() + 1, repos.end());
        repos[0].held.pinned = library::Pinned::No;
        repos[0].sharedBytes = repos[0].held.bytes;
        repos[0].freedBytes = 0;
        fixture.openCached();
        fixture.find<QTableView>("cachedTable")->selectRow(0);
        QVERIFY(fixture.press("deleteFilesButton"));
        QVERIFY(fixture.press("confirmDeleteButton"));
        QVERIFY(fixture.ordered(UpkeepVerb::Remove));
    }

    void withoutTrashDeletingIsForGood()
    {
        TrashFixture fixture(*m_dress);
        fixture.control.kept.eviction.trashFor = std::chrono::seconds(0);
        fixture.openCached();
        fixture.find<QTableView>("cachedTable")->selectRow(10);
        QVERIFY(fixture.press("deleteFilesButton"));
        QVERIFY(!fixture.find<QAbstractButton>("toTrashButton")->isVisible());
        QVERIFY(fixture.find<QAbstractButton>("confirmDeleteButton")->isVisible());
    }

    void theEvictionSettingsAndTheMenuLeadThere()
    {
        const TrashFixture fixture(*m_dress);
        fixture.window->openPage(ui::PageId::Settings);
        fixture.find<QListWidget>("settingsList")->setCurrentRow(2);
        fixture.settle();
        QVERIFY(fixture.press("evictionTrashLink"));
        QVERIFY(fixture.find<QDialog>("trashDialog"));
    }

    void theModelKeepsItsRules()
    {
        ui::TrashModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const std::vector<store::TrashedBlob> all{{hashOf('b'), 2, 20}, {hashOf('a'), 1, 10}, {hashOf('c'), 3, 30}};
        model.update(ui::trashRows(all, {}, std::chrono::seconds(100)), 50);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.rows().front().until, 110);
        model.update(ui::trashRows({all.front()}, {}, std::chrono::seconds(100)), 60);
        QCOMPARE(model.bytes(), 2);
        QCOMPARE(model.index(0, ui::TrashModel::Size).data(ui::TrashModel::SortRole).typeId(), QMetaType::LongLong);
    }

private:
    std::unique_ptr<Dress> m_dress;
};

QTEST_MAIN(TrashTest)
#include "trash_test.moc"
