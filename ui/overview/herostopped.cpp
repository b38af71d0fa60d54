#include "ui/overview/herostopped.h"

#include "ui/format/errortext.h"
#include "ui/overview/preflight.h"
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

HeroStopped::HeroStopped(const Context &context, MirrorState state, QWidget *parent)
    : QFrame(parent), m_context(context), m_state(state), m_dot(new StateDot(context.theme, this)),
      m_title(makeLabel("title", this)), m_text(makeSentence("muted", this)),
      m_detail(new ElidedLabel("help", Qt::ElideRight, this)),
      m_start(makeButton(state == MirrorState::Stopped ? "start" : "startOff",
                         context.theme.icon(u"start"_s, Token::OnAccent), this)),
      m_key(makeLabel("help", this)), m_preflight(new Preflight(context, this))
{
    setProperty("role", u"card"_s);
    m_dot->setState(state);
    m_start->setEnabled(state == MirrorState::Stopped);
    m_start->setIconSize({20, 20});
    if (state == MirrorState::Stopped) {
        m_start->setObjectName(u"startButton"_s);
        m_title->setObjectName(u"heroStoppedState"_s);
    }
    auto *title = new QHBoxLayout;
    title->setSpacing(8);
    title->addWidget(m_dot);
    title->addWidget(m_title, 1);
    auto *start = new QHBoxLayout;
    start->setSpacing(16);
    start->addWidget(m_start);
    start->addWidget(m_key);
    start->addStretch();
    auto *left = new QVBoxLayout;
    left->setContentsMargins(28, 16, 28, 16);
    left->setSpacing(8);
    left->addStretch();
    left->addLayout(title);
    left->addWidget(m_text);
    left->addWidget(m_detail);
    left->addSpacing(8);
    left->addLayout(start);
    left->addStretch();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addLayout(left, 1);
    layout->addWidget(m_preflight);
    setMinimumHeight(196);
    connect(m_start, &QPushButton::clicked, context.actions.startOrStop, &QAction::trigger);
    retranslate();
}

void HeroStopped::show(const control::Snapshot &snapshot)
{
    m_preflight->show(snapshot);
    const bool isNews = m_failure.has_value() != snapshot.failure.has_value() ||
                        (m_failure && m_failure->message != snapshot.failure->message);
    if (!isNews)
        return;
    m_failure = snapshot.failure;
    retranslate();
}

void HeroStopped::setNarrow(bool isNarrow)
{
    m_preflight->setFixedWidth(isNarrow ? 400 : 480);
}

void HeroStopped::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void HeroStopped::retranslate()
{
    m_title->setText(stateSentence());
    m_text->setText(explanation());
    m_detail->setFullText(m_failure ? detailOf(*m_failure) : QString());
    m_detail->setVisible(m_failure.has_value());
    setButtonText(m_start, tr("Start mirror"));
    m_key->setText(m_context.actions.startOrStop->shortcut().toString(QKeySequence::NativeText));
    m_key->setVisible(m_state == MirrorState::Stopped);
}

QString HeroStopped::stateSentence() const
{
    switch (m_state) {
    case MirrorState::Starting:
        return tr("The mirror is starting");
    case MirrorState::Failed:
        return tr("Not serving");
    default:
        return tr("The mirror is stopped");
    }
}

QString HeroStopped::explanation() const
{
    if (m_state == MirrorState::Starting)
        return tr("The data folder is being opened and the address taken.");
    if (m_state == MirrorState::Failed && m_failure)
        return sentenceFor(m_failure->code);
    return tr("Clients get no answer until it runs.");
}

} // namespace mirrorlake::ui
