#include "ui/shell/sidebardelegate.h"

#include "ui/shell/sidebarmodel.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace mirrorlake::ui {

namespace {

constexpr int iconSize = 20;
constexpr int edge = 10;
constexpr int radius = 8;
constexpr int gap = 2;

} // namespace

int SidebarDelegate::entryHeight(const QFontMetrics &metrics)
{
    return std::max(40, metrics.height() + 20);
}

void SidebarDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (index.data(SidebarModel::IsSpacerRole).toBool())
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool isChosen = option.state & QStyle::State_Selected;
    const bool hasFocus = option.state & QStyle::State_HasFocus;
    const QRectF box = QRectF(option.rect).adjusted(0.5, gap / 2.0 + 0.5, -0.5, -gap / 2.0 - 0.5);
    if (isChosen || (option.state & QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(m_theme.color(isChosen ? Token::RowSelected : Token::RowHover));
        painter->drawRoundedRect(box, radius, radius);
    }
    if (hasFocus) {
        painter->setPen(QPen(m_theme.color(Token::Accent), 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    }

    const QRect &rect = option.rect;
    const int iconLeft = m_isNarrow ? rect.center().x() - iconSize / 2 + 1 : rect.left() + edge;
    const Token iconColor = isChosen ? Token::Accent : Token::TextMuted;
    painter->drawPixmap(iconLeft, rect.center().y() - iconSize / 2 + 1,
                        m_theme.pixmap(index.data(SidebarModel::IconRole).toString(), iconColor, iconSize,
                                       painter->device()->devicePixelRatioF()));
    if (!m_isNarrow) {
        const QRect words = rect.adjusted(edge + iconSize + 11, 0, -edge, 0);
        painter->setFont(textFont(10, isChosen ? emphasisWeight() : QFont::Normal));
        painter->setPen(m_theme.color(isChosen ? Token::Text : Token::TextMuted));
        painter->drawText(words, Qt::AlignVCenter | Qt::AlignLeft, index.data().toString());
        painter->setFont(textFont(9));
        painter->setPen(m_theme.color(Token::TextMuted));
        painter->drawText(words, Qt::AlignVCenter | Qt::AlignRight, index.data(SidebarModel::CountRole).toString());
    }
    painter->restore();
}

QSize SidebarDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool isSpacer = index.data(SidebarModel::IsSpacerRole).toBool();
    return {20, isSpacer ? m_spacerHeight : entryHeight(option.fontMetrics)};
}

} // namespace mirrorlake::ui
