#include "ui/downloads/jobdelegate.h"

#include "ui/downloads/jobtablemodel.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace mirrorlake::ui {

namespace {

constexpr int edge = 16;
constexpr int pad = 7;
constexpr int markedEdge = 3;
constexpr int iconSize = 16;
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
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setFont(option.font);
    paintBackground(*painter, option, index);
    const bool isLast = index.column() == JobTableModel::ColumnCount - 1;
    const QRect rect = option.rect.adjusted(index.column() == 0 ? edge : pad, 0, isLast ? -edge : -pad, 0);
    painter->setPen(m_theme.color(Token::Text));
    switch (JobTableModel::Column(index.column())) {
    case JobTableModel::Repo:
        paintTwoLines(*painter, rect, index);
        break;
    case JobTableModel::State:
        paintState(*painter, rect, index);
        break;
    case JobTableModel::Progress:
        paintProgress(*painter, rect, index);
        break;
    default:
        painter->drawText(rect, index.data(Qt::TextAlignmentRole).toInt(), index.data().toString());
    }
    painter->restore();
}

void JobDelegate::paintBackground(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QRect &rect = option.rect;
    if (option.state & QStyle::State_Selected) {
        painter.fillRect(rect, m_theme.color(Token::RowSelected));
        if (index.column() == 0)
            painter.fillRect(rect.left(), rect.top(), markedEdge, rect.height(), m_theme.color(Token::Accent));
    } else if (option.state & QStyle::State_MouseOver) {
        painter.fillRect(rect, m_theme.color(Token::RowHover));
    }
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, m_theme.color(Token::Line));
}

/// The first line in the present pen, the second muted.
void JobDelegate::paintTwoLines(QPainter &painter, const QRect &rect, const QModelIndex &index) const
{
    const QFontMetrics metrics = painter.fontMetrics();
    const QFont smallFont = textFont(9);
    const QFontMetrics small(smallFont);
    const QString second = secondLineOf(index);
    const int height = metrics.height() + (second.isEmpty() ? 0 : small.height());
    const int top = rect.top() + (rect.height() - height) / 2;
    const auto mode = index.column() == JobTableModel::Repo ? Qt::ElideMiddle : Qt::ElideRight;
    painter.drawText(rect.left(), top + metrics.ascent(),
                     metrics.elidedText(index.data().toString(), mode, rect.width()));
    painter.setFont(smallFont);
    painter.setPen(m_theme.color(Token::TextMuted));
    painter.drawText(rect.left(), top + metrics.height() + small.ascent(),
                     small.elidedText(second, mode, rect.width()));
}

void JobDelegate::paintState(QPainter &painter, QRect rect, const QModelIndex &index) const
{
    const Token tone = toneOf(index);
    const QPixmap icon = m_theme.pixmap(index.data(JobTableModel::IconRole).toString(), tone, iconSize,
                                        painter.device()->devicePixelRatioF());
    painter.drawPixmap(QPointF(rect.left(), rect.center().y() - iconSize / 2.0), icon);
    painter.setPen(m_theme.color(tone));
    paintTwoLines(painter, rect.adjusted(iconRoom, 0, 0, 0), index);
}

void JobDelegate::paintProgress(QPainter &painter, const QRect &rect, const QModelIndex &index) const
{
    const QFontMetrics small(textFont(9));
    painter.setFont(textFont(9));
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
