#include "ui/charts/sparkline.h"

#include "ui/theme/theme.h"

#include <QPainter>
#include <QPolygonF>

#include <algorithm>

namespace mirrorlake::ui {

void drawSparkline(QPainter &painter, const QRectF &rect, const std::vector<float> &values, const Theme &theme)
{
    if (values.size() < 2)
        return;
    const double highest = std::max(1.0f, *std::ranges::max_element(values));
    const double stepWidth = rect.width() / double(sparklineSteps - 1);
    const double left = rect.right() - stepWidth * double(values.size() - 1);
    QPolygonF line;
    for (std::size_t i = 0; i < values.size(); ++i)
        line << QPointF(left + stepWidth * double(i),
                        rect.bottom() - 2 - (rect.height() - 4) * double(values[i]) / highest);

    QPolygonF tint = line;
    tint << QPointF(rect.right(), rect.bottom() - 1) << QPointF(left, rect.bottom() - 1);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(Token::LanTint));
    painter.drawPolygon(tint);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.color(Token::Lan), 1.25));
    painter.drawPolyline(line);
    painter.restore();
}

} // namespace mirrorlake::ui
