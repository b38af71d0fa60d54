// F6: from one pane of the window to the next, to the first control in it that can have the focus. Thread: GUI.
#pragma once

#include <QWidget>

#include <span>

namespace mirrorlake::ui {

void movePane(std::span<QWidget *const> panes, const QWidget *focused, int step);

} // namespace mirrorlake::ui
