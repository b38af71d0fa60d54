#include "ui/settings/weekgrid.h"

#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr int days = 7;
constexpr int hours = 24;
constexpr int cellSize = 18;
constexpr int gap = 1;
constexpr int labelGap = 6;

WeekLevel after(WeekLevel level)
{
    return level == WeekLevel::Limited ? WeekLevel::Full
           : level == WeekLevel::Full  ? WeekLevel::Off
                                       : WeekLevel::Limited;
}

QString dayName(int day)
{
    static const char *const names[] = {QT_TRANSLATE_NOOP("WeekGrid", "Mon"), QT_TRANSLATE_NOOP("WeekGrid", "Tue"),
                                        QT_TRANSLATE_NOOP("WeekGrid", "Wed"), QT_TRANSLATE_NOOP("WeekGrid", "Thu"),
                                        QT_TRANSLATE_NOOP("WeekGrid", "Fri"), QT_TRANSLATE_NOOP("WeekGrid", "Sat"),
                                        QT_TRANSLATE_NOOP("WeekGrid", "Sun")};
    return QCoreApplication::translate("WeekGrid", names[day]);
}

int labelWidth()
{
    const QFontMetrics metrics(textFont(9));
    int widest = 0;
    for (int day = 0; day < days; ++day)
        widest = std::max(widest, metrics.horizontalAdvance(dayName(day)));
    return widest + labelGap;
}

int headHeight()
{
    return QFontMetrics(textFont(9)).height() + 2;
}

} // namespace

QString levelWord(WeekLevel level)
{
    return level == WeekLevel::Full  ? WeekGrid::tr("full speed")
           : level == WeekLevel::Off ? WeekGrid::tr("off")
                                     : WeekGrid::tr("limited");
}

WeekGrid::WeekGrid(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    m_cells.fill(WeekLevel::Limited);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    retranslate();
}

void WeekGrid::setCells(const WeekCells &cells)
{
    m_cells = cells;
    update();
}

QSize WeekGrid::sizeHint() const
{
    return {labelWidth() + hours * cellSize + 2, headHeight() + days * cellSize + 2};
}

QRect WeekGrid::cellRect(int day, int hour) const
{
    return {labelWidth() + hour * cellSize, headHeight() + day * cellSize, cellSize - gap, cellSize - gap};
}

std::optional<WeekGrid::Place> WeekGrid::placeAt(QPoint point) const
{
    const QPoint inside = point - cellRect(0, 0).topLeft();
    const Place place{inside.y() / cellSize, inside.x() / cellSize};
    const bool isInside = inside.x() >= 0 && inside.y() >= 0 && place.day < days && place.hour < hours;
    return isInside ? std::optional(place) : std::nullopt;
}

void WeekGrid::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(textFont(9));
    painter.setPen(m_theme.color(Token::TextMuted));
    for (int hour = 0; hour < hours; hour += 3)
        painter.drawText(QRect(cellRect(0, hour).left() - 2, 0, 3 * cellSize, headHeight()), Qt::AlignLeft,
                         u"%1"_s.arg(hour, 2, 10, QLatin1Char('0')));
    for (int day = 0; day < days; ++day) {
        painter.setPen(m_theme.color(Token::TextMuted));
        painter.drawText(QRect(0, cellRect(day, 0).top(), labelWidth(), cellSize - gap),
                         Qt::AlignLeft | Qt::AlignVCenter, dayName(day));
        for (int hour = 0; hour < hours; ++hour)
            paintCell(painter, cellRect(day, hour), m_cells[std::size_t(day * hours + hour)], m_theme);
    }
    if (!hasFocus())
        return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(m_theme.color(Token::Accent), 2));
    const QRect chosen = cellRect(m_anchor.day, m_anchor.hour) | cellRect(m_current.day, m_current.hour);
    painter.drawRect(chosen);
}

/// Full is filled, limited is filled to the half, off is crossed: no level by colour alone.
void WeekGrid::paintCell(QPainter &painter, const QRect &rect, WeekLevel level, const Theme &theme)
{
    const QRectF box = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(theme.color(Token::Upstream));
    painter.setBrush(theme.color(level == WeekLevel::Full ? Token::UpstreamTint : Token::Base));
    painter.drawRect(box);
    if (level == WeekLevel::Limited)
        painter.fillRect(box.adjusted(0, box.height() / 2, 0, 0), theme.color(Token::UpstreamTint));
    if (level == WeekLevel::Off) {
        painter.setPen(theme.color(Token::TextMuted));
        painter.drawLine(box.topLeft() + QPointF(4, 4), box.bottomRight() - QPointF(4, 4));
        painter.drawLine(box.topRight() + QPointF(-4, 4), box.bottomLeft() + QPointF(4, -4));
    }
}

void WeekGrid::mousePressEvent(QMouseEvent *event)
{
    const auto place = placeAt(event->position().toPoint());
    if (!place || event->button() != Qt::LeftButton)
        return;
    m_current = m_anchor = *place;
    m_brush = after(cell(*place));
    set(*m_brush);
}

void WeekGrid::mouseMoveEvent(QMouseEvent *event)
{
    const auto place = placeAt(event->position().toPoint());
    if (!place || !m_brush)
        return;
    m_current = *place;
    set(*m_brush);
}

void WeekGrid::mouseReleaseEvent(QMouseEvent *)
{
    m_brush.reset();
    m_anchor = m_current;
    update();
}

void WeekGrid::keyPressEvent(QKeyEvent *event)
{
    const bool isExtending = event->modifiers() & Qt::ShiftModifier;
    switch (event->key()) {
    case Qt::Key_Left:
        return move(0, -1, isExtending);
    case Qt::Key_Right:
        return move(0, 1, isExtending);
    case Qt::Key_Up:
        return move(-1, 0, isExtending);
    case Qt::Key_Down:
        return move(1, 0, isExtending);
    case Qt::Key_1:
        return set(WeekLevel::Full);
    case Qt::Key_2:
        return set(WeekLevel::Limited);
    case Qt::Key_3:
        return set(WeekLevel::Off);
    default:
        QWidget::keyPressEvent(event);
    }
}

void WeekGrid::move(int dayStep, int hourStep, bool isExtending)
{
    m_current.day = std::clamp(m_current.day + dayStep, 0, days - 1);
    m_current.hour = std::clamp(m_current.hour + hourStep, 0, hours - 1);
    if (!isExtending)
        m_anchor = m_current;
    update();
    say();
}

bool WeekGrid::isChosen(int day, int hour) const
{
    const auto between = [](int value, int a, int b) { return value >= std::min(a, b) && value <= std::max(a, b); };
    return between(day, m_anchor.day, m_current.day) && between(hour, m_anchor.hour, m_current.hour);
}

void WeekGrid::set(WeekLevel level)
{
    for (int day = 0; day < days; ++day) {
        for (int hour = 0; hour < hours; ++hour) {
            if (isChosen(day, hour))
                cell({day, hour}) = level;
        }
    }
    update();
    say();
    emit edited();
}

/// Tells screen readers the present hour and its level.
void WeekGrid::say()
{
    const WeekLevel level = cell(m_current);
    setAccessibleDescription(
        tr("%1 at %2: %3").arg(dayName(m_current.day), u"%1:00"_s.arg(m_current.hour), levelWord(level)));
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
}

void WeekGrid::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    say();
    update();
}

void WeekGrid::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

void WeekGrid::retranslate()
{
    updateGeometry();
    update();
}

} // namespace mirrorlake::ui
