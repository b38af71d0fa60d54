// Drives a mirror inside this process. Starting and stopping happen on a thread of its own ("control"), one after the
// other; a second thread ("pulse") takes the snapshot twice a second. Whoever calls never waits: commands are noted,
// snapshots are handed out.
//
//   Stopped ─start→ Starting ─→ Serving ─stop→ Stopping ─→ Stopped
//                       └─→ Failed ─start→ Starting       (a stop while Starting stops as soon as it serves)
#pragma once

#include "control/control.h"
#include "control/forwardedoperations.h"
#include "control/local/runningoperations.h"
#include "control/local/settingskeeper.h"
#include "control/runningmirror.h"

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <mutex>
#include <thread>

namespace mirrorlake::control {

struct LocalControlOptions
{
    settings::Settings settings;        ///< as all sources together gave them
    std::filesystem::path settingsFile; ///< where changes are saved
    MirrorFactory factory;
    std::function<void()> onChange; ///< after each change of state, on any thread; must not wait and not call back
    std::chrono::milliseconds pulse{500};
};

class LocalControl final : public Control, private Configuration
{
public:
    explicit LocalControl(LocalControlOptions options);
    ~LocalControl() override; ///< stops without grace

    std::shared_ptr<const Snapshot> snapshot() const override;
    settings::Settings settings() const override;
    log::Tail logSince(std::uint64_t number) const override { return log::since(number); }
    Operations &operations() override { return m_operations; }
    void changeSettings(std::vector<Assignment> assignments, Then<SettingsOutcome> then) override;
    void start() override;
    void stop() override;
    Result<void> setListen(std::vector<std::string> addresses) override;
    Result<void> setLook(settings::LookSettings look) override;

private:
    using Task = std::function<void()>;

    void post(Task task);
    void runTasks();
    void startMirror();
    void stopMirror();
    void becomeServing(std::unique_ptr<RunningMirror> mirror);
    void becomeFailed(const Error &error, const std::string &suggestedListen);
    void runPulse();
    void takeFacts();
    std::chrono::milliseconds grace() const;
    /// Puts a new snapshot in the place of the old one. Returns what change returned.
    template<typename Change>
    auto publish(Change change);
    void tellChange() const;
    /// Applies to the settings here and, on the keeper's thread, to those in the file; then says how the latter went.
    Result<void> changeThem(SettingsKeeper::Change change, SettingsKeeper::Then then);
    void applyLive();

    const std::filesystem::path m_settingsFile;
    const MirrorFactory m_factory;
    const std::function<void()> m_onChange;
    const std::chrono::milliseconds m_pulse;
    SettingsKeeper m_keeper;

    mutable std::mutex m_mutex; ///< guards the four below
    std::condition_variable m_wake;
    settings::Settings m_settings;
    std::shared_ptr<const Snapshot> m_snapshot;
    std::deque<Task> m_tasks;
    bool m_isQuitting = false;

    std::mutex m_mirrorMutex;                ///< held while the mirror is asked, so that it is not destroyed meanwhile
    std::unique_ptr<RunningMirror> m_mirror; ///< set and reset on the control thread
    RunningOperations m_running;
    ForwardedOperations m_operations{[this](const std::function<void(Operations &)> &call) { m_running.call(call); }};
    int m_pulsesToAddresses = 0;

    std::thread m_controlThread;
    std::thread m_pulseThread;
};

} // namespace mirrorlake::control
