// The series behind the waterline: for each run between gaps a solid line above zero and a dashed one below it, each
// with a tint, and the zero line through all. Series are kept and refilled, for making them is what costs. Thread: GUI.
#pragma once

#include "meter/meter.h"

#include <QAbstractAxis>
#include <QChart>

#include <span>
#include <vector>

class QAreaSeries;
class QLineSeries;

namespace mirrorlake::ui {

class Theme;

class WaterlineSeries
{
public:
    WaterlineSeries(QChart &chart, const Theme &theme);

    /// Call once, before the first show().
    void attach(QAbstractAxis *time, QAbstractAxis *rate);
    void show(const std::vector<meter::RatePoint> &points, std::int64_t gap, std::int64_t from, std::int64_t to);
    void applyTheme();

private:
    struct Side
    {
        QLineSeries *line;
        QLineSeries *edge; ///< the upper edge of the tint
        QLineSeries *base; ///< its edge along zero
        QAreaSeries *tint;
    };
    struct Run
    {
        Side toClients;
        Side fromUpstream;
    };

    Side makeSide();
    void paint(const Run &run);
    void fill(const Side &side, std::span<const meter::RatePoint> points, double meter::RatePoint::*rate, double sign);

    QChart &m_chart;
    const Theme &m_theme;
    QLineSeries *m_zero;
    std::vector<QAbstractAxis *> m_axes;
    std::vector<Run> m_runs;
};

} // namespace mirrorlake::ui
