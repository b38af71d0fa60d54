// The window: sidebar, header, banners, pages, status bar. Wires pages to actions and the snapshot to whoever shows it,
// and does nothing else. Reads the snapshot twice a second while it can be seen. Thread: GUI; never waits.
#pragma once

#include "control/snapshot.h"
#include "ui/clients/clienttablemodel.h"
#include "ui/context.h"
#include "ui/language/language.h"
#include "ui/shell/actions.h"
#include "ui/shell/closing.h"
#include "ui/shell/layoutmemory.h"
#include "ui/shell/startbanner.h"
#include "ui/shell/windowdialogs.h"

#include <QMainWindow>
#include <QTimer>

class QStackedWidget;

namespace mirrorlake::ui {

class BannerStack;
class Header;
class MirrorBook;
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
    /// Opens the dialog with these names, each on its line.
    void addDownloads(const QString &links);
    /// Reads the snapshot and shows it now.
    void refresh();

    const Context &context() const { return m_context; }
    WindowDialogs &dialogs() { return m_dialogs; }
    /// Remembers sizes, columns and splitters in this file.
    void rememberLayout(const QString &file);
    void saveLayout() const { m_layout.save(); }
    /// Which mirror is shown can be chosen in the title bar.
    void offerMirrors(MirrorBook &book);
    void setRemote(bool isRemote);
    void setHasTray(bool hasTray) { m_closing.setHasTray(hasTray); }
    /// Says why it is shown although it was to start hidden.
    void sayThereIsNoTray();
    /// In front of everything, whatever it was before.
    void raiseToUser();

signals:
    void hiddenToTray();
    /// The window was closed and nobody objects: the program may end.
    void quitWanted();

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void buildFrame();
    void addPages();
    void connectActions();
    void connectVerbs();
    void show(const control::Snapshot &snapshot);
    void showBanners(const control::Snapshot &snapshot);
    void updatePolling();
    void setNarrow(bool isNarrow);
    Page &pageAt(int index) const;

    void startOrStop();
    void setOffline(bool isOffline);
    void pauseOrResumeAll();
    void copyAddress();
    void paste();
    void nextPane(int step);

    Actions m_actions;
    ClientTableModel m_clients;
    Language &m_language;
    Context m_context;
    StartBanner m_startBanner;
    WindowDialogs m_dialogs;
    Closing m_closing;
    LayoutMemory m_layout;
    QTimer m_poll;
    Sidebar *m_sidebar;
    Header *m_header;
    BannerStack *m_banners;
    QStackedWidget *m_pages;
    StatusBar *m_status;
    bool m_isNarrow = false;
    bool m_lacksTray = false; ///< and somebody wanted the window hidden in it
};

} // namespace mirrorlake::ui
