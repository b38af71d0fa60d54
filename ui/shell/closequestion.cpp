#include "ui/shell/closequestion.h"

#include "ui/format/format.h"
#include "ui/parts/parts.h"

#include <QEvent>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

CloseQuestion::CloseQuestion(int activeClients, QWidget *parent)
    : QDialog(parent), m_active(activeClients), m_title(makeSentence("cardTitle", this)),
      m_text(makeSentence("muted", this)), m_wait(makeButton("primary", {}, this)), m_quit(makeButton("", {}, this)),
      m_stay(makeButton("", {}, this))
{
    setObjectName(u"closeQuestion"_s);
    m_wait->setObjectName(u"waitAndQuitButton"_s);
    m_quit->setObjectName(u"quitNowButton"_s);
    m_stay->setObjectName(u"stayButton"_s);
    m_wait->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    for (QPushButton *button : {m_wait, m_quit, m_stay})
        buttons->addWidget(button);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    layout->addStretch();
    layout->addLayout(buttons);
    setMinimumWidth(440);
    connect(m_wait, &QPushButton::clicked, this, [this] {
        accept();
        emit waitChosen();
    });
    connect(m_quit, &QPushButton::clicked, this, [this] {
        accept();
        emit quitChosen();
    });
    connect(m_stay, &QPushButton::clicked, this, &QDialog::reject);
    retranslate();
}

void CloseQuestion::setActiveClients(int count)
{
    if (count == m_active)
        return;
    m_active = count;
    retranslate();
}

void CloseQuestion::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void CloseQuestion::retranslate()
{
    setWindowTitle(tr("Quit Mirrorlake"));
    m_title->setText(tr("%1 clients are downloading.", nullptr, m_active).arg(Format::count(m_active)));
    m_text->setText(tr("Waiting lets the running downloads end and then quits. "
                       "Quitting now cuts them off; clients can resume later."));
    setButtonText(m_wait, tr("Wait and quit"));
    setButtonText(m_quit, tr("Quit now"));
    setButtonText(m_stay, tr("Stay"));
}

} // namespace mirrorlake::ui
