#include "ui/parts/columnedmodel.h"

#include "ui/theme/fonts.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QTableView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

QString ColumnedModel::widestText(int column) const
{
    const char16_t *widest = columns()[std::size_t(column)].widest;
    return widest ? QString::fromUtf16(widest) : QString();
}

void ColumnedModel::retranslate()
{
    const int lastRow = rowCount() - 1;
    const int lastColumn = columnCount() - 1;
    emit headerDataChanged(Qt::Horizontal, 0, lastColumn);
    if (lastRow >= 0)
        emit dataChanged(index(0, 0), index(lastRow, lastColumn));
}

int ColumnedModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(columns().size());
}

QVariant ColumnedModel::data(const QModelIndex &index, int role) const
{
    return role == Qt::TextAlignmentRole ? alignment(index.column()) : QVariant();
}

QVariant ColumnedModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignment(section);
    if (role != Qt::DisplayRole)
        return {};
    return QCoreApplication::translate(metaObject()->className(), columns()[std::size_t(section)].title);
}

QVariant ColumnedModel::alignment(int column) const
{
    return int(columns()[std::size_t(column)].side | Qt::AlignVCenter);
}

void fitColumns(QTableView &table, const ColumnedModel &model, int padding)
{
    const QFontMetrics cell(textFont(10));
    const QFontMetrics head(textFont(9));
    for (int at = 0; at < model.columnCount(); ++at) {
        const TableColumn &column = model.columns()[std::size_t(at)];
        if (!column.widest && column.least == 0)
            continue;
        const QString title = model.headerData(at, Qt::Horizontal).toString() + u" ▾"_s;
        const int text = std::max(cell.horizontalAdvance(model.widestText(at)), head.horizontalAdvance(title));
        table.setColumnWidth(at, std::max(column.least, text + padding + column.room));
    }
}

} // namespace mirrorlake::ui
