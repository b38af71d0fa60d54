#include "ui/overview/topmodelscard.h"

#include "base/ids.h"
#include "ui/format/format.h"
#include "ui/format/names.h"
#include "ui/parts/emptystate.h"
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

constexpr std::size_t shown = 20;
constexpr int rowHeight = 34;
constexpr int rowsSeen = 2; ///< without scrolling, at least
enum Column
{
    Name,
    Served,
    FromCache,
    ColumnCount
};

QString iconOf(const std::string &repo)
{
    const auto key = RepoKey::parse(repo);
    return key && key->type == RepoType::Dataset ? u"dataset"_s : u"models"_s;
}

} // namespace

TopModelsCard::TopModelsCard(const Context &context, QWidget *parent)
    : QFrame(parent), m_title(makeLabel("cardTitle", this)), m_all(makeLink(this)), m_stack(new QStackedWidget(this)),
      m_table(new QTableWidget(0, ColumnCount, this)), m_empty(new EmptyState(context.theme, u"models"_s, this))
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
    header->setSectionResizeMode(Name, QHeaderView::Stretch);
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
    connect(m_all, &QPushButton::clicked, context.actions.pages[std::size_t(PageId::Models)], &QAction::trigger);
    retranslate();
}

void TopModelsCard::show(const control::Snapshot &snapshot)
{
    std::vector<Model> models;
    for (const meter::RepoFigures &repo : snapshot.figures.repos) {
        if (repo.todayBytes > 0 && !repo.repo.empty())
            models.push_back({repo.repo, repo.todayBytes, repo.todayFiles, repo.todayHits});
    }
    std::ranges::sort(models, std::ranges::greater(), &Model::served);
    models.resize(std::min(models.size(), shown));
    if (models == m_models)
        return;
    m_models = std::move(models);
    fill();
}

void TopModelsCard::fill()
{
    m_stack->setCurrentWidget(m_models.empty() ? static_cast<QWidget *>(m_empty) : m_table);
    m_table->setRowCount(int(m_models.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const Model &model = m_models[std::size_t(row)];
        const QStringList texts{repoTitle(model.repo), Format::bytes(double(model.served)),
                                Format::percent(model.hits, model.files)};
        for (int column = 0; column < ColumnCount; ++column) {
            auto *item = new QTableWidgetItem(texts.at(column));
            item->setToolTip(column == Served ? Format::exactBytes(model.served) : texts.at(column));
            if (column != Name)
                item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            if (column == Served)
                item->setData(ShareDelegate::ShareRole, double(model.served) / double(m_models.front().served));
            if (column == Name)
                item->setData(ShareDelegate::IconRole, iconOf(model.repo));
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
        m_table->horizontalHeaderItem(column)->setTextAlignment((column == Name ? Qt::AlignLeft : Qt::AlignRight) |
                                                                Qt::AlignVCenter);
    fill();
}

} // namespace mirrorlake::ui
