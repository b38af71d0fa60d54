// The window: sidebar, header, banners, pages, status bar. Wires pages to actions and the snapshot to whoever shows it,
// and does nothing else. Reads the snapshot twice a second while it can be seen. Thread: GUI; never waits.
#pragma once

#include "control/snapshot.h"
#include "ui/clients/clienttablemodel.h"
#include "ui/context.h"
#include "ui/language/language.h"
#include "ui/shell/actions.h"
#include "ui/shell/startbanner.h"

#include <QMainWindow>
#include <QPointer>
#include <QTimer>

class QStackedWidget;

namespace mirrorlake::ui {

class BannerStack;
class ClientSetupDialog;
class CloseQuestion;
class Header;
class Page;
class Sidebar;
class StatusBar;

class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    /// All borrowed; they outlive the window.
    MainWindow(control::Control &control, Theme &theme, Language &language, const Clock &clock);

    using QMainWindow::show;
    void openPage(PageId page);
    /// Reads the snapshot and shows it now.
    void refresh();

signals:
    /// The window was closed and nobody objects: the program may end.
    void quitWanted();

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void buildFrame();
    void addPages();
    void connectActions();
    void connectLook();
    void show(const control::Snapshot &snapshot);
    void showBanners(const control::Snapshot &snapshot);
    void updatePolling();
    void setNarrow(bool isNarrow);
    Page &pageAt(int index) const;

    void startOrStop();
    void copyAddress();
    void openClientSetup();
    void openListenDialog();
    void movePane(int step);
    void askBeforeClosing();
    void endWhenIdle(const control::Snapshot &snapshot);
    void endNow();

    Actions m_actions;
    ClientTableModel m_clients;
    Language &m_language;
    Context m_context;
    StartBanner m_startBanner;
    QTimer m_poll;
    Sidebar *m_sidebar;
    Header *m_header;
    BannerStack *m_banners;
    QStackedWidget *m_pages;
    StatusBar *m_status;
    QPointer<ClientSetupDialog> m_clientSetup;
    QPointer<CloseQuestion> m_closeQuestion;
    bool m_isNarrow = false;
    bool m_waitsToEnd = false;
    bool m_isEnding = false;
};

} // namespace mirrorlake::ui
