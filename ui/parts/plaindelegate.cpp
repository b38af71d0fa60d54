#include "ui/parts/plaindelegate.h"

#include "ui/parts/rowpainter.h"
#include "ui/theme/theme.h"

namespace mirrorlake::ui {

void PlainDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    RowPainter row(m_theme, *painter, option, index);
    const bool isLast = index.column() == index.model()->columnCount(index.parent()) - 1;
    const QRect rect = row.cell(isLast);
    painter->setPen(m_theme.color(Token::Text));
    painter->drawText(rect, index.data(Qt::TextAlignmentRole).toInt(),
                      painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideMiddle, rect.width()));
}

} // namespace mirrorlake::ui
