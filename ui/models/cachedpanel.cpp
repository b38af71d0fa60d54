#include "ui/models/cachedpanel.h"

#include "base/clock.h"
#include "control/control.h"
#include "ui/format/errortext.h"
#include "ui/format/format.h"
#include "ui/models/cacheddelegate.h"
#include "ui/models/cachedfooter.h"
#include "ui/parts/columnmenu.h"
#include "ui/parts/emptystate.h"
#include "ui/parts/later.h"
#include "ui/parts/parts.h"
#include "ui/parts/repoactions.h"
#include "ui/parts/segments.h"
#include "ui/parts/tablelook.h"
#include "ui/shell/actions.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QStackedWidget>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

using library::HeldPage;

namespace {

constexpr int leastRowHeight = 34;
constexpr std::size_t mostRepos = 10'000;
constexpr std::int64_t interval = 10'000; ///< milliseconds between two questions

} // namespace

CachedPanel::CachedPanel(const Context &context, QWidget *parent)
    : QWidget(parent), m_context(context), m_filter(m_repos), m_words(new QLineEdit(this)),
      m_segments(new Segments(this)), m_import(makeButton("", context.theme.icon(u"folder"_s), this)),
      m_trash(makeButton("", context.theme.icon(u"delete"_s), this)), m_stack(new QStackedWidget(this)),
      m_table(new QTableView(this)), m_empty(new EmptyState(context.theme, u"models"_s, this)),
      m_footer(new CachedFooter(context, this)), m_foot(makeLabel("help", this))
{
    m_filter.setSourceModel(&m_repos);
    buildTable();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(makeTools());
    layout->addWidget(makeList(), 1);
    layout->addWidget(m_foot);
    connect(m_words, &QLineEdit::textChanged, this, [this](const QString &words) {
        m_filter.setWords(words);
        showAll();
    });
    connect(m_segments, &Segments::chosen, this, [this](int segment) {
        m_filter.setSegment(CachedFilter::Segment(segment));
        showAll();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &CachedPanel::showChosen);
    connect(m_footer, &CachedFooter::changed, this, [this] {
        m_askedAt = 0;
        ask();
    });
    connect(m_footer, &CachedFooter::cardWanted, this, &CachedPanel::cardWanted);
    connect(m_empty, &EmptyState::secondChosen, m_context.actions.importCache, &QAction::trigger);
    connect(m_empty, &EmptyState::actionChosen, this, [this] {
        if (m_repos.rowCount() == 0) {
            emit searchWanted();
            return;
        }
        m_words->clear();
        m_segments->setCurrent(CachedFilter::All);
        m_filter.setSegment(CachedFilter::All);
        showAll();
    });
    retranslate();
}

QWidget *CachedPanel::makeTools()
{
    m_words->setObjectName(u"cachedFilter"_s);
    m_words->setClearButtonEnabled(true);
    m_words->setMinimumWidth(200);
    m_words->addAction(m_context.theme.icon(u"search"_s, Token::Placeholder), QLineEdit::LeadingPosition);
    m_import->setObjectName(u"importButton"_s);
    connect(m_import, &QPushButton::clicked, m_context.actions.importCache, &QAction::trigger);
    m_trash->setObjectName(u"trashButton"_s);
    connect(m_trash, &QPushButton::clicked, m_context.actions.trash, &QAction::trigger);
    m_segments->setObjectName(u"cachedSegments"_s);
    auto *tools = new QWidget;
    auto *layout = new QHBoxLayout(tools);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_words, 1, Qt::AlignVCenter);
    layout->addWidget(m_segments);
    layout->addStretch(2);
    layout->addWidget(m_import, 0, Qt::AlignVCenter);
    layout->addWidget(m_trash, 0, Qt::AlignVCenter);
    return tools;
}

QWidget *CachedPanel::makeList()
{
    QFrame *card = makeCard(this);
    m_foot->setObjectName(u"cachedSums"_s);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(1, 4, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_footer);
    return card;
}

void CachedPanel::buildTable()
{
    m_table->setObjectName(u"cachedTable"_s);
    m_table->setModel(&m_filter);
    m_table->setItemDelegate(new CachedDelegate(m_context.theme, m_table));
    giveTableLook(*m_table, leastRowHeight, 1, 12);
    QHeaderView *header = m_table->horizontalHeader();
    header->setSectionsMovable(true);
    header->setSectionResizeMode(CachedModel::Repo, QHeaderView::Stretch);
    m_table->setSortingEnabled(true);
    for (const PageVerb verb : {PageVerb::Pin, PageVerb::DeleteFiles})
        m_table->addAction(m_context.actions.verb(verb));
    new RepoActions(m_context, m_table, [this]() -> std::optional<RepoActions::Repo> {
        const QModelIndex row = m_filter.mapToSource(m_table->currentIndex());
        return row.isValid() ? std::optional(RepoActions::Repo{m_repos.rows()[std::size_t(row.row())].repo})
                             : std::nullopt;
    });
    giveColumnMenu(*m_table, {CachedModel::Pin, CachedModel::Repo, CachedModel::State});
    m_table->sortByColumn(CachedModel::Size, Qt::DescendingOrder);
}

