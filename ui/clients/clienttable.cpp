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
constexpr int lastColumnEdge = 9; ///< its right padding is that of the card

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
    const QFontMetrics cell(textFont(10));
    const QFontMetrics head(textFont(9));
    const auto widthFor = [&](int column, const QString &longest) {
        const QString title =
            static_cast<SortMarkProxy *>(model())->sourceModel()->headerData(column, Qt::Horizontal).toString() +
            u" ▾"_s;
        return std::max(cell.horizontalAdvance(longest), head.horizontalAdvance(title)) + cellPadding;
    };
    setColumnWidth(ClientTableModel::Now,
                   widthFor(ClientTableModel::Now, u"999 MB/s"_s) + (m_isNarrow ? 0 : sparklineRoom));
    setColumnWidth(ClientTableModel::Today, widthFor(ClientTableModel::Today, u"99.9 GB"_s));
    setColumnWidth(ClientTableModel::Total, widthFor(ClientTableModel::Total, u"99.9 GB"_s));
    setColumnWidth(ClientTableModel::FromCache, widthFor(ClientTableModel::FromCache, u"99.9 %"_s));
    setColumnWidth(ClientTableModel::Files, widthFor(ClientTableModel::Files, u"99"_s));
    setColumnWidth(ClientTableModel::Limit, widthFor(ClientTableModel::Limit, u"999 MB/s"_s) + lastColumnEdge);
}

} // namespace mirrorlake::ui
