#include "ui/charts/daybars.h"

#include "ui/charts/chartpaper.h"
#include "ui/format/format.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr double widestBar = 40;

} // namespace

DayBars::DayBars(Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void DayBars::show(std::vector<DayBar> bars)
{
    const QString before = chosenDay();
    m_bars = std::move(bars);
    const auto found = std::ranges::find(m_bars, before, &DayBar::day);
    m_chosen = found != m_bars.end() ? int(found - m_bars.begin()) : int(m_bars.size()) - 1;
    if (chosenDay() != before)
        emit dayChosen(chosenDay());
    update();
}

QString DayBars::chosenDay() const
{
    return m_chosen >= 0 ? m_bars[std::size_t(m_chosen)].day : QString();
}

void DayBars::paintEvent(QPaintEvent *)
{
    double highest = 0;
    for (const DayBar &bar : m_bars)
        highest = std::max(highest, bar.saved + bar.fetched);
    const ByteUnit unit = Format::unitFor(highest);
    const PlainScale scale = plainScaleFor(highest / unit.size);
    QPainter painter(this);
    ChartPaper paper(painter, m_theme, rect(), {scale.step * unit.size, scale.steps}, [&unit](double value) -> QString {
        return QString::number(value / unit.size) + u' ' + unit.name;
    });
    m_plot = paper.plot();
    const double slot = m_plot.width() / double(std::max<std::size_t>(1, m_bars.size()));
    const double width = std::min(widestBar, slot * 0.7);
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        const DayBar &bar = m_bars[i];
        const double x = m_plot.left() + slot * (double(i) + 0.5);
        if (int(i) == m_chosen)
            painter.fillRect(QRectF(x - slot / 2, m_plot.top(), slot, m_plot.height()),
                             m_theme.color(Token::RowSelected));
        const double middle = paper.y(bar.saved);
        painter.fillRect(QRectF(x - width / 2, middle, width, m_plot.bottom() - middle), m_theme.color(Token::Hit));
        const double top = paper.y(bar.saved + bar.fetched);
        painter.fillRect(QRectF(x - width / 2, top, width, middle - top),
                         QBrush(m_theme.color(Token::Miss), Qt::BDiagPattern));
        painter.setPen(QPen(m_theme.color(Token::Miss), 1));
        painter.setBrush(Qt::NoBrush);
        if (middle - top > 1)
            painter.drawRect(QRectF(x - width / 2, top, width, middle - top));
        paper.label(x, bar.label);
    }
    if (hasFocus()) {
        painter.setPen(QPen(m_theme.color(Token::Accent), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
    }
    const QString text = m_hover ? readingAt(*m_hover) : QString();
    if (!text.isEmpty())
        paper.reading(m_plot.left() + slot * (barAt(*m_hover) + 0.5), text);
}

int DayBars::barAt(double x) const
{
    if (m_bars.empty() || x < m_plot.left() || x >= m_plot.right())
        return -1;
    return std::min(int(m_bars.size()) - 1, int((x - m_plot.left()) / m_plot.width() * double(m_bars.size())));
}

QString DayBars::readingAt(double x) const
{
    const int at = barAt(x);
    if (at < 0)
        return {};
    const DayBar &bar = m_bars[std::size_t(at)];
    return tr("%1: %2 served, %3 fetched, %4 saved")
        .arg(bar.day, Format::bytes(bar.served), Format::bytes(bar.fetched), Format::bytes(bar.saved));
}

void DayBars::choose(int bar)
{
    if (bar < 0 || bar >= int(m_bars.size()) || bar == m_chosen)
        return;
    m_chosen = bar;
    update();
    emit dayChosen(chosenDay());
}

void DayBars::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Left)
        choose(m_chosen - 1);
    else if (event->key() == Qt::Key_Right)
        choose(m_chosen + 1);
    else
        QWidget::keyPressEvent(event);
}

void DayBars::mousePressEvent(QMouseEvent *event)
{
    choose(barAt(event->position().x()));
}

void DayBars::mouseMoveEvent(QMouseEvent *event)
{
    m_hover = event->position().x();
    update();
}

void DayBars::leaveEvent(QEvent *)
{
    m_hover.reset();
    update();
}

} // namespace mirrorlake::ui
