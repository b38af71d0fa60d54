#include "ui/jobdetails/jobsourcemodel.h"

#include "ui/format/format.h"

namespace mirrorlake::ui {

using fill::RouteShare;

void JobSourceModel::update(std::vector<RouteShare> sources)
{
    std::ranges::sort(sources, RouteShareBefore());
    bringTo(std::move(sources));
    // The bars are shares of all, so that each changes with any.
    if (!rows().empty())
        emit dataChanged(index(0, Given), index(int(rows().size()) - 1, Given));
}

void JobSourceModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

int JobSourceModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant JobSourceModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const RouteShare &source = rows()[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(source, index.column());
    case Qt::TextAlignmentRole:
        return int((index.column() == Route ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
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
        return {};
    }
}

QVariant JobSourceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Route ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Route:
        return tr("Upstream");
    case Given:
        return tr("Has given");
    case Speed:
        return tr("Speed");
    case ColumnCount:
        break;
    }
    return {};
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
