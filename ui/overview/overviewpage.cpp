#include "ui/overview/overviewpage.h"

#include "ui/overview/activeclientscard.h"
#include "ui/overview/attentioncard.h"
#include "ui/overview/diskcard.h"
#include "ui/overview/figurescard.h"
#include "ui/overview/herocard.h"
#include "ui/overview/throughputcard.h"
#include "ui/overview/topmodelscard.h"
#include "ui/parts/flexiblebox.h"
#include "ui/parts/parts.h"
#include "ui/shell/actions.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QScrollArea>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

using control::MirrorState;

namespace {

constexpr int cardGap = 12;
constexpr int wideRight = 340;
constexpr int narrowRight = 300;
constexpr int lowBelow = 500;
constexpr int peek = 16; ///< of what is below the first screen, so that one sees there is more

} // namespace

OverviewPage::OverviewPage(const Context &context, QWidget *parent)
    : Page(parent), m_context(context), m_tools(new QWidget(this)), m_scroll(new QScrollArea(this)),
      m_firstScreen(new FlexibleBox), m_left(new QVBoxLayout), m_right(new QVBoxLayout), m_below(new QHBoxLayout),
      m_belowRight(new QVBoxLayout), m_hero(new HeroCard(context)), m_figures(new FiguresCard(context.theme)),
      m_throughput(new ThroughputCard(context)), m_topModels(new TopModelsCard(context)),
      m_active(new ActiveClientsCard(context)), m_disk(new DiskCard(context.theme)),
      m_attention(new AttentionCard(context))
{
    setObjectName(u"overviewPage"_s);
    makeTools();
    buildBody();
    arrange();
    retranslate();
}

void OverviewPage::makeTools()
{
    m_setup = makeButton("", m_context.theme.icon(u"command"_s), m_tools);
    m_setup->setObjectName(u"clientSetupButton"_s);
    m_health = makeButton("", m_context.theme.icon(u"health"_s), m_tools);
    m_health->setObjectName(u"healthButton"_s);
    m_stop = makeButton("", m_context.theme.icon(u"stop"_s), m_tools);
    m_stop->setObjectName(u"stopButton"_s);
    auto *layout = new QHBoxLayout(m_tools);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_setup);
    layout->addWidget(m_health);
    layout->addWidget(m_stop);
    connect(m_setup, &QPushButton::clicked, m_context.actions.clientSetup, &QAction::trigger);
    connect(m_health, &QPushButton::clicked, m_context.actions.health, &QAction::trigger);
    connect(m_stop, &QPushButton::clicked, m_context.actions.startOrStop, &QAction::trigger);
}

void OverviewPage::buildBody()
{
    auto *body = new QWidget;
    body->setObjectName(u"pageBody"_s);
    auto *columns = new QHBoxLayout;
    columns->addLayout(m_left, 1);
    columns->addLayout(m_right);
    for (QBoxLayout *box : {m_left, m_right, m_below, m_belowRight, static_cast<QBoxLayout *>(columns)})
        box->setSpacing(cardGap);
    auto *first = new QVBoxLayout(m_firstScreen);
    first->setContentsMargins(0, 0, 0, 0);
    first->setSpacing(cardGap);
    first->addWidget(m_hero);
    first->addWidget(m_figures);
    first->addLayout(columns, 1);
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(20, 0, 20, 16);
    layout->setSpacing(cardGap);
    layout->addWidget(m_firstScreen, 1);
    m_belowFirst = new QWidget;
    m_belowFirst->setLayout(m_below);
    m_below->setContentsMargins(0, 0, 0, 0);
    m_below->addWidget(m_topModels, 1);
    m_below->addStretch(); // keeps the right column right while no client is listed
    m_below->addLayout(m_belowRight);
    layout->addWidget(m_belowFirst);

    m_scroll->setWidget(body);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_scroll);
}

void OverviewPage::arrange()
{
    m_below->removeWidget(m_topModels);
    for (QBoxLayout *box : {m_left, m_right, m_belowRight}) {
        while (QLayoutItem *item = box->takeAt(0))
            delete item; // the card itself stays
    }
    for (QWidget *card :
         {static_cast<QWidget *>(m_active), static_cast<QWidget *>(m_disk), static_cast<QWidget *>(m_attention)})
        card->setFixedWidth(m_isNarrow ? narrowRight : wideRight);
    m_belowFirst->setVisible(m_isNarrow);
    m_left->addWidget(m_throughput, 5);
    m_right->addWidget(m_active);
    (m_isNarrow && m_isLow ? m_belowRight : m_right)->addWidget(m_disk);
    if (m_isNarrow) {
        m_right->addStretch();
        m_below->insertWidget(0, m_topModels, 1);
        m_belowRight->addWidget(m_attention, 1);
    } else {
        m_left->addWidget(m_topModels, 4);
        m_right->addWidget(m_attention, 1);
    }
    fitFirstScreen();
}

void OverviewPage::show(const control::Snapshot &snapshot)
{
    m_hero->show(snapshot);
    m_figures->show(snapshot);
    m_throughput->show(snapshot);
    m_disk->show(snapshot);
    m_topModels->show(snapshot);
    m_attention->show(snapshot);
    const bool isServing = snapshot.state == MirrorState::Serving || snapshot.state == MirrorState::Stopping;
    m_active->setVisible(isServing);
    m_topModels->setVisible(isServing || !snapshot.figures.clients.empty());
    m_stop->setVisible(isServing || snapshot.state == MirrorState::Starting);
    m_stop->setEnabled(snapshot.state != MirrorState::Stopping);
    m_setup->setVisible(isServing && m_isNarrow);
}

void OverviewPage::becomeNarrow(bool isNarrow)
{
    if (m_isNarrow == isNarrow)
        return;
    m_isNarrow = isNarrow;
    m_hero->setNarrow(isNarrow);
    arrange();
}

QLayout *OverviewPage::edged() const
{
    return m_scroll->widget()->layout();
}

void OverviewPage::fitFirstScreen()
{
    m_firstScreen->setLeastHeight(m_isNarrow ? m_scroll->viewport()->height() - peek : 0);
}

void OverviewPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    const bool isLow = height() < lowBelow;
    if (isLow != m_isLow) {
        m_isLow = isLow;
        arrange();
    }
    // The page inside is laid out after this, and has its new height only then.
    QMetaObject::invokeMethod(
        this, [this] { fitFirstScreen(); }, Qt::QueuedConnection);
}

void OverviewPage::retranslate()
{
    setButtonText(m_setup, tr("Client setup…"));
    setButtonText(m_health, tr("Health check"));
    setButtonText(m_stop, tr("Stop"));
}

} // namespace mirrorlake::ui
