#include "ui/shell/addresscapsule.h"

#include "ui/format/statetext.h"
#include "ui/parts/copyfeedback.h"
#include "ui/parts/parts.h"
#include "ui/parts/statedot.h"
#include "ui/shell/actions.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

using control::MirrorState;

AddressCapsule::AddressCapsule(const Context &context, QWidget *parent)
    : QFrame(parent), m_context(context), m_dot(new StateDot(context.theme, this)),
      m_state(makeLabel("emphasis", this)), m_line(makeLine(Qt::Vertical, this)), m_address(makeLabel("", this)),
      m_copy(makeIconButton("flat", {}, this)),
      m_copied(new CopyFeedback(context.theme, m_copy, CopyFeedback::Kind::IconOnly)),
      m_qr(makeIconButton("flat", context.theme.icon(u"qr"_s), this)), m_start(makeButton("small", {}, this))
{
    setObjectName(u"addressCapsule"_s);
    setProperty("role", u"capsule"_s);
    m_state->setObjectName(u"capsuleState"_s);
    m_address->setObjectName(u"capsuleAddress"_s);
    m_address->setFont(fixedFont(9.5));
    m_copy->setObjectName(u"copyAddressButton"_s);
    m_qr->setObjectName(u"qrButton"_s);
    m_start->setObjectName(u"capsuleStartButton"_s);
    m_line->setFixedHeight(18);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 0, 2, 0);
    layout->setSpacing(8);
    layout->addWidget(m_dot);
    layout->addWidget(m_state);
    layout->addWidget(m_line);
    layout->addWidget(m_address);
    layout->addWidget(m_copy);
    layout->addWidget(m_qr);
    layout->addWidget(m_start);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(m_copy, &QToolButton::clicked, context.actions.copyAddress, &QAction::trigger);
    connect(context.actions.copyAddress, &QAction::triggered, m_copied, &CopyFeedback::flash);
    connect(m_qr, &QToolButton::clicked, context.actions.clientSetup, &QAction::trigger);
    connect(m_start, &QPushButton::clicked, context.actions.startOrStop, &QAction::trigger);
    retranslate();
}

void AddressCapsule::show(const control::Snapshot &snapshot)
{
    const bool hasAddress = !snapshot.addresses.empty() && snapshot.state == MirrorState::Serving;
    const bool canStart = snapshot.state == MirrorState::Stopped || snapshot.state == MirrorState::Failed;
    m_dot->setState(snapshot.state);
    m_state->setText(snapshot.state == MirrorState::Stopped ? tr("Mirror stopped") : stateWord(snapshot));
    setTone(m_state, stateTone(snapshot.state));
    m_address->setText(hasAddress ? QString::fromStdString(snapshot.addresses.front().url) : QString());
    for (QWidget *widget : {static_cast<QWidget *>(m_line), static_cast<QWidget *>(m_address),
                            static_cast<QWidget *>(m_copy), static_cast<QWidget *>(m_qr)})
        widget->setVisible(hasAddress);
    m_start->setVisible(canStart);
}

void AddressCapsule::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void AddressCapsule::retranslate()
{
    m_copied->setText(tr("Copy the address"));
    setName(m_qr, tr("Show the QR code and the client lines"));
    setButtonText(m_start, tr("Start"));
}

} // namespace mirrorlake::ui
