// Whether the desktop is dark, and a word when that changes. Qt tells from 6.5 on; before, the settings portal does
// (Linux) or, where there is none, the palette that the platform started with. Thread: GUI; never waits for the portal.
#pragma once

#include <QObject>

class QDBusPendingCallWatcher;
class QDBusVariant;

namespace mirrorlake::ui {

class SystemLook final : public QObject
{
    Q_OBJECT

public:
    explicit SystemLook(QObject *parent = nullptr);

    bool isDark() const { return m_isDark; }

signals:
    void changed();

private slots:
    void onPortalSetting(const QString &area, const QString &key, const QDBusVariant &value);

private:
    void watchPortal();
    void setDark(bool dark);

    bool m_isDark = false;
};

} // namespace mirrorlake::ui
