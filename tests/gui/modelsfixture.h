// The window on its page of models, with a library that answers as the scene says.
#pragma once

#include "gui/windowfixture.h"
#include "ui/modelscene.h"

#include "ui/models/cachedmodel.h"

#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QTabBar>
#include <QTableView>
#include <QTreeView>

namespace mirrorlake::test {

constexpr int patience = 20'000;

struct ModelsFixture : WindowFixture
{
    explicit ModelsFixture(Dress &dress, const control::Snapshot &scene = idleScene(), QSize size = {1280, 800})
        : WindowFixture(dress, scene, size)
    {
        control.work.shelf.onSearch = sceneSearch;
        control.work.shelf.onCard = [](const library::CardQuestion &question) { return sceneCard(question); };
        control.work.shelf.heldPage = sceneHeld();
        window->openPage(ui::PageId::Models);
        page = find<QWidget>("modelsPage");
        results = find<QListView>("searchResults");
        field = find<QLineEdit>("searchField");
        tree = find<QTreeView>("fileTree");
        table = find<QTableView>("cachedTable");
        settle();
    }

    void settle() const
    {
        window->refresh();
        for (int i = 0; i < 4; ++i)
            QCoreApplication::processEvents();
    }
    void openCached() const
    {
        auto *tabs = find<QTabBar>("modelTabs");
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(1).center());
        settle();
    }
    void chooseResult(int row) const
    {
        QTest::mouseClick(results->viewport(), Qt::LeftButton, {},
                          results->visualRect(results->model()->index(row, 0)).center());
        settle();
    }
    void chooseHeld(const QString &name) const
    {
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            const QModelIndex at = table->model()->index(row, ui::CachedModel::Repo);
            if (at.data().toString() != name)
                continue;
            table->scrollTo(at);
            QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(at).center());
        }
        settle();
    }
    /// Clicks the box of a file as the mouse does.
    void clickBox(const QModelIndex &at) const
    {
        tree->scrollTo(at);
        const QRect rect = tree->visualRect(at);
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, QPoint(rect.left() + 10, rect.center().y()));
        settle();
    }
    QString text(const char *label) const { return find<QLabel>(label)->text(); }
    bool clickLink(const QString &name) const
    {
        for (auto *button : page->findChildren<QAbstractButton *>()) {
            if (button->isVisible() && button->accessibleName() == name) {
                QTest::mouseClick(button, Qt::LeftButton);
                settle();
                return true;
            }
        }
        return false;
    }

    QWidget *page;
    QListView *results;
    QLineEdit *field;
    QTreeView *tree;
    QTableView *table;
};

} // namespace mirrorlake::test
