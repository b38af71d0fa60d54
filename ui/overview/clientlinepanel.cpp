#include "ui/overview/clientlinepanel.h"

#include "ui/parts/copyfeedback.h"
#include "ui/parts/parts.h"
#include "ui/parts/segments.h"
#include "ui/setup/clientlines.h"
#include "ui/setup/persistbutton.h"
#include "ui/shell/actions.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

ClientLinePanel::ClientLinePanel(const Context &context, QWidget *parent)
    : QWidget(parent), m_context(context), m_title(makeLabel("emphasis", this)), m_shells(new Segments(this)),
      m_command(new QLineEdit(this)), m_copy(makeIconButton("flat", {}, this)),
      m_copied(new CopyFeedback(context.theme, m_copy, CopyFeedback::Kind::IconOnly)), m_setup(makeLink(this)),
      m_test(makeLink(this)), m_persist(withRole(new PersistButton(this), "link"))
{
    m_shells->setObjectName(u"clientShellGroup"_s);
    m_command->setObjectName(u"clientCommand"_s);
    m_copy->setObjectName(u"copyCommandButton"_s);
    m_test->setObjectName(u"lanTestLink"_s);
    m_setup->setObjectName(u"clientSetupLink"_s);
    m_persist->setObjectName(u"persistLink"_s);
    m_command->setReadOnly(true);
    m_command->setFont(fixedFont(9.5));

    auto *top = new QHBoxLayout;
    top->setSpacing(12);
    top->addWidget(m_title, 1);
    top->addWidget(m_shells);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(4);
    middle->addWidget(m_command, 1);
    middle->addWidget(m_copy);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(top);
    layout->addLayout(middle);
    auto *links = new QHBoxLayout;
    links->setSpacing(16);
    links->addWidget(m_persist);
    links->addWidget(m_test);
    links->addWidget(m_setup);
    links->addStretch();
    layout->addLayout(links);
    setMinimumWidth(452);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);

    QStringList shells;
    for (const ClientLine &line : clientLinesFor({}))
        shells << line.shell;
    m_shells->setTexts(shells);
    connect(m_shells, &Segments::chosen, this, &ClientLinePanel::fill);
    connect(m_copy, &QToolButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_command->text());
        m_copied->flash();
    });
    for (const QPushButton *link : {m_setup, m_test})
        connect(link, &QPushButton::clicked, context.actions.clientSetup, &QAction::trigger);
    retranslate();
}

void ClientLinePanel::setUrl(const QString &url)
{
    if (m_url == url)
        return;
    m_url = url;
    fill();
    m_persist->setUrl(url);
}

void ClientLinePanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ClientLinePanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(m_context.theme.color(Token::Line));
    painter.drawLine(0, 0, 0, height());
}

void ClientLinePanel::fill()
{
    m_command->setText(clientLinesFor(m_url)[std::size_t(m_shells->current())].command);
    m_command->setCursorPosition(0);
    m_command->setToolTip(m_command->text());
}

void ClientLinePanel::retranslate()
{
    m_title->setText(tr("On each client"));
    m_shells->setAccessibleName(tr("Shell of the client"));
    m_command->setAccessibleName(tr("Line to run on each client"));
    m_copied->setText(tr("Copy the line"));
    setButtonText(m_setup, tr("QR code and all lines…"));
    setButtonText(m_test, tr("Test from this network"));
    m_test->setToolTip(tr("Open the mirror on another device, and see that it gets through"));
    m_persist->retranslate();
    fill();
}

} // namespace mirrorlake::ui
