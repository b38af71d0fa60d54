#include "ui/parts/columnmenu.h"

#include <QHeaderView>
#include <QMenu>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

void giveColumnMenu(QTableView &table, const QList<int> &kept)
{
    QHeaderView *header = table.horizontalHeader();
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    QObject::connect(header, &QWidget::customContextMenuRequested, &table, [&table, header, kept](QPoint at) {
        auto *menu = new QMenu(header);
        menu->setObjectName(u"columnMenu"_s);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        for (int column = 0; column < header->count(); ++column) {
            QAction *action =
                menu->addAction(table.model()->headerData(column, Qt::Horizontal).toString().remove(u'▾').remove(u'▴'));
            action->setCheckable(true);
            action->setChecked(!header->isSectionHidden(column));
            action->setEnabled(!kept.contains(column));
            QObject::connect(action, &QAction::toggled, &table,
                             [&table, column](bool isShown) { table.setColumnHidden(column, !isShown); });
        }
        menu->popup(header->mapToGlobal(at));
    });
}

} // namespace mirrorlake::ui
