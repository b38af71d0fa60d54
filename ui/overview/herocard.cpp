#include "ui/overview/herocard.h"

#include "ui/overview/heroserving.h"
#include "ui/overview/herostopped.h"

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

using control::MirrorState;

HeroCard::HeroCard(const Context &context, QWidget *parent)
    : QStackedWidget(parent), m_stopped(new HeroStopped(context, MirrorState::Stopped, this)),
      m_starting(new HeroStopped(context, MirrorState::Starting, this)), m_serving(new HeroServing(context, this)),
      m_failed(new HeroStopped(context, MirrorState::Failed, this))
{
    setObjectName(u"heroStack"_s);
    m_stopped->setObjectName(u"heroStopped"_s);
    m_starting->setObjectName(u"heroStarting"_s);
    m_serving->setObjectName(u"heroServing"_s);
    m_failed->setObjectName(u"heroFailed"_s);
    for (QWidget *page : {static_cast<QWidget *>(m_stopped), static_cast<QWidget *>(m_starting),
                          static_cast<QWidget *>(m_serving), static_cast<QWidget *>(m_failed)})
        addWidget(page);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void HeroCard::show(const control::Snapshot &snapshot)
{
    QWidget *before = currentWidget();
    switch (snapshot.state) {
    case MirrorState::Stopped:
        m_stopped->show(snapshot);
        setCurrentWidget(m_stopped);
        break;
    case MirrorState::Starting:
        m_starting->show(snapshot);
        setCurrentWidget(m_starting);
        break;
    case MirrorState::Serving:
    case MirrorState::Stopping:
        m_serving->show(snapshot);
        setCurrentWidget(m_serving);
        break;
    case MirrorState::Failed:
        m_failed->show(snapshot);
        setCurrentWidget(m_failed);
        break;
    }
    if (currentWidget() != before)
        updateGeometry();
}

void HeroCard::setNarrow(bool isNarrow)
{
    m_serving->setNarrow(isNarrow);
    for (HeroStopped *page : {m_stopped, m_starting, m_failed})
        page->setNarrow(isNarrow);
    updateGeometry();
}

QSize HeroCard::sizeHint() const
{
    return currentWidget()->sizeHint();
}

QSize HeroCard::minimumSizeHint() const
{
    return currentWidget()->minimumSizeHint();
}

} // namespace mirrorlake::ui
