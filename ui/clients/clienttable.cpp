#include "ui/clients/clienttable.h"

#include "ui/clients/clientdelegate.h"
#include "ui/clients/clienttablemodel.h"
#include "ui/clients/sortmarkproxy.h"
#include "ui/parts/columnmenu.h"
#include "ui/parts/tablelook.h"
#include "ui/theme/fonts.h"

#include <QHeaderView>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr int leastRowHeight = 40;
constexpr int cellPadding = 16;
constexpr int sparklineRoom = 70;

} // namespace

ClientTable::ClientTable(const Theme &theme, SortMarkProxy &rows, QWidget *parent) : QTableView(parent)
{
    rows.setSortRole(ClientTableModel::SortRole);
    setObjectName(u"clientsTable"_s);
    setModel(&rows);
    setItemDelegate(new ClientDelegate(theme, false, this));
    giveTableLook(*this, leastRowHeight, 2, 8);
    setHorizontalScrollMode(ScrollPerPixel);
    QHeaderView *header = horizontalHeader();
    header->setSectionsMovable(true);
    header->setMinimumSectionSize(54);
    header->setSectionResizeMode(ClientTableModel::Client, QHeaderView::Stretch);
    giveColumnMenu(*this, {ClientTableModel::Client});
    setSortingEnabled(true);
    sortByColumn(ClientTableModel::Today, Qt::DescendingOrder);
    retranslate();
}

void ClientTable::setNarrow(bool isNarrow)
{
    m_isNarrow = isNarrow;
    fitColumns();
}

void ClientTable::leaveOut(const std::vector<int> &hidden)
{
    for (const int column : hidden)
        hideColumn(column);
}

void ClientTable::retranslate()
{
    setAccessibleName(tr("Clients"));
    fitColumns();
}

void ClientTable::fitColumns()
{
    const auto *rows = static_cast<const SortMarkProxy *>(model())->sourceModel();
    ui::fitColumns(*this, *static_cast<const ClientTableModel *>(rows), cellPadding);
    if (!m_isNarrow)
        setColumnWidth(ClientTableModel::Now, columnWidth(ClientTableModel::Now) + sparklineRoom);
}

} // namespace mirrorlake::ui
