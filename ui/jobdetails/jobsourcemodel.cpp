#include "ui/jobdetails/jobsourcemodel.h"

#include "ui/format/format.h"

namespace mirrorlake::ui {

namespace {

constexpr TableColumn tableColumns[] = {
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::JobSourceModel", "Upstream")},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::JobSourceModel", "Has given"), .side = Qt::AlignRight, .least = 230},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::JobSourceModel", "Speed"), .side = Qt::AlignRight, .least = 100},
};
static_assert(std::size(tableColumns) == JobSourceModel::ColumnCount);

} // namespace

using fill::RouteShare;

void JobSourceModel::update(std::vector<RouteShare> sources)
{
    std::ranges::sort(sources, RouteShareBefore());
    bringTo(std::move(sources));
    // The bars are shares of all, so that each changes with any.
    if (!rows().empty())
        emit dataChanged(index(0, Given), index(int(rows().size()) - 1, Given));
}

std::span<const TableColumn> JobSourceModel::columns() const
{
    return tableColumns;
}

QVariant JobSourceModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const RouteShare &source = rows()[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(source, index.column());
    case Qt::ToolTipRole:
        return index.column() == Given ? Format::exactBytes(source.bytes) : text(source, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == Route
                   ? tr("%1: %2, speed %3.").arg(text(source, Route), text(source, Given), text(source, Speed))
                   : text(source, index.column());
    case ShareRole:
        return shareOf(source);
    case SortRole:
        if (index.column() == Route)
            return text(source, Route);
        return index.column() == Given ? QVariant(qint64(source.bytes)) : QVariant(source.bytesPerSecond);
    default:
        return KeyedRows::data(index, role);
    }
}

QString JobSourceModel::text(const RouteShare &source, int column)
{
    switch (Column(column)) {
    case Route:
        return QString::fromStdString(source.route);
    case Given:
        return Format::bytes(double(source.bytes));
    case Speed:
        return Format::rate(source.bytesPerSecond);
    case ColumnCount:
        break;
    }
    return {};
}

double JobSourceModel::shareOf(const RouteShare &source) const
{
    double all = 0;
    for (const RouteShare &one : rows())
        all += double(one.bytes);
    return all > 0 ? double(source.bytes) / all : 0;
}

} // namespace mirrorlake::ui
