#include "ui/shell/mainwindow.h"

#include "base/clock.h"
#include "control/control.h"
#include "ui/clients/clientspage.h"
#include "ui/downloads/downloadspage.h"
#include "ui/format/statetext.h"
#include "ui/log/logpage.h"
#include "ui/models/modelspage.h"
#include "ui/overview/overviewpage.h"
#include "ui/remote/mirrorswitch.h"
#include "ui/settings/settingspage.h"
#include "ui/shell/bannerstack.h"
#include "ui/shell/header.h"
#include "ui/shell/links.h"
#include "ui/shell/lookchoice.h"
#include "ui/shell/panes.h"
#include "ui/shell/sidebar.h"
#include "ui/shell/statusbar.h"
#include "ui/theme/theme.h"
#include "ui/traffic/trafficpage.h"

#include <QClipboard>
#include <QCloseEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMimeData>
#include <QScreen>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

using control::MirrorState;

namespace {

constexpr int narrowBelow = 1100;
constexpr int pollMilliseconds = 500;
constexpr QSize firstSize(1280, 800);
constexpr QSize smallest(960, 540);

Page *makePage(const Context &context, PageId id)
{
    switch (id) {
    case PageId::Overview:
        return new OverviewPage(context);
    case PageId::Models:
        return new ModelsPage(context);
    case PageId::Downloads:
        return new DownloadsPage(context);
    case PageId::Clients:
        return new ClientsPage(context);
    case PageId::Traffic:
        return new TrafficPage(context);
    case PageId::Log:
        return new LogPage(context);
    case PageId::Settings:
        break;
    }
    return new SettingsPage(context);
}

} // namespace

MainWindow::MainWindow(control::Control &control, Theme &theme, Language &language, const Clock &clock)
    : m_actions(theme, this), m_language(language), m_context{control, theme, clock, m_actions, m_clients},
      m_startBanner(m_context), m_dialogs(m_context, this), m_closing(m_context, this), m_layout(*this), m_poll(this),
      m_sidebar(new Sidebar(theme)), m_header(new Header(m_context)), m_banners(new BannerStack(theme)),
      m_pages(new QStackedWidget), m_status(new StatusBar(m_context))
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(u"Mirrorlake"_s);
    setWindowIcon(QIcon(u":/mirrorlake/icons/mirrorlake.svg"_s));
    m_poll.setObjectName(u"poll"_s);
    m_poll.setInterval(pollMilliseconds);
    connect(&m_poll, &QTimer::timeout, this, &MainWindow::refresh);
    buildFrame();
    addPages();
    connectActions();
    connectVerbs();
    connectLook(m_context, m_language, this);
    setAcceptDrops(true);
    setMinimumSize(smallest);
    resize(firstSize.boundedTo(screen()->availableSize()));
    m_sidebar->retranslate();
    centralWidget()->setFocus(); // no control looks chosen before somebody presses Tab
    openPage(PageId::Overview);
}

void MainWindow::buildFrame()
{
    m_pages->setObjectName(u"pageStack"_s);
    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_header);
    right->addWidget(m_banners);
    right->addWidget(m_pages, 1);
    auto *central = new QWidget;
    central->setObjectName(u"pageBody"_s);
    auto *layout = new QHBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_sidebar);
    layout->addLayout(right, 1);
    setCentralWidget(central);
    setStatusBar(m_status);
}

void MainWindow::addPages()
{
    for (int i = 0; i < pageCount; ++i) {
        Page *page = makePage(m_context, PageId(i));
        page->setNarrow(m_isNarrow);
        m_pages->addWidget(page);
        if (QWidget *tools = page->headerTools())
            m_header->addTools(tools);
    }
}

