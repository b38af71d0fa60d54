#include "ui/parts/emptystate.h"

#include "ui/parts/iconlabel.h"
#include "ui/parts/parts.h"

#include <QVBoxLayout>

namespace mirrorlake::ui {

EmptyState::EmptyState(const Theme &theme, const QString &icon, QWidget *parent)
    : QWidget(parent), m_sentence(makeSentence("muted", this)), m_action(makeLink(this)),
      m_second(makeLink(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 4, 16, 4);
    layout->setSpacing(4);
    layout->addStretch();
    layout->addWidget(new IconLabel(theme, icon, Token::TextMuted, 40, this), 0, Qt::AlignHCenter);
    m_sentence->setAlignment(Qt::AlignCenter);
    layout->addWidget(m_sentence);
    layout->addWidget(m_action, 0, Qt::AlignHCenter);
    layout->addWidget(m_second, 0, Qt::AlignHCenter);
    layout->addStretch();
    connect(m_action, &QPushButton::clicked, this, &EmptyState::actionChosen);
    connect(m_second, &QPushButton::clicked, this, &EmptyState::secondChosen);
}

void EmptyState::setTexts(const QString &sentence, const QString &action, const QString &second)
{
    m_sentence->setText(sentence);
    setButtonText(m_action, action);
    m_action->setVisible(!action.isEmpty());
    setButtonText(m_second, second);
    m_second->setVisible(!second.isEmpty());
}

} // namespace mirrorlake::ui
