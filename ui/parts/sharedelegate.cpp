#include "ui/parts/sharedelegate.h"

#include "ui/parts/rowpainter.h"
#include "ui/theme/theme.h"

namespace mirrorlake::ui {

namespace {

constexpr int iconSize = 16;
constexpr int iconGap = 8;
constexpr int barWidth = 62;
constexpr int barHeight = 6;
constexpr int barRadius = 3;

} // namespace

ShareDelegate::ShareDelegate(const Theme &theme, int column, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme), m_column(column)
{}

void ShareDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    RowPainter row(m_theme, *painter, option, index);
    QRect rect = row.cell(index.column() == index.model()->columnCount() - 1);
    if (const QString icon = index.data(IconRole).toString(); !icon.isEmpty()) {
        row.icon(rect, icon, Token::TextMuted, iconSize);
        rect.setLeft(rect.left() + iconSize + iconGap);
    }
    if (index.column() == 0)
        row.twoLines(rect, index.data().toString(), {}, Qt::ElideMiddle);
    else
        row.text(rect);
    if (index.column() != m_column)
        return;
    QRectF bar(rect.left(), rect.center().y() - barHeight / 2.0 + 1, barWidth, barHeight);
    painter->setPen(Qt::NoPen);
    painter->setBrush(m_theme.color(Token::Track));
    painter->drawRoundedRect(bar, barRadius, barRadius);
    bar.setWidth(bar.width() * index.data(ShareRole).toDouble());
    painter->setBrush(m_theme.color(Token::Lan));
    if (bar.width() >= 1)
        painter->drawRoundedRect(bar, barRadius, barRadius);
}

} // namespace mirrorlake::ui
