#include "ui/shell/mainwindow.h"

#include "base/clock.h"
#include "control/control.h"
#include "ui/clients/clientspage.h"
#include "ui/downloads/downloadspage.h"
#include "ui/format/format.h"
#include "ui/format/statetext.h"
#include "ui/log/logpage.h"
#include "ui/models/modelspage.h"
#include "ui/overview/overviewpage.h"
#include "ui/settings/settingspage.h"
#include "ui/setup/clientsetupdialog.h"
#include "ui/setup/listendialog.h"
#include "ui/shell/bannerstack.h"
#include "ui/shell/closequestion.h"
#include "ui/shell/header.h"
#include "ui/shell/keysdialog.h"
#include "ui/shell/sidebar.h"
#include "ui/shell/statusbar.h"
#include "ui/theme/theme.h"
#include "ui/traffic/trafficpage.h"

#include <QClipboard>
#include <QCloseEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
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
      m_startBanner(m_context), m_poll(this), m_sidebar(new Sidebar(theme)), m_header(new Header(m_context)),
      m_banners(new BannerStack(theme)), m_pages(new QStackedWidget), m_status(new StatusBar(theme))
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
    connectLook();
    setMinimumSize(smallest);
    resize(firstSize);
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
    connect(m_actions.startOrStop, &QAction::triggered, this, &MainWindow::startOrStop);
    connect(m_actions.copyAddress, &QAction::triggered, this, &MainWindow::copyAddress);
    connect(m_actions.clientSetup, &QAction::triggered, this, &MainWindow::openClientSetup);
    connect(m_actions.changeAddress, &QAction::triggered, this, &MainWindow::openListenDialog);
    connect(m_actions.refresh, &QAction::triggered, this, &MainWindow::refresh);
    connect(m_actions.nextPane, &QAction::triggered, this, [this] { movePane(1); });
    connect(m_actions.previousPane, &QAction::triggered, this, [this] { movePane(-1); });
    connect(m_actions.help, &QAction::triggered, this, [this] { (new KeysDialog(m_actions, this))->open(); });
    connect(m_actions.close, &QAction::triggered, this, &QWidget::close);
    connect(m_actions.quit, &QAction::triggered, this, &QWidget::close);
}

void MainWindow::connectLook()
{
    const settings::LookSettings look = m_context.control.settings().look;
    const std::pair<QActionGroup *, QString> choices[] = {{m_actions.languages, QString::fromStdString(look.language)},
                                                          {m_actions.looks, QString::fromStdString(look.theme)}};
    for (const auto &[group, value] : choices) {
        for (QAction *action : group->actions())
            action->setChecked(action->data().toString() == value);
    }
    connect(m_actions.languages, &QActionGroup::triggered, this, [this](const QAction *action) {
        settings::LookSettings changed = m_context.control.settings().look;
        changed.language = action->data().toString().toStdString();
        m_language.apply(action->data().toString());
        m_context.control.setLook(changed);
    });
    connect(m_actions.looks, &QActionGroup::triggered, this, [this](const QAction *action) {
        settings::LookSettings changed = m_context.control.settings().look;
        changed.theme = action->data().toString().toStdString();
        m_context.theme.apply(action->data().toString());
        m_context.control.setLook(changed);
    });
}

void MainWindow::openPage(PageId page)
{
    m_pages->setCurrentIndex(int(page));
    m_sidebar->setPage(page);
    m_header->showPage(titleOf(page), pageAt(int(page)));
    refresh();
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
    const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(m_context.clock.wall().time_since_epoch());
    m_clients.update(snapshot.figures.clients, now.count());
    showBanners(snapshot);
    m_header->show(snapshot);
    m_status->show(snapshot);
    m_sidebar->model().setCount(PageId::Clients, activeClients(snapshot));
    m_sidebar->model().setCount(PageId::Downloads, int(snapshot.fills.size()));
    pageAt(m_pages->currentIndex()).show(snapshot);
    if (m_closeQuestion)
        m_closeQuestion->setActiveClients(activeClients(snapshot));
    if (m_waitsToEnd)
        endWhenIdle(snapshot);
}

void MainWindow::showBanners(const control::Snapshot &snapshot)
{
    std::vector<Banner> banners;
    if (snapshot.state == MirrorState::Failed && snapshot.failure)
        banners.push_back(m_startBanner.bannerFor(snapshot));
    if (m_waitsToEnd) {
        const int active = activeClients(snapshot);
        banners.push_back(
            {.id = u"waitingToQuitBanner"_s,
             .tone = Banner::Tone::Note,
             .title = tr("Mirrorlake quits when %1 clients have finished.", nullptr, active).arg(Format::count(active)),
             .text = {},
             .detail = {},
             .buttons = {{u"quitNowButton"_s, tr("Quit now"), false, [this] { endNow(); }},
                         {u"stayButton"_s, tr("Stay"), false, [this] {
                              m_waitsToEnd = false;
                              refresh();
                          }}}});
    }
    m_banners->setBanners(std::move(banners));
}

void MainWindow::updatePolling()
{
    if (isVisible() && !isMinimized() && !m_isEnding) {
        refresh();
        m_poll.start();
    } else if (!m_waitsToEnd) {
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

void MainWindow::openClientSetup()
{
    if (!m_clientSetup)
        m_clientSetup = new ClientSetupDialog(m_context, this);
    m_clientSetup->show(m_context.control.snapshot()->addresses);
    m_clientSetup->open();
}

void MainWindow::openListenDialog()
{
    auto *dialog = new ListenDialog(m_context, listenChoices(), this);
    connect(dialog, &QDialog::accepted, this, &MainWindow::refresh);
    dialog->open();
}

void MainWindow::movePane(int step)
{
    const std::array<QWidget *, 3> panes{m_sidebar, m_header, m_pages};
    std::size_t present = 0;
    for (std::size_t i = 0; i < panes.size(); ++i) {
        if (focusWidget() && (panes[i] == focusWidget() || panes[i]->isAncestorOf(focusWidget())))
            present = i;
    }
    QWidget *pane = panes[(present + panes.size() + std::size_t(step)) % panes.size()];
    QWidget *target = pane;
    while (target && (!target->isVisible() || !(target->focusPolicy() & Qt::TabFocus) ||
                      (target != pane && !pane->isAncestorOf(target)))) {
        target = target->nextInFocusChain();
        if (target == pane)
            return;
    }
    target->setFocus(Qt::ShortcutFocusReason);
}

void MainWindow::askBeforeClosing()
{
    if (m_closeQuestion)
        return;
    m_closeQuestion = new CloseQuestion(activeClients(*m_context.control.snapshot()), this);
    m_closeQuestion->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_closeQuestion, &CloseQuestion::waitChosen, this, [this] {
        m_waitsToEnd = true;
        refresh();
    });
    connect(m_closeQuestion, &CloseQuestion::quitChosen, this, &MainWindow::endNow);
    m_closeQuestion->open();
}

void MainWindow::endWhenIdle(const control::Snapshot &snapshot)
{
    if (activeClients(snapshot) == 0)
        endNow();
}

void MainWindow::endNow()
{
    m_isEnding = true;
    close();
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
    if (!m_isEnding && activeClients(*m_context.control.snapshot()) > 0) {
        event->ignore();
        askBeforeClosing();
        return;
    }
    m_isEnding = true;
    m_poll.stop();
    event->accept();
    emit quitWanted();
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
