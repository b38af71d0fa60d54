// Drives a mirror elsewhere over its admin API. A thread of its own ("remote") follows the mirror's live snapshots and
// connects again when they end; calls that wait for an answer go to a small pool. Whoever calls never waits: snapshots,
// settings and log lines are those that came last.
//
//   Starting ─first snapshot→ (what the mirror says) ─connection lost→ Failed ─connected again→ (what the mirror says)
//   stop() asks a mirror that serves to end; when it has gone the state is Stopped, and start() looks for it again.
//
// The look is the window's own: it is neither read from the mirror nor sent there. Secrets among the settings are not
// told by the mirror and stay empty here.
#pragma once

#include "control/control.h"
#include "control/forwardedoperations.h"
#include "control/remote/remoteoperations.h"

#include <QtCore/QThreadPool>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace mirrorlake::control {

struct RemoteControlOptions
{
    std::string url;   ///< "http://192.168.1.20:8090", without a slash at its end
    std::string token; ///< control token of that mirror
    settings::LookSettings look{};
    std::function<void()> onChange{}; ///< after each change of state, on any thread; must not wait and not call back
    std::chrono::milliseconds retry{2000};
};

class RemoteControl final : public Control
{
public:
    explicit RemoteControl(RemoteControlOptions options);
    ~RemoteControl() override; ///< lets the mirror run

    std::shared_ptr<const Snapshot> snapshot() const override;
    settings::Settings settings() const override;
    log::Tail logSince(std::uint64_t number) const override;
    Operations &operations() override { return m_operations; }
    void start() override;
    void stop() override;
    Result<void> setListen(std::vector<std::string> addresses) override;
    Result<void> setLook(settings::LookSettings look) override;
    void changeSettings(std::vector<Assignment> assignments, Then<SettingsOutcome> then) override;

private:
    void run();
    bool take(Snapshot snapshot);
    void lost(const Error &error);
    void refresh();
    void refreshSettings();
    void refreshLog();
    template<typename Change>
    void publish(Change change);

    const RemoteControlOptions m_options;
    RemoteOperations m_remote;
    QThreadPool m_pool;
    ForwardedOperations m_operations{[this](std::function<void(Operations &)> call) {
        m_pool.start([this, call = std::move(call)] { call(m_remote); });
    }}; ///< depends on: remote, pool

    mutable std::mutex m_mutex; ///< guards what follows
    std::condition_variable m_wake;
    std::shared_ptr<const Snapshot> m_snapshot;
    settings::Settings m_settings;
    std::deque<log::Line> m_lines;  ///< of the mirror's log, the newest
    std::uint64_t m_lineNumber = 0; ///< of the line behind the last
    std::uint64_t m_remoteNumber = 0;
    mutable bool m_isLogWanted = false;
    bool m_isRefreshing = false;
    bool m_isStopAsked = false;
    bool m_isStartAsked = false;
    bool m_isQuitting = false;
    int m_snapshotsToSettings = 0;
    std::thread m_thread; ///< depends on: all above
};

} // namespace mirrorlake::control
