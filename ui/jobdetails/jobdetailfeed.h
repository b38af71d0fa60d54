// Asks the mirror for the details of one job, at once and then every second while somebody looks. One question at a
// time; an answer about another job than the present one is dropped. Thread: GUI; never waits.
#pragma once

#include "control/operations.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace mirrorlake::control {
class Control;
}

namespace mirrorlake::ui {

class JobDetailFeed final : public QObject
{
    Q_OBJECT

public:
    explicit JobDetailFeed(control::Control &control, QObject *parent = nullptr);

    void setJob(std::optional<preload::JobId> id);
    std::optional<preload::JobId> job() const { return m_job; }
    void setWatched(bool isWatched);

signals:
    void arrived(const mirrorlake::preload::JobDetail &detail);
    /// The mirror does not say; what was shown before stays right as far as it goes.
    void refused(const mirrorlake::Error &why);

private:
    void ask();
    void take(int turn, const Result<preload::JobDetail> &answer);

    control::Control &m_control;
    std::optional<preload::JobId> m_job;
    int m_turn = 0; ///< one more with each job
    bool m_isAsking = false;
    QTimer m_timer;
};

} // namespace mirrorlake::ui
