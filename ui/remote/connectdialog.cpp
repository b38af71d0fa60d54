#include "ui/remote/connectdialog.h"

#include "ui/parts/later.h"
#include "ui/parts/parts.h"
#include "ui/remote/mirrorbook.h"

#include <QCheckBox>
#include <QEvent>
#include <QFormLayout>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

ConnectDialog::ConnectDialog(MirrorBook &book, QWidget *parent)
    : QDialog(parent), m_book(book), m_title(makeLabel("title", this)), m_help(makeSentence("muted", this)),
      m_urlCaption(makeLabel("", this)), m_url(new QLineEdit(this)), m_tokenCaption(makeLabel("", this)),
      m_token(new QLineEdit(this)), m_remember(new QCheckBox(this)), m_fault(makeSentence("", this)),
      m_connect(makeButton("primary", {}, this)), m_cancel(makeButton("", {}, this))
{
    setObjectName(u"connectDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    build();
    retranslate();
}

void ConnectDialog::build()
{
    m_url->setObjectName(u"remoteUrl"_s);
    m_token->setObjectName(u"remoteToken"_s);
    m_remember->setObjectName(u"remoteRemember"_s);
    m_fault->setObjectName(u"remoteFault"_s);
    m_connect->setObjectName(u"remoteConnect"_s);
    m_token->setEchoMode(QLineEdit::Password);
    m_remember->setChecked(true);
    m_connect->setDefault(true);
    m_fault->hide();
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(10);
    addFormRow(*form, m_urlCaption, m_url);
    addFormRow(*form, m_tokenCaption, m_token);
    form->addRow(QString(), m_remember);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_connect);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(m_title);
    layout->addWidget(m_help);
    layout->addLayout(form);
    layout->addWidget(m_fault);
    layout->addStretch();
    layout->addLayout(buttons);
    setMinimumWidth(480);
    connect(m_connect, &QPushButton::clicked, this, &ConnectDialog::connectToIt);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
}

void ConnectDialog::connectToIt()
{
    if (m_token->text().trimmed().isEmpty()) {
        say(tr("Without its token the mirror tells nothing."), true);
        return;
    }
    if (m_unanswered == m_url->text()) {
        add();
        return;
    }
    m_connect->setEnabled(false);
    say(tr("Asking the mirror…"), false);
    m_book.probe(m_url->text(), m_token->text(),
                 later<bool>(this, [this](const Result<bool> &answer) { take(answer); }));
}

void ConnectDialog::take(const Result<bool> &answer)
{
    m_connect->setEnabled(true);
    if (answer) {
        add();
    } else if (answer.error().code == ErrorCode::BadRequest) {
        say(tr("This is no URL of a mirror. It looks like http://192.168.1.20:8090."), true);
    } else if (answer.error().code == ErrorCode::AccessDenied) {
        say(tr("The mirror refuses this token. It stands in the file control.token of its data folder."), true);
    } else if (answer.error().code == ErrorCode::UpstreamBroken) {
        say(tr("What answers there is no Mirrorlake. Check the URL."), true);
    } else {
        m_unanswered = m_url->text();
        say(tr("Nothing answers there. Check the URL and the network, or press Connect again to take it all the same."),
            true);
    }
}

void ConnectDialog::add()
{
    const QString url = m_url->text();
    const QString token = m_token->text();
    const bool isRemembered = m_remember->isChecked();
    accept();
    m_book.add(url, token, isRemembered);
}

void ConnectDialog::say(const QString &sentence, bool isFault)
{
    setTone(m_fault, isFault ? "error" : "");
    m_fault->setText(sentence);
    m_fault->show();
}

void ConnectDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ConnectDialog::retranslate()
{
    setWindowTitle(tr("Connect to a mirror"));
    m_title->setText(tr("A mirror elsewhere"));
    m_help->setText(tr("Its token stands in the file control.token of its data folder."));
    m_urlCaption->setText(tr("URL"));
    m_url->setPlaceholderText(u"http://192.168.1.20:8090"_s);
    m_url->setAccessibleName(tr("URL"));
    m_tokenCaption->setText(tr("Token"));
    m_token->setAccessibleName(tr("Token"));
    m_remember->setText(tr("Remember it"));
    m_remember->setAccessibleName(m_remember->text());
    setButtonText(m_connect, tr("Connect"));
    setButtonText(m_cancel, tr("Cancel"));
}

} // namespace mirrorlake::ui
