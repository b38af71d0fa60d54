// The line at the bottom: both rates with their limits to choose, active clients, free space, online or not. Below
// 1100 px without captions.
// Thread: GUI.
#pragma once

#include "control/snapshot.h"
#include "ui/context.h"

#include <QStatusBar>

class QLabel;
class QToolButton;

namespace mirrorlake::ui {

class IconLabel;
class LimitMenu;

class StatusBar final : public QStatusBar
{
    Q_OBJECT

public:
    explicit StatusBar(const Context &context, QWidget *parent = nullptr);

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
        QToolButton *limitButton = nullptr;
        LimitMenu *limit = nullptr;
    };

    void addLimit(Part &part, LimitMenu *menu);
    Part addPart(const QString &name, const QString &icon);
    void retranslate();
    QString strong(const QString &number) const;

    const Context m_context;
    const Theme &m_theme;
    Part m_upstream;
    Part m_lan;
    Part m_clients;
    Part m_disk;
    IconLabel *m_onlineIcon;
    QLabel *m_online;
};

} // namespace mirrorlake::ui
