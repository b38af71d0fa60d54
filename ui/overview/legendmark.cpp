#include "ui/overview/legendmark.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace mirrorlake::ui {

LegendMark::LegendMark(const Theme &theme, Token color, Qt::PenStyle line, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_color(color), m_line(line)
{
    setFixedSize(16, 10);
}

void LegendMark::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(QPen(m_theme.color(m_color), 2, m_line, Qt::FlatCap));
    painter.drawLine(0, height() / 2, width(), height() / 2);
}

} // namespace mirrorlake::ui
