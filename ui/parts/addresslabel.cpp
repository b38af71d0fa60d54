#include "ui/parts/addresslabel.h"

#include "ui/theme/fonts.h"

#include <QFontMetricsF>

#include <cmath>

namespace mirrorlake::ui {

namespace {

constexpr qreal largest = 17;
constexpr qreal smallest = 9;

} // namespace

AddressLabel::AddressLabel(QWidget *parent) : QLabel(parent)
{
    setFont(fixedFont(largest));
    setTextFormat(Qt::PlainText);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setFocusPolicy(Qt::NoFocus);
    setCursor(Qt::IBeamCursor);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void AddressLabel::setAddress(const QString &address)
{
    if (address == text())
        return;
    setText(address);
    updateGeometry();
    fit();
}

QSize AddressLabel::sizeHint() const
{
    return sizeAt(largest);
}

QSize AddressLabel::minimumSizeHint() const
{
    return {sizeAt(smallest).width(), sizeAt(largest).height()};
}

void AddressLabel::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    fit();
}

QSize AddressLabel::sizeAt(qreal points) const
{
    const QFontMetricsF metrics(fixedFont(points));
    return {int(std::ceil(metrics.horizontalAdvance(text()))) + 2, int(std::ceil(metrics.height()))};
}

void AddressLabel::fit()
{
    qreal points = largest;
    while (points > smallest && sizeAt(points).width() > width())
        points -= 0.25;
    if (font().pointSizeF() != points)
        setFont(fixedFont(points));
}

} // namespace mirrorlake::ui
