#include "ui/downloads/downloadspage.h"

#include "control/control.h"
#include "ui/downloads/adddialog.h"
#include "ui/downloads/jobdelegate.h"
#include "ui/downloads/jobmenus.h"
#include "ui/format/errortext.h"
#include "ui/format/format.h"
#include "ui/jobdetails/jobdetails.h"
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
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

using preload::Job;
using preload::JobCommand;
using preload::JobState;

namespace {

constexpr int leastRowHeight = 44;
constexpr int filterWidth = 150;
constexpr int detailsHeight = 224;
constexpr int detailsGap = 12;

bool canResume(JobState state)
{
    return state == JobState::Paused || state == JobState::Failed;
}

} // namespace

DownloadsPage::DownloadsPage(const Context &context, QWidget *parent)
    : Page(parent), m_context(context),
      m_add(makeButton("primary", context.theme.icon(u"add"_s, Token::OnAccent), this)),
      m_pauseAll(makeButton("", context.theme.icon(u"pause"_s), this)),
      m_pause(makeIconButton("", context.theme.icon(u"pause"_s), this)),
      m_up(makeIconButton("", context.theme.icon(u"move-up"_s), this)),
      m_down(makeIconButton("", context.theme.icon(u"move-down"_s), this)),
      m_remove(makeIconButton("", context.theme.icon(u"delete"_s), this)), m_segments(new Segments(this)),
      m_words(new QLineEdit(this)), m_stack(new QStackedWidget(this)), m_table(new QTableView(this)),
      m_empty(new EmptyState(context.theme, u"downloads"_s, this)), m_foot(makeSentence("help", this)),
      m_splitter(new QSplitter(Qt::Vertical, this)), m_details(new JobDetails(context, this)),
      m_retry(new QAction(context.theme.icon(u"retry"_s), QString(), this))
{
    setObjectName(u"downloadsPage"_s);
    m_filter.setSourceModel(&m_jobs);
    m_filter.setSortRole(JobTableModel::SortRole);
    buildTable();
    m_splitter->setObjectName(u"downloadsSplitter"_s);
    m_splitter->setHandleWidth(detailsGap);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(makeList());
    m_splitter->addWidget(m_details);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setSizes({2 * detailsHeight, detailsHeight});
    m_details->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(10);
    layout->addWidget(makeTools());
    layout->addWidget(m_splitter, 1);
    layout->addWidget(m_foot);
    m_foot->hide();
    connect(m_empty, &EmptyState::actionChosen, this, [this] {
        if (m_jobs.rowCount() == 0)
            add({});
        else
            m_words->clear();
    });
    retranslate();
}

QWidget *DownloadsPage::makeList()
{
    QFrame *card = makeCard(this);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(1, 4, 1, 1);
    layout->addWidget(m_stack);
    return card;
}

QWidget *DownloadsPage::makeTools()
{
    m_add->setObjectName(u"addButton"_s);
    m_pauseAll->setObjectName(u"pauseAllButton"_s);
    m_pause->setObjectName(u"pauseButton"_s);
    m_up->setObjectName(u"moveUp"_s);
    m_down->setObjectName(u"moveDown"_s);
    m_remove->setObjectName(u"removeButton"_s);
    m_segments->setObjectName(u"stateSegments"_s);
    m_words->setObjectName(u"downloadsFilter"_s);
    m_words->setClearButtonEnabled(true);
    m_words->setFixedWidth(filterWidth);
    m_words->addAction(m_context.theme.icon(u"search"_s, Token::Placeholder), QLineEdit::LeadingPosition);
    auto *tools = new QWidget;
    auto *layout = new QHBoxLayout(tools);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    for (QWidget *verb : std::initializer_list<QWidget *>{m_add, m_pauseAll, m_pause, m_up, m_down, m_remove})
        layout->addWidget(verb, 0, Qt::AlignVCenter);
    layout->addStretch();
    layout->addWidget(m_segments, 0, Qt::AlignVCenter);
    layout->addWidget(m_words, 0, Qt::AlignVCenter);
    connect(m_add, &QPushButton::clicked, this, [this] { add({}); });
    connect(m_pauseAll, &QPushButton::clicked, m_context.actions.pauseAll, &QAction::trigger);
    const std::pair<QToolButton *, PageVerb> verbs[] = {{m_pause, PageVerb::PauseOrResume},
                                                        {m_up, PageVerb::MoveUp},
                                                        {m_down, PageVerb::MoveDown},
                                                        {m_remove, PageVerb::Remove}};
    for (const auto &[button, verb] : verbs)
        connect(button, &QToolButton::clicked, m_context.actions.verb(verb), &QAction::trigger);
    connect(m_segments, &Segments::chosen, this, [this](int segment) {
        m_filter.setSegment(JobFilter::Segment(segment));
        showEmpty();
    });
    connect(m_words, &QLineEdit::textChanged, this, [this](const QString &words) {
        m_filter.setWords(words);
        showEmpty();
    });
    return tools;
}

