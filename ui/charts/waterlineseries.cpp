#include "ui/charts/waterlineseries.h"

#include "ui/charts/throughputfigures.h"
#include "ui/theme/theme.h"

#include <QAreaSeries>
#include <QLineSeries>

namespace mirrorlake::ui {

WaterlineSeries::WaterlineSeries(QChart &chart, const Theme &theme)
    : m_chart(chart), m_theme(theme), m_zero(new QLineSeries)
{
    m_chart.addSeries(m_zero);
}

void WaterlineSeries::attach(QAbstractAxis *time, QAbstractAxis *rate)
{
    m_axes = {time, rate};
    for (QAbstractAxis *axis : m_axes)
        m_zero->attachAxis(axis);
}

void WaterlineSeries::show(const std::vector<meter::RatePoint> &points, std::int64_t gap, std::int64_t from,
                           std::int64_t to)
{
    const auto runs = runsOf(points, gap);
    while (m_runs.size() < runs.size()) {
        m_runs.push_back({makeSide(), makeSide()});
        paint(m_runs.back());
    }
    for (std::size_t i = 0; i < m_runs.size(); ++i) {
        const auto run = i < runs.size() ? runs[i] : std::span<const meter::RatePoint>();
        fill(m_runs[i].toClients, run, &meter::RatePoint::toClients, 1);
        fill(m_runs[i].fromUpstream, run, &meter::RatePoint::fromUpstream, -1);
    }
    m_zero->replace({QPointF(double(from), 0), QPointF(double(to), 0)});
}

void WaterlineSeries::applyTheme()
{
    m_zero->setPen(QPen(m_theme.color(Token::TextMuted), 1));
    for (const Run &run : m_runs)
        paint(run);
}

WaterlineSeries::Side WaterlineSeries::makeSide()
{
    auto *edge = new QLineSeries(&m_chart);
    auto *base = new QLineSeries(&m_chart);
    const Side side{new QLineSeries, edge, base, new QAreaSeries(edge, base)};
    for (QAbstractSeries *series :
         {static_cast<QAbstractSeries *>(side.tint), static_cast<QAbstractSeries *>(side.line)}) {
        m_chart.addSeries(series);
        for (QAbstractAxis *axis : m_axes)
            series->attachAxis(axis);
    }
    return side;
}

void WaterlineSeries::paint(const Run &run)
{
    run.toClients.line->setPen(QPen(m_theme.color(Token::Lan), 1.5));
    run.toClients.tint->setBrush(m_theme.color(Token::LanTint));
    run.fromUpstream.line->setPen(QPen(m_theme.color(Token::Upstream), 1.5, Qt::DashLine));
    run.fromUpstream.tint->setBrush(m_theme.color(Token::UpstreamTint));
    for (QAreaSeries *tint : {run.toClients.tint, run.fromUpstream.tint})
        tint->setPen(Qt::NoPen);
}

void WaterlineSeries::fill(const Side &side, std::span<const meter::RatePoint> points, double meter::RatePoint::*rate,
                           double sign)
{
    QList<QPointF> line;
    QList<QPointF> base;
    line.reserve(qsizetype(points.size()));
    for (const meter::RatePoint &point : points)
        line.append(QPointF(double(point.unixMilliseconds), sign * point.*rate));
    if (!line.isEmpty())
        base = {QPointF(line.first().x(), 0), QPointF(line.last().x(), 0)};
    side.line->replace(line);
    side.edge->replace(line);
    side.base->replace(base);
}

} // namespace mirrorlake::ui
