#include "ui/schedules/nextrun.h"

#include <QDateTime>

#include <algorithm>

namespace mirrorlake::ui {

namespace {

constexpr std::int64_t minute = 60;
constexpr int minutesADay = 24 * 60;

int minuteOfDay(std::int64_t unixSeconds)
{
    const QTime time = QDateTime::fromSecsSinceEpoch(unixSeconds).time();
    return time.hour() * 60 + time.minute();
}

} // namespace

std::int64_t nextOpen(const Schedule &schedule, std::int64_t notBefore)
{
    if (schedule.isOpenAt(minuteOfDay(notBefore)))
        return notBefore;
    std::int64_t at = notBefore / minute * minute;
    for (int step = 0; step <= minutesADay + 60; ++step) { // a day of a change of clocks is longer
        at += minute;
        if (schedule.isOpenAt(minuteOfDay(at)))
            return at;
    }
    return notBefore;
}

std::int64_t nextLook(const preload::Job &job, const Schedule &ofSettings, std::int64_t interval, std::int64_t now)
{
    if (!job.isKeptCurrent || job.state == preload::JobState::Paused ||
        (!preload::isOver(job.state) && job.state != preload::JobState::Waiting &&
         job.state != preload::JobState::Queued))
        return 0;
    const Schedule hours = job.schedule.empty() ? ofSettings : Schedule::parse(job.schedule).value_or(Schedule());
    const bool isOver = preload::isOver(job.state);
    return nextOpen(hours, std::max(now, isOver ? job.checkedAt + interval : now));
}

} // namespace mirrorlake::ui
