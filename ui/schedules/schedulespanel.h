// What happens by the clock: the hours in which everything is fetched ahead, when they begin next, and what is kept
// current each night, with what changed; to look now, to change hours, to let go. Thread: GUI.
#pragma once

#include "control/snapshot.h"
#include "ui/clients/sortmarkproxy.h"
#include "ui/context.h"
#include "ui/schedules/keptmodel.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTableView;
class QTimeEdit;

namespace mirrorlake::ui {

class EmptyState;

class SchedulesPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit SchedulesPanel(const Context &context, QWidget *parent = nullptr);

    void show(const control::Snapshot &snapshot);
    using QWidget::show;
    void retranslate();

signals:
    void searchWanted();

private:
    QWidget *makeHours();
    QWidget *makeList();
    void buildTable();
    void readSettings();
    void applyHours();
    QString chosenHours() const;
    void showNext();
    void showVerbs();
    const preload::Job *chosen() const;
    template<typename T>
    std::function<void(Result<T>)> answerShown();

    Context m_context;
    KeptModel m_kept;
    SortMarkProxy m_sorted;
    Schedule m_hours; ///< of the settings
    std::int64_t m_interval = 0;
    std::int64_t m_now = 0;
    QLabel *m_title;
    QCheckBox *m_isBound;
    QTimeEdit *m_from;
    QLabel *m_to;
    QTimeEdit *m_until;
    QPushButton *m_apply;
    QLabel *m_next;
    QStackedWidget *m_stack;
    QTableView *m_table;
    EmptyState *m_empty;
    QPushButton *m_lookNow;
    QPushButton *m_takeHours;
    QPushButton *m_letGo;
    QLabel *m_note;
};

} // namespace mirrorlake::ui