void DownloadsPage::buildTable()
{
    m_table->setObjectName(u"downloadsTable"_s);
    m_table->setModel(&m_filter);
    m_table->setItemDelegate(new JobDelegate(m_context.theme, m_table));
    giveTableLook(*m_table, leastRowHeight, 2, 8);
    QHeaderView *header = m_table->horizontalHeader();
    header->setSectionResizeMode(JobTableModel::Repo, QHeaderView::Stretch);
    fitColumns(*m_table, m_jobs);
    giveColumnMenu(*m_table, {JobTableModel::Repo, JobTableModel::State});
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(JobTableModel::Place, Qt::AscendingOrder);
    for (const PageVerb verb : {PageVerb::PauseOrResume, PageVerb::MoveTop, PageVerb::MoveUp, PageVerb::MoveDown,
                                PageVerb::MoveBottom, PageVerb::Remove})
        m_table->addAction(m_context.actions.verb(verb));
    new RepoActions(m_context, m_table, [this]() -> std::optional<RepoActions::Repo> {
        const Job *job = chosen();
        return job ? std::optional(RepoActions::Repo{job->repo, QString::fromStdString(job->revision.text())})
                   : std::nullopt;
    });
    m_table->addAction(m_retry);
    connect(m_retry, &QAction::triggered, this, [this] {
        if (const Job *job = chosen())
            command(job->id, JobCommand::Retry);
    });
    m_menus = new JobMenus(m_table, [this](preload::JobId id, const preload::JobChange &change) {
        m_context.control.operations().changeJob(id, change, answerShown());
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &DownloadsPage::choose);
}

void DownloadsPage::show(const control::Snapshot &snapshot)
{
    m_jobs.update(*snapshot.jobs);
    m_add->setEnabled(snapshot.state == control::MirrorState::Serving);
    showSegments();
    showEmpty();
    showVerbs();
    showDetails();
}

void DownloadsPage::choose()
{
    if (m_wantsDetails && chosen())
        m_details->setVisible(true);
    showVerbs();
    showDetails();
}

void DownloadsPage::showDetails()
{
    m_details->show(chosen());
}

void DownloadsPage::showSegments()
{
    const auto counted = [this](const QString &name, JobFilter::Segment segment) -> QString {
        return name + u' ' + Format::count(m_filter.countOf(segment));
    };
    m_segments->setTexts({counted(tr("All"), JobFilter::All), counted(tr("Active"), JobFilter::Active),
                          counted(tr("Waiting"), JobFilter::Waiting), counted(tr("Done"), JobFilter::Done),
                          counted(tr("Failed"), JobFilter::Failed)});
}

void DownloadsPage::showEmpty()
{
    m_stack->setCurrentWidget(m_filter.rowCount() == 0 ? static_cast<QWidget *>(m_empty) : m_table);
    if (m_jobs.rowCount() == 0)
        m_empty->setTexts(tr("The queue is empty."), m_add->isEnabled() ? tr("Add a download") : QString());
    else
        m_empty->setTexts(tr("Nothing matches the filter."), tr("Clear"));
}

void DownloadsPage::showVerbs()
{
    const Job *job = chosen();
    const bool isOpen = job && !preload::isOver(job->state);
    m_pause->setEnabled(job && job->state != JobState::Done);
    m_pause->setIcon(m_context.theme.icon(job && canResume(job->state) ? u"start"_s : u"pause"_s));
    setName(m_pause, !job || !canResume(job->state)   ? tr("Pause")
                     : job->state == JobState::Failed ? tr("Try again")
                                                      : tr("Resume"));
    m_up->setEnabled(isOpen && job->position > 0);
    m_down->setEnabled(isOpen);
    m_remove->setEnabled(job != nullptr);
    for (const PageVerb verb : {PageVerb::MoveTop, PageVerb::MoveUp})
        m_context.actions.verb(verb)->setEnabled(isOpen && job->position > 0);
    for (const PageVerb verb : {PageVerb::MoveDown, PageVerb::MoveBottom})
        m_context.actions.verb(verb)->setEnabled(isOpen);
    m_retry->setEnabled(job && preload::isOver(job->state));
    m_menus->setJob(job);
    m_pauseAll->setEnabled(m_filter.countOf(JobFilter::Active) + m_filter.countOf(JobFilter::Waiting) > 0);
    m_pauseAll->setIcon(m_context.theme.icon(isAllPaused() ? u"start"_s : u"pause"_s));
    setButtonText(m_pauseAll, isAllPaused() ? tr("Resume all") : tr("Pause all"));
}

const Job *DownloadsPage::chosen() const
{
    const QModelIndex row = m_filter.mapToSource(m_table->currentIndex());
    return row.isValid() ? &m_jobs.rows()[std::size_t(row.row())] : nullptr;
}

/// True when nothing of the queue may run.
bool DownloadsPage::isAllPaused() const
{
    const auto isOpen = [](const Job &job) { return !preload::isOver(job.state); };
    return std::ranges::any_of(m_jobs.rows(), isOpen) && std::ranges::none_of(m_jobs.rows(), [&](const Job &job) {
               return isOpen(job) && job.state != JobState::Paused;
           });
}

void DownloadsPage::pauseOrResume(const Job &job)
{
    command(job.id, job.state == JobState::Failed   ? JobCommand::Retry
                    : job.state == JobState::Paused ? JobCommand::Resume
                                                    : JobCommand::Pause);
}

void DownloadsPage::pauseOrResumeAll(const control::Snapshot &snapshot)
{
    m_jobs.update(*snapshot.jobs);
    const bool isResuming = isAllPaused();
    for (const Job &job : m_jobs.rows()) {
        if (!preload::isOver(job.state) && (job.state == JobState::Paused) == isResuming)
            command(job.id, isResuming ? JobCommand::Resume : JobCommand::Pause);
    }
}

bool DownloadsPage::act(PageVerb verb)
{
    if (verb == PageVerb::Details) {
        m_wantsDetails = m_details->isHidden();
        m_details->setVisible(m_wantsDetails);
        return true;
    }
    if (verb == PageVerb::Escape)
        return Page::act(verb) || closeDetails();
    const Job *job = chosen();
    if (!job)
        return Page::act(verb);
    switch (verb) {
    case PageVerb::PauseOrResume:
        if (job->state != JobState::Done)
            pauseOrResume(*job);
        return true;
    case PageVerb::MoveTop:
        moveChosenTo(0);
        return true;
    case PageVerb::MoveUp:
        moveChosenTo(job->position - 1);
        return true;
    case PageVerb::MoveDown:
        moveChosenTo(job->position + 1);
        return true;
    case PageVerb::MoveBottom:
        moveChosenTo(m_jobs.rowCount());
        return true;
    case PageVerb::Remove:
        removeChosen();
        return true;
    default:
        return Page::act(verb);
    }
}

bool DownloadsPage::closeDetails()
{
    const bool wasOpen = !m_details->isHidden();
    m_wantsDetails = false;
    m_details->setVisible(false);
    return wasOpen;
}

void DownloadsPage::moveChosenTo(int position)
{
    const Job *job = chosen();
    if (job && position >= 0 && !preload::isOver(job->state))
        m_context.control.operations().changeJob(job->id, {.position = position}, answerShown());
}

void DownloadsPage::removeChosen()
{
    if (const Job *job = chosen())
        m_context.control.operations().removeJob(job->id, answerShown());
}

void DownloadsPage::command(preload::JobId id, JobCommand command)
{
    m_context.control.operations().commandJob(id, command, answerShown());
}

std::function<void(Result<void>)> DownloadsPage::answerShown()
{
    return later<void>(this, [this](const Result<void> &answer) {
        m_foot->setVisible(!answer);
        if (answer)
            return;
        setTone(m_foot, "error");
        m_foot->setText(sentenceFor(answer.error().code));
        m_foot->setToolTip(detailOf(answer.error()));
    });
}

void DownloadsPage::add(const QString &text)
{
    (new AddDialog(m_context, text, this))->open();
}

void DownloadsPage::becomeNarrow(bool isNarrow)
{
    m_words->setVisible(!isNarrow);
    m_details->setNarrow(isNarrow);
}

void DownloadsPage::retranslate()
{
    setButtonText(m_add, tr("Add download…"));
    m_retry->setText(tr("Try again"));
    setName(m_up, tr("Earlier"));
    setName(m_down, tr("Later"));
    setName(m_remove, tr("Remove from list; files stay"));
    m_words->setPlaceholderText(tr("Filter"));
    m_words->setAccessibleName(tr("Filter the downloads"));
    m_segments->setAccessibleName(tr("Which downloads are shown"));
    m_table->setAccessibleName(tr("Downloads"));
    m_jobs.retranslate();
    m_menus->retranslate();
    showSegments();
    showEmpty();
    showVerbs();
}

} // namespace mirrorlake::ui
