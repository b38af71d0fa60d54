#include "ui/overview/clientscard.h"

#include "ui/clients/clienttable.h"
#include "ui/clients/clienttablemodel.h"
#include "ui/format/format.h"
#include "ui/parts/emptystate.h"
#include "ui/parts/parts.h"
#include "ui/shell/actions.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr int rowsSeen = 2; ///< without scrolling, at least

} // namespace

ClientsCard::ClientsCard(const Context &context, QWidget *parent)
    : QFrame(parent), m_model(context.clients), m_title(makeLabel("cardTitle", this)),
      m_count(makeLabel("muted", this)), m_stack(new QStackedWidget(this)),
      m_empty(new EmptyState(context.theme, u"clients"_s, this))
{
    setProperty("role", u"card"_s);
    m_sorted.setSourceModel(&m_model);
    m_table = new ClientTable(context.theme, m_sorted, this);
    const int row = m_table->verticalHeader()->defaultSectionSize();
    m_table->setMinimumHeight(m_table->horizontalHeader()->sizeHint().height() + rowsSeen * row);
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

void ClientsCard::fillHead()
{
    const int clients = m_model.rowCount();
    m_count->setText(clients > 0 ? Format::count(clients) : QString());
    m_stack->setCurrentWidget(clients > 0 ? static_cast<QWidget *>(m_table) : m_empty);
}

void ClientsCard::setNarrow(bool isNarrow)
{
    m_table->setNarrow(isNarrow);
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
    m_empty->setTexts(tr("No client has connected."), tr("Set up a client"));
    m_table->retranslate();
    fillHead();
}

} // namespace mirrorlake::ui
