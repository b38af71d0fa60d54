#include "ui/shell/statusbar.h"

#include "ui/desktop/limitmenu.h"
#include "ui/format/format.h"
#include "ui/format/statetext.h"
#include "ui/parts/iconlabel.h"
#include "ui/parts/parts.h"
#include "ui/parts/upstreamgone.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

using control::MirrorState;

StatusBar::StatusBar(const Context &context, QWidget *parent)
    : QStatusBar(parent), m_context(context), m_theme(context.theme)
{
    setSizeGripEnabled(false);
    setContentsMargins(14, 0, 14, 0);
    m_upstream = addPart(u"statusUpstream"_s, u"downloads"_s);
    addLimit(m_upstream, new LimitMenu(context, LimitMenu::Side::FromUpstream, this));
    m_lan = addPart(u"statusLan"_s, u"export"_s);
    addLimit(m_lan, new LimitMenu(context, LimitMenu::Side::ToClients, this));
    m_clients = addPart(u"statusClients"_s, {});
    m_disk = addPart(u"statusDisk"_s, u"disk"_s);

    auto *online = new QWidget(this);
    online->setObjectName(u"statusOnline"_s);
    auto *layout = new QHBoxLayout(online);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    m_onlineIcon = new IconLabel(m_theme, u"ok"_s, Token::Ok, 14, online);
    m_online = makeLabel("status", online);
    layout->addWidget(m_onlineIcon);
    layout->addWidget(m_online);
    addPermanentWidget(online);
    setNarrow(false);
    retranslate();
}

StatusBar::Part StatusBar::addPart(const QString &name, const QString &icon)
{
    auto *widget = new QWidget(this);
    widget->setObjectName(name);
    auto *layout = new QHBoxLayout(widget);
    layout->setContentsMargins(0, 0, 12, 0);
    layout->setSpacing(6);
    Part part;
    if (!icon.isEmpty()) {
        part.icon = new IconLabel(m_theme, icon, Token::TextMuted, 14, widget);
        layout->addWidget(part.icon);
    }
    part.caption = makeLabel("status", widget);
    part.caption->hide(); // until it has words
    part.value = makeLabel("status", widget);
    part.value->setTextFormat(Qt::RichText);
    layout->addWidget(part.caption);
    layout->addWidget(part.value);
    layout->addSpacing(6);
    QFrame *line = makeLine(Qt::Vertical, widget);
    line->setFixedHeight(16);
    layout->addWidget(line);
    addWidget(widget);
    return part;
}

void StatusBar::addLimit(Part &part, LimitMenu *menu)
{
    auto *widget = part.value->parentWidget();
    part.limit = menu;
    part.limitButton = makeIconButton("status", {}, widget);
    part.limitButton->setToolButtonStyle(Qt::ToolButtonTextOnly);
    part.limitButton->setPopupMode(QToolButton::InstantPopup);
    part.limitButton->setMenu(menu);
    auto *layout = static_cast<QHBoxLayout *>(widget->layout());
    layout->insertWidget(layout->indexOf(part.value) + 1, part.limitButton);
}

void StatusBar::show(const control::Snapshot &snapshot)
{
    const bool isServing = snapshot.state == MirrorState::Serving || snapshot.state == MirrorState::Stopping;
    const auto &minute = snapshot.figures.lastMinute;
    const bool hasRates = isServing && !minute.empty();
    m_upstream.icon->setIcon(u"downloads"_s, isServing ? Token::Upstream : Token::TextMuted);
    m_lan.icon->setIcon(u"export"_s, isServing ? Token::Lan : Token::TextMuted);
    m_upstream.value->setText(strong(Format::rate(hasRates ? minute.back().fromUpstream : 0)));
    m_lan.value->setText(strong(Format::rate(hasRates ? minute.back().toClients : 0)));
    for (const Part &part : {m_upstream, m_lan}) {
        part.limitButton->setText(part.limit->presentText() + u" ▾"_s);
        part.limitButton->setAccessibleName(part.caption->text() + u", "_s + part.limit->presentText());
    }
    const int active = activeClients(snapshot);
    m_clients.value->setText(tr("%1 clients", nullptr, active).arg(strong(Format::count(active))));
    const bool isRoomKnown = snapshot.freeSpace > 0 || snapshot.diskSize > 0;
    m_disk.value->setText(
        tr("%1 free").arg(strong(isRoomKnown ? Format::bytes(double(snapshot.freeSpace)) : Format::none())));

    const bool isGone = isUpstreamGone(snapshot);
    const bool isOnline = isServing && !snapshot.isOffline && !isGone;
    m_onlineIcon->setVisible(isServing);
    m_onlineIcon->setIcon(isOnline ? u"ok"_s
                          : isGone ? u"warning"_s
                                   : u"offline"_s,
                          isOnline ? Token::Ok : Token::Warn);
    m_online->setText(!isServing ? tr("Mirror stopped")
                      : isOnline ? tr("Online")
                      : isGone   ? tr("Upstream unreachable")
                                 : tr("Offline mode"));
}

QString StatusBar::strong(const QString &number) const
{
    return u"<span style='font-weight:600; color:%1'>%2</span>"_s.arg(m_theme.color(Token::Text).name(), number);
}

void StatusBar::setNarrow(bool isNarrow)
{
    for (const Part &part : {m_upstream, m_lan})
        part.caption->setVisible(!isNarrow);
}

void StatusBar::changeEvent(QEvent *event)
{
    QStatusBar::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void StatusBar::retranslate()
{
    m_upstream.caption->setText(tr("Upstream"));
    m_upstream.icon->setToolTip(tr("Upstream"));
    m_lan.caption->setText(tr("LAN"));
    m_lan.icon->setToolTip(tr("LAN"));
    for (const Part &part : {m_upstream, m_lan})
        part.limit->retranslate();
}

} // namespace mirrorlake::ui
