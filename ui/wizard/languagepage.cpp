#include "ui/wizard/languagepage.h"

#include "ui/parts/parts.h"
#include "ui/shell/actions.h"

#include <QComboBox>
#include <QFormLayout>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

LanguagePage::LanguagePage(const Context &context, QWidget *parent)
    : WizardPage(u"languagePage"_s, parent), m_context(context), m_languageCaption(makeLabel("", this)),
      m_lookCaption(makeLabel("", this)), m_language(makeBox(*context.actions.languages, this)),
      m_look(makeBox(*context.actions.looks, this))
{
    m_language->setObjectName(u"wizardLanguage"_s);
    m_look->setObjectName(u"wizardLook"_s);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(12);
    addFormRow(*form, m_languageCaption, m_language);
    addFormRow(*form, m_lookCaption, m_look);
    body()->addLayout(form);
    for (const QComboBox *box : {m_language, m_look})
        connect(box, &QComboBox::activated, this, [this] { m_isChosen = true; });
    retranslate();
}

std::vector<control::Assignment> LanguagePage::assignments() const
{
    if (!m_isChosen)
        return {};
    return {{"look.language", m_language->currentData().toString().toStdString()},
            {"look.theme", m_look->currentData().toString().toStdString()}};
}

QComboBox *LanguagePage::makeBox(const QActionGroup &group, QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    const QList<QAction *> actions = group.actions();
    for (QAction *action : actions) {
        box->addItem({}, action->data());
        if (action->isChecked())
            box->setCurrentIndex(box->count() - 1);
    }
    connect(box, &QComboBox::activated, box, [actions](int row) { actions.at(row)->trigger(); });
    return box;
}

void LanguagePage::nameItems(QComboBox &box, const QActionGroup &group)
{
    const QList<QAction *> actions = group.actions();
    for (int i = 0; i < actions.size(); ++i)
        box.setItemText(i, actions.at(i)->text());
}

void LanguagePage::retranslate()
{
    setWords(tr("Welcome to Mirrorlake"),
             tr("Models are fetched once, checked, kept on this computer, and served to everyone who asks for them."));
    m_languageCaption->setText(tr("Language"));
    m_lookCaption->setText(tr("Look"));
    m_language->setAccessibleName(tr("Language"));
    m_look->setAccessibleName(tr("Look"));
    nameItems(*m_language, *m_context.actions.languages);
    nameItems(*m_look, *m_context.actions.looks);
}

} // namespace mirrorlake::ui
