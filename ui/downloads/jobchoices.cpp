#include "ui/downloads/jobchoices.h"

#include "ui/parts/ratechoices.h"

#include <QCoreApplication>

namespace mirrorlake::ui {

namespace {

constexpr int before = 50;
constexpr int after = -50;

struct JobChoices
{
    Q_DECLARE_TR_FUNCTIONS(JobChoices)
};

} // namespace

std::vector<qint64> jobLimits(qint64 present)
{
    return rateChoices({50 * megabyte, 20 * megabyte, 5 * megabyte, megabyte}, present);
}

std::vector<int> jobPriorities(int present)
{
    std::vector<int> priorities{before, 0, after};
    if (std::ranges::find(priorities, present) == priorities.end())
        priorities.push_back(present);
    std::ranges::sort(priorities, std::ranges::greater());
    return priorities;
}

QString priorityText(int priority)
{
    switch (priority) {
    case before:
        return JobChoices::tr("Before others");
    case 0:
        return JobChoices::tr("Normal");
    case after:
        return JobChoices::tr("After others");
    default:
        return QString::number(priority);
    }
}

} // namespace mirrorlake::ui
