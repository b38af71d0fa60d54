// Requests per second by what became of them: hits solid, joined dashed, misses dotted. Straight segments, values under
// the mouse. Thread: GUI.
#pragma once

#include "ui/charts/throughputfigures.h"

#include <QWidget>

#include <optional>

namespace mirrorlake::ui {

class Theme;

/// One step of the chart, in requests per second.
struct RequestPoint
{
    std::int64_t unixMilliseconds = 0; ///< its end
    double hits = 0;
    double joined = 0;
    double misses = 0;

    bool operator==(const RequestPoint &) const = default;
};

class RequestsChart final : public QWidget
{
    Q_OBJECT

public:
    explicit RequestsChart(Theme &theme, QWidget *parent = nullptr);

    /// Shows the time that ends at now.
    void show(std::vector<RequestPoint> points, const ChartSpan &span, std::int64_t nowMilliseconds);
    using QWidget::show;
    void setSummary(const QString &summary) { setAccessibleDescription(summary); }
    /// The words beside the mouse; empty when it is elsewhere.
    QString readingAt(double x) const;

    QSize minimumSizeHint() const override { return {200, 100}; }

protected:
    void leaveEvent(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    const RequestPoint *pointAt(double x) const;
    double xOf(std::int64_t time) const;

    Theme &m_theme;
    std::vector<RequestPoint> m_points;
    ChartSpan m_span;
    std::int64_t m_now = 0;
    QRectF m_plot;
    std::optional<double> m_hover;
};

} // namespace mirrorlake::ui
