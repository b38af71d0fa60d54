#include "ui/trash/trashmodel.h"

#include "ui/format/format.h"

#include <numeric>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr TableColumn tableColumns[] = {
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::TrashModel", "What")},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::TrashModel", "Size"), .side = Qt::AlignRight},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::TrashModel", "Went"), .side = Qt::AlignRight},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::TrashModel", "Why")},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::TrashModel", "Kept until"), .side = Qt::AlignRight},
};
static_assert(std::size(tableColumns) == TrashModel::ColumnCount);

constexpr int shownHash = 10;

QString nameOf(const TrashRow &row)
{
    if (row.repo.isEmpty())
        return row.hash.left(shownHash);
    return row.path.isEmpty() ? row.repo : QString(row.repo + u" · "_s + row.path);
}

QVariant sortValue(const TrashRow &row, int column)
{
    switch (column) {
    case TrashModel::What:
        return nameOf(row);
    case TrashModel::Size:
        return row.size;
    case TrashModel::Why:
        return trashReason(row);
    default:
        return column == TrashModel::Went ? row.wentAt : row.until;
    }
}

} // namespace

void TrashModel::update(std::vector<TrashRow> rows, qint64 now)
{
    m_now = now;
    bringTo(std::move(rows));
}

qint64 TrashModel::bytes() const
{
    return std::accumulate(rows().begin(), rows().end(), qint64(0),
                           [](qint64 sum, const TrashRow &row) { return sum + row.size; });
}

std::span<const TableColumn> TrashModel::columns() const
{
    return tableColumns;
}

QVariant TrashModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TrashRow &row = rows()[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return tip(row, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == What
                   ? tr("%1, %2, gone %3, %4, kept until %5")
                         .arg(nameOf(row), text(row, Size), text(row, Went), text(row, Why), text(row, Until))
                   : text(row, index.column());
    case SortRole:
        return sortValue(row, index.column());
    default:
        return KeyedRows::data(index, role);
    }
}

QString TrashModel::text(const TrashRow &row, int column) const
{
    switch (Column(column)) {
    case What:
        return nameOf(row);
    case Size:
        return Format::bytes(double(row.size));
    case Went:
        return Format::ago(row.wentAt, m_now);
    case Why:
        return trashReason(row);
    case Until:
        return Format::date(row.until);
    case ColumnCount:
        break;
    }
    return {};
}

QString TrashModel::tip(const TrashRow &row, int column) const
{
    switch (Column(column)) {
    case What:
        return nameOf(row) + u'\n' + row.hash;
    case Size:
        return Format::exactBytes(row.size);
    case Went:
        return Format::dateTime(row.wentAt);
    case Until:
        return Format::dateTime(row.until);
    default:
        return text(row, column);
    }
}

} // namespace mirrorlake::ui
