#include "ui/wizard/accesspage.h"

#include "control/control.h"
#include "control/freeport.h"
#include "ui/desktop/autostart.h"
#include "ui/format/names.h"
#include "ui/parts/parts.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QRadioButton>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr int defaultPort = 8090;

} // namespace

AccessPage::AccessPage(const Context &context, std::vector<ListenChoice> choices, QWidget *parent)
    : WizardPage(u"accessPage"_s, parent), m_context(context), m_offered(std::move(choices)),
      m_group(new QButtonGroup(this)), m_portCaption(makeLabel("", this)), m_port(new QSpinBox(this)),
      m_portState(makeLabel("help", this)), m_atLogin(new QCheckBox(this))
{
    const auto listen = context.control.settings().server.listen;
    const std::string present = listen.empty() ? std::string() : listen.front();
    QFrame *card = makeCard(this);
    auto *rows = new QVBoxLayout(card);
    rows->setContentsMargins(16, 12, 16, 12);
    rows->setSpacing(10);
    for (std::size_t i = 0; i < m_offered.size(); ++i) {
        auto *button = new QRadioButton(card);
        m_group->addButton(button, int(i));
        rows->addWidget(button);
        if (i == 0 || QString::fromStdString(present.substr(0, present.rfind(':'))) == m_offered[i].host)
            button->setChecked(true);
    }
    m_port->setObjectName(u"wizardPort"_s);
    m_portState->setObjectName(u"wizardPortState"_s);
    m_atLogin->setObjectName(u"wizardAutostart"_s);
    m_port->setRange(1, 65535);
    const int port = portOf(present);
    m_port->setValue(port > 0 ? port : defaultPort);
    m_portCaption->setBuddy(m_port);
    m_atLogin->setChecked(Autostart().isOn());
    auto *portRow = new QHBoxLayout;
    portRow->setSpacing(12);
    portRow->addWidget(m_portCaption);
    portRow->addWidget(m_port);
    portRow->addWidget(m_portState, 1);
    body()->addWidget(card);
    body()->addLayout(portRow);
    body()->addWidget(m_atLogin);
    connect(m_port, &QSpinBox::valueChanged, this, &AccessPage::showPort);
    connect(m_group, &QButtonGroup::idToggled, this, &AccessPage::showPort);
    retranslate();
}

const ListenChoice &AccessPage::chosen() const
{
    return m_offered[std::size_t(std::max(0, m_group->checkedId()))];
}

QString AccessPage::listen() const
{
    return chosen().host + u':' + QString::number(m_port->value());
}

QString AccessPage::url() const
{
    QString host = chosen().host;
    if (chosen().kind == ListenChoice::Kind::EveryNetwork) {
        for (const ListenChoice &choice : m_offered) {
            if (choice.kind == ListenChoice::Kind::OneNetwork) {
                host = choice.host;
                break;
            }
        }
    }
    if (host.contains(u':'))
        host = u'[' + host + u']';
    return u"http://"_s + host + u':' + QString::number(m_port->value());
}

bool AccessPage::startsAtLogin() const
{
    return m_atLogin->isChecked();
}

std::vector<control::Assignment> AccessPage::assignments() const
{
    const auto present = m_context.control.settings().server.listen;
    const std::string wanted = listen().toStdString();
    if (present == std::vector<std::string>{wanted})
        return {};
    return {{"server.listen", wanted}};
}

void AccessPage::showPort()
{
    const bool isServing = m_context.control.snapshot()->state == control::MirrorState::Serving;
    const Result<void> isFree = isServing ? Result<void>() : control::tryListen(listen().toStdString());
    setTone(m_portState, isFree ? "ok" : "error");
    m_portState->setText(isServing ? QString() : isFree ? tr("free") : tr("This port cannot be used here."));
    m_portState->setToolTip(isFree ? QString() : QString::fromStdString(isFree.error().message));
}

QString AccessPage::textOf(const ListenChoice &choice) const
{
    switch (choice.kind) {
    case ListenChoice::Kind::OnlyThisPc:
        return tr("Only this PC");
    case ListenChoice::Kind::EveryNetwork:
        return tr("Every network of this PC, VPN and virtual ones too");
    case ListenChoice::Kind::OneNetwork:
        break;
    }
    return tr("This PC and the network of %1 (%2)").arg(choice.host, choice.interfaceName);
}

void AccessPage::retranslate()
{
    setWords(tr("Who may connect?"), tr("Nothing is opened to the network unless you say so here."));
    for (std::size_t i = 0; i < m_offered.size(); ++i) {
        QAbstractButton *button = m_group->button(int(i));
        button->setText(textOf(m_offered[i]));
        button->setAccessibleName(button->text());
    }
    m_portCaption->setText(tr("Port"));
    m_port->setAccessibleName(tr("Port"));
    m_atLogin->setText(tr("Start the mirror, hidden, when I log in"));
    m_atLogin->setAccessibleName(m_atLogin->text());
    showPort();
}

} // namespace mirrorlake::ui
