// Sixty seconds of one rate in a table cell: own maximum, no axis. Thread: GUI.
#pragma once

#include <QRectF>

#include <vector>

class QPainter;

namespace mirrorlake::ui {

class Theme;

/// values are two-second steps, oldest first; fewer than 30 leave the older part empty.
void drawSparkline(QPainter &painter, const QRectF &rect, const std::vector<float> &values, const Theme &theme);

constexpr std::size_t sparklineSteps = 30;

} // namespace mirrorlake::ui
