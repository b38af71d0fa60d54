#include "ui/jobdetails/jobspeedchart.h"

#include "ui/theme/theme.h"

#include <QMouseEvent>

#include <algorithm>

namespace mirrorlake::ui {

namespace {

constexpr double leastTop = 100'000; ///< bytes per second; so that a trickle is no mountain

} // namespace

ChartSpan JobSpeedChart::span()
{
    return {.length = 600'000, .tick = 120'000, .gap = 12'000};
}

JobSpeedChart::JobSpeedChart(Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void JobSpeedChart::show(std::vector<meter::RatePoint> points, std::int64_t nowMilliseconds)
{
    const auto shown = pointsWithin(points, span(), nowMilliseconds);
    m_points.assign(shown.begin(), shown.end());
    m_now = nowMilliseconds;
    update();
}

PlainScale JobSpeedChart::scale() const
{
    double highest = leastTop;
    for (const meter::RatePoint &point : m_points)
        highest = std::max(highest, point.fromUpstream);
    return plainScaleFor(highest);
}

void JobSpeedChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    ChartPaper paper(painter, m_theme, rect(), scale(),
                     [unit = unit()](double value) { return QString::number(value / unit.size, 'g', 3); });
    m_plot = paper.plot();
    for (const std::int64_t tick : ticksOf(span(), m_now))
        paper.label(xOf(tick), Format::timeOfDay(tick / 1000));
    painter.setPen(QPen(m_theme.color(Token::Upstream), 1.5));
    for (const auto &run : runsOf(m_points, span().gap)) {
        QPolygonF line;
        for (const meter::RatePoint &point : run)
            line.append(QPointF(xOf(point.unixMilliseconds), paper.y(point.fromUpstream)));
        painter.drawPolyline(line);
    }
    if (const meter::RatePoint *point = m_hover ? pointAt(*m_hover) : nullptr)
        paper.reading(xOf(point->unixMilliseconds), readingAt(*m_hover));
}

double JobSpeedChart::xOf(std::int64_t time) const
{
    return m_plot.right() - m_plot.width() * double(m_now - time) / double(span().length);
}

const meter::RatePoint *JobSpeedChart::pointAt(double x) const
{
    if (m_points.empty() || x < m_plot.left() || x > m_plot.right())
        return nullptr;
    return &*std::ranges::min_element(
        m_points, {}, [&](const meter::RatePoint &point) { return std::abs(xOf(point.unixMilliseconds) - x); });
}

QString JobSpeedChart::readingAt(double x) const
{
    const meter::RatePoint *point = pointAt(x);
    if (!point)
        return {};
    return tr("%1: %2").arg(Format::timeWithSeconds(point->unixMilliseconds / 1000), Format::rate(point->fromUpstream));
}

void JobSpeedChart::mouseMoveEvent(QMouseEvent *event)
{
    m_hover = event->position().x();
    update();
}

void JobSpeedChart::leaveEvent(QEvent *)
{
    m_hover.reset();
    update();
}

} // namespace mirrorlake::ui
