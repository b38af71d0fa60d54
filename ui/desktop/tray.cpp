#include "ui/desktop/tray.h"

#include "ui/desktop/limitmenu.h"
#include "ui/format/format.h"
#include "ui/format/statetext.h"
#include "ui/shell/actions.h"
#include "ui/theme/theme.h"

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

using control::MirrorState;

namespace {

constexpr std::ptrdiff_t activeSteps = 10; ///< of half a second

bool hasMoved(const control::Snapshot &snapshot)
{
    const auto &minute = snapshot.figures.lastMinute;
    const auto from = minute.end() - std::min<std::ptrdiff_t>(activeSteps, std::ptrdiff_t(minute.size()));
    return std::any_of(from, minute.end(),
                       [](const meter::RatePoint &point) { return point.toClients > 0 || point.fromUpstream > 0; });
}

} // namespace

Tray::Tray(const Context &context, QObject *parent)
    : QObject(parent), m_context(context), m_address(new QAction(this)), m_failures(new QAction(this)),
      m_limits(new QMenu(&m_menu)), m_toClients(new LimitMenu(context, LimitMenu::Side::ToClients, m_limits)),
      m_fromUpstream(new LimitMenu(context, LimitMenu::Side::FromUpstream, m_limits))
{
    build();
    retranslate();
    showIcon(u"tray-stopped"_s);
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
            m_context.actions.open->trigger();
    });
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, &Tray::noticeClicked);
    connect(m_address, &QAction::triggered, context.actions.copyAddress, &QAction::trigger);
    connect(m_failures, &QAction::triggered, this, &Tray::failuresChosen);
    m_icon.setContextMenu(&m_menu);
    m_icon.show();
}

void Tray::build()
{
    const Actions &actions = m_context.actions;
    m_menu.setObjectName(u"trayMenu"_s);
    m_address->setObjectName(u"trayAddress"_s);
    m_failures->setObjectName(u"trayFailures"_s);
    m_address->setIcon(m_context.theme.icon(u"copy"_s));
    m_failures->setIcon(m_context.theme.icon(u"warning"_s));
    m_limits->setIcon(m_context.theme.icon(u"limit"_s));
    m_limits->addMenu(m_toClients);
    m_limits->addMenu(m_fromUpstream);
    m_menu.addAction(m_address);
    m_menu.addAction(actions.open);
    m_menu.addSeparator();
    m_menu.addAction(actions.pauseAll);
    m_menu.addMenu(m_limits);
    m_menu.addAction(actions.offline);
    m_menu.addSeparator();
    m_menu.addAction(m_failures);
    m_menu.addAction(actions.startOrStop);
    m_menu.addSeparator();
    m_menu.addAction(actions.quit);
}

void Tray::show(const control::Snapshot &snapshot, int failures)
{
    const bool isServing = snapshot.state == MirrorState::Serving || snapshot.state == MirrorState::Stopping;
    const bool needsSomebody = failures > 0 || snapshot.state == MirrorState::Failed;
    showIcon(needsSomebody        ? u"tray-warning"_s
             : !isServing         ? u"tray-stopped"_s
             : hasMoved(snapshot) ? u"tray-active"_s
                                  : u"tray-idle"_s);
    const auto &minute = snapshot.figures.lastMinute;
    const meter::RatePoint now = isServing && !minute.empty() ? minute.back() : meter::RatePoint{};
    QString tip = u"Mirrorlake: "_s + stateWord(snapshot);
    if (isServing) {
        const int active = activeClients(snapshot);
        tip += u'\n' +
               tr("↑ LAN %1 to %2 clients", nullptr, active).arg(Format::rate(now.toClients), Format::count(active));
        tip += u'\n' + tr("↓ Upstream %1").arg(Format::rate(now.fromUpstream));
    }
    if (m_icon.toolTip() != tip)
        m_icon.setToolTip(tip);
    m_address->setVisible(isServing && !snapshot.addresses.empty());
    if (m_address->isVisible())
        m_address->setText(QString::fromStdString(snapshot.addresses.front().url));
    m_failures->setVisible(failures > 0);
    m_failures->setText(tr("%1 recent failures", nullptr, failures).arg(Format::count(failures)));
}

void Tray::showIcon(const QString &name)
{
    if (name == m_iconName)
        return;
    m_iconName = name;
    m_icon.setIcon(m_context.theme.icon(name, Token::Text));
}

void Tray::tell(const QString &title, const QString &text, bool isFailure)
{
    m_icon.showMessage(title, text, isFailure ? QSystemTrayIcon::Warning : QSystemTrayIcon::Information);
}

void Tray::retranslate()
{
    m_limits->setTitle(tr("Limits"));
    m_toClients->retranslate();
    m_fromUpstream->retranslate();
}

} // namespace mirrorlake::ui
