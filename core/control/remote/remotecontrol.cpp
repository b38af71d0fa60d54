#include "control/remote/remotecontrol.h"

#include "settings/fieldvalue.h"

#include <algorithm>
#include <utility>

namespace mirrorlake::control {

namespace {

constexpr int threads = 4;
constexpr int snapshotsPerSettings = 20; ///< ten seconds
constexpr std::size_t keptLines = 2000;

std::string joined(const std::vector<std::string> &items)
{
    std::string text;
    for (const std::string &item : items)
        text += (text.empty() ? "" : ", ") + item;
    return text;
}

} // namespace

RemoteControl::RemoteControl(RemoteControlOptions options)
    : m_options(std::move(options)), m_remote(m_options.url, m_options.token)
{
    m_pool.setMaxThreadCount(threads);
    Snapshot first;
    first.state = MirrorState::Starting;
    m_snapshot = std::make_shared<const Snapshot>(std::move(first));
    m_settings.look = m_options.look;
    m_thread = std::thread([this] { run(); });
}

RemoteControl::~RemoteControl()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isQuitting = true;
    }
    m_wake.notify_all();
    m_remote.stop();
    m_thread.join();
    m_pool.waitForDone();
}

std::shared_ptr<const Snapshot> RemoteControl::snapshot() const
{
    const std::lock_guard lock(m_mutex);
    return m_snapshot;
}

settings::Settings RemoteControl::settings() const
{
    const std::lock_guard lock(m_mutex);
    return m_settings;
}

log::Tail RemoteControl::logSince(std::uint64_t number) const
{
    const std::lock_guard lock(m_mutex);
    m_isLogWanted = true;
    const std::uint64_t first = m_lineNumber - m_lines.size();
    const auto skipped = static_cast<std::ptrdiff_t>(std::clamp(number, first, m_lineNumber) - first);
    return {{m_lines.begin() + skipped, m_lines.end()}, m_lineNumber};
}

template<typename Change>
void RemoteControl::publish(Change change)
{
    bool hasStateChanged = false;
    {
        const std::lock_guard lock(m_mutex);
        auto next = std::make_shared<Snapshot>(*m_snapshot);
        change(*next);
        hasStateChanged = next->state != m_snapshot->state;
        m_snapshot = std::move(next);
    }
    if (hasStateChanged && m_options.onChange)
        m_options.onChange();
}

void RemoteControl::run()
{
    for (;;) {
        const auto followed = m_remote.follow([this](Snapshot snapshot) { return take(std::move(snapshot)); });
        lost(followed ? Error{ErrorCode::UpstreamUnreachable, "the mirror has ended the connection", 0}
                      : followed.error());
        std::unique_lock lock(m_mutex);
        const auto isWanted = [this] { return m_isQuitting || m_isStartAsked; };
        if (m_isStopAsked)
            m_wake.wait(lock, isWanted);
        else
            m_wake.wait_for(lock, m_options.retry, isWanted);
        m_isStartAsked = false;
        if (m_isQuitting)
            return;
    }
}

bool RemoteControl::take(Snapshot snapshot)
{
    bool isFirst = false;
    publish([&](Snapshot &next) {
        isFirst = next.state == MirrorState::Starting || next.state == MirrorState::Failed;
        next = std::move(snapshot);
        if (m_isStopAsked)
            next.state = MirrorState::Stopping;
    });
    {
        const std::lock_guard lock(m_mutex);
        if (isFirst)
            m_snapshotsToSettings = 0;
    }
    refresh();
    const std::lock_guard lock(m_mutex);
    return !m_isQuitting;
}

/// An error that comes while the mirror is asked to end is its end.
void RemoteControl::lost(const Error &error)
{
    publish([&](Snapshot &next) {
        forgetActivity(next);
        next.state = m_isStopAsked ? MirrorState::Stopped : MirrorState::Failed;
        next.failure = m_isStopAsked ? std::nullopt : std::optional(error);
    });
}

/// Asks for what no snapshot has, one asking at a time.
void RemoteControl::refresh()
{
    bool wantsSettings = false;
    {
        const std::lock_guard lock(m_mutex);
        wantsSettings = --m_snapshotsToSettings < 0;
        if (m_isRefreshing || (!wantsSettings && !m_isLogWanted))
            return;
        m_isRefreshing = true;
        if (wantsSettings)
            m_snapshotsToSettings = snapshotsPerSettings;
    }
    m_pool.start([this, wantsSettings] {
        if (wantsSettings)
            refreshSettings();
        refreshLog();
        const std::lock_guard lock(m_mutex);
        m_isRefreshing = false;
    });
}

void RemoteControl::refreshSettings()
{
    auto settings = m_remote.settings();
    if (!settings)
        return;
    const std::lock_guard lock(m_mutex);
    settings->look = m_settings.look;
    m_settings = std::move(*settings);
}

void RemoteControl::refreshLog()
{
    std::uint64_t since = 0;
    {
        const std::lock_guard lock(m_mutex);
        if (!std::exchange(m_isLogWanted, false))
            return;
        since = m_remoteNumber;
    }
    auto tail = m_remote.logSince(since);
    if (!tail)
        return;
    const std::lock_guard lock(m_mutex);
    m_remoteNumber = tail->next;
    m_lineNumber += tail->lines.size();
    for (log::Line &line : tail->lines)
        m_lines.push_back(std::move(line));
    while (m_lines.size() > keptLines)
        m_lines.pop_front();
}

void RemoteControl::start()
{
    publish([this](Snapshot &next) {
        if (next.state != MirrorState::Stopped && next.state != MirrorState::Failed)
            return;
        m_isStopAsked = false;
        m_isStartAsked = true;
        next.state = MirrorState::Starting;
        next.failure.reset();
    });
    m_wake.notify_all();
}

void RemoteControl::stop()
{
    bool isTaken = false;
    publish([&](Snapshot &next) {
        isTaken = next.state == MirrorState::Serving;
        if (!isTaken)
            return;
        m_isStopAsked = true;
        next.state = MirrorState::Stopping;
    });
    if (!isTaken)
        return;
    m_pool.start([this] {
        if (m_remote.post("/stop"))
            return;
        const std::lock_guard lock(m_mutex);
        m_isStopAsked = false; // the next snapshot says how it is
    });
}

Result<void> RemoteControl::setListen(std::vector<std::string> addresses)
{
    {
        const std::lock_guard lock(m_mutex);
        if (auto set = settings::assignItems(m_settings, *settings::findField("server.listen"), addresses); !set)
            return set;
    }
    changeSettings({{"server.listen", joined(addresses)}}, [](const Result<SettingsOutcome> &) {});
    return {};
}

Result<void> RemoteControl::setLook(settings::LookSettings look)
{
    const std::lock_guard lock(m_mutex);
    settings::Settings changed = m_settings;
    changed.look = std::move(look);
    if (auto valid = settings::validate(changed); !valid)
        return valid;
    m_settings = std::move(changed);
    return {};
}

void RemoteControl::changeSettings(std::vector<Assignment> assignments, Then<SettingsOutcome> then)
{
    m_pool.start([this, assignments = std::move(assignments), then = std::move(then)] {
        auto outcome = m_remote.changeSettings(assignments);
        if (outcome)
            refreshSettings();
        then(std::move(outcome));
    });
}

} // namespace mirrorlake::control
