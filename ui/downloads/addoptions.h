// When and how a download is to run: which files, from when on, a limit and a priority of its own, kept current,
// pinned. Thread: GUI.
#pragma once

#include "preload/job.h"

#include <QWidget>

class QButtonGroup;
class QCheckBox;
class QComboBox;
class QLabel;
class QRadioButton;
class QTimeEdit;

namespace mirrorlake::ui {

class AddOptions final : public QWidget
{
    Q_OBJECT

public:
    explicit AddOptions(QWidget *parent = nullptr);

    /// Of what does not say itself which files are meant.
    preload::Preset preset() const;
    /// Everything but what is to be fetched.
    void applyTo(preload::JobOrder &order) const;
    /// Before all that waits.
    bool isFirst() const;
    bool isPinned() const;
    void retranslate();

signals:
    void presetChanged();

private:
    enum Start
    {
        Now,
        InTurn,
        Between
    };
    QWidget *makeStart();
    QWidget *makeThen();
    QWidget *makeRates();

    QLabel *m_filesCaption;
    QLabel *m_startCaption;
    QLabel *m_thenCaption;
    QLabel *m_rateCaption;
    QComboBox *m_preset;
    QButtonGroup *m_start;
    QRadioButton *m_now;
    QRadioButton *m_inTurn;
    QRadioButton *m_between;
    QTimeEdit *m_begin;
    QLabel *m_until;
    QTimeEdit *m_end;
    QCheckBox *m_keepCurrent;
    QCheckBox *m_pin;
    QComboBox *m_limit;
    QLabel *m_priorityCaption;
    QComboBox *m_priority;
};

} // namespace mirrorlake::ui
