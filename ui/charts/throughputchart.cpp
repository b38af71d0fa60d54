#include "ui/charts/throughputchart.h"

#include "ui/charts/waterlineseries.h"
#include "ui/format/format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

#include <QCategoryAxis>
#include <QChart>
#include <QChartView>
#include <QGraphicsLayout>
#include <QMouseEvent>
#include <QVBoxLayout>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr std::int64_t leastWithoutSeconds = 60'000; ///< between two labels
constexpr QChar zeroWidthSpace(0x200b);              // the axis drops a label that equals another

QString axisLabel(double value, const ByteUnit &unit)
{
    return QString::number(value / unit.size, 'g', 4);
}

} // namespace

/// The drawing itself, with the line that follows the mouse.
class ThroughputChart::Canvas final : public QChartView
{
public:
    Canvas(const Theme &theme, QWidget *parent)
        : QChartView(parent), m_theme(theme), m_series(*chart(), theme), m_time(new QCategoryAxis(this)),
          m_rate(new QCategoryAxis(this))
    {
        setRenderHint(QPainter::Antialiasing);
        setFocusPolicy(Qt::NoFocus);
        setMouseTracking(true);
        setFrameShape(QFrame::NoFrame);
        setBackgroundBrush(Qt::NoBrush);
        viewport()->setAutoFillBackground(false);
        setStyleSheet(u"background: transparent; border: 0"_s);
        chart()->setBackgroundVisible(false);
        chart()->legend()->hide();
        chart()->setAnimationOptions(QChart::NoAnimation);
        const int halfLabel = QFontMetrics(textFont(8.5)).horizontalAdvance(u"00:00:00"_s) / 2;
        chart()->setMargins(QMargins(0, 6, halfLabel + 4, 0)); // the last label of the time axis needs room
        chart()->layout()->setContentsMargins(0, 0, 0, 0);
        for (QCategoryAxis *axis : {m_rate, m_time}) {
            axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
            axis->setLabelsFont(textFont(8.5));
            axis->setTruncateLabels(false);
        }
        chart()->addAxis(m_rate, Qt::AlignLeft);
        chart()->addAxis(m_time, Qt::AlignBottom);
        m_series.attach(m_time, m_rate);
    }

    void applyTheme()
    {
        for (QCategoryAxis *axis : {m_rate, m_time}) {
            axis->setLabelsBrush(m_theme.color(Token::TextMuted));
            axis->setGridLinePen(QPen(m_theme.color(Token::Line), 1));
            axis->setLinePen(QPen(m_theme.color(Token::Line), 1));
        }
        m_series.applyTheme();
    }

    void show(std::span<const meter::RatePoint> points, const ChartScale &scale, const ChartSpan &span,
              std::int64_t now)
    {
        m_span = span;
        m_points.assign(points.begin(), points.end());
        m_unit = Format::unitFor(scale.top());
        relabelRates(scale);
        relabelTimes(now);
        m_series.show(m_points, m_span.gap, now - m_span.length, now);
        viewport()->update();
    }

protected:
    void mouseMoveEvent(QMouseEvent *event) override
    {
        m_hover = event->position();
        viewport()->update();
        QChartView::mouseMoveEvent(event);
    }

    void leaveEvent(QEvent *event) override
    {
        m_hover.reset();
        viewport()->update();
        QChartView::leaveEvent(event);
    }

    void drawForeground(QPainter *painter, const QRectF &) override
    {
        const QRectF plot = chart()->plotArea();
        if (!m_hover || !plot.contains(*m_hover) || m_points.empty())
            return;
        const auto at = std::int64_t(chart()->mapToValue(*m_hover).x());
        const auto point = std::ranges::min_element(
            m_points, {}, [at](const meter::RatePoint &p) { return std::abs(p.unixMilliseconds - at); });
        if (std::abs(point->unixMilliseconds - at) > m_span.gap)
            return;
        drawReading(*painter, plot, *point);
    }

private:
    void relabelRates(const ChartScale &scale)
    {
        if (scale == m_shownScale)
            return;
        m_shownScale = scale;
        clear(m_rate);
        m_rate->setRange(-scale.bottom(), scale.top());
        for (int step = -scale.below; step <= scale.above; ++step) {
            const QString label = axisLabel(std::abs(step) * scale.step, m_unit);
            m_rate->append(step < 0 ? label + zeroWidthSpace : label, step * scale.step);
        }
    }

    void relabelTimes(std::int64_t now)
    {
        clear(m_time);
        m_time->setRange(double(now - m_span.length), double(now));
        for (const std::int64_t tick : ticksOf(m_span, now))
            m_time->append(m_span.tick < leastWithoutSeconds ? Format::timeWithSeconds(tick / 1000)
                                                             : Format::timeOfDay(tick / 1000),
                           double(tick));
    }

    static void clear(QCategoryAxis *axis)
    {
        const QStringList labels = axis->categoriesLabels();
        for (const QString &label : labels)
            axis->remove(label);
    }

    void drawReading(QPainter &painter, const QRectF &plot, const meter::RatePoint &point)
    {
        const qreal x = chart()->mapToPosition(QPointF(double(point.unixMilliseconds), 0)).x();
        painter.setPen(QPen(m_theme.color(Token::TextMuted), 1));
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));

        const QString text = u"%1   ↑ %2   ↓ %3"_s.arg(Format::timeWithSeconds(point.unixMilliseconds / 1000),
                                                       Format::rate(point.toClients), Format::rate(point.fromUpstream));
        painter.setFont(textFont(9));
        QRectF box(0, plot.top() + 2, painter.fontMetrics().horizontalAdvance(text) + 16,
                   painter.fontMetrics().height() + 6);
        box.moveLeft(x + 8 + box.width() > plot.right() ? x - 8 - box.width() : x + 8);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(Token::Tooltip));
        painter.drawRoundedRect(box, 4, 4);
        painter.setPen(m_theme.color(Token::TooltipText));
        painter.drawText(box, Qt::AlignCenter, text);
    }

    const Theme &m_theme;
    WaterlineSeries m_series;
    QCategoryAxis *m_time;
    QCategoryAxis *m_rate;
    ChartScale m_shownScale;
    ByteUnit m_unit;
    ChartSpan m_span;
    std::vector<meter::RatePoint> m_points;
    std::optional<QPointF> m_hover;
};

ThroughputChart::ThroughputChart(Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_canvas(new Canvas(theme, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_canvas);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_canvas->applyTheme();
    connect(&theme, &Theme::changed, m_canvas, [this] { m_canvas->applyTheme(); });
}

ThroughputChart::~ThroughputChart() = default;

void ThroughputChart::show(const std::vector<meter::RatePoint> &points, std::int64_t nowMilliseconds,
                           const ChartSpan &span)
{
    if (span != m_span)
        m_steadyScale = {};
    m_span = span;
    const std::span<const meter::RatePoint> shown = pointsWithin(points, span, nowMilliseconds);
    const ThroughputFigures figures = figuresOf(shown);
    m_scale = m_steadyScale.update(figures.toClients.peak, figures.fromUpstream.peak, nowMilliseconds);
    m_canvas->show(shown, m_scale, span, nowMilliseconds);
}

void ThroughputChart::setSummary(const QString &summary)
{
    setAccessibleDescription(summary);
}

QSize ThroughputChart::minimumSizeHint() const
{
    return {300, 100};
}

} // namespace mirrorlake::ui
