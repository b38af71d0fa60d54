#include "ui/models/modelspage.h"

#include "control/control.h"
#include "ui/format/format.h"
#include "ui/models/cachedpanel.h"
#include "ui/models/modelcard.h"
#include "ui/models/searchpanel.h"
#include "ui/parts/parts.h"
#include "ui/schedules/schedulespanel.h"
#include "ui/shell/actions.h"
#include "ui/wanted/wantedpanel.h"

#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr int cardGap = 12;

} // namespace

ModelsPage::ModelsPage(const Context &context, QWidget *parent)
    : Page(parent), m_context(context), m_tabs(new QTabBar(this)), m_stack(new QStackedWidget(this)),
      m_splitter(new QSplitter(Qt::Horizontal, this)), m_search(new SearchPanel(context, this)),
      m_card(new ModelCard(context, this)), m_cachedPanel(new CachedPanel(context, this)),
      m_schedules(new SchedulesPanel(context, this)), m_wanted(new WantedPanel(context, this))
{
    setObjectName(u"modelsPage"_s);
    m_tabs->setObjectName(u"modelTabs"_s);
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    for (int tab = Search; tab <= Wanted; ++tab)
        m_tabs->addTab({});
    m_splitter->setObjectName(u"modelsSplitter"_s);
    m_splitter->setHandleWidth(cardGap);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_search->list());
    m_splitter->addWidget(m_card);
    m_splitter->setStretchFactor(0, 5);
    m_splitter->setStretchFactor(1, 6);
    m_splitter->setSizes({470, 560});
    auto *search = new QWidget;
    auto *inside = new QVBoxLayout(search);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(10);
    inside->addWidget(m_search);
    inside->addWidget(m_splitter, 1);
    m_stack->addWidget(search);
    m_stack->addWidget(m_cachedPanel);
    m_stack->addWidget(m_schedules);
    m_stack->addWidget(m_wanted);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(10);
    layout->addWidget(m_tabs);
    layout->addWidget(m_stack, 1);
    connectPanels();
    retranslate();
}

void ModelsPage::connectPanels()
{
    const auto openCard = [this](const RepoKey &repo, const QString &revision) {
        openTab(Search);
        m_card->open(repo, revision);
    };
    connect(m_tabs, &QTabBar::currentChanged, this, &ModelsPage::openTab);
    connect(m_search, &SearchPanel::repoChosen, m_card, &ModelCard::open);
    connect(m_search, &SearchPanel::nothingFound, m_card, &ModelCard::clear);
    connect(m_search, &SearchPanel::onlineWanted, this, &ModelsPage::goOnline);
    connect(m_search, &SearchPanel::healthWanted, m_context.actions.health, &QAction::trigger);
    connect(m_cachedPanel, &CachedPanel::cardWanted, this, openCard);
    connect(m_cachedPanel, &CachedPanel::searchWanted, this, [this] { openTab(Search); });
    connect(m_wanted, &WantedPanel::cardWanted, this, openCard);
    connect(m_schedules, &SchedulesPanel::searchWanted, this, [this] { openTab(Search); });
    connect(m_cachedPanel, &CachedPanel::counted, this, [this](int repos) {
        m_cached = repos;
        nameTabs();
    });
    connect(m_card, &ModelCard::downloadsWanted, this,
            [this] { m_context.actions.pages[std::size_t(PageId::Downloads)]->trigger(); });
    connect(m_card, &ModelCard::tokenWanted, this, [this] { m_context.actions.openSetting(u"upstream.token"_s); });
}

void ModelsPage::openTab(int tab)
{
    m_tabs->setCurrentIndex(tab);
    m_stack->setCurrentIndex(tab);
    show(*m_context.control.snapshot());
}

void ModelsPage::show(const control::Snapshot &snapshot)
{
    m_search->setCanAsk(snapshot.state == control::MirrorState::Serving);
    m_card->show(snapshot);
    if (m_stack->currentIndex() == Cached)
        m_cachedPanel->show(snapshot);
    else if (m_stack->currentIndex() == Schedules)
        m_schedules->show(snapshot);
    else if (m_stack->currentIndex() == Wanted)
        m_wanted->show(snapshot);
}

void ModelsPage::goOnline()
{
    m_context.control.changeSettings({{"upstream.offline", "false"}}, [](auto) {});
}

bool ModelsPage::act(PageVerb verb)
{
    if (m_stack->currentIndex() == Cached)
        return m_cachedPanel->act(verb) || Page::act(verb);
    if (verb != PageVerb::Pin || m_stack->currentIndex() != Search)
        return Page::act(verb);
    return m_card->pinOrUnpin();
}

void ModelsPage::becomeNarrow(bool isNarrow)
{
    m_splitter->setSizes(isNarrow ? QList<int>{360, 560} : QList<int>{470, 560});
    m_cachedPanel->setNarrow(isNarrow);
}

void ModelsPage::retranslate()
{
    m_search->retranslate();
    m_card->retranslate();
    m_cachedPanel->retranslate();
    m_schedules->retranslate();
    m_wanted->retranslate();
    nameTabs();
}

void ModelsPage::nameTabs()
{
    m_tabs->setAccessibleName(tr("Search, cached, schedules or wanted"));
    m_tabs->setTabText(Search, tr("Search the Hub"));
    m_tabs->setTabText(Cached, m_cached > 0 ? tr("Cached %1").arg(Format::count(m_cached)) : tr("Cached"));
    m_tabs->setTabText(Schedules, tr("Schedules"));
    m_tabs->setTabText(Wanted, tr("Wanted"));
    m_tabs->setTabToolTip(Wanted, tr("What clients asked for in vain"));
}

} // namespace mirrorlake::ui
