#include "ui/setup/listendialog.h"

#include "control/control.h"
#include "ui/format/errortext.h"
#include "ui/format/names.h"
#include "ui/parts/parts.h"

#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr int defaultPort = 8090;

QString hostPart(const std::string &listen)
{
    return QString::fromStdString(listen.substr(0, listen.rfind(':')));
}

} // namespace

ListenDialog::ListenDialog(const Context &context, std::vector<ListenChoice> choices, QWidget *parent)
    : QDialog(parent), m_context(context), m_choices(std::move(choices)), m_title(makeLabel("title", this)),
      m_help(makeSentence("muted", this)), m_hostCaption(makeLabel("", this)), m_host(new QComboBox(this)),
      m_portCaption(makeLabel("", this)), m_port(new QSpinBox(this)), m_fault(makeSentence("", this)),
      m_save(makeButton("primary", {}, this)), m_cancel(makeButton("", {}, this))
{
    setObjectName(u"listenDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    build();
    retranslate();
    chooseCurrent();
}

void ListenDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ListenDialog::build()
{
    m_host->setObjectName(u"listenHost"_s);
    m_port->setObjectName(u"listenPort"_s);
    m_save->setObjectName(u"listenSave"_s);
    m_port->setRange(1, 65535);
    m_hostCaption->setBuddy(m_host);
    m_portCaption->setBuddy(m_port);
    m_fault->setObjectName(u"listenFault"_s);
    setTone(m_fault, "error");
    m_fault->hide();
    for (const ListenChoice &choice : m_choices)
        m_host->addItem(textOf(choice), choice.host);

    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(8);
    grid->addWidget(m_hostCaption, 0, 0);
    grid->addWidget(m_host, 0, 1);
    grid->addWidget(m_portCaption, 1, 0);
    grid->addWidget(m_port, 1, 1);
    grid->setColumnStretch(1, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_save);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(m_title);
    layout->addWidget(m_help);
    layout->addLayout(grid);
    layout->addWidget(m_fault);
    layout->addStretch();
    layout->addLayout(buttons);
    setMinimumWidth(480);
    m_save->setDefault(true);
    connect(m_save, &QPushButton::clicked, this, &ListenDialog::save);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
}

void ListenDialog::chooseCurrent()
{
    const std::vector<std::string> listen = m_context.control.settings().server.listen;
    m_port->setValue(defaultPort);
    if (listen.empty())
        return;
    const int index = m_host->findData(hostPart(listen.front()));
    m_host->setCurrentIndex(std::max(0, index));
    const std::string suggested = m_context.control.snapshot()->suggestedListen;
    const int port = portOf(suggested.empty() ? listen.front() : suggested);
    m_port->setValue(port > 0 ? port : defaultPort);
}

void ListenDialog::save()
{
    m_port->interpretText();
    const QString listen = m_host->currentData().toString() + u':' + QString::number(m_port->value());
    const Result<void> saved = m_context.control.setListen({listen.toStdString()});
    if (!saved) {
        m_fault->setText(sentenceFor(saved.error().code));
        m_fault->setToolTip(detailOf(saved.error()));
        m_fault->show();
        return;
    }
    m_context.control.start();
    accept();
}

void ListenDialog::retranslate()
{
    setWindowTitle(tr("Address of the mirror"));
    m_title->setText(tr("Where the mirror listens"));
    m_help->setText(
        tr("Other machines can reach it only on a network address. Clients need the new address after a change."));
    m_hostCaption->setText(tr("Open to"));
    m_host->setAccessibleName(tr("Open to"));
    m_portCaption->setText(tr("Port"));
    m_port->setAccessibleName(tr("Port"));
    setButtonText(m_save, tr("Save and start"));
    setButtonText(m_cancel, tr("Cancel"));
    for (int i = 0; i < m_host->count(); ++i)
        m_host->setItemText(i, textOf(m_choices[std::size_t(i)]));
}

QString ListenDialog::textOf(const ListenChoice &choice) const
{
    switch (choice.kind) {
    case ListenChoice::Kind::OnlyThisPc:
        return tr("Only this PC");
    case ListenChoice::Kind::EveryNetwork:
        return tr("Every network of this PC");
    case ListenChoice::Kind::OneNetwork:
        break;
    }
    return tr("%1 (%2)", "address and the name of its network interface").arg(choice.host, choice.interfaceName);
}

} // namespace mirrorlake::ui
