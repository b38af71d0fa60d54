#include "ui/clients/clientdelegate.h"

#include "ui/charts/sparkline.h"
#include "ui/clients/clienttablemodel.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace mirrorlake::ui {

namespace {

constexpr int edge = 16;
constexpr int pad = 7;
constexpr QSize sparkSize(62, 20);
constexpr int markedEdge = 3;

} // namespace

ClientDelegate::ClientDelegate(const Theme &theme, bool isCompact, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme), m_isCompact(isCompact)
{}

void ClientDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setFont(option.font);
    paintRowBackground(*painter, option, index);
    const bool isFirst = index.column() == 0;
    const bool isLast = m_isCompact || index.column() == ClientTableModel::ColumnCount - 1;
    const QRect rect = option.rect.adjusted(isFirst ? edge : pad, 0, isLast ? -edge : -pad, 0);
    if (m_isCompact)
        paintCompact(*painter, rect, index);
    else if (index.column() == ClientTableModel::Client)
        paintTwoLines(*painter, rect, index);
    else if (index.column() == ClientTableModel::Now)
        paintRate(*painter, rect, index);
    else
        paintText(*painter, rect, index);
    painter->restore();
}

QSize ClientDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QFontMetrics small(textFont(9));
    const int twoLines = option.fontMetrics.height() + small.height() + 4;
    return {QStyledItemDelegate::sizeHint(option, index).width(), std::max(m_isCompact ? 37 : 44, twoLines)};
}

void ClientDelegate::paintRowBackground(QPainter &painter, const QStyleOptionViewItem &option,
                                        const QModelIndex &index) const
{
    const QRect &rect = option.rect;
    if (option.state & QStyle::State_Selected) {
        painter.fillRect(rect, m_theme.color(Token::RowSelected));
        if (index.column() == 0)
            painter.fillRect(rect.left(), rect.top(), markedEdge, rect.height(), m_theme.color(Token::Accent));
    } else if (option.state & QStyle::State_MouseOver) {
        painter.fillRect(rect, m_theme.color(Token::RowHover));
    }
    painter.setPen(m_theme.color(Token::Line));
    if (m_isCompact)
        painter.drawLine(rect.topLeft(), rect.topRight());
    else
        painter.drawLine(rect.bottomLeft(), rect.bottomRight());
}

void ClientDelegate::paintTwoLines(QPainter &painter, const QRect &rect, const QModelIndex &index) const
{
    const QFontMetrics metrics = painter.fontMetrics();
    const QFont smallFont = textFont(9);
    const QFontMetrics small(smallFont);
    const QString second = index.data(ClientTableModel::ActivityRole).toString();
    const int height = metrics.height() + (second.isEmpty() ? 0 : small.height());
    int y = rect.top() + (rect.height() - height) / 2;

    painter.setPen(m_theme.color(Token::Text));
    painter.drawText(rect.left(), y + metrics.ascent(),
                     metrics.elidedText(index.data().toString(), Qt::ElideMiddle, rect.width()));
    y += metrics.height();
    painter.setFont(smallFont);
    painter.setPen(m_theme.color(Token::TextMuted));
    painter.drawText(rect.left(), y + small.ascent(), small.elidedText(second, Qt::ElideMiddle, rect.width()));
}

void ClientDelegate::paintCompact(QPainter &painter, const QRect &rect, const QModelIndex &index) const
{
    const QModelIndex now = index.siblingAtColumn(ClientTableModel::Now);
    const int rateWidth = painter.fontMetrics().horizontalAdvance(QStringLiteral("999 MB/s")) + 4;
    QRect left = rect;
    left.setRight(rect.right() - rateWidth - sparkSize.width() - 20);
    paintText(painter, rect, now);
    const QPoint at(rect.right() - rateWidth - sparkSize.width() - 6, rect.center().y() - sparkSize.height() / 2);
    drawSparkline(painter, QRect(at, sparkSize), index.data(ClientTableModel::HistoryRole).value<std::vector<float>>(),
                  m_theme);
    paintTwoLines(painter, left, index);
}

void ClientDelegate::paintRate(QPainter &painter, const QRect &rect, const QModelIndex &index) const
{
    paintText(painter, rect, index);
    if (rect.width() < painter.fontMetrics().horizontalAdvance(index.data().toString()) + sparkSize.width())
        return;
    const QPoint at(rect.left(), rect.center().y() - sparkSize.height() / 2);
    drawSparkline(painter, QRect(at, sparkSize), index.data(ClientTableModel::HistoryRole).value<std::vector<float>>(),
                  m_theme);
}

void ClientDelegate::paintText(QPainter &painter, const QRect &rect, const QModelIndex &index) const
{
    painter.setPen(m_theme.color(Token::Text));
    painter.drawText(rect, index.data(Qt::TextAlignmentRole).toInt(), index.data().toString());
}

} // namespace mirrorlake::ui
