#include "ui/charts/requestschart.h"

#include "ui/charts/chartpaper.h"
#include "ui/format/format.h"
#include "ui/theme/theme.h"

#include <QMouseEvent>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

QString number(double value)
{
    return QString::number(value, 'g', 3);
}

} // namespace

RequestsChart::RequestsChart(Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void RequestsChart::show(std::vector<RequestPoint> points, const ChartSpan &span, std::int64_t nowMilliseconds)
{
    m_points = std::move(points);
    m_span = span;
    m_now = nowMilliseconds;
    update();
}

void RequestsChart::paintEvent(QPaintEvent *)
{
    double highest = 0;
    for (const RequestPoint &point : m_points)
        highest = std::max({highest, point.hits, point.joined, point.misses});
    QPainter painter(this);
    ChartPaper paper(painter, m_theme, rect(), plainScaleFor(highest), number);
    m_plot = paper.plot();
    for (const std::int64_t tick : ticksOf(m_span, m_now))
        paper.label(xOf(tick),
                    m_span.tick < 60'000 ? Format::timeWithSeconds(tick / 1000) : Format::timeOfDay(tick / 1000));
    const auto line = [&](double RequestPoint::*value, Token token, Qt::PenStyle style) {
        QPolygonF polygon;
        for (const RequestPoint &point : m_points)
            polygon.append(QPointF(xOf(point.unixMilliseconds), paper.y(point.*value)));
        painter.setPen(QPen(m_theme.color(token), 1.5, style));
        painter.drawPolyline(polygon);
    };
    line(&RequestPoint::misses, Token::Miss, Qt::DotLine);
    line(&RequestPoint::joined, Token::Joined, Qt::DashLine);
    line(&RequestPoint::hits, Token::Hit, Qt::SolidLine);
    const RequestPoint *point = m_hover ? pointAt(*m_hover) : nullptr;
    if (point)
        paper.reading(xOf(point->unixMilliseconds), readingAt(*m_hover));
}

double RequestsChart::xOf(std::int64_t time) const
{
    return m_plot.right() - m_plot.width() * double(m_now - time) / double(m_span.length);
}

const RequestPoint *RequestsChart::pointAt(double x) const
{
    if (m_points.empty() || x < m_plot.left() || x > m_plot.right())
        return nullptr;
    return &*std::ranges::min_element(
        m_points, {}, [&](const RequestPoint &point) { return std::abs(xOf(point.unixMilliseconds) - x); });
}

QString RequestsChart::readingAt(double x) const
{
    const RequestPoint *point = pointAt(x);
    if (!point)
        return {};
    return tr("%1: %2 hits, %3 joined, %4 misses/s")
        .arg(Format::timeWithSeconds(point->unixMilliseconds / 1000), number(point->hits), number(point->joined),
             number(point->misses));
}

void RequestsChart::mouseMoveEvent(QMouseEvent *event)
{
    m_hover = event->position().x();
    update();
}

void RequestsChart::leaveEvent(QEvent *)
{
    m_hover.reset();
    update();
}

} // namespace mirrorlake::ui
