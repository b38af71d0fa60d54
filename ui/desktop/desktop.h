// What the window is to the desktop: the tray, notices, requests of later starts. Looks at the snapshot once a second,
// also while the window is hidden. Thread: GUI.
#pragma once

#include "ui/context.h"
#include "ui/desktop/eventwatch.h"
#include "ui/desktop/notices.h"
#include "ui/desktop/openrequest.h"

#include <QTimer>

#include <memory>

namespace mirrorlake::ui {

class MainWindow;
class Tray;

class Desktop final : public QObject
{
    Q_OBJECT

public:
    /// Both outlive it. Without a tray the window is told so, and is never hidden.
    Desktop(MainWindow &window, bool hasTray);
    ~Desktop() override;

    /// Shows the window, unless it is wanted hidden and there is a tray to find it in.
    void begin(const OpenRequest &request, bool isHidden);
    /// Brings the window to the front, with what is asked for.
    void open(const OpenRequest &request);
    Tray *tray() const { return m_tray.get(); }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void look();
    void tell(const QString &title, const QString &text, bool isFailure, PageId page);

    MainWindow &m_window;
    const Context m_context;
    std::unique_ptr<Tray> m_tray;
    EventWatch m_watch;
    Notices m_notices;
    QTimer m_timer;
    PageId m_told = PageId::Overview; ///< what clicking the notice opens
    bool m_hasExplained = false;
};

} // namespace mirrorlake::ui
