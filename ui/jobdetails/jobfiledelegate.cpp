#include "ui/jobdetails/jobfiledelegate.h"

#include "ui/jobdetails/jobfilemodel.h"
#include "ui/parts/rowpainter.h"
#include "ui/theme/theme.h"

namespace mirrorlake::ui {

namespace {

constexpr int iconRoom = 23;
constexpr int barWidth = 62;
constexpr int barHeight = 6;
constexpr int barRadius = 3;

} // namespace

void JobFileDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    RowPainter row(m_theme, *painter, option, index);
    const QRect rect = row.cell(index.column() == JobFileModel::ColumnCount - 1);
    const auto tone = Token(index.data(JobFileModel::ToneRole).toInt());
    switch (JobFileModel::Column(index.column())) {
    case JobFileModel::File:
        row.twoLines(rect, index.data().toString(), {}, Qt::ElideMiddle);
        return;
    case JobFileModel::State:
        row.icon(rect, index.data(JobFileModel::IconRole).toString(), tone);
        row.twoLines(rect.adjusted(iconRoom, 0, 0, 0), index.data().toString(), {}, Qt::ElideRight, tone);
        return;
    case JobFileModel::Progress:
        break;
    default:
        row.text(rect);
        return;
    }
    row.text(rect);
    QRectF bar(rect.left(), rect.center().y() - barHeight / 2.0 + 1, barWidth, barHeight);
    painter->setPen(Qt::NoPen);
    painter->setBrush(m_theme.color(Token::Track));
    painter->drawRoundedRect(bar, barRadius, barRadius);
    bar.setWidth(bar.width() * index.data(JobFileModel::ShareRole).toDouble());
    painter->setBrush(m_theme.color(tone));
    if (bar.width() >= 1)
        painter->drawRoundedRect(bar, barRadius, barRadius);
}

} // namespace mirrorlake::ui
