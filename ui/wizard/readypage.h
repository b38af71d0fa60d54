// The line that clients need, to copy; and whether the mirror starts now. Thread: GUI.
#pragma once

#include "ui/wizard/wizardpage.h"

class QCheckBox;
class QLineEdit;
class QPushButton;

namespace mirrorlake::ui {

class AccessPage;
class CopyFeedback;

class ReadyPage final : public WizardPage
{
    Q_OBJECT

public:
    ReadyPage(const Context &context, const AccessPage &access, QWidget *parent = nullptr);

    QString shortTitle() const override { return tr("Ready"); }
    void enter() override;
    void retranslate() override;
    bool startsNow() const;
    void showFault(const QString &sentence);

private:
    const AccessPage &m_access;
    QLabel *m_caption;
    QLineEdit *m_line;
    QPushButton *m_copy;
    CopyFeedback *m_copied;
    QCheckBox *m_start;
    QLabel *m_fault;
};

} // namespace mirrorlake::ui
