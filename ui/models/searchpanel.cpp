#include "ui/models/searchpanel.h"

#include "control/control.h"
#include "preload/wish.h"
#include "ui/format/errortext.h"
#include "ui/format/format.h"
#include "ui/models/founddelegate.h"
#include "ui/models/searchfilters.h"
#include "ui/parts/emptystate.h"
#include "ui/parts/later.h"
#include "ui/parts/parts.h"
#include "ui/parts/repoactions.h"
#include "ui/shell/actions.h"
#include "ui/theme/theme.h"

#include <QLineEdit>
#include <QListView>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

using library::Reach;
using library::SearchAnswer;

namespace {

constexpr int typingPause = 300; ///< milliseconds

} // namespace

SearchPanel::SearchPanel(const Context &context, QWidget *parent)
    : QWidget(parent), m_context(context), m_filters(new SearchFilters(context, this)), m_card(makeCard(this)),
      m_head(makeLabel("help", m_card)), m_stack(new QStackedWidget(m_card)), m_list(new QListView(m_card)),
      m_empty(new EmptyState(context.theme, u"models"_s, m_card))
{
    m_list->setObjectName(u"searchResults"_s);
    m_head->setObjectName(u"searchHead"_s);
    m_list->setModel(&m_found);
    m_list->setItemDelegate(new FoundDelegate(context.theme, m_list));
    m_list->setUniformItemSizes(true);
    m_list->addAction(context.actions.verb(PageVerb::Pin));
    new RepoActions(context, m_list, [this]() -> std::optional<RepoActions::Repo> {
        const QModelIndex at = m_list->currentIndex();
        return at.isValid() ? std::optional(RepoActions::Repo{m_found.repos()[std::size_t(at.row())].repo})
                            : std::nullopt;
    });
    m_list->setMouseTracking(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_head->setContentsMargins(16, 6, 16, 6);
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_empty);
    auto *card = new QVBoxLayout(m_card);
    card->setContentsMargins(1, 4, 1, 4);
    card->setSpacing(0);
    card->addWidget(m_head);
    card->addWidget(makeLine(Qt::Horizontal, m_card));
    card->addWidget(m_stack, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_filters);
    m_delay.setSingleShot(true);
    m_delay.setInterval(typingPause);
    connect(&m_delay, &QTimer::timeout, this, &SearchPanel::search);
    connect(m_filters, &SearchFilters::typed, this, &SearchPanel::searchSoon);
    connect(m_filters, &SearchFilters::changed, this, &SearchPanel::search);
    connect(m_filters->field(), &QLineEdit::returnPressed, this, [this] {
        if (!openPasted())
            search();
    });
    connect(&m_found, &FoundModel::moreWanted, this, [this](const std::string &cursor) {
        library::SearchQuestion question = m_filters->question();
        question.cursor = cursor;
        ask(std::move(question), true);
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &SearchPanel::chooseCurrent);
    connect(m_empty, &EmptyState::actionChosen, this, [this] {
        if (m_why == Why::Stopped)
            m_context.actions.startOrStop->trigger();
        else if (m_why == Why::NoMatch)
            m_filters->clear();
        else if (m_why == Why::Offline)
            emit onlineWanted();
        else
            emit healthWanted();
    });
    retranslate();
}

void SearchPanel::setCanAsk(bool canAsk)
{
    if (std::exchange(m_canAsk, canAsk) == canAsk)
        return;
    if (canAsk)
        search();
    else
        showState();
}

void SearchPanel::searchSoon()
{
    if (!openPasted())
        m_delay.start();
}

/// A whole name or URL is no search: what it names is shown.
bool SearchPanel::openPasted()
{
    const QString text = m_filters->field()->text().trimmed();
    if (!text.contains(u"://"_s) && !text.contains(u'@'))
        return false;
    const Result<preload::Wish> wish = preload::parseWish(text.toStdString());
    if (!wish)
        return false;
    m_delay.stop();
    ++m_turn; // what is still searched for is no longer wanted
    emit repoChosen(wish->repo, QString::fromStdString(wish->revision.text()));
    return true;
}

void SearchPanel::search()
{
    m_delay.stop();
    ask(m_filters->question(), false);
}

void SearchPanel::ask(library::SearchQuestion question, bool isNextPage)
{
    if (!m_canAsk) {
        showState();
        return;
    }
    const int turn = ++m_turn;
    if (!isNextPage && m_found.rowCount() == 0) {
        m_why = Why::Waiting;
        showState();
    }
    m_context.control.operations().library().search(
        std::move(question), later<SearchAnswer>(this, [this, turn, isNextPage](const Result<SearchAnswer> &answer) {
            if (turn == m_turn)
                take(answer, isNextPage);
        }));
}

void SearchPanel::take(const Result<SearchAnswer> &answer, bool isNextPage)
{
    m_detail.clear();
    if (!answer) {
        m_why = Why::Failed;
        m_detail = sentenceFor(answer.error().code);
        if (!isNextPage)
            m_found.clear();
        showState();
        return;
    }
    m_detail = QString::fromStdString(answer->reason);
    switch (answer->reach) {
    case Reach::Upstream:
    case Reach::NotAsked:
        m_why = Why::NoMatch;
        break;
    case Reach::Offline:
        m_why = Why::Offline;
        break;
    case Reach::Refused:
        m_why = Why::Refused;
        break;
    case Reach::Unreachable:
        m_why = Why::Unreachable;
        break;
    }
    if (isNextPage)
        m_found.append(*answer);
    else
        m_found.replace(*answer);
    showState();
    if (m_found.rowCount() == 0)
        emit nothingFound();
}

void SearchPanel::chooseCurrent()
{
    const QModelIndex at = m_list->currentIndex();
    if (at.isValid())
        emit repoChosen(m_found.repos()[std::size_t(at.row())].repo, u"main"_s);
}

void SearchPanel::showState()
{
    const int rows = m_found.rowCount();
    const Why why = m_canAsk ? m_why : m_why = Why::Stopped;
    m_stack->setCurrentWidget(rows > 0 ? static_cast<QWidget *>(m_list) : m_empty);
    QString head = m_found.next().empty() ? tr("%1 results", nullptr, rows).arg(Format::count(rows))
                                          : tr("The first %1 results", nullptr, rows).arg(Format::count(rows));
    QString sentence;
    QString action;
    switch (why) {
    case Why::NotAsked:
        sentence = tr("Search the Hub, or paste a name or URL.");
        break;
    case Why::Stopped:
        sentence = tr("The mirror does not run. It must run to search.");
        action = tr("Start the mirror");
        break;
    case Why::Waiting:
        sentence = tr("Waiting for the Hub's answer…");
        break;
    case Why::NoMatch:
        sentence =
            m_filters->question().type == RepoType::Dataset ? tr("No dataset matches.") : tr("No model matches.");
        action = m_filters->isNarrowing() ? tr("Clear filters") : QString();
        break;
    case Why::Offline:
        head = sentence = tr("Offline mode is on: search covers the cache only.");
        action = tr("Go online");
        break;
    case Why::Unreachable:
        head = sentence = tr("The Hub cannot be reached, so only cached models are found.");
        action = tr("Health check");
        break;
    case Why::Refused:
        head = sentence = tr("The Hub refused the search, so only cached models are found.");
        action = tr("Health check");
        break;
    case Why::Failed:
        head = sentence = m_detail;
        action = tr("Health check");
        break;
    }
    m_head->setText(rows > 0 ? head : QString());
    m_head->setToolTip(m_detail);
    m_empty->setTexts(sentence, action);
    m_empty->setToolTip(m_detail);
}

void SearchPanel::retranslate()
{
    m_filters->retranslate();
    m_list->setAccessibleName(tr("Found models and datasets"));
    m_found.retranslate();
    showState();
}

} // namespace mirrorlake::ui
