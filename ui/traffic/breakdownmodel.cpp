#include "ui/traffic/breakdownmodel.h"

#include "ui/format/format.h"

namespace mirrorlake::ui {

namespace {

constexpr TableColumn tableColumns[] = {
    {.title = ""},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::BreakdownModel", "Requests"),
     .side = Qt::AlignRight,
     .widest = u"999 999 "},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::BreakdownModel", "Bytes sent"),
     .side = Qt::AlignRight,
     .widest = u"999 999 "},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::BreakdownModel", "From cache"),
     .side = Qt::AlignRight,
     .widest = u"999 999 "},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::BreakdownModel", "Hits"),
     .side = Qt::AlignRight,
     .widest = u"999 999 "},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::BreakdownModel", "Joined"),
     .side = Qt::AlignRight,
     .widest = u"999 999 "},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::BreakdownModel", "Misses"),
     .side = Qt::AlignRight,
     .widest = u"999 999 "},
};
static_assert(std::size(tableColumns) == BreakdownModel::ColumnCount);

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

std::span<const TableColumn> BreakdownModel::columns() const
{
    return tableColumns;
}

QVariant BreakdownModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const BreakdownRow &row = rows()[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return textOf(row, index.column());
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
        return KeyedRows::data(index, role);
    }
}

QVariant BreakdownModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (section != Name || orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return KeyedRows::headerData(section, orientation, role);
    return m_by == BreakdownBy::Client ? tr("Client") : m_by == BreakdownBy::Repo ? tr("Model") : tr("Result");
}

} // namespace mirrorlake::ui