void MainWindow::connectActions()
{
    addActions(m_actions.all());
    connect(m_sidebar, &Sidebar::pageChosen, this, &MainWindow::openPage);
    for (int i = 0; i < pageCount; ++i)
        connect(m_actions.pages[std::size_t(i)], &QAction::triggered, this, [this, i] { openPage(PageId(i)); });
    connect(m_actions.log, &QAction::triggered, this, [this] { openPage(PageId::Log); });
    connect(m_actions.settings, &QAction::triggered, this, [this] { openPage(PageId::Settings); });
    connect(&m_actions, &Actions::settingWanted, this, [this](const QString &key) {
        openPage(PageId::Settings);
        static_cast<SettingsPage &>(pageAt(int(PageId::Settings))).find(key);
    });
    connect(m_actions.startOrStop, &QAction::triggered, this, &MainWindow::startOrStop);
    connect(m_actions.copyAddress, &QAction::triggered, this, &MainWindow::copyAddress);
    connect(m_actions.offline, &QAction::triggered, this, &MainWindow::setOffline);
    connect(m_actions.pauseAll, &QAction::triggered, this, &MainWindow::pauseOrResumeAll);
    connect(m_actions.add, &QAction::triggered, this, [this] { addDownloads({}); });
    connect(m_actions.paste, &QAction::triggered, this, &MainWindow::paste);
    connect(m_actions.refresh, &QAction::triggered, this, &MainWindow::refresh);
    connect(m_actions.nextPane, &QAction::triggered, this, [this] { nextPane(1); });
    connect(m_actions.previousPane, &QAction::triggered, this, [this] { nextPane(-1); });
    connect(&m_dialogs, &WindowDialogs::changed, this, &MainWindow::refresh);
    connect(m_actions.resetLayout, &QAction::triggered, this, [this] { m_layout.reset(); });
    connect(m_actions.open, &QAction::triggered, this, &MainWindow::raiseToUser);
    connect(m_actions.close, &QAction::triggered, this, &QWidget::close);
    connect(m_actions.quit, &QAction::triggered, &m_closing, &Closing::quit);
    connect(&m_closing, &Closing::changed, this, &MainWindow::refresh);
    connect(&m_closing, &Closing::endWanted, this, [this] {
        if (!close()) // a hidden window has nothing to close
            emit quitWanted();
    });
    connect(&m_closing, &Closing::hideWanted, this, [this] {
        hide();
        emit hiddenToTray();
    });
}

void MainWindow::connectVerbs()
{
    for (int i = 0; i < pageVerbCount; ++i)
        connect(m_actions.verb(PageVerb(i)), &QAction::triggered, this,
                [this, i] { pageAt(m_pages->currentIndex()).act(PageVerb(i)); });
}

void MainWindow::openPage(PageId page)
{
    m_pages->setCurrentIndex(int(page));
    m_sidebar->setPage(page);
    m_header->showPage(titleOf(page), pageAt(int(page)));
    refresh();
}

void MainWindow::addDownloads(const QString &links)
{
    openPage(PageId::Downloads);
    static_cast<DownloadsPage &>(pageAt(int(PageId::Downloads))).add(links);
}

void MainWindow::refresh()
{
    show(*m_context.control.snapshot());
}

void MainWindow::show(const control::Snapshot &snapshot)
{
    const bool canStart = snapshot.state == MirrorState::Stopped || snapshot.state == MirrorState::Failed;
    const bool hasAddress = !snapshot.addresses.empty();
    m_actions.setIsServing(!canStart);
    m_actions.startOrStop->setEnabled(snapshot.state != MirrorState::Stopping);
    m_actions.copyAddress->setEnabled(hasAddress);
    m_actions.clientSetup->setEnabled(hasAddress);
    m_actions.changeAddress->setEnabled(canStart);
    m_actions.offline->setChecked(snapshot.isOffline);
    m_actions.pauseAll->setEnabled(!snapshot.jobs->empty());
    const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(m_context.clock.wall().time_since_epoch());
    m_clients.setPolicies(ClientPolicies(m_context.control.settings()));
    m_clients.update(snapshot.figures.clients, now.count());
    showBanners(snapshot);
    m_header->show(snapshot);
    m_status->show(snapshot);
    m_sidebar->model().setCount(PageId::Clients, activeClients(snapshot));
    m_sidebar->model().setCount(PageId::Downloads, openJobs(snapshot));
    pageAt(m_pages->currentIndex()).show(snapshot);
    m_closing.follow(snapshot);
}

void MainWindow::rememberLayout(const QString &file)
{
    m_layout.begin(file);
}

void MainWindow::setRemote(bool isRemote)
{
    m_closing.setRemote(isRemote);
    m_startBanner.setRemote(isRemote);
}

void MainWindow::showBanners(const control::Snapshot &snapshot)
{
    std::vector<Banner> banners;
    if (snapshot.state == MirrorState::Failed && snapshot.failure)
        banners.push_back(m_startBanner.bannerFor(snapshot));
    if (auto banner = m_closing.banner(snapshot))
        banners.push_back(std::move(*banner));
    if (m_lacksTray)
        banners.push_back({.id = u"noTrayBanner"_s,
                           .tone = Banner::Tone::Note,
                           .title = tr("There is no tray here, so the window is shown."),
                           .text = {},
                           .detail = {},
                           .buttons = {{u"understoodButton"_s, tr("Close"), false, [this] {
                                            m_lacksTray = false;
                                            refresh();
                                        }}}});
    m_banners->setBanners(std::move(banners));
}

