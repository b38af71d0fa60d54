#include "ui/overview/activeclientscard.h"

#include "ui/clients/clientdelegate.h"
#include "ui/clients/clienttablemodel.h"
#include "ui/format/format.h"
#include "ui/parts/parts.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QListView>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr int mostRows = 4; ///< the rest scrolls

} // namespace

ActiveClientsCard::ActiveClientsCard(const Context &context, QWidget *parent)
    : QFrame(parent), m_title(makeLabel("cardTitle", this)), m_count(makeLabel("muted", this)),
      m_list(new QListView(this)), m_none(makeSentence("muted", this))
{
    setProperty("role", u"card"_s);
    m_active.setSourceModel(&context.clients);
    m_list->setObjectName(u"activeClientsList"_s);
    m_list->setModel(&m_active);
    m_list->setItemDelegate(new ClientDelegate(context.theme, true, m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setSelectionMode(QListView::NoSelection);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setUniformItemSizes(true);
    m_none->setContentsMargins(16, 0, 16, 4);

    auto *head = new QHBoxLayout;
    head->setContentsMargins(16, 8, 16, 8);
    head->setSpacing(12);
    head->addWidget(m_title);
    head->addWidget(m_count);
    head->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 4);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_list);
    layout->addWidget(m_none);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    for (auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&m_active, signal, this, &ActiveClientsCard::fit);
    retranslate();
}

void ActiveClientsCard::fit()
{
    const int rows = m_active.rowCount();
    m_count->setText(rows > 0 ? Format::count(rows) : QString());
    m_list->setVisible(rows > 0);
    m_none->setVisible(rows == 0);
    if (rows > 0)
        m_list->setFixedHeight(std::min(rows, mostRows) * m_list->sizeHintForRow(0));
}

void ActiveClientsCard::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ActiveClientsCard::retranslate()
{
    m_title->setText(tr("Active clients"));
    m_list->setAccessibleName(tr("Active clients"));
    m_none->setText(tr("No client downloads at this moment."));
    fit();
}

} // namespace mirrorlake::ui
