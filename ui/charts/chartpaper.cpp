#include "ui/charts/chartpaper.h"

#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

#include <cmath>

namespace mirrorlake::ui {

namespace {

constexpr int mostLines = 5;
constexpr double labelGap = 6;

} // namespace

PlainScale plainScaleFor(double highest)
{
    double step = 1;
    if (highest > 0)
        step = std::pow(10.0, std::floor(std::log10(highest / mostLines)));
    for (const double factor : {1.0, 2.0, 5.0, 10.0}) {
        if (highest <= step * factor * mostLines)
            return {step * factor, std::max(1, int(std::ceil(highest / (step * factor) - 1e-9)))};
    }
    return {step * 10, mostLines};
}

ChartPaper::ChartPaper(QPainter &painter, const Theme &theme, const QRect &rect, const PlainScale &scale,
                       const std::function<QString(double)> &label)
    : m_painter(painter), m_theme(theme), m_rect(rect), m_top(scale.top())
{
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setFont(textFont(8.5));
    const QFontMetricsF metrics(m_painter.font());
    double widest = 0;
    for (int step = 0; step <= scale.steps; ++step)
        widest = std::max(widest, metrics.horizontalAdvance(label(step * scale.step)));
    m_plot = m_rect.adjusted(widest + labelGap, metrics.height() / 2, -labelGap, -metrics.height() - 3);
    m_labelsEnd = m_rect.left();
    for (int step = 0; step <= scale.steps; ++step) {
        const double at = y(step * scale.step);
        m_painter.setPen(QPen(m_theme.color(step == 0 ? Token::TextMuted : Token::Line), 1));
        m_painter.drawLine(QPointF(m_plot.left(), at), QPointF(m_plot.right(), at));
        m_painter.setPen(m_theme.color(Token::TextMuted));
        m_painter.drawText(QRectF(m_rect.left(), at - metrics.height() / 2, widest, metrics.height()),
                           Qt::AlignRight | Qt::AlignVCenter, label(step * scale.step));
    }
}

double ChartPaper::y(double value) const
{
    return m_plot.bottom() - m_plot.height() * std::min(1.0, value / m_top);
}

void ChartPaper::label(double x, const QString &text)
{
    const QFontMetricsF metrics(m_painter.font());
    const double width = metrics.horizontalAdvance(text) + 1;
    const double left = std::clamp(x - width / 2, m_rect.left(), std::max(m_rect.left(), m_rect.right() - width));
    if (left < m_labelsEnd)
        return;
    m_labelsEnd = left + width + labelGap;
    m_painter.setPen(m_theme.color(Token::TextMuted));
    m_painter.drawText(QRectF(left, m_plot.bottom() + 3, width, metrics.height()), Qt::AlignCenter, text);
}

void ChartPaper::reading(double x, const QString &text)
{
    m_painter.setPen(QPen(m_theme.color(Token::TextMuted), 1));
    m_painter.drawLine(QPointF(x, m_plot.top()), QPointF(x, m_plot.bottom()));
    m_painter.setFont(textFont(9));
    const QFontMetricsF metrics(m_painter.font());
    QRectF box(0, m_plot.top() + 2, metrics.horizontalAdvance(text) + 16, metrics.height() + 6);
    box.moveLeft(x + 8 + box.width() > m_plot.right() ? std::max(m_rect.left(), x - 8 - box.width()) : x + 8);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(m_theme.color(Token::Tooltip));
    m_painter.drawRoundedRect(box, 4, 4);
    m_painter.setPen(m_theme.color(Token::TooltipText));
    m_painter.drawText(box, Qt::AlignCenter, text);
}

} // namespace mirrorlake::ui
