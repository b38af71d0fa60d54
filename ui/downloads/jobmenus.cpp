#include "ui/downloads/jobmenus.h"

#include "ui/format/format.h"
#include "ui/parts/ratechoices.h"

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr const char *nights = "22:00-06:00";
constexpr const char *always = "00:00-24:00";

} // namespace

JobMenus::JobMenus(QWidget *table, Change change) : QObject(table), m_change(std::move(change))
{
    m_hours.setObjectName(u"jobHours"_s);
    m_limits.setObjectName(u"jobLimits"_s);
    m_keepCurrent.setObjectName(u"jobKeepCurrent"_s);
    m_keepCurrent.setCheckable(true);
    connect(&m_hours, &QMenu::aboutToShow, this, &JobMenus::fillHours);
    connect(&m_limits, &QMenu::aboutToShow, this, &JobMenus::fillLimits);
    connect(&m_keepCurrent, &QAction::triggered, this, [this](bool isKept) {
        if (m_job)
            m_change(m_job->id, {.isKeptCurrent = isKept});
    });
    table->addActions({m_hours.menuAction(), m_limits.menuAction(), &m_keepCurrent});
    retranslate();
}

void JobMenus::setJob(const preload::Job *job)
{
    m_job = job ? std::optional(*job) : std::nullopt;
    for (QAction *action : {m_hours.menuAction(), m_limits.menuAction(), &m_keepCurrent})
        action->setEnabled(m_job.has_value());
    m_keepCurrent.setChecked(m_job && m_job->isKeptCurrent);
}

void JobMenus::fillHours()
{
    m_hours.clear();
    const std::string now = m_job ? m_job->schedule : std::string();
    addChoice(m_hours, tr("As set for all downloads"), now.empty(), {.schedule = std::string()});
    addChoice(m_hours, tr("At any time"), now == always, {.schedule = always});
    addChoice(m_hours, tr("By night, %1").arg(QLatin1StringView(nights)), now == nights, {.schedule = nights});
    if (!now.empty() && now != always && now != nights)
        addChoice(m_hours, QString::fromStdString(now), true, {.schedule = now});
}

void JobMenus::fillLimits()
{
    m_limits.clear();
    const qint64 now = m_job ? m_job->maxBytesPerSecond : 0;
    addChoice(m_limits, tr("No limit of its own"), now == 0, {.maxBytesPerSecond = 0});
    for (const qint64 rate : rateChoices({50 * megabyte, 20 * megabyte, 5 * megabyte, megabyte}, now))
        addChoice(m_limits, Format::rate(double(rate)), now == rate, {.maxBytesPerSecond = rate});
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
    m_keepCurrent.setText(tr("Keep current"));
    fillHours(); // a menu without entries would not open
    fillLimits();
}

} // namespace mirrorlake::ui
