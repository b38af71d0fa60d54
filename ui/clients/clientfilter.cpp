#include "ui/clients/clientfilter.h"

#include "ui/clients/clienttablemodel.h"

namespace mirrorlake::ui {

void ClientFilter::setSegment(Segment segment)
{
    m_segment = segment;
    invalidateFilter();
}

void ClientFilter::setWords(const QString &words)
{
    m_words = words.trimmed();
    invalidateFilter();
}

int ClientFilter::countOf(Segment segment) const
{
    int count = 0;
    for (int row = 0; row < sourceModel()->rowCount(); ++row)
        count += isIn(segment, row) ? 1 : 0;
    return count;
}

bool ClientFilter::isIn(Segment segment, int row) const
{
    const QModelIndex client = sourceModel()->index(row, ClientTableModel::Client);
    switch (segment) {
    case Active:
        return client.data(ClientTableModel::IsActiveRole).toBool();
    case Today:
        return client.data(ClientTableModel::IsActiveRole).toBool() ||
               client.siblingAtColumn(ClientTableModel::Today).data(ClientTableModel::SortRole).toLongLong() > 0;
    case Blocked:
        return client.data(ClientTableModel::IsBlockedRole).toBool();
    case All:
        break;
    }
    return true;
}

bool ClientFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (!isIn(m_segment, row))
        return false;
    const QModelIndex client = sourceModel()->index(row, ClientTableModel::Client, parent);
    return m_words.isEmpty() || client.data().toString().contains(m_words, Qt::CaseInsensitive) ||
           client.data(ClientTableModel::AddressRole).toString().contains(m_words, Qt::CaseInsensitive) ||
           client.data(ClientTableModel::ActivityRole).toString().contains(m_words, Qt::CaseInsensitive);
}

} // namespace mirrorlake::ui
