// Every setting there is, in rooms or found by words; changed ones are applied together and none without being asked.
// Built from the table of settings alone. Thread: GUI.
#pragma once

#include "control/configuration.h"
#include "ui/context.h"
#include "ui/settings/areas.h"
#include "ui/shell/page.h"

#include <vector>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace mirrorlake::ui {

class ExchangeBar;
class FieldEditor;
class SettingsExtra;

class SettingsPage final : public Page
{
    Q_OBJECT

public:
    explicit SettingsPage(const Context &context, QWidget *parent = nullptr);

    void show(const control::Snapshot &snapshot) override;
    using Page::show;
    /// Shows what is about these words; of a key, the setting in its room.
    void find(const QString &words);

protected:
    void retranslate() override;

private:
    QWidget *makeSide();
    QWidget *makeFields();
    QWidget *makeApplyBar();
    void addExtras(QVBoxLayout &fields);
    void tellExtras();
    void loadValues();
    void showFields();
    void showRooms();
    void openFirstFound();
    void showBar();
    void apply();
    void showFault(FieldEditor &editor);
    void goTo(FieldEditor &editor);
    void refuse(const Error &error);
    void change(std::vector<control::Assignment> assignments);
    void applyLook(const control::Assignment &assignment) const;
    void takeOutcome(const Result<control::SettingsOutcome> &outcome);
    std::vector<FieldEditor *> changed() const;

    Context m_context;
    std::vector<SettingsArea> m_areas;
    std::vector<FieldEditor *> m_editors;
    std::vector<SettingsExtra *> m_extras;
    settings::Settings m_loaded; ///< what all editors were last given
    QLineEdit *m_search;
    QListWidget *m_list;
    ExchangeBar *m_exchange;
    QScrollArea *m_scroll;
    QLabel *m_areaTitle;
    QLabel *m_none;
    QLabel *m_barText;
    QPushButton *m_discard;
    QPushButton *m_apply;
};

} // namespace mirrorlake::ui
