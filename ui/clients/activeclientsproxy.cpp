#include "ui/clients/activeclientsproxy.h"

#include "ui/clients/clienttablemodel.h"

namespace mirrorlake::ui {

ActiveClientsProxy::ActiveClientsProxy(QObject *parent) : QSortFilterProxyModel(parent)
{
    setSortRole(ClientTableModel::SortRole);
    sort(ClientTableModel::Now, Qt::DescendingOrder);
}

bool ActiveClientsProxy::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    return sourceModel()->index(row, 0, parent).data(ClientTableModel::IsActiveRole).toBool();
}

} // namespace mirrorlake::ui
