// One page of the first-run wizard: a title, a sentence, and the settings that its choices mean. Thread: GUI.
#pragma once

#include "control/configuration.h"
#include "ui/context.h"

#include <QVBoxLayout>
#include <QWidget>

class QLabel;

namespace mirrorlake::ui {

class WizardPage : public QWidget
{
    Q_OBJECT

public:
    WizardPage(const QString &name, QWidget *parent);

    /// In the list at the side.
    virtual QString shortTitle() const = 0;
    /// What is chosen, for changeSettings; nothing when it stays as it is.
    virtual std::vector<control::Assignment> assignments() const { return {}; }
    /// The page comes into view.
    virtual void enter() {}
    virtual void retranslate() = 0;

protected:
    QVBoxLayout *body() const { return m_body; }
    void setWords(const QString &title, const QString &sentence);

private:
    QLabel *m_title;
    QLabel *m_sentence;
    QVBoxLayout *m_body;
};

} // namespace mirrorlake::ui
