#include "ui/shell/closequestion.h"

#include "ui/format/format.h"
#include "ui/parts/parts.h"

#include <QEvent>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

CloseQuestion::CloseQuestion(Case present, QWidget *parent)
    : QDialog(parent), m_case(present), m_title(makeSentence("cardTitle", this)), m_text(makeSentence("muted", this)),
      m_keep(makeButton(present.canKeep ? "primary" : "", {}, this)),
      m_wait(makeButton(present.canKeep ? "" : "primary", {}, this)), m_quit(makeButton("", {}, this)),
      m_stay(makeButton("", {}, this))
{
    setObjectName(u"closeQuestion"_s);
    m_keep->setObjectName(u"keepServingButton"_s);
    m_wait->setObjectName(u"waitAndQuitButton"_s);
    m_quit->setObjectName(u"quitNowButton"_s);
    m_stay->setObjectName(u"stayButton"_s);
    (present.canKeep ? m_keep : present.activeClients > 0 ? m_wait : m_stay)->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    for (QPushButton *button : {m_keep, m_wait, m_quit, m_stay})
        buttons->addWidget(button);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    layout->addStretch();
    layout->addLayout(buttons);
    setMinimumWidth(440);
    const auto choose = [this](QPushButton *button, void (CloseQuestion::*chosen)()) {
        connect(button, &QPushButton::clicked, this, [this, chosen] {
            accept();
            emit(this->*chosen)();
        });
    };
    choose(m_keep, &CloseQuestion::keepChosen);
    choose(m_wait, &CloseQuestion::waitChosen);
    choose(m_quit, &CloseQuestion::quitChosen);
    connect(m_stay, &QPushButton::clicked, this, &QDialog::reject);
    retranslate();
}

void CloseQuestion::setActiveClients(int count)
{
    if (count == m_case.activeClients)
        return;
    m_case.activeClients = count;
    retranslate();
}

void CloseQuestion::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

QString CloseQuestion::sentence() const
{
    const QString quitting = m_case.activeClients > 0
                                 ? tr("Waiting lets the running downloads end and then quits. "
                                      "Quitting now cuts them off; clients can resume later.")
                                 : tr("Quitting stops it: clients get nothing until it is started again.");
    return m_case.hasTray ? quitting : quitting + u' ' + tr("There is no tray here, so the window cannot be hidden.");
}

void CloseQuestion::retranslate()
{
    const int active = m_case.activeClients;
    setWindowTitle(tr("Quit Mirrorlake"));
    m_title->setText(active > 0 ? tr("%1 clients are downloading.", nullptr, active).arg(Format::count(active))
                                : tr("The mirror is serving."));
    m_text->setText(sentence());
    m_keep->setVisible(m_case.canKeep);
    m_wait->setVisible(active > 0);
    setButtonText(m_keep, tr("Serve on in the tray"));
    setButtonText(m_wait, tr("Wait and quit"));
    setButtonText(m_quit, tr("Quit now"));
    setButtonText(m_stay, tr("Stay"));
}

} // namespace mirrorlake::ui
