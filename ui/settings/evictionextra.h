// What would go with the settings as they are typed, before anything is applied: asked of the mirror, shown by repo.
// Thread: GUI; never waits.
#pragma once

#include "control/upkeeporder.h"
#include "ui/context.h"
#include "ui/settings/settingsextra.h"

#include <QTimer>

class QLabel;
class QPushButton;
class QTableWidget;

namespace mirrorlake::ui {

class EvictionExtra final : public SettingsExtra
{
    Q_OBJECT

public:
    explicit EvictionExtra(const Context &context, QWidget *parent = nullptr);

    std::string_view besides() const override { return "eviction.policy"; }
    void setWanted(const settings::Settings &wanted) override;
    void show(const control::Snapshot &snapshot) override;
    void retranslate() override;

private:
    void ask();
    std::string changes() const;
    void take(const Result<control::UpkeepAnswer> &answer);
    void showRows(const std::vector<sweep::SweptItem> &items);
    void showBar();

    const Context m_context;
    QLabel *m_title;
    QLabel *m_summary;
    QTableWidget *m_table;
    QPushButton *m_trash;
    QTimer m_soon; ///< typing pauses before the mirror is asked
    settings::Settings m_wanted;
    std::int64_t m_held = 0;
    bool m_isServing = false;
    bool m_hasAnswer = false; ///< of the mirror as it runs now
    std::uint64_t m_question = 0;
    control::UpkeepAnswer m_answer;
};

} // namespace mirrorlake::ui
