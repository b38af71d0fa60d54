#include "ui/parts/tablelook.h"

#include <QHeaderView>
#include <QTableView>

#include <algorithm>

namespace mirrorlake::ui {

void giveTableLook(QTableView &table, int least, int lines, int padding)
{
    table.setShowGrid(false);
    table.setFrameShape(QFrame::NoFrame);
    table.setSelectionBehavior(QTableView::SelectRows);
    table.setSelectionMode(QTableView::SingleSelection);
    table.setMouseTracking(true);
    table.setWordWrap(false);
    table.setTabKeyNavigation(false);
    table.verticalHeader()->hide();
    table.verticalHeader()->setDefaultSectionSize(std::max(least, lines * table.fontMetrics().height() + padding));
    table.horizontalHeader()->setHighlightSections(false);
}

} // namespace mirrorlake::ui
