#include "ui/traffic/breakdownmodel.h"

#include "ui/format/format.h"

namespace mirrorlake::ui {

namespace {

QVariant valueOf(const BreakdownRow &row, int column)
{
    const qint64 files = row.hits + row.joined + row.misses;
    switch (BreakdownModel::Column(column)) {
    case BreakdownModel::Name:
        return row.name;
    case BreakdownModel::Requests:
        return row.requests;
    case BreakdownModel::Bytes:
        return row.bytes;
    case BreakdownModel::FromCache:
        return files > 0 ? double(row.hits + row.joined) / double(files) : -1.0;
    case BreakdownModel::Hits:
        return row.hits;
    case BreakdownModel::Joined:
        return row.joined;
    case BreakdownModel::Misses:
        return row.misses;
    case BreakdownModel::ColumnCount:
        break;
    }
    return {};
}

QString textOf(const BreakdownRow &row, int column)
{
    switch (column) {
    case BreakdownModel::Name:
        return row.name;
    case BreakdownModel::Bytes:
        return Format::bytes(double(row.bytes));
    case BreakdownModel::FromCache:
        return Format::percent(row.hits + row.joined, row.hits + row.joined + row.misses);
    default:
        return Format::count(valueOf(row, column).toLongLong());
    }
}

QString tip(const BreakdownRow &row, int column)
{
    if (column == BreakdownModel::Bytes)
        return Format::exactBytes(row.bytes);
    return column == BreakdownModel::Name && row.key != row.name ? row.key : QString();
}

} // namespace

void BreakdownModel::setBy(BreakdownBy by)
{
    m_by = by;
    retranslate();
}

void BreakdownModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

int BreakdownModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant BreakdownModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const BreakdownRow &row = rows()[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return textOf(row, index.column());
    case Qt::TextAlignmentRole:
        return int((index.column() == Name ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case Qt::ToolTipRole:
        return tip(row, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == Name ? tr("%1: %2 requests, %3, %4 from the cache.")
                                            .arg(row.key == row.name ? row.name : QString(row.name + u' ' + row.key),
                                                 textOf(row, Requests), textOf(row, Bytes), textOf(row, FromCache))
                                      : textOf(row, index.column());
    case SortRole:
        return valueOf(row, index.column());
    default:
        return {};
    }
}

QVariant BreakdownModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Name ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Name:
        return m_by == BreakdownBy::Client ? tr("Client") : m_by == BreakdownBy::Repo ? tr("Model") : tr("Result");
    case Requests:
        return tr("Requests");
    case Bytes:
        return tr("Bytes sent");
    case FromCache:
        return tr("From cache");
    case Hits:
        return tr("Hits");
    case Joined:
        return tr("Joined");
    case Misses:
        return tr("Misses");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace mirrorlake::ui
