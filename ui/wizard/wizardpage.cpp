#include "ui/wizard/wizardpage.h"

#include "ui/parts/parts.h"

namespace mirrorlake::ui {

WizardPage::WizardPage(const QString &name, QWidget *parent)
    : QWidget(parent), m_title(makeLabel("title", this)), m_sentence(makeSentence("muted", this)),
      m_body(new QVBoxLayout)
{
    setObjectName(name);
    m_body->setSpacing(12);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(28, 20, 28, 16);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addWidget(m_sentence);
    layout->addSpacing(4);
    layout->addLayout(m_body);
    layout->addStretch();
}

void WizardPage::setWords(const QString &title, const QString &sentence)
{
    m_title->setText(title);
    m_sentence->setText(sentence);
}

} // namespace mirrorlake::ui
