// What a window of 1024 × 640 must still show.
#include "gui/windowfixture.h"
#include "ui/modelscene.h"

#include <QListView>
#include <QTreeView>

using namespace mirrorlake;
using namespace mirrorlake::test;

class NarrowTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_dress = std::make_unique<Dress>(); }
    void cleanupTestCase() { m_dress.reset(); }

    void aCardShowsFilesEnoughToChooseFrom()
    {
        WindowFixture fixture(*m_dress, idleScene(), {1024, 640});
        fixture.control.work.shelf.onSearch = sceneSearch;
        fixture.control.work.shelf.onCard = [](const library::CardQuestion &question) { return sceneCard(question); };
        fixture.window->openPage(ui::PageId::Models);
        const auto settle = [&fixture] {
            fixture.window->refresh();
            for (int i = 0; i < 4; ++i)
                QCoreApplication::processEvents();
        };
        settle();
        auto *results = fixture.find<QListView>("searchResults");
        results->setCurrentIndex(results->model()->index(4, 0));
        settle();
        const auto *tree = fixture.find<QTreeView>("fileTree");
        QVERIFY(tree->isVisible());
        int shown = 0;
        for (QModelIndex row = tree->model()->index(0, 0); row.isValid(); row = tree->indexBelow(row))
            shown += tree->viewport()->rect().contains(tree->visualRect(row)) ? 1 : 0;
        QVERIFY2(shown >= 6, qPrintable(QString::number(shown)));
        QVERIFY(fixture.find<QWidget>("modelFacts")->isVisible());
        QVERIFY(!fixture.find<QWidget>("modelSummary")->isVisible());
    }

private:
    std::unique_ptr<Dress> m_dress;
};

QTEST_MAIN(NarrowTest)
#include "narrow_test.moc"
