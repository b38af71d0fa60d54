// What the charts that are painted here share: a plot area with round lines, labels at both axes and the reading under
// the mouse. Lives for one paintEvent(). Thread: GUI.
#pragma once

#include <QPainter>
#include <QString>

#include <functional>

namespace mirrorlake::ui {

class Theme;

/// 0, step, 2 step … top: 1, 2 or 5 times a power of ten, at most 6 lines.
struct PlainScale
{
    double step = 1;
    int steps = 5;

    double top() const { return step * steps; }
};

PlainScale plainScaleFor(double highest);

class ChartPaper
{
public:
    ChartPaper(QPainter &painter, const Theme &theme, const QRect &rect, const PlainScale &scale,
               const std::function<QString(double)> &label);

    const QRectF &plot() const { return m_plot; }
    double y(double value) const;
    /// A label under the plot, kept inside the paper.
    void label(double x, const QString &text);
    /// The words beside a line at x.
    void reading(double x, const QString &text);

private:
    QPainter &m_painter;
    const Theme &m_theme;
    QRectF m_rect;
    QRectF m_plot;
    double m_top;
    double m_labelsEnd = 0; ///< a further label begins to the right of it
};

} // namespace mirrorlake::ui
