#include "ui/models/founddelegate.h"

#include "ui/models/foundmodel.h"
#include "ui/parts/rowpainter.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr int leastHeight = 50;
constexpr int iconRoom = 28;
constexpr int gap = 8;
constexpr int badgePad = 6;

} // namespace

FoundDelegate::FoundDelegate(const Theme &theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) {}

void FoundDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    RowPainter row(m_theme, *painter, option, index);
    QRect rect = row.cell(true);
    row.icon(rect, index.data(FoundModel::IconRole).toString(), Token::TextMuted, 20);
    rect.setLeft(rect.left() + iconRoom);
    const QString size = index.data(FoundModel::SizeRole).toString();
    const QString badge = index.data(FoundModel::BadgeRole).toString();
    const QFont small = textFont(9);
    const int badgeWidth = badge.isEmpty() ? 0 : QFontMetrics(small).horizontalAdvance(badge) + 2 * badgePad;
    const int right = std::max(badgeWidth, option.fontMetrics.horizontalAdvance(size));
    const bool isBoth = !size.isEmpty() && !badge.isEmpty();
    const int middle = rect.center().y();
    painter->setPen(m_theme.color(Token::Text));
    painter->drawText(QRect(rect.left(), isBoth ? rect.top() + 4 : rect.top(), rect.width(),
                            isBoth ? middle - rect.top() - 4 : rect.height()),
                      Qt::AlignRight | Qt::AlignVCenter, size);
    if (!badge.isEmpty()) {
        const int height = QFontMetrics(small).height() + 2;
        const QRect box(rect.right() - badgeWidth + 1, isBoth ? middle + 1 : middle - height / 2, badgeWidth, height);
        const bool isWarning = index.data(FoundModel::BadgeToneRole).toString() == "warn"_L1;
        painter->setPen(Qt::NoPen);
        painter->setBrush(m_theme.color(isWarning ? Token::WarnTint : Token::LanTint));
        painter->drawRoundedRect(box, 4, 4);
        painter->setFont(small);
        painter->setPen(m_theme.color(isWarning ? Token::Warn : Token::Lan));
        painter->drawText(box, Qt::AlignCenter, badge);
    }
    rect.setRight(rect.right() - right - gap);
    row.twoLines(rect, index.data().toString(), index.data(FoundModel::SecondLineRole).toString(), Qt::ElideMiddle);
}

QSize FoundDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {100, RowPainter::twoLineHeight(option.fontMetrics, leastHeight)};
}

} // namespace mirrorlake::ui
