// How fast one job came in over the last ten minutes: one line with straight segments, gaps where it did not run, the
// value under the mouse. Thread: GUI.
#pragma once

#include "ui/charts/chartpaper.h"
#include "ui/charts/throughputfigures.h"
#include "ui/format/format.h"

#include <QString>
#include <QWidget>

#include <optional>

namespace mirrorlake::ui {

class Theme;

class JobSpeedChart final : public QWidget
{
    Q_OBJECT

public:
    explicit JobSpeedChart(Theme &theme, QWidget *parent = nullptr);

    /// Points of bytes from upstream, oldest first; shows the time that ends at now.
    void show(std::vector<meter::RatePoint> points, std::int64_t nowMilliseconds);
    using QWidget::show;
    void setSummary(const QString &summary) { setAccessibleDescription(summary); }
    /// The words beside the mouse; empty when it is elsewhere.
    QString readingAt(double x) const;
    static ChartSpan span();
    /// What the axis is labelled in.
    ByteUnit unit() const { return Format::unitFor(scale().top()); }

    QSize minimumSizeHint() const override { return {180, 70}; }

protected:
    void leaveEvent(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    PlainScale scale() const;
    const meter::RatePoint *pointAt(double x) const;
    double xOf(std::int64_t time) const;

    Theme &m_theme;
    std::vector<meter::RatePoint> m_points;
    std::int64_t m_now = 0;
    QRectF m_plot;
    std::optional<double> m_hover;
};

} // namespace mirrorlake::ui
