#include "ui/shell/sidebarmodel.h"

#include "ui/format/format.h"

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

void SidebarModel::setCount(PageId page, int count)
{
    int &present = m_counts[std::size_t(page)];
    if (present == count)
        return;
    present = count;
    const QModelIndex changed = index(rowOf(page));
    emit dataChanged(changed, changed);
}

void SidebarModel::retranslate()
{
    emit dataChanged(index(0), index(rowCount() - 1));
}

int SidebarModel::rowOf(PageId page)
{
    return page == PageId::Settings ? spacerRow + 1 : int(page);
}

PageId SidebarModel::pageAt(int row)
{
    return row > spacerRow ? PageId::Settings : PageId(row);
}

int SidebarModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : pageCount + 1;
}

QVariant SidebarModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (index.row() == spacerRow)
        return role == IsSpacerRole ? QVariant(true) : QVariant();
    const PageId page = pageAt(index.row());
    const int count = m_counts[std::size_t(page)];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return titleOf(page);
    case Qt::AccessibleTextRole:
        return count > 0 ? tr("%1, %2", "page and its count").arg(titleOf(page), Format::count(count)) : titleOf(page);
    case IconRole:
        return keyOf(page);
    case CountRole:
        return count > 0 ? Format::count(count) : QString();
    default:
        return {};
    }
}

Qt::ItemFlags SidebarModel::flags(const QModelIndex &index) const
{
    return index.row() == spacerRow ? Qt::NoItemFlags : QAbstractListModel::flags(index);
}

} // namespace mirrorlake::ui
