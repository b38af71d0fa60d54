// The mirror in the desktop's tray: its state as a shape, both rates in the tooltip, and what is wanted most often in a
// menu of at most ten entries, made of the window's own actions. Thread: GUI.
#pragma once

#include "control/snapshot.h"
#include "ui/context.h"

#include <QMenu>
#include <QSystemTrayIcon>

namespace mirrorlake::ui {

class LimitMenu;

class Tray final : public QObject
{
    Q_OBJECT

public:
    explicit Tray(const Context &context, QObject *parent = nullptr);

    static bool isAvailable() { return QSystemTrayIcon::isSystemTrayAvailable(); }
    void show(const control::Snapshot &snapshot, int failures);
    /// Until the next one; clicking it opens the page.
    void tell(const QString &title, const QString &text, bool isFailure);
    void retranslate();

    QMenu &menu() { return m_menu; }
    QString toolTip() const { return m_icon.toolTip(); }
    QString iconName() const { return m_iconName; }

signals:
    void noticeClicked();
    void failuresChosen();

private:
    void build();
    void showIcon(const QString &name);

    Context m_context;
    QMenu m_menu;
    QSystemTrayIcon m_icon; // depends on: menu
    QString m_iconName;
    QAction *m_address;
    QAction *m_failures;
    QMenu *m_limits;
    LimitMenu *m_toClients;
    LimitMenu *m_fromUpstream;
};

} // namespace mirrorlake::ui
