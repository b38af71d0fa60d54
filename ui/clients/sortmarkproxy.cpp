#include "ui/clients/sortmarkproxy.h"

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

void SortMarkProxy::sort(int column, Qt::SortOrder order)
{
    QSortFilterProxyModel::sort(column, order);
    if (columnCount() > 0)
        emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

QVariant SortMarkProxy::headerData(int section, Qt::Orientation orientation, int role) const
{
    const QVariant data = QSortFilterProxyModel::headerData(section, orientation, role);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section != sortColumn())
        return data;
    return QString(data.toString() + (sortOrder() == Qt::AscendingOrder ? u" ▴"_s : u" ▾"_s));
}

} // namespace mirrorlake::ui
