#include "ui/clients/clientspage.h"

#include "control/control.h"
#include "ui/clients/clientcard.h"
#include "ui/clients/clientpolicypanel.h"
#include "ui/clients/clienttable.h"
#include "ui/clients/clienttablemodel.h"
#include "ui/format/format.h"
#include "ui/parts/emptystate.h"
#include "ui/parts/parts.h"
#include "ui/parts/segments.h"
#include "ui/shell/actions.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr int cardWidth = 340;
constexpr int cardGap = 12;
constexpr int filterWidth = 250;

} // namespace

ClientsPage::ClientsPage(const Context &context, QWidget *parent)
    : Page(parent), m_context(context), m_words(new QLineEdit(this)), m_segments(new Segments(this)),
      m_splitter(new QSplitter(Qt::Horizontal, this)), m_stack(new QStackedWidget(this)),
      m_empty(new EmptyState(context.theme, u"clients"_s, this)), m_foot(makeLabel("help", this)),
      m_card(new ClientCard(context, this))
{
    setObjectName(u"clientsPage"_s);
    m_filter.setSourceModel(&context.clients);
    m_table = new ClientTable(context.theme, m_filter, this);
    m_splitter->setObjectName(u"clientsSplitter"_s);
    m_splitter->setHandleWidth(cardGap);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(makeList());
    m_splitter->addWidget(m_card);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setSizes({cardWidth * 2, cardWidth});
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(10);
    layout->addWidget(makeTools());
    layout->addWidget(m_splitter, 1);
    connect(m_words, &QLineEdit::textChanged, this, [this](const QString &words) {
        m_filter.setWords(words);
        showEmpty();
    });
    connect(m_segments, &Segments::chosen, this, [this](int segment) {
        m_filter.setSegment(ClientFilter::Segment(segment));
        showEmpty();
    });
    connect(&m_card->policy(), &ClientPolicyPanel::typingWanted, m_card, [this] { m_card->setVisible(true); });
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->addAction(context.actions.verb(PageVerb::Rename));
    connect(m_table, &QWidget::customContextMenuRequested, this, &ClientsPage::openMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this] { showChosen(*m_context.control.snapshot()); });
    connect(m_empty, &EmptyState::actionChosen, this, [this] {
        if (m_context.clients.rowCount() == 0) {
            m_context.actions.clientSetup->trigger();
            return;
        }
        m_words->clear();
        m_segments->setCurrent(ClientFilter::All);
        m_filter.setSegment(ClientFilter::All);
        showEmpty();
    });
    retranslate();
    m_segments->setCurrent(ClientFilter::Today);
}

QWidget *ClientsPage::makeTools()
{
    m_words->setObjectName(u"clientsFilter"_s);
    m_words->setClearButtonEnabled(true);
    m_words->setFixedWidth(filterWidth);
    m_words->addAction(m_context.theme.icon(u"search"_s, Token::Placeholder), QLineEdit::LeadingPosition);
    m_segments->setObjectName(u"clientSegments"_s);
    auto *tools = new QWidget;
    auto *layout = new QHBoxLayout(tools);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_words);
    layout->addWidget(m_segments);
    layout->addStretch();
    return tools;
}

QWidget *ClientsPage::makeList()
{
    QFrame *card = makeCard(this);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    m_foot->setContentsMargins(16, 8, 16, 8);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(1, 4, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(m_stack, 1);
    layout->addWidget(makeLine(Qt::Horizontal, card));
    layout->addWidget(m_foot);
    return card;
}

void ClientsPage::show(const control::Snapshot &snapshot)
{
    showSegments();
    showEmpty();
    showFoot(snapshot);
    showChosen(snapshot);
}

void ClientsPage::showSegments()
{
    const auto counted = [this](const QString &name, ClientFilter::Segment segment) -> QString {
        return name + u' ' + Format::count(m_filter.countOf(segment));
    };
    m_segments->setTexts({counted(tr("Active"), ClientFilter::Active), counted(tr("Today"), ClientFilter::Today),
                          counted(tr("All"), ClientFilter::All), counted(tr("Blocked"), ClientFilter::Blocked)});
}

void ClientsPage::showEmpty()
{
    const bool isEmpty = m_filter.rowCount() == 0;
    m_stack->setCurrentWidget(isEmpty ? static_cast<QWidget *>(m_empty) : m_table);
    if (m_context.clients.rowCount() == 0)
        m_empty->setTexts(tr("No client has connected."), tr("Set up a client"));
    else
        m_empty->setTexts(tr("Nothing matches the filter."), tr("Clear"));
}

void ClientsPage::showFoot(const control::Snapshot &snapshot)
{
    const meter::Figures &figures = snapshot.figures;
    const int today = m_filter.countOf(ClientFilter::Today);
    m_foot->setText(
        tr("%n clients today: %1 served, %2 of the files from the cache.", nullptr, today)
            .arg(Format::bytes(double(figures.servedToday)), Format::percent(figures.hitsToday, figures.filesToday)));
}

void ClientsPage::showChosen(const control::Snapshot &snapshot)
{
    const QModelIndex row = m_table->currentIndex().siblingAtColumn(ClientTableModel::Client);
    const std::string address = row.data(ClientTableModel::AddressRole).toString().toStdString();
    const auto &clients = snapshot.figures.clients;
    const auto found = std::ranges::find(clients, address, &meter::ClientFigures::address);
    m_card->show(row.isValid() && found != clients.end() ? &*found : nullptr, m_context.clients.policies());
}

bool ClientsPage::act(PageVerb verb)
{
    if (verb == PageVerb::Details) {
        m_card->setVisible(m_card->isHidden());
        return true;
    }
    if (verb != PageVerb::Rename || !m_table->currentIndex().isValid())
        return Page::act(verb);
    m_card->setVisible(true);
    m_card->policy().beginRename();
    return true;
}

/// The same as the card offers, where the mouse is.
void ClientsPage::openMenu(QPoint at)
{
    if (!m_table->indexAt(at).isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(u"clientMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(m_context.actions.verb(PageVerb::Rename));
    m_card->policy().addTo(*menu);
    menu->popup(m_table->viewport()->mapToGlobal(at));
}

void ClientsPage::becomeNarrow(bool isNarrow)
{
    m_table->setNarrow(isNarrow);
    m_splitter->setOrientation(isNarrow ? Qt::Vertical : Qt::Horizontal);
    m_splitter->setSizes(isNarrow ? QList<int>{3, 2} : QList<int>{2 * cardWidth, cardWidth});
}

void ClientsPage::retranslate()
{
    m_words->setPlaceholderText(tr("Name, address or model"));
    m_words->setAccessibleName(tr("Filter the clients"));
    m_segments->setAccessibleName(tr("Which clients are shown"));
    m_table->retranslate();
    showSegments();
    showEmpty();
    showFoot(*m_context.control.snapshot());
}

} // namespace mirrorlake::ui