void MainWindow::updatePolling()
{
    if (isVisible() && !isMinimized() && !m_closing.isEnding()) {
        refresh();
        m_poll.start();
    } else if (!m_closing.isWaiting()) {
        m_poll.stop();
    }
}

void MainWindow::setNarrow(bool isNarrow)
{
    m_isNarrow = isNarrow;
    m_sidebar->setNarrow(isNarrow);
    m_header->setNarrow(isNarrow);
    m_banners->setNarrow(isNarrow);
    m_status->setNarrow(isNarrow);
    for (int i = 0; i < m_pages->count(); ++i)
        pageAt(i).setNarrow(isNarrow);
    refresh();
}

Page &MainWindow::pageAt(int index) const
{
    return *static_cast<Page *>(m_pages->widget(index));
}

void MainWindow::startOrStop()
{
    const MirrorState state = m_context.control.snapshot()->state;
    if (state == MirrorState::Stopped || state == MirrorState::Failed)
        m_context.control.start();
    else
        m_context.control.stop();
    refresh();
}

void MainWindow::copyAddress()
{
    const auto snapshot = m_context.control.snapshot();
    if (!snapshot->addresses.empty())
        QGuiApplication::clipboard()->setText(QString::fromStdString(snapshot->addresses.front().url));
}

void MainWindow::nextPane(int step)
{
    const std::array<QWidget *, 3> panes{m_sidebar, m_header, m_pages};
    movePane(panes, focusWidget(), step);
}

void MainWindow::setOffline(bool isOffline)
{
    m_context.control.changeSettings({{"upstream.offline", isOffline ? "true" : "false"}}, [](const auto &) {});
}

void MainWindow::pauseOrResumeAll()
{
    static_cast<DownloadsPage &>(pageAt(int(PageId::Downloads))).pauseOrResumeAll(*m_context.control.snapshot());
}

void MainWindow::paste()
{
    const QMimeData *copied = QGuiApplication::clipboard()->mimeData();
    const QString links = copied ? linksIn(*copied) : QString();
    if (links.isEmpty())
        m_status->showMessage(tr("What was copied is no name or URL of a repository."), 4000);
    else
        addDownloads(links);
}

void MainWindow::offerMirrors(MirrorBook &book)
{
    m_header->addSwitch(new MirrorSwitch(m_context.theme, book, m_header));
}

void MainWindow::sayThereIsNoTray()
{
    m_lacksTray = true;
    refresh();
}

void MainWindow::raiseToUser()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_actions.retranslate();
        m_clients.retranslate();
        m_sidebar->retranslate();
        m_header->showPage(titleOf(PageId(m_pages->currentIndex())), pageAt(m_pages->currentIndex()));
        QTimer::singleShot(0, this, &MainWindow::refresh); // after the widgets inside have had the event too
    } else if (event->type() == QEvent::WindowStateChange) {
        updatePolling();
    }
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_layout.save();
    const Closing::Answer answer = m_closing.answer();
    event->setAccepted(answer == Closing::Answer::End);
    if (answer == Closing::Answer::End) {
        m_poll.stop();
        emit quitWanted();
    } else if (answer == Closing::Answer::Hide) {
        hide();
        emit hiddenToTray();
    }
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls() || event->mimeData()->hasText())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    if (const QString folder = folderIn(*event->mimeData()); !folder.isEmpty()) {
        event->acceptProposedAction();
        m_dialogs.openImport(folder);
        return;
    }
    const QString links = linksIn(*event->mimeData());
    if (links.isEmpty()) {
        m_status->showMessage(tr("What was dropped is no name or URL of a repository."), 4000);
        return;
    }
    event->acceptProposedAction();
    addDownloads(links);
}

void MainWindow::hideEvent(QHideEvent *event)
{
    QMainWindow::hideEvent(event);
    updatePolling();
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    updatePolling();
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    const bool isNarrow = width() < narrowBelow;
    if (isNarrow != m_isNarrow)
        setNarrow(isNarrow);
}

} // namespace mirrorlake::ui
