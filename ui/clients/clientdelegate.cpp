#include "ui/clients/clientdelegate.h"

#include "ui/charts/sparkline.h"
#include "ui/clients/clienttablemodel.h"
#include "ui/parts/rowpainter.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QPainter>

namespace mirrorlake::ui {

namespace {

constexpr QSize sparkSize(62, 20);

/// True for the cell whose right side is that of the card.
bool isAtTheEdge(const QStyleOptionViewItem &option)
{
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    return view && option.rect.right() + 1 >= view->viewport()->width();
}

bool isBlockedMark(const QModelIndex &index)
{
    return index.column() == ClientTableModel::Limit && index.data(ClientTableModel::IsBlockedRole).toBool();
}

/// The address of a client with a name, and what it reads where there is room for both.
QString secondLine(const QModelIndex &index, int width)
{
    const QString address = index.data(ClientTableModel::AddressRole).toString();
    const QString activity = index.data(ClientTableModel::ActivityRole).toString();
    if (index.data().toString() == address)
        return activity;
    const QString both = address + u" · " + activity;
    return activity.isEmpty() || QFontMetrics(textFont(9)).horizontalAdvance(both) > width ? address : both;
}

} // namespace

ClientDelegate::ClientDelegate(const Theme &theme, bool isCompact, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme), m_isCompact(isCompact)
{}

void ClientDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    RowPainter row(m_theme, *painter, option, index, m_isCompact ? RowPainter::Line::Above : RowPainter::Line::Below);
    const QRect rect = row.cell(m_isCompact || isAtTheEdge(option));
    if (m_isCompact)
        paintCompact(*painter, row, rect, index);
    else if (index.column() == ClientTableModel::Client)
        row.twoLines(rect, index.data().toString(), secondLine(index, rect.width()), Qt::ElideMiddle);
    else if (index.column() == ClientTableModel::Now)
        paintRate(*painter, row, rect, index);
    else
        row.text(rect, isBlockedMark(index) ? Token::Error : Token::Text);
}

QSize ClientDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width(),
            RowPainter::twoLineHeight(option.fontMetrics, m_isCompact ? 37 : 44)};
}

void ClientDelegate::paintCompact(QPainter &painter, RowPainter &row, const QRect &rect, const QModelIndex &index) const
{
    const QString rate = index.siblingAtColumn(ClientTableModel::Now).data().toString();
    const int rateWidth = painter.fontMetrics().horizontalAdvance(QStringLiteral("9.99 MB/s")) + 4;
    painter.setPen(m_theme.color(Token::Text));
    painter.drawText(rect, Qt::AlignRight | Qt::AlignVCenter, rate);
    paintHistory(painter, QPoint(rect.right() - rateWidth - sparkSize.width() - 6, rect.center().y()), index);
    row.twoLines(rect.adjusted(0, 0, -rateWidth - sparkSize.width() - 20, 0), index.data().toString(),
                 index.data(ClientTableModel::ActivityRole).toString(), Qt::ElideMiddle);
}

void ClientDelegate::paintRate(QPainter &painter, RowPainter &row, const QRect &rect, const QModelIndex &index) const
{
    row.text(rect);
    if (rect.width() >= painter.fontMetrics().horizontalAdvance(index.data().toString()) + sparkSize.width())
        paintHistory(painter, QPoint(rect.left(), rect.center().y()), index);
}

void ClientDelegate::paintHistory(QPainter &painter, QPoint leftCenter, const QModelIndex &index) const
{
    const QPoint at(leftCenter.x(), leftCenter.y() - sparkSize.height() / 2);
    drawSparkline(painter, QRect(at, sparkSize), index.data(ClientTableModel::HistoryRole).value<std::vector<float>>(),
                  m_theme);
}

} // namespace mirrorlake::ui
