#include "ui/overview/clientscard.h"

#include "ui/clients/clientdelegate.h"
#include "ui/clients/clienttablemodel.h"
#include "ui/format/format.h"
#include "ui/parts/emptystate.h"
#include "ui/parts/parts.h"
#include "ui/shell/actions.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QStackedWidget>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr int rowHeight = 40;
constexpr int cellPadding = 16;
constexpr int sparklineRoom = 70;
constexpr int lastColumnEdge = 9; ///< its right padding is that of the card
constexpr int rowsSeen = 2;       ///< without scrolling, at least

} // namespace

ClientsCard::ClientsCard(const Context &context, ClientTableModel &model, QWidget *parent)
    : QFrame(parent), m_context(context), m_model(model), m_title(makeLabel("cardTitle", this)),
      m_count(makeLabel("muted", this)), m_stack(new QStackedWidget(this)), m_table(new QTableView(this)),
      m_empty(new EmptyState(context.theme, u"clients"_s, this))
{
    setProperty("role", u"card"_s);
    buildTable();
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(16, 8, 16, 4);
    head->setSpacing(12);
    head->addWidget(m_title);
    head->addWidget(m_count);
    head->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 8);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_stack, 1);
    connect(m_empty, &EmptyState::actionChosen, context.actions.clientSetup, &QAction::trigger);
    for (auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&m_model, signal, this, &ClientsCard::fillHead);
    retranslate();
}

void ClientsCard::buildTable()
{
    m_sorted.setSourceModel(&m_model);
    m_sorted.setSortRole(ClientTableModel::SortRole);
    m_table->setObjectName(u"clientsTable"_s);
    m_table->setModel(&m_sorted);
    m_table->setItemDelegate(new ClientDelegate(m_context.theme, false, m_table));
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setSelectionBehavior(QTableView::SelectRows);
    m_table->setSelectionMode(QTableView::SingleSelection);
    m_table->setMouseTracking(true);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollMode(QTableView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(std::max(rowHeight, 2 * fontMetrics().height() + 8));
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionsMovable(true);
    header->setMinimumSectionSize(54);
    header->setSectionResizeMode(ClientTableModel::Client, QHeaderView::Stretch);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(ClientTableModel::Today, Qt::DescendingOrder);
    m_table->setMinimumHeight(header->sizeHint().height() + rowsSeen * m_table->verticalHeader()->defaultSectionSize());
}

void ClientsCard::fillHead()
{
    const int clients = m_model.rowCount();
    m_count->setText(clients > 0 ? Format::count(clients) : QString());
    m_stack->setCurrentWidget(clients > 0 ? static_cast<QWidget *>(m_table) : m_empty);
}

void ClientsCard::setNarrow(bool isNarrow)
{
    m_isNarrow = isNarrow;
    fitColumns();
}

void ClientsCard::fitColumns()
{
    const QFontMetrics cell(textFont(10));
    const QFontMetrics head(textFont(9));
    const auto widthFor = [&](int column, const QString &longest) {
        const QString title = m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() + u" ▾"_s;
        return std::max(cell.horizontalAdvance(longest), head.horizontalAdvance(title)) + cellPadding;
    };
    m_table->setColumnWidth(ClientTableModel::Now,
                            widthFor(ClientTableModel::Now, u"999 MB/s"_s) + (m_isNarrow ? 0 : sparklineRoom));
    m_table->setColumnWidth(ClientTableModel::Today, widthFor(ClientTableModel::Today, u"99.9 GB"_s));
    m_table->setColumnWidth(ClientTableModel::Total, widthFor(ClientTableModel::Total, u"99.9 GB"_s));
    m_table->setColumnWidth(ClientTableModel::FromCache, widthFor(ClientTableModel::FromCache, u"99.9 %"_s));
    m_table->setColumnWidth(ClientTableModel::Files, widthFor(ClientTableModel::Files, u"99"_s) + lastColumnEdge);
}

void ClientsCard::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ClientsCard::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    const int head = m_table->horizontalHeader()->sizeHint().height();
    const int row = m_table->verticalHeader()->defaultSectionSize();
    const int rows = std::max(rowsSeen, (m_stack->height() - head) / row);
    m_table->setMaximumHeight(head + rows * row); // no row is cut in two
}

void ClientsCard::retranslate()
{
    m_title->setText(tr("Clients"));
    m_table->setAccessibleName(tr("Clients"));
    m_empty->setTexts(tr("No client has connected."), tr("Set up a client"));
    m_model.retranslate();
    fitColumns();
    fillHead();
}

} // namespace mirrorlake::ui
