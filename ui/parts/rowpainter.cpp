#include "ui/parts/rowpainter.h"

#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

namespace mirrorlake::ui {

namespace {

constexpr int edge = 16;
constexpr int pad = 7;
constexpr int markedEdge = 3;

} // namespace

RowPainter::RowPainter(const Theme &theme, QPainter &painter, const QStyleOptionViewItem &option,
                       const QModelIndex &index, Line line)
    : m_theme(theme), m_painter(painter), m_option(option), m_index(index)
{
    m_painter.save();
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setFont(option.font);
    const QRect &rect = option.rect;
    if (option.state & QStyle::State_Selected) {
        m_painter.fillRect(rect, theme.color(Token::RowSelected));
        if (index.column() == 0)
            m_painter.fillRect(rect.left(), rect.top(), markedEdge, rect.height(), theme.color(Token::Accent));
    } else if (option.state & QStyle::State_MouseOver) {
        m_painter.fillRect(rect, theme.color(Token::RowHover));
    }
    const int y = line == Line::Below ? rect.bottom() : rect.top();
    m_painter.fillRect(rect.left(), y, rect.width(), 1, theme.color(Token::Line));
}

RowPainter::~RowPainter()
{
    m_painter.restore();
}

QRect RowPainter::cell(bool isLast) const
{
    return m_option.rect.adjusted(m_index.column() == 0 ? edge : pad, 0, isLast ? -edge : -pad, 0);
}

void RowPainter::text(const QRect &rect, Token token)
{
    m_painter.setFont(m_option.font);
    m_painter.setPen(m_theme.color(token));
    m_painter.drawText(rect, m_index.data(Qt::TextAlignmentRole).toInt(), m_index.data().toString());
}

void RowPainter::twoLines(const QRect &rect, const QString &first, const QString &second, Qt::TextElideMode mode,
                          Token token)
{
    const QFontMetrics metrics(m_option.font);
    const QFont smallFont = textFont(9);
    const QFontMetrics small(smallFont);
    const int height = metrics.height() + (second.isEmpty() ? 0 : small.height());
    const int top = rect.top() + (rect.height() - height) / 2;
    m_painter.setFont(m_option.font);
    m_painter.setPen(m_theme.color(token));
    m_painter.drawText(rect.left(), top + metrics.ascent(), metrics.elidedText(first, mode, rect.width()));
    m_painter.setFont(smallFont);
    m_painter.setPen(m_theme.color(Token::TextMuted));
    m_painter.drawText(rect.left(), top + metrics.height() + small.ascent(),
                       small.elidedText(second, mode, rect.width()));
}

void RowPainter::icon(const QRect &rect, const QString &name, Token token, int size)
{
    const QPixmap pixmap = m_theme.pixmap(name, token, size, m_painter.device()->devicePixelRatioF());
    m_painter.drawPixmap(QPointF(rect.left(), rect.center().y() - size / 2.0), pixmap);
}

int RowPainter::twoLineHeight(const QFontMetrics &metrics, int least)
{
    return std::max(least, metrics.height() + QFontMetrics(textFont(9)).height() + 4);
}

} // namespace mirrorlake::ui
