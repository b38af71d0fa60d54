#include "ui/trash/trashmodel.h"

#include "ui/format/format.h"

#include <numeric>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

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

void TrashModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!rows().empty())
        emit dataChanged(index(0, 0), index(int(rows().size()) - 1, ColumnCount - 1));
}

int TrashModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant TrashModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TrashRow &row = rows()[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::TextAlignmentRole:
        return int((index.column() == What || index.column() == Why ? Qt::AlignLeft : Qt::AlignRight) |
                   Qt::AlignVCenter);
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
        return {};
    }
}

QVariant TrashModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == What || section == Why ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case What:
        return tr("What");
    case Size:
        return tr("Size");
    case Went:
        return tr("Went");
    case Why:
        return tr("Why");
    case Until:
        return tr("Kept until");
    case ColumnCount:
        break;
    }
    return {};
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