void CachedPanel::show(const control::Snapshot &snapshot)
{
    const bool isRunning = snapshot.state == control::MirrorState::Serving;
    if (std::exchange(m_isRunning, isRunning) != isRunning)
        m_askedAt = 0;
    m_trashed = snapshot.upkeep->eviction.trashBytes;
    nameTrash();
    m_footer->showVerification(*snapshot.verification);
    ask();
}

void CachedPanel::ask()
{
    const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(m_context.clock.steady().time_since_epoch());
    if (!m_isRunning || m_isUnderWay || (m_askedAt != 0 && now.count() - m_askedAt < interval))
        return;
    m_askedAt = std::max<std::int64_t>(1, now.count());
    m_isUnderWay = true;
    m_context.control.operations().library().held({.limit = mostRepos},
                                                  later<HeldPage>(this, [this](const Result<HeldPage> &answer) {
                                                      m_isUnderWay = false;
                                                      take(answer);
                                                  }));
}

void CachedPanel::take(const Result<HeldPage> &answer)
{
    m_fault = answer ? QString() : sentenceFor(answer.error().code);
    if (answer) {
        const std::int64_t now = unixSeconds(m_context.clock.wall());
        m_filter.setNow(now);
        update(answer->repos, now);
        m_sums = *answer;
        m_sums.repos.clear();
        m_count = answer->count;
        emit counted(int(m_count));
    }
    showAll();
}

/// When the chosen repo is gone, none is chosen: what came of it can still be read, and undone.
void CachedPanel::update(const std::vector<library::HeldRepo> &repos, std::int64_t now)
{
    const QModelIndex chosen = m_filter.mapToSource(m_table->currentIndex());
    const auto repo = chosen.isValid() ? std::optional(m_repos.rows()[std::size_t(chosen.row())].repo) : std::nullopt;
    m_isTaking = true;
    m_repos.update(repos, now);
    const QModelIndex current = m_filter.mapToSource(m_table->currentIndex());
    if (repo && current.isValid() && m_repos.rows()[std::size_t(current.row())].repo != *repo)
        m_table->setCurrentIndex({});
    m_isTaking = false;
}

void CachedPanel::showAll()
{
    const auto counted = [this](const QString &name, CachedFilter::Segment segment) -> QString {
        return name + u' ' + Format::count(m_filter.countOf(segment));
    };
    m_segments->setTexts({counted(tr("All"), CachedFilter::All), counted(tr("Pinned"), CachedFilter::Pinned),
                          counted(tr("Not used for 7 days"), CachedFilter::Unused)});
    m_stack->setCurrentWidget(m_filter.rowCount() == 0 ? static_cast<QWidget *>(m_empty) : m_table);
    if (!m_fault.isEmpty())
        m_empty->setTexts(m_fault);
    else if (m_repos.rowCount() == 0)
        m_empty->setTexts(tr("Nothing is cached yet."), tr("Search models"), tr("Import a cache…"));
    else
        m_empty->setTexts(tr("Nothing matches the filter."), tr("Clear"));
    m_foot->setText(m_repos.rowCount() == 0
                        ? QString()
                        : tr("%1 repos, %2 in %3 files on disk, room for %4", nullptr, int(m_count))
                              .arg(Format::count(m_count), Format::bytes(double(m_sums.bytes)),
                                   Format::count(m_sums.files), Format::bytes(double(m_sums.freeSpace))));
    showChosen();
}

void CachedPanel::showChosen()
{
    if (m_isTaking)
        return;
    const QModelIndex row = m_filter.mapToSource(m_table->currentIndex());
    m_footer->show(row.isValid() ? std::optional(m_repos.rows()[std::size_t(row.row())]) : std::nullopt);
}

bool CachedPanel::act(PageVerb verb)
{
    if (!m_table->currentIndex().isValid())
        return false;
    if (verb == PageVerb::Pin)
        m_footer->pinOrUnpin();
    else if (verb == PageVerb::DeleteFiles)
        m_footer->askBeforeDeleting();
    return verb == PageVerb::Pin || verb == PageVerb::DeleteFiles;
}

void CachedPanel::nameTrash()
{
    setButtonText(m_trash, m_trashed > 0 ? tr("Trash (%1)…").arg(Format::bytes(double(m_trashed))) : tr("Trash…"));
}

void CachedPanel::setNarrow(bool isNarrow)
{
    m_table->setColumnHidden(CachedModel::Hits, isNarrow);
    m_table->setColumnHidden(CachedModel::Shared, isNarrow);
}

void CachedPanel::retranslate()
{
    m_foot->setToolTip(
        tr("There is room for what may still be written: the free space of the disk without what is to stay free."));
    m_words->setPlaceholderText(tr("Filter by name"));
    m_words->setAccessibleName(tr("Filter what is cached"));
    m_segments->setAccessibleName(tr("Which repos are shown"));
    m_table->setAccessibleName(tr("Cached models and datasets"));
    m_repos.retranslate();
    fitColumns(*m_table, m_repos);
    setButtonText(m_import, tr("Import…"));
    m_import->setToolTip(tr("Take in what was downloaded before"));
    nameTrash();
    m_footer->retranslate();
    showAll();
}

} // namespace mirrorlake::ui
