#include "ui/desktop/desktop.h"

#include "control/control.h"
#include "ui/desktop/desktopnotice.h"
#include "ui/desktop/tray.h"
#include "ui/shell/mainwindow.h"

#include <QEvent>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr int lookMilliseconds = 1000;

} // namespace

Desktop::Desktop(MainWindow &window, bool hasTray) : m_window(window), m_context(window.context())
{
    if (hasTray) {
        m_tray = std::make_unique<Tray>(m_context);
        connect(m_tray.get(), &Tray::noticeClicked, this, [this] {
            m_window.raiseToUser();
            m_window.openPage(m_told);
        });
        connect(m_tray.get(), &Tray::failuresChosen, this, [this] {
            m_notices.forgetFailures();
            m_window.raiseToUser();
            m_window.openPage(PageId::Downloads);
        });
    }
    m_window.setHasTray(hasTray);
    m_window.installEventFilter(this);
    connect(&m_window, &MainWindow::hiddenToTray, this, [this] {
        if (!std::exchange(m_hasExplained, true))
            tell(tr("Mirrorlake serves on"), tr("Closing the window does not stop the mirror. Quit from the tray."),
                 false, PageId::Overview);
    });
    connect(&m_notices, &Notices::told, this, &Desktop::tell);
    m_timer.setInterval(lookMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &Desktop::look);
    m_timer.start();
    look();
}

Desktop::~Desktop() = default;

void Desktop::begin(const OpenRequest &request, bool isHidden)
{
    if (isHidden && m_tray) {
        m_window.openPage(pageFrom(request.page).value_or(PageId::Overview));
        return;
    }
    open(request);
    if (isHidden)
        m_window.sayThereIsNoTray();
}

void Desktop::open(const OpenRequest &request)
{
    m_window.raiseToUser();
    if (const auto page = pageFrom(request.page))
        m_window.openPage(*page);
    if (!request.links.isEmpty())
        m_window.addDownloads(request.links.join(u'\n'));
}

void Desktop::look()
{
    const auto snapshot = m_context.control.snapshot();
    m_notices.take(m_watch.take(*snapshot), m_context.control.settings().notify);
    if (m_tray)
        m_tray->show(*snapshot, m_notices.failures());
}

void Desktop::tell(const QString &title, const QString &text, bool isFailure, PageId page)
{
    m_told = page;
    if (m_tray)
        m_tray->tell(title, text, isFailure);
    else
        sendDesktopNotice(title, text, isFailure);
}

bool Desktop::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LanguageChange && m_tray) {
        m_tray->retranslate();
        look();
    }
    return QObject::eventFilter(watched, event);
}

} // namespace mirrorlake::ui
