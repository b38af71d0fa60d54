#include "ui/downloads/jobmenus.h"

#include "ui/downloads/jobchoices.h"
#include "ui/format/format.h"

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

JobMenus::JobMenus(QWidget *table, Change change) : QObject(table), m_change(std::move(change))
{
    m_hours.setObjectName(u"jobHours"_s);
    m_limits.setObjectName(u"jobLimits"_s);
    m_priorities.setObjectName(u"jobPriorities"_s);
    m_keepCurrent.setObjectName(u"jobKeepCurrent"_s);
    m_keepCurrent.setCheckable(true);
    connect(&m_hours, &QMenu::aboutToShow, this, &JobMenus::fillHours);
    connect(&m_limits, &QMenu::aboutToShow, this, &JobMenus::fillLimits);
    connect(&m_priorities, &QMenu::aboutToShow, this, &JobMenus::fillPriorities);
    connect(&m_keepCurrent, &QAction::triggered, this, [this](bool isKept) {
        if (m_job)
            m_change(m_job->id, {.isKeptCurrent = isKept});
    });
    table->addActions({m_hours.menuAction(), m_limits.menuAction(), m_priorities.menuAction(), &m_keepCurrent});
    retranslate();
}

void JobMenus::setJob(const preload::Job *job)
{
    m_job = job ? std::optional(*job) : std::nullopt;
    for (QAction *action : {m_hours.menuAction(), m_limits.menuAction(), m_priorities.menuAction(), &m_keepCurrent})
        action->setEnabled(m_job.has_value());
    m_keepCurrent.setChecked(m_job && m_job->isKeptCurrent);
}

void JobMenus::fillHours()
{
    m_hours.clear();
    const std::string now = m_job ? m_job->schedule : std::string();
    addChoice(m_hours, tr("As set for all downloads"), now.empty(), {.schedule = std::string()});
    addChoice(m_hours, tr("At any time"), now == anyHours, {.schedule = anyHours});
    addChoice(m_hours, tr("By night, %1").arg(QLatin1StringView(nightHours)), now == nightHours,
              {.schedule = nightHours});
    if (!now.empty() && now != anyHours && now != nightHours)
        addChoice(m_hours, QString::fromStdString(now), true, {.schedule = now});
}

void JobMenus::fillLimits()
{
    m_limits.clear();
    const qint64 now = m_job ? m_job->maxBytesPerSecond : 0;
    addChoice(m_limits, tr("No limit of its own"), now == 0, {.maxBytesPerSecond = 0});
    for (const qint64 rate : jobLimits(now))
        addChoice(m_limits, Format::rate(double(rate)), now == rate, {.maxBytesPerSecond = rate});
}

void JobMenus::fillPriorities()
{
    m_priorities.clear();
    const int now = m_job ? m_job->priority : 0;
    for (const int priority : jobPriorities(now))
        addChoice(m_priorities, priorityText(priority), now == priority, {.priority = priority});
}

void JobMenus::addChoice(QMenu &menu, const QString &text, bool isPresent, const preload::JobChange &change)
{
    QAction *action = menu.addAction(text);
    action->setCheckable(true);
    action->setChecked(isPresent);
    connect(action, &QAction::triggered, this, [this, change] {
        if (m_job)
            m_change(m_job->id, change);
    });
}

void JobMenus::retranslate()
{
    m_hours.setTitle(tr("Hours"));
    m_limits.setTitle(tr("Limit"));
    m_priorities.setTitle(tr("Priority"));
    m_keepCurrent.setText(tr("Keep current"));
    fillHours(); // a menu without entries would not open
    fillLimits();
    fillPriorities();
}

} // namespace mirrorlake::ui
