#include "ui/traffic/trafficlist.h"

#include "preload/wish.h"
#include "ui/format/format.h"
#include "ui/parts/copyline.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/emptystate.h"
#include "ui/parts/parts.h"
#include "ui/parts/plaindelegate.h"
#include "ui/parts/tablelook.h"
#include "ui/theme/fonts.h"
#include "ui/traffic/requestdelegate.h"
#include "ui/traffic/requesttext.h"

#include <QHeaderView>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr int leastRowHeight = 34;

} // namespace

TrafficList::TrafficList(const Context &context, QWidget *parent)
    : QFrame(parent), m_filter(m_requests), m_stack(new QStackedWidget(this)), m_table(new QTableView(this)),
      m_sumTable(new QTableView(this)), m_empty(new EmptyState(context.theme, u"traffic"_s, this)),
      m_chosen(new ElidedLabel("help", Qt::ElideRight, this))
{
    setProperty("role", u"card"_s);
    m_sortedSums.setSourceModel(&m_sums);
    m_table->setItemDelegate(new RequestDelegate(context.theme, m_table));
    m_sumTable->setItemDelegate(new PlainDelegate(context.theme, m_sumTable));
    buildRequests();
    buildBreakdown();
    m_chosen->setObjectName(u"requestDetails"_s);
    m_chosen->setContentsMargins(16, 8, 16, 8);
    m_chosen->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_chosen->hide();
    for (QWidget *widget : std::initializer_list<QWidget *>{m_table, m_sumTable, m_empty})
        m_stack->addWidget(widget);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 4, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_chosen);
    new RepoActions(context, m_table, [this] { return chosenRepo(); });
    new CopyLine(m_table, [this] { return m_table->currentIndex().isValid() ? m_chosen->fullText() : QString(); });
    connect(m_empty, &EmptyState::actionChosen, this, &TrafficList::clearWanted);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &TrafficList::showChosen);
}

void TrafficList::dress(QTableView *table) const
{
    giveTableLook(*table, leastRowHeight, 1, 12);
    table->horizontalHeader()->setSectionsMovable(true);
    table->setSortingEnabled(true);
}

void TrafficList::buildRequests()
{
    m_table->setObjectName(u"requestsTable"_s);
    m_table->setModel(&m_filter);
    dress(m_table);
    m_table->horizontalHeader()->setSectionResizeMode(RequestTableModel::File, QHeaderView::Stretch);
    m_table->setColumnHidden(RequestTableModel::Method, true);
    m_table->setColumnHidden(RequestTableModel::Range, true);
    m_table->sortByColumn(RequestTableModel::Time, Qt::DescendingOrder);
}

void TrafficList::buildBreakdown()
{
    m_sumTable->setObjectName(u"breakdownTable"_s);
    m_sortedSums.setSortRole(BreakdownModel::SortRole);
    m_sumTable->setModel(&m_sortedSums);
    dress(m_sumTable);
    m_sumTable->horizontalHeader()->setSectionResizeMode(BreakdownModel::Name, QHeaderView::Stretch);
    m_sumTable->sortByColumn(BreakdownModel::Bytes, Qt::DescendingOrder);
}

void TrafficList::setBy(std::optional<BreakdownBy> by)
{
    m_by = by;
    if (by)
        m_sums.setBy(*by);
    showWhatThereIs();
    showChosen();
}

void TrafficList::showBreakdown(std::vector<BreakdownRow> rows)
{
    m_sums.update(std::move(rows));
    showWhatThereIs();
}

void TrafficList::showWhatThereIs()
{
    QTableView *table = m_by ? m_sumTable : m_table;
    const bool isEmpty = table->model()->rowCount() == 0;
    m_stack->setCurrentWidget(isEmpty ? static_cast<QWidget *>(m_empty) : table);
    const bool isHidden = !m_by && m_requests.rowCount() > 0;
    m_empty->setTexts(isHidden ? tr("Nothing matches the filter.") : tr("No requests in this span."),
                      isHidden ? tr("Clear") : QString());
}

ExportTable TrafficList::exported() const
{
    if (!m_by)
        return exportTable(m_filter.shownRows());
    std::vector<BreakdownRow> rows;
    for (int row = 0; row < m_sortedSums.rowCount(); ++row)
        rows.push_back(m_sums.rows()[std::size_t(m_sortedSums.mapToSource(m_sortedSums.index(row, 0)).row())]);
    return exportTable(rows, *m_by);
}

std::optional<RepoActions::Repo> TrafficList::chosenRepo() const
{
    const QModelIndex at = m_filter.mapToSource(m_table->currentIndex());
    if (!at.isValid())
        return std::nullopt;
    const RequestRow &row = m_requests.rows()[std::size_t(at.row())];
    const auto wish = preload::parseWish(row.repo.toStdString());
    return wish ? std::optional(RepoActions::Repo{wish->repo, row.commit.isEmpty() ? u"main"_s : row.commit})
                : std::nullopt;
}

void TrafficList::showChosen()
{
    const QModelIndex at = m_filter.mapToSource(m_table->currentIndex());
    m_chosen->setVisible(!m_by && at.isValid());
    if (!at.isValid())
        return;
    const RequestRow &row = m_requests.rows()[std::size_t(at.row())];
    QStringList facts;
    if (!row.clientName.isEmpty())
        facts += u"%1 (%2)"_s.arg(row.clientName, row.client);
    facts += u"%1 %2"_s.arg(row.method, row.repo.isEmpty() ? row.path : QString(row.repo + u'/' + row.path));
    if (row.end > row.begin)
        facts += tr("bytes %1 to %2").arg(Format::count(row.begin), Format::count(row.end - 1));
    if (!row.commit.isEmpty())
        facts += u"commit "_s + row.commit.left(10);
    if (!row.id.isEmpty())
        facts += u"id "_s + row.id;
    m_chosen->setFullText(facts.join(u" · "_s));
}

void TrafficList::retranslate()
{
    m_table->setAccessibleName(tr("Requests"));
    m_sumTable->setAccessibleName(tr("Requests summed up"));
    m_requests.retranslate();
    m_sums.retranslate();
    fitColumns(*m_table, m_requests);
    fitColumns(*m_sumTable, m_sums);
    showWhatThereIs();
    showChosen();
}

} // namespace mirrorlake::ui
