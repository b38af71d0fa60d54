#include "ui/clients/clientcard.h"

#include "base/clock.h"
#include "ui/clients/clienthistory.h"
#include "ui/clients/clientpolicypanel.h"
#include "ui/clients/clientrequests.h"
#include "ui/clients/transferlist.h"
#include "ui/format/format.h"
#include "ui/parts/emptystate.h"
#include "ui/parts/parts.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QEvent>
#include <QGridLayout>
#include <QGuiApplication>
#include <QScrollArea>
#include <QStackedWidget>

#include <utility>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

ClientCard::ClientCard(const Context &context, QWidget *parent)
    : QFrame(parent), m_clock(context.clock), m_stack(new QStackedWidget(this)),
      m_nobody(new EmptyState(context.theme, u"clients"_s, this)), m_title(makeLabel("cardTitle", this)),
      m_seen(makeLabel("help", this)), m_copy(makeIconButton("", context.theme.icon(u"copy"_s), this)),
      m_activeTitle(makeLabel("cardTitle", this)), m_nothing(makeSentence("muted", this)),
      m_transfers(new TransferList(this)), m_policy(new ClientPolicyPanel(context, this)),
      m_requests(new ClientRequests(context, this)), m_history(new ClientHistory(context, this)),
      m_fault(makeSentence("", this))
{
    setObjectName(u"clientCard"_s);
    setProperty("role", u"card"_s);
    m_title->setObjectName(u"clientName"_s);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_seen->setObjectName(u"clientSeen"_s);
    m_copy->setObjectName(u"copyClientButton"_s);
    for (std::size_t i = 0; i < facts; ++i) {
        m_names[i] = makeLabel("muted", this);
        m_values[i] = makeLabel("", this);
    }
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(makeBody());
    m_stack->addWidget(m_nobody);
    m_stack->addWidget(scroll);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->addWidget(m_stack);
    setTone(m_fault, "error");
    m_fault->hide();
    connect(m_copy, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_address); });
    connect(m_policy, &ClientPolicyPanel::refused, this, [this](const QString &sentence) {
        m_fault->setText(sentence);
        m_fault->show();
    });
    retranslate();
}

QWidget *ClientCard::makeBody()
{
    auto *body = new QWidget;
    body->setObjectName(u"cardBody"_s);
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_copy);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(1, 1);
    for (std::size_t i = 0; i < facts; ++i) {
        grid->addWidget(m_names[i], int(i), 0);
        grid->addWidget(m_values[i], int(i), 1);
    }
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(16, 12, 16, 16);
    layout->setSpacing(8);
    layout->addLayout(head);
    layout->addWidget(m_seen);
    layout->addLayout(grid);
    layout->addWidget(makeLine(Qt::Horizontal, body));
    layout->addWidget(m_policy);
    layout->addWidget(m_fault);
    layout->addWidget(makeLine(Qt::Horizontal, body));
    layout->addWidget(m_activeTitle);
    layout->addWidget(m_nothing);
    layout->addWidget(m_transfers);
    layout->addWidget(makeLine(Qt::Horizontal, body));
    layout->addWidget(m_requests);
    layout->addWidget(makeLine(Qt::Horizontal, body));
    layout->addWidget(m_history);
    layout->addStretch();
    return body;
}

void ClientCard::show(const meter::ClientFigures *client, const ClientPolicies &policies)
{
    m_stack->setCurrentIndex(client ? 1 : 0);
    if (client)
        fill(*client, policies);
}

void ClientCard::fill(const meter::ClientFigures &client, const ClientPolicies &policies)
{
    if (std::exchange(m_address, QString::fromStdString(client.address)) != m_address)
        m_fault->hide();
    const QString name = policies.of(m_address).name;
    m_title->setText(name.isEmpty() ? m_address : QString(name + u" · " + m_address));
    m_policy->show(m_address, policies);
    m_requests->setClient(m_address);
    m_history->setClient(m_address);
    m_seen->setText(!client.active.empty() ? tr("active now")
                    : client.lastSeen > 0
                        ? tr("last seen %1").arg(Format::ago(client.lastSeen, unixSeconds(m_clock.wall())))
                        : tr("not seen yet"));
    const bool isMoving = client.nowBytesPerSecond > 0 || !client.active.empty();
    m_values[0]->setText(isMoving ? Format::rate(client.nowBytesPerSecond) : Format::none());
    m_values[1]->setText(Format::bytes(double(client.todayBytes)));
    m_values[2]->setText(Format::bytes(double(client.totalBytes)));
    m_values[3]->setText(Format::count(client.todayFiles));
    m_values[4]->setText(Format::percent(client.todayHits, client.todayFiles));
    m_nothing->setVisible(client.active.empty());
    m_transfers->show(client.active);
}

void ClientCard::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ClientCard::retranslate()
{
    m_nobody->setTexts(tr("Choose a client to see what it downloads."));
    setName(m_copy, tr("Copy the address"));
    m_names[0]->setText(tr("Now"));
    m_names[1]->setText(tr("Today"));
    m_names[2]->setText(tr("Total"));
    m_names[3]->setText(tr("Files today"));
    m_names[4]->setText(tr("From cache"));
    m_activeTitle->setText(tr("Active files"));
    m_nothing->setText(tr("Nothing is sent to it at this moment."));
    m_policy->retranslate();
    m_requests->retranslate();
    m_history->retranslate();
}

} // namespace mirrorlake::ui
