#include "ui/downloads/jobdelegate.h"

#include "ui/downloads/jobtablemodel.h"
#include "ui/parts/rowpainter.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace mirrorlake::ui {

namespace {

constexpr int iconRoom = 25;
constexpr int barHeight = 6;
constexpr int barRadius = 3;

QString secondLineOf(const QModelIndex &index)
{
    return index.data(JobTableModel::SecondLineRole).toString();
}

Token toneOf(const QModelIndex &index)
{
    return Token(index.data(JobTableModel::ToneRole).toInt());
}

} // namespace

JobDelegate::JobDelegate(const Theme &theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) {}

void JobDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    RowPainter row(m_theme, *painter, option, index);
    const QRect rect = row.cell(index.column() == JobTableModel::ColumnCount - 1);
    switch (JobTableModel::Column(index.column())) {
    case JobTableModel::Repo:
        row.twoLines(rect, index.data().toString(), secondLineOf(index), Qt::ElideMiddle);
        break;
    case JobTableModel::State:
        row.icon(rect, index.data(JobTableModel::IconRole).toString(), toneOf(index));
        row.twoLines(rect.adjusted(iconRoom, 0, 0, 0), index.data().toString(), secondLineOf(index), Qt::ElideRight,
                     toneOf(index));
        break;
    case JobTableModel::Progress:
        paintProgress(*painter, rect, index);
        break;
    default:
        row.text(rect);
    }
}

void JobDelegate::paintProgress(QPainter &painter, const QRect &rect, const QModelIndex &index) const
{
    const QFontMetrics small(textFont(9));
    painter.setFont(textFont(9));
    painter.setPen(m_theme.color(Token::Text));
    const int top = rect.top() + (rect.height() - small.height() - barHeight - 4) / 2;
    const QRect words(rect.left(), top, rect.width(), small.height());
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, index.data().toString());
    painter.setPen(m_theme.color(Token::TextMuted));
    painter.drawText(words, Qt::AlignRight | Qt::AlignVCenter, secondLineOf(index));
    QRectF bar(rect.left(), words.bottom() + 4, rect.width(), barHeight);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(Token::Track));
    painter.drawRoundedRect(bar, barRadius, barRadius);
    bar.setWidth(bar.width() * index.data(JobTableModel::ShareRole).toDouble());
    if (bar.width() < 1)
        return;
    painter.setBrush(m_theme.color(toneOf(index)));
    painter.drawRoundedRect(bar, barRadius, barRadius);
}

} // namespace mirrorlake::ui
