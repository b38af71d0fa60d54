#include "ui/overview/heroserving.h"

#include "base/clock.h"
#include "ui/format/addresstext.h"
#include "ui/format/format.h"
#include "ui/format/names.h"
#include "ui/format/statetext.h"
#include "ui/overview/clientlinepanel.h"
#include "ui/parts/addresslabel.h"
#include "ui/parts/copyfeedback.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/parts.h"
#include "ui/parts/statedot.h"
#include "ui/shell/actions.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

using control::MirrorState;

HeroServing::HeroServing(const Context &context, QWidget *parent)
    : QFrame(parent), m_context(context), m_dot(new StateDot(context.theme, this)),
      m_state(makeLabel("cardTitle", this)), m_since(new ElidedLabel("muted", Qt::ElideRight, this)),
      m_address(new AddressLabel(this)), m_copy(makeButton("primary", {}, this)),
      m_copied(new CopyFeedback(context.theme, m_copy, CopyFeedback::Kind::Text)),
      m_qr(makeIconButton("square", context.theme.icon(u"qr"_s), this)),
      m_others(new ElidedLabel("help", Qt::ElideRight, this)), m_clientLine(new ClientLinePanel(context, this))
{
    setProperty("role", u"card"_s);
    m_state->setObjectName(u"heroState"_s);
    m_since->setObjectName(u"heroUptime"_s);
    m_address->setObjectName(u"addressLabel"_s);
    m_copy->setObjectName(u"heroCopyButton"_s);
    m_qr->setObjectName(u"heroQrButton"_s);
    m_others->setObjectName(u"otherAddresses"_s);

    auto *state = new QHBoxLayout;
    state->setSpacing(8);
    state->addWidget(m_dot);
    state->addWidget(m_state);
    state->addWidget(m_since, 1);
    auto *address = new QHBoxLayout;
    address->setSpacing(8);
    address->addWidget(m_address);
    address->addSpacing(4);
    address->addWidget(m_copy);
    address->addWidget(m_qr);
    address->addStretch(1);
    auto *left = new QVBoxLayout;
    left->setSpacing(8);
    left->addStretch();
    left->addLayout(state);
    left->addLayout(address);
    left->addWidget(m_others);
    left->addStretch();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(20);
    layout->addLayout(left, 1);
    layout->addWidget(m_clientLine);
    connect(m_copy, &QPushButton::clicked, context.actions.copyAddress, &QAction::trigger);
    connect(context.actions.copyAddress, &QAction::triggered, m_copied, &CopyFeedback::flash);
    connect(m_qr, &QToolButton::clicked, context.actions.clientSetup, &QAction::trigger);
    retranslate();
}

void HeroServing::show(const control::Snapshot &snapshot)
{
    m_dot->setState(snapshot.state);
    m_state->setText(stateWord(snapshot));
    setTone(m_state, stateTone(snapshot.state));
    m_since->setFullText(since(snapshot));
    const QString url = snapshot.addresses.empty() ? QString() : QString::fromStdString(snapshot.addresses.front().url);
    m_address->setAddress(url);
    m_clientLine->setUrl(url);
    m_others->setFullText(others(snapshot));
}

void HeroServing::setNarrow(bool isNarrow)
{
    m_clientLine->setVisible(!isNarrow);
}

void HeroServing::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void HeroServing::retranslate()
{
    m_copied->setText(tr("Copy"));
    setName(m_qr, tr("Show the QR code and the client lines"));
    m_address->setAccessibleName(tr("Address of the mirror"));
}

QString HeroServing::since(const control::Snapshot &snapshot) const
{
    if (snapshot.state != MirrorState::Serving)
        return {};
    const QString time = Format::duration(unixSeconds(m_context.clock.wall()) - snapshot.servingSince);
    const bool isOpen = std::ranges::any_of(snapshot.addresses, [](const control::ServedAddress &address) {
        return address.kind != control::AddressKind::Loopback;
    });
    return isOpen ? tr("for %1 · open to this network").arg(time) : tr("for %1 · only this PC can reach it").arg(time);
}

QString HeroServing::others(const control::Snapshot &snapshot) const
{
    QStringList texts;
    for (std::size_t i = 1; i < snapshot.addresses.size(); ++i) {
        const control::ServedAddress &address = snapshot.addresses[i];
        texts << u"%1 %2"_s.arg(withoutScheme(address.url), addressNote(address));
    }
    if (texts.isEmpty())
        return tr("There is no other address.");
    return tr("Also %1").arg(texts.join(u" · "_s));
}

} // namespace mirrorlake::ui
