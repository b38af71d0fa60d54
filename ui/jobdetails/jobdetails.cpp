#include "ui/jobdetails/jobdetails.h"

#include "ui/format/format.h"
#include "ui/jobdetails/jobdetailfeed.h"
#include "ui/jobdetails/jobfacts.h"
#include "ui/jobdetails/jobfiledelegate.h"
#include "ui/jobdetails/joblogview.h"
#include "ui/jobdetails/jobparts.h"
#include "ui/jobdetails/jobspeedpanel.h"
#include "ui/parts/emptystate.h"
#include "ui/parts/parts.h"
#include "ui/parts/sharedelegate.h"
#include "ui/parts/tablelook.h"
#include "ui/shell/actions.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr int leastRowHeight = 29;
constexpr int edge = 16;
constexpr int factsStretch = 6;
constexpr int partsStretch = 9;
constexpr int speedStretch = 7;

void setUpTable(QTableView &table)
{
    giveTableLook(table, leastRowHeight, 1, 10);
    table.horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
}

QWidget *withFoot(QTableView *table, QLabel *foot)
{
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(table, 1);
    layout->addWidget(foot);
    return page;
}

} // namespace

JobDetails::JobDetails(const Context &context, QWidget *parent)
    : QFrame(parent), m_context(context), m_feed(new JobDetailFeed(context.control, this)),
      m_stack(new QStackedWidget(this)), m_nothing(new EmptyState(context.theme, u"downloads"_s, this)),
      m_tabs(new QTabBar(this)), m_pages(new QStackedWidget(this)), m_facts(new JobFacts(this)),
      m_parts(new JobParts(context.theme, this)), m_speed(new JobSpeedPanel(context, this)),
      m_files(new QTableView(this)), m_filesFoot(makeLabel("help", this)), m_sources(new QTableView(this)),
      m_sourcesFoot(makeSentence("help", this)), m_log(new JobLogView(context.theme, this))
{
    setProperty("role", u"card"_s);
    setObjectName(u"jobDetails"_s);
    m_tabs->setObjectName(u"downloadTabs"_s);
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    for (int tab = 0; tab < TabCount; ++tab)
        m_tabs->addTab({});
    m_pages->addWidget(makeProgress());
    m_pages->addWidget(makeFiles());
    m_pages->addWidget(makeSources());
    m_pages->addWidget(m_log);
    auto *known = new QWidget(this);
    auto *inner = new QVBoxLayout(known);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(8);
    inner->addWidget(m_tabs);
    inner->addWidget(makeLine(Qt::Horizontal, known));
    inner->addWidget(m_pages, 1);
    m_stack->addWidget(known);
    m_stack->addWidget(m_nothing);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(edge, 2, edge, 10);
    layout->addWidget(m_stack);
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_facts, &JobFacts::tokenWanted, this, [this] { m_context.actions.openSetting(u"upstream.token"_s); });
    connect(m_feed, &JobDetailFeed::arrived, this, &JobDetails::take);
    retranslate();
    show(nullptr);
}

QWidget *JobDetails::makeProgress()
{
    auto *page = new QWidget(this);
    auto *layout = new QHBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(22);
    layout->addWidget(m_facts, factsStretch);
    layout->addWidget(m_parts, partsStretch);
    layout->addWidget(m_speed, speedStretch);
    return page;
}

QWidget *JobDetails::makeFiles()
{
    m_sortedFiles.setSourceModel(&m_fileModel);
    m_sortedFiles.setSortRole(JobFileModel::SortRole);
    m_files->setObjectName(u"jobFilesTable"_s);
    m_files->setModel(&m_sortedFiles);
    m_files->setItemDelegate(new JobFileDelegate(m_context.theme, m_files));
    setUpTable(*m_files);
    fitColumns(*m_files, m_fileModel);
    m_files->horizontalHeader()->setSortIndicatorShown(false);
    m_files->setSortingEnabled(true);
    m_files->sortByColumn(JobFileModel::State, Qt::AscendingOrder);
    return withFoot(m_files, m_filesFoot);
}

QWidget *JobDetails::makeSources()
{
    m_sources->setObjectName(u"jobSourcesTable"_s);
    m_sources->setModel(&m_sourceModel);
    m_sources->setItemDelegate(new ShareDelegate(m_context.theme, JobSourceModel::Given, m_sources));
    setUpTable(*m_sources);
    fitColumns(*m_sources, m_sourceModel);
    return withFoot(m_sources, m_sourcesFoot);
}

void JobDetails::show(const preload::Job *job)
{
    const bool isAnother = !job || !m_job || m_job->id != job->id;
    m_job = job ? std::optional(*job) : std::nullopt;
    if (isAnother)
        m_detail = {};
    m_feed->setJob(job ? std::optional(job->id) : std::nullopt);
    m_stack->setCurrentIndex(job ? 0 : 1);
    if (isAnother)
        showDetail();
    else
        m_facts->show(*m_job, m_detail);
}

void JobDetails::take(preload::JobDetail detail)
{
    if (!m_job || detail.id != m_job->id)
        return;
    m_detail = std::move(detail);
    showDetail();
}

void JobDetails::showDetail()
{
    if (m_job)
        m_facts->show(*m_job, m_detail);
    m_parts->show(m_detail.parts);
    m_speed->show(m_detail.rates);
    m_fileModel.update(m_detail.files);
    m_sourceModel.update(m_detail.sources);
    m_log->show(m_detail.lines);
    showTabs();
}

void JobDetails::showTabs()
{
    const auto counted = [](const QString &name, qint64 count) -> QString {
        return count > 0 ? name + u' ' + Format::count(count) : name;
    };
    m_tabs->setTabText(Progress, tr("Progress"));
    m_tabs->setTabText(Files, counted(tr("Files"), m_detail.fileCount));
    m_tabs->setTabText(Sources, counted(tr("Sources"), qint64(m_detail.sources.size())));
    m_tabs->setTabText(Log, tr("Log"));
    const auto more = m_detail.fileCount - qint64(m_detail.files.size());
    m_filesFoot->setVisible(more > 0 || m_detail.fileCount == 0);
    m_filesFoot->setText(more > 0 ? tr("And %1 files that are not listed.", nullptr, int(more)).arg(Format::count(more))
                                  : tr("Which files it has is known when the file list was read."));
    m_sourcesFoot->setText(m_detail.sources.empty() ? tr("Nothing comes from upstream now.")
                                                    : tr("Of the files that are on their way."));
}

void JobDetails::setNarrow(bool isNarrow)
{
    m_facts->setVisible(!isNarrow);
}

void JobDetails::showEvent(QShowEvent *event)
{
    QFrame::showEvent(event);
    m_feed->setWatched(true);
}

void JobDetails::hideEvent(QHideEvent *event)
{
    QFrame::hideEvent(event);
    m_feed->setWatched(false);
}

void JobDetails::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void JobDetails::retranslate()
{
    m_nothing->setTexts(tr("Choose a download to see its files, parts and log."));
    m_tabs->setAccessibleName(tr("Details of the download"));
    m_files->setAccessibleName(tr("Files of the download"));
    m_sources->setAccessibleName(tr("Where the download comes from"));
    m_facts->retranslate();
    m_parts->retranslate();
    m_speed->retranslate();
    m_fileModel.retranslate();
    m_sourceModel.retranslate();
    m_log->retranslate();
    if (m_job)
        m_facts->show(*m_job, m_detail);
    showTabs();
}

} // namespace mirrorlake::ui
