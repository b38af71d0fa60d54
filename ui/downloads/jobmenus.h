// What the chosen download may be told beside going and waiting: the hours in which it runs, a limit and a priority of
// its own, whether it is kept current. Entries of the table's menu. Thread: GUI.
#pragma once

#include "preload/job.h"

#include <QMenu>

#include <functional>
#include <optional>

namespace mirrorlake::ui {

class JobMenus final : public QObject
{
    Q_OBJECT

public:
    using Change = std::function<void(preload::JobId, preload::JobChange)>;

    /// Enters itself into the menu of the table.
    JobMenus(QWidget *table, Change change);

    /// Nothing when none is chosen.
    void setJob(const preload::Job *job);
    void retranslate();

private:
    void fillHours();
    void fillLimits();
    void fillPriorities();
    void addChoice(QMenu &menu, const QString &text, bool isPresent, const preload::JobChange &change);

    const Change m_change;
    std::optional<preload::Job> m_job;
    QMenu m_hours;
    QMenu m_limits;
    QMenu m_priorities;
    QAction m_keepCurrent;
};

} // namespace mirrorlake::ui
