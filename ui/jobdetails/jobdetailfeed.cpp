#include "ui/jobdetails/jobdetailfeed.h"

#include "control/control.h"
#include "ui/parts/later.h"

namespace mirrorlake::ui {

namespace {

constexpr int askMilliseconds = 1000;

} // namespace

JobDetailFeed::JobDetailFeed(control::Control &control, QObject *parent) : QObject(parent), m_control(control)
{
    m_timer.setInterval(askMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &JobDetailFeed::ask);
}

void JobDetailFeed::setJob(std::optional<preload::JobId> id)
{
    if (id == m_job)
        return;
    m_job = id;
    ++m_turn;
    m_isAsking = false;
    if (m_timer.isActive())
        ask();
}

void JobDetailFeed::setWatched(bool isWatched)
{
    if (isWatched == m_timer.isActive())
        return;
    if (!isWatched) {
        m_timer.stop();
        return;
    }
    m_timer.start();
    ask();
}

void JobDetailFeed::ask()
{
    if (!m_job || m_isAsking)
        return;
    m_isAsking = true;
    m_control.operations().jobDetail(
        *m_job, later<preload::JobDetail>(this, [this, turn = m_turn](const auto &answer) { take(turn, answer); }));
}

void JobDetailFeed::take(int turn, const Result<preload::JobDetail> &answer)
{
    if (turn != m_turn)
        return;
    m_isAsking = false;
    if (answer)
        emit arrived(*answer);
    else
        emit refused(answer.error());
}

} // namespace mirrorlake::ui
