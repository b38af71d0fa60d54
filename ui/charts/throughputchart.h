// The waterline: bytes to clients rise above the zero line, bytes from upstream sink below it, on one scale. Hides Qt
// Charts. Straight segments, no animation; time without measurement is a gap. The summary is also what a screen reader
// hears. Thread: GUI.
#pragma once

#include "meter/meter.h"
#include "ui/charts/chartscale.h"
#include "ui/charts/throughputfigures.h"

#include <QWidget>

#include <memory>

namespace mirrorlake::ui {

class Theme;

class ThroughputChart final : public QWidget
{
    Q_OBJECT

public:
    explicit ThroughputChart(Theme &theme, QWidget *parent = nullptr);
    ~ThroughputChart() override;

    /// Shows the time that ends at now.
    void show(const std::vector<meter::RatePoint> &points, std::int64_t nowMilliseconds, const ChartSpan &span = {});
    void setSummary(const QString &summary);
    const ChartScale &scale() const { return m_scale; }

    QSize minimumSizeHint() const override;

private:
    class Canvas;

    Theme &m_theme;
    SteadyScale m_steadyScale;
    ChartScale m_scale;
    ChartSpan m_span;
    Canvas *m_canvas;
};

} // namespace mirrorlake::ui
