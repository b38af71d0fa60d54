// Language and look; both hold at once, by the same actions as in the menu. Thread: GUI.
#pragma once

#include "ui/wizard/wizardpage.h"

class QActionGroup;
class QComboBox;

namespace mirrorlake::ui {

class LanguagePage final : public WizardPage
{
    Q_OBJECT

public:
    explicit LanguagePage(const Context &context, QWidget *parent = nullptr);

    QString shortTitle() const override { return tr("Language"); }
    /// Said once more at the end, for the folder that is used from then on.
    std::vector<control::Assignment> assignments() const override;
    void retranslate() override;

private:
    static QComboBox *makeBox(const QActionGroup &group, QWidget *parent);
    static void nameItems(QComboBox &box, const QActionGroup &group);

    const Context m_context;
    QLabel *m_languageCaption;
    QLabel *m_lookCaption;
    QComboBox *m_language;
    QComboBox *m_look;
    bool m_isChosen = false;
};

} // namespace mirrorlake::ui
