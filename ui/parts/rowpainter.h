// How every table row is painted: chosen and hovered background, a line between rows, an accent edge at the left of the
// chosen one, cells with the same padding, and two lines of text of which the second is small and muted. Lives for one
// paint() of a delegate. Thread: GUI.
#pragma once

#include "ui/theme/tokens.h"

#include <QModelIndex>
#include <QPainter>
#include <QStyleOptionViewItem>

namespace mirrorlake::ui {

class Theme;

class RowPainter
{
public:
    enum class Line
    {
        Below,
        Above
    };

    /// Saves the painter, paints the background, and restores the painter at the end.
    RowPainter(const Theme &theme, QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
               Line line = Line::Below);
    ~RowPainter();
    RowPainter(const RowPainter &) = delete;
    RowPainter &operator=(const RowPainter &) = delete;

    /// Where the contents go; isLast for the cell at the right edge of the card.
    QRect cell(bool isLast) const;
    /// The cell's own text, aligned as its model says.
    void text(const QRect &rect, Token token = Token::Text);
    /// Both lines in the middle of the height; the first alone when the second is empty.
    void twoLines(const QRect &rect, const QString &first, const QString &second, Qt::TextElideMode mode,
                  Token token = Token::Text);
    void icon(const QRect &rect, const QString &name, Token token, int size = 16);

    /// The height of a row with two lines.
    static int twoLineHeight(const QFontMetrics &metrics, int least);

private:
    const Theme &m_theme;
    QPainter &m_painter;
    const QStyleOptionViewItem &m_option;
    const QModelIndex &m_index;
};

} // namespace mirrorlake::ui
