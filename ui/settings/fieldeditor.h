// One setting: its name, a control that fits what it may hold, its help, and what is wrong with what was typed. A
// secret is never shown: its field is empty and says that there is one. Thread: GUI.
#pragma once

#include "settings/field.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;

namespace mirrorlake::ui {

class GroupRows;
class Theme;
class WeekGrid;

class FieldEditor final : public QWidget
{
    Q_OBJECT

public:
    FieldEditor(const settings::Field &field, const Theme &theme, QWidget *parent = nullptr);

    const settings::Field &field() const { return m_field; }
    /// Takes the value that holds; what was typed and not applied is lost.
    void setValue(const settings::Settings &settings);
    bool isChanged() const;
    /// As people write it.
    std::string text() const;
    /// False when it is not allowed; says so below.
    bool check();
    void showFault(const QString &sentence);
    /// Puts the cursor into it.
    void takeFocus();
    void setNeedsRestart(bool needsRestart);
    void retranslate();

signals:
    void edited();

private:
    QWidget *makeControl(const Theme &theme);
    QWidget *makeWeek(const Theme &theme);
    void showWeek();
    void showEdge(const char *tone);
    void fill();

    const settings::Field &m_field;
    settings::Settings m_settings; ///< that hold
    QLabel *m_label;
    QLineEdit *m_line = nullptr;
    QComboBox *m_choice = nullptr;
    QCheckBox *m_switch = nullptr;
    WeekGrid *m_week = nullptr;    ///< paints what the line says
    GroupRows *m_groups = nullptr; ///< in place of a line
    QLabel *m_help;
    QLabel *m_fault;
    QLabel *m_restart;
};

} // namespace mirrorlake::ui
