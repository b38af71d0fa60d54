// Tells the desktop of events that somebody wants to hear of: what the settings name, those of half a minute together
// in one, silent otherwise. Keeps the last failures for the tray's list. Thread: GUI.
#pragma once

#include "ui/desktop/event.h"

#include <QObject>
#include <QTimer>

#include <vector>

namespace mirrorlake::settings {
struct NotifySettings;
}

namespace mirrorlake::ui {

class Notices final : public QObject
{
    Q_OBJECT

public:
    explicit Notices(QObject *parent = nullptr);

    void take(std::vector<Event> events, const settings::NotifySettings &wanted);
    int failures() const { return m_failures; }
    /// They were looked at.
    void forgetFailures() { m_failures = 0; }

signals:
    /// Clicking the notice opens the page.
    void told(const QString &title, const QString &text, bool isFailure, mirrorlake::ui::PageId page);

private:
    void tell();

    std::vector<Event> m_waiting; ///< of the present half minute, not told yet
    QTimer m_quiet;               ///< runs for half a minute after each notice
    int m_failures = 0;
};

} // namespace mirrorlake::ui
