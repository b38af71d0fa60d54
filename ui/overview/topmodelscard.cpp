#include "ui/overview/topmodelscard.h"

#include "control/control.h"
#include "ui/format/format.h"
#include "ui/format/names.h"
#include "ui/parts/emptystate.h"
#include "ui/parts/later.h"
#include "ui/parts/parts.h"
#include "ui/parts/sharedelegate.h"
#include "ui/shell/actions.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHeaderView>
#include <QStackedWidget>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr int askMilliseconds = 3000;
constexpr std::size_t shown = 20;
constexpr int rowHeight = 34;
constexpr int rowsSeen = 2; ///< without scrolling, at least
enum Column
{
    Model,
    Served,
    FromCache,
    ColumnCount
};

} // namespace

TopModelsCard::TopModelsCard(const Context &context, QWidget *parent)
    : QFrame(parent), m_context(context), m_title(makeLabel("cardTitle", this)), m_all(makeLink(this)),
      m_stack(new QStackedWidget(this)), m_table(new QTableWidget(0, ColumnCount, this)),
      m_empty(new EmptyState(context.theme, u"models"_s, this))
{
    setObjectName(u"topModelsCard"_s);
    setProperty("role", u"card"_s);
    m_all->setObjectName(u"allModelsLink"_s);
    m_table->setObjectName(u"topModelsTable"_s);
    m_table->setItemDelegate(new ShareDelegate(context.theme, Served, m_table));
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(std::max(rowHeight, fontMetrics().height() + 12));
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionResizeMode(Model, QHeaderView::Stretch);
    m_table->setColumnWidth(Served, 200);
    m_table->setColumnWidth(FromCache, 110);
    m_table->setMinimumHeight(header->sizeHint().height() + rowsSeen * rowHeight);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(16, 8, 16, 4);
    head->addWidget(m_title);
    head->addStretch();
    head->addWidget(m_all);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 8);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_stack, 1);
    m_timer.setInterval(askMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &TopModelsCard::ask);
    connect(m_all, &QPushButton::clicked, context.actions.pages[std::size_t(PageId::Models)], &QAction::trigger);
    retranslate();
}

void TopModelsCard::showEvent(QShowEvent *event)
{
    QFrame::showEvent(event);
    m_timer.start();
    ask();
}

void TopModelsCard::hideEvent(QHideEvent *event)
{
    QFrame::hideEvent(event);
    m_timer.stop();
}

void TopModelsCard::ask()
{
    control::UpkeepOrder order;
    order.verb = control::UpkeepVerb::Repos;
    m_context.control.operations().upkeep(
        order, later<control::UpkeepAnswer>(this, [this](const Result<control::UpkeepAnswer> &answer) {
            if (answer)
                take(answer->rows);
        }));
}

void TopModelsCard::take(std::vector<catalog::DayRow> rows)
{
    std::erase_if(rows, [](const catalog::DayRow &row) { return row.servedBytes <= 0 || row.name.empty(); });
    std::ranges::sort(rows, std::ranges::greater(), &catalog::DayRow::servedBytes);
    if (rows.size() > shown)
        rows.resize(shown);
    if (rows == m_rows)
        return;
    m_rows = std::move(rows);
    fill();
}

void TopModelsCard::fill()
{
    m_stack->setCurrentWidget(m_rows.empty() ? static_cast<QWidget *>(m_empty) : m_table);
    m_table->setRowCount(int(m_rows.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const catalog::DayRow &model = m_rows[std::size_t(row)];
        const QStringList texts{repoTitle(model.name), Format::bytes(double(model.servedBytes)),
                                Format::percent(model.hits, model.files)};
        for (int column = 0; column < ColumnCount; ++column) {
            auto *item = new QTableWidgetItem(texts.at(column));
            item->setToolTip(column == Served ? Format::exactBytes(model.servedBytes) : texts.at(column));
            if (column != Model)
                item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            if (column == Served)
                item->setData(ShareDelegate::ShareRole, double(model.servedBytes) / double(m_rows.front().servedBytes));
            m_table->setItem(row, column, item);
        }
    }
}

void TopModelsCard::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void TopModelsCard::retranslate()
{
    m_title->setText(tr("Top models today"));
    setButtonText(m_all, tr("All models"));
    m_empty->setTexts(tr("No model was served today."));
    m_table->setAccessibleName(tr("Top models today"));
    m_table->setHorizontalHeaderLabels({tr("Model"), tr("Served ▾"), tr("From cache")});
    for (int column = 0; column < ColumnCount; ++column)
        m_table->horizontalHeaderItem(column)->setTextAlignment((column == Model ? Qt::AlignLeft : Qt::AlignRight) |
                                                                Qt::AlignVCenter);
    fill();
}

} // namespace mirrorlake::ui
