#include "ui/wizard/readypage.h"

#include "ui/parts/copyfeedback.h"
#include "ui/parts/parts.h"
#include "ui/setup/clientlines.h"
#include "ui/theme/fonts.h"
#include "ui/wizard/accesspage.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

ReadyPage::ReadyPage(const Context &context, const AccessPage &access, QWidget *parent)
    : WizardPage(u"readyPage"_s, parent), m_access(access), m_caption(makeSentence("emphasis", this)),
      m_line(new QLineEdit(this)), m_copy(makeButton("", {}, this)),
      m_copied(new CopyFeedback(context.theme, m_copy, CopyFeedback::Kind::Text)), m_start(new QCheckBox(this)),
      m_fault(makeSentence("", this))
{
    m_line->setObjectName(u"wizardClientLine"_s);
    m_copy->setObjectName(u"wizardCopyButton"_s);
    m_start->setObjectName(u"wizardStartNow"_s);
    m_fault->setObjectName(u"wizardFault"_s);
    m_line->setReadOnly(true);
    m_line->setFont(fixedFont(9.5));
    m_start->setChecked(true);
    setTone(m_fault, "error");
    m_fault->hide();
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_line, 1);
    row->addWidget(m_copy);
    body()->addWidget(m_caption);
    body()->addLayout(row);
    body()->addWidget(m_start);
    body()->addWidget(m_fault);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_line->text());
        m_copied->flash();
    });
    retranslate();
}

void ReadyPage::enter()
{
    m_line->setText(clientLinesFor(m_access.url()).front().command);
}

bool ReadyPage::startsNow() const
{
    return m_start->isChecked();
}

void ReadyPage::showFault(const QString &sentence)
{
    m_fault->setText(sentence);
    m_fault->show();
}

void ReadyPage::retranslate()
{
    setWords(tr("Ready"), tr("All of this can be changed later in Settings, and this can be opened again from the "
                             "menu."));
    m_caption->setText(tr("On each client, this line leads to the mirror:"));
    m_line->setAccessibleName(tr("Line for clients"));
    m_copied->setText(tr("Copy"));
    m_start->setText(tr("Start the mirror now"));
    m_start->setAccessibleName(m_start->text());
}

} // namespace mirrorlake::ui
