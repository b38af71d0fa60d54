// A notice by the desktop's own service, where there is no tray icon to send it from. Thread: GUI; never waits.
#pragma once

#include <QString>

namespace mirrorlake::ui {

void sendDesktopNotice(const QString &title, const QString &text, bool isFailure);

} // namespace mirrorlake::ui
