// The line at the bottom: both rates, active clients, free space, online or not. Below 1100 px without captions.
// Thread: GUI.
#pragma once

#include "control/snapshot.h"

#include <QStatusBar>

class QLabel;

namespace mirrorlake::ui {

class IconLabel;
class Theme;

class StatusBar final : public QStatusBar
{
    Q_OBJECT

public:
    explicit StatusBar(const Theme &theme, QWidget *parent = nullptr);

    void show(const control::Snapshot &snapshot);
    using QStatusBar::show;
    void setNarrow(bool isNarrow);

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Part
    {
        IconLabel *icon = nullptr;
        QLabel *caption = nullptr; ///< gives way in a narrow window
        QLabel *value = nullptr;
    };

    Part addPart(const QString &name, const QString &icon);
    void retranslate();
    QString strong(const QString &number) const;

    const Theme &m_theme;
    Part m_upstream;
    Part m_lan;
    Part m_clients;
    Part m_disk;
    IconLabel *m_onlineIcon;
    QLabel *m_online;
};

} // namespace mirrorlake::ui
