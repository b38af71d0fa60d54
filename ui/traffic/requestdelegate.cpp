#include "ui/traffic/requestdelegate.h"

#include "ui/parts/rowpainter.h"
#include "ui/theme/theme.h"
#include "ui/traffic/requesttablemodel.h"
#include "ui/traffic/requesttext.h"

namespace mirrorlake::ui {

namespace {

constexpr int dotSize = 7;
constexpr int dotRoom = 15;
constexpr int iconRoom = 22;
constexpr int wordGap = 6;

} // namespace

RequestDelegate::RequestDelegate(const Theme &theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) {}

void RequestDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    RowPainter row(m_theme, *painter, option, index);
    QRect rect = row.cell(false);
    const bool isOpen = index.data(RequestTableModel::IsOpenRole).toBool();
    const auto result = RequestResult(index.data(RequestTableModel::ResultRole).toInt());
    switch (index.column()) {
    case RequestTableModel::Time:
        if (isOpen) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(m_theme.color(Token::Ok));
            painter->drawEllipse(QRectF(rect.left(), rect.center().y() - dotSize / 2.0, dotSize, dotSize));
        }
        rect.setLeft(rect.left() + dotRoom);
        row.text(rect, isOpen ? Token::Text : Token::TextMuted);
        break;
    case RequestTableModel::File:
        paintFile(*painter, rect, index);
        break;
    case RequestTableModel::Result:
        row.icon(rect, resultIcon(result), resultToken(result));
        rect.setLeft(rect.left() + iconRoom);
        row.text(rect, resultToken(result));
        break;
    case RequestTableModel::Status:
        row.text(rect, index.data().toInt() >= 400 ? Token::Error : Token::Text);
        break;
    default:
        row.text(rect);
    }
}

void RequestDelegate::paintFile(QPainter &painter, const QRect &rect, const QModelIndex &index) const
{
    const QFontMetrics metrics = painter.fontMetrics();
    const QString repo = metrics.elidedText(index.data().toString(), Qt::ElideMiddle, rect.width());
    painter.setPen(m_theme.color(Token::Text));
    painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter, repo);
    const QRect rest = rect.adjusted(metrics.horizontalAdvance(repo) + wordGap, 0, 0, 0);
    if (rest.width() <= 3 * metrics.averageCharWidth())
        return;
    painter.setPen(m_theme.color(Token::TextMuted));
    painter.drawText(
        rest, Qt::AlignLeft | Qt::AlignVCenter,
        metrics.elidedText(index.data(RequestTableModel::SecondLineRole).toString(), Qt::ElideMiddle, rest.width()));
}

} // namespace mirrorlake::ui
