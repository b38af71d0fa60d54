#include "control/localcontrol.h"

#include "base/clock.h"
#include "base/log.h"
#include "control/addresses.h"
#include "control/freeport.h"
#include "control/interfaces.h"
#include "settings/fieldvalue.h"

#include <exception>

namespace mirrorlake::control {

namespace {

constexpr int pulsesPerAddressCheck = 10;

struct DiskRoom
{
    std::int64_t free = 0;
    std::int64_t size = 0;
};

/// Of the disk where the folder is, or will be.
DiskRoom diskRoomOf(const std::string &dataFolder)
{
    std::error_code failure;
    std::filesystem::path folder = dataFolder;
    while (folder.has_relative_path() && !std::filesystem::exists(folder, failure))
        folder = folder.parent_path();
    const std::filesystem::space_info space = std::filesystem::space(folder, failure);
    if (failure)
        return {};
    return {static_cast<std::int64_t>(space.available), static_cast<std::int64_t>(space.capacity)};
}

Result<std::unique_ptr<RunningMirror>> made(const MirrorFactory &factory, const settings::Settings &settings, Host host)
{
    try {
        return factory(settings, std::move(host));
    } catch (const std::exception &exception) {
        log::error("control", "starting failed: {}", exception.what());
        return fail(ErrorCode::Internal, "the mirror could not be started");
    }
}

} // namespace

LocalControl::LocalControl(LocalControlOptions options)
    : m_settingsFile(std::move(options.settingsFile)), m_factory(std::move(options.factory)),
      m_onChange(std::move(options.onChange)), m_pulse(options.pulse), m_keeper(m_settingsFile),
      m_settings(std::move(options.settings))
{
    auto first = std::make_shared<Snapshot>();
    first->upstream = m_settings.upstream.url;
    first->isOffline = m_settings.upstream.offline;
    const DiskRoom room = diskRoomOf(m_settings.dataFolder);
    first->freeSpace = room.free;
    first->diskSize = room.size;
    m_snapshot = std::move(first);
    m_controlThread = std::thread([this] { runTasks(); });
    m_pulseThread = std::thread([this] { runPulse(); });
}

LocalControl::~LocalControl()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isQuitting = true;
        m_tasks.push_back([this] { stopMirror(); });
    }
    m_wake.notify_all();
    {
        const std::lock_guard lock(m_mirrorMutex);
        if (m_mirror)
            m_mirror->abort();
    }
    m_controlThread.join();
    m_pulseThread.join();
}

std::shared_ptr<const Snapshot> LocalControl::snapshot() const
{
    const std::lock_guard lock(m_mutex);
    return m_snapshot;
}

settings::Settings LocalControl::settings() const
{
    const std::lock_guard lock(m_mutex);
    return m_settings;
}

template<typename Change>
auto LocalControl::publish(Change change)
{
    const std::lock_guard lock(m_mutex);
    auto next = std::make_shared<Snapshot>(*m_snapshot);
    const auto result = change(*next);
    m_snapshot = std::move(next);
    return result;
}

void LocalControl::tellChange() const
{
    if (m_onChange)
        m_onChange();
}

void LocalControl::start()
{
    const bool isTaken = publish([](Snapshot &next) {
        if (next.state != MirrorState::Stopped && next.state != MirrorState::Failed)
            return false;
        next.state = MirrorState::Starting;
        next.failure.reset();
        next.suggestedListen.clear();
        return true;
    });
    if (!isTaken)
        return;
    post([this] { startMirror(); });
    tellChange();
}

void LocalControl::stop()
{
    const bool isTaken = publish([](Snapshot &next) {
        if (next.state != MirrorState::Serving && next.state != MirrorState::Starting)
            return false;
        next.state = MirrorState::Stopping;
        return true;
    });
    if (!isTaken)
        return;
    post([this] { stopMirror(); });
    tellChange();
}

void LocalControl::post(Task task)
{
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.push_back(std::move(task));
    }
    m_wake.notify_all();
}

void LocalControl::runTasks()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, [this] { return !m_tasks.empty() || m_isQuitting; });
        if (m_tasks.empty())
            return;
        const Task task = std::move(m_tasks.front());
        m_tasks.pop_front();
        lock.unlock();
        task();
        lock.lock();
    }
}

void LocalControl::startMirror()
{
    const settings::Settings settings = this->settings();
    auto mirror = made(m_factory, settings, {[this] { return snapshot(); }, this, [this] { stop(); }, m_settingsFile});
    if (mirror) {
        becomeServing(std::move(*mirror));
        m_keeper.keepLastGood(settings.dataFolder);
    } else {
        const bool isTaken = mirror.error().code == ErrorCode::CannotListen;
        becomeFailed(mirror.error(), isTaken ? freeListenAddress(settings.server.listen) : std::string());
    }
    tellChange();
}

void LocalControl::becomeServing(std::unique_ptr<RunningMirror> mirror)
{
    const std::lock_guard lock(m_mirrorMutex);
    m_mirror = std::move(mirror);
    m_running.set(&m_mirror->operations());
    m_pulsesToAddresses = pulsesPerAddressCheck;
    const std::vector<std::string> endpoints = m_mirror->endpoints();
    const auto addresses = servedAddresses(endpoints, localInterfaces());
    MirrorFacts facts = m_mirror->facts();
    publish([&](Snapshot &next) {
        next.localUrl = localUrlOf(endpoints);
        next.addresses = addresses;
        next.servingSince = unixSeconds(std::chrono::system_clock::now());
        next.upstream = std::move(facts.upstream);
        next.isOffline = facts.isOffline;
        next.figures = std::move(facts.figures);
        if (next.state == MirrorState::Starting)
            next.state = MirrorState::Serving;
        return next.state;
    });
}

void LocalControl::becomeFailed(const Error &error, const std::string &suggestedListen)
{
    log::error("control", "cannot start: {}", error.message);
    publish([&](Snapshot &next) {
        forgetActivity(next);
        const bool isUnwanted = next.state == MirrorState::Stopping;
        next.state = isUnwanted ? MirrorState::Stopped : MirrorState::Failed;
        if (!isUnwanted) {
            next.failure = error;
            next.suggestedListen = suggestedListen;
        }
        return next.state;
    });
}

std::chrono::milliseconds LocalControl::grace() const
{
    const std::lock_guard lock(m_mutex);
    return m_isQuitting ? std::chrono::milliseconds(0) : std::chrono::milliseconds(m_settings.server.grace);
}

void LocalControl::stopMirror()
{
    if (!m_mirror && snapshot()->state != MirrorState::Stopping)
        return;
    m_running.set(nullptr);
    if (m_mirror)
        m_mirror->stop(grace());
    std::unique_ptr<RunningMirror> ended;
    {
        const std::lock_guard lock(m_mirrorMutex);
        ended = std::move(m_mirror);
    }
    ended.reset();
    publish([](Snapshot &next) {
        forgetActivity(next);
        return next.state = MirrorState::Stopped;
    });
    tellChange();
}

void LocalControl::runPulse()
{
    std::unique_lock lock(m_mutex);
    while (!m_isQuitting) {
        m_wake.wait_for(lock, m_pulse, [this] { return m_isQuitting; });
        lock.unlock();
        takeFacts();
        lock.lock();
    }
}

void LocalControl::takeFacts()
{
    const DiskRoom room = diskRoomOf(settings().dataFolder);
    const std::lock_guard lock(m_mirrorMutex);
    std::vector<ServedAddress> addresses;
    MirrorFacts facts;
    if (m_mirror) {
        m_mirror->tick();
        facts = m_mirror->facts();
        if (--m_pulsesToAddresses <= 0) {
            m_pulsesToAddresses = pulsesPerAddressCheck;
            addresses = servedAddresses(m_mirror->endpoints(), localInterfaces());
        }
    }
    publish([&](Snapshot &next) {
        next.freeSpace = room.free;
        next.diskSize = room.size;
        if (!m_mirror)
            return false;
        next.upstream = std::move(facts.upstream);
        next.isOffline = facts.isOffline;
        next.figures = std::move(facts.figures);
        next.fills = std::move(facts.fills);
        next.jobs = std::move(facts.jobs);
        next.upkeep = std::move(facts.upkeep);
        next.verification = std::move(facts.verification);
        if (!addresses.empty())
            next.addresses = std::move(addresses);
        return true;
    });
    if (m_mirror)
        m_mirror->published(*snapshot());
}

Result<void> LocalControl::setListen(std::vector<std::string> addresses)
{
    return changeThem(
        [addresses = std::move(addresses)](settings::Settings &settings) {
            return settings::assignItems(settings, *settings::findField("server.listen"), addresses);
        },
        [](const Result<void> &) {});
}

Result<void> LocalControl::setLook(settings::LookSettings look)
{
    return changeThem(
        [look = std::move(look)](settings::Settings &settings) {
            settings.look = look;
            return settings::validate(settings);
        },
        [](const Result<void> &) {});
}

void LocalControl::changeSettings(std::vector<Assignment> assignments, Then<SettingsOutcome> then)
{
    SettingsOutcome outcome;
    for (const Assignment &one : assignments) {
        const settings::Field *field = settings::findField(one.key);
        if (!field)
            return then(fail(settings::unknownKey(one.key)));
        (field->needsRestart ? outcome.needsRestart : outcome.live).emplace_back(field->key);
    }
    const auto change = [assignments = std::move(assignments)](settings::Settings &settings) -> Result<void> {
        for (const Assignment &one : assignments) {
            if (auto assigned = settings::assign(settings, *settings::findField(one.key), one.value); !assigned)
                return assigned;
        }
        return settings::validate(settings);
    };
    const auto changed = changeThem(change, [outcome = std::move(outcome), then](const Result<void> &saved) mutable {
        if (!saved)
            outcome.notSaved = saved.error();
        then(outcome);
    });
    if (!changed)
        return then(fail(changed.error()));
    post([this] { applyLive(); });
}

void LocalControl::applyLive()
{
    if (m_mirror)
        m_mirror->apply(settings());
}

Result<void> LocalControl::changeThem(SettingsKeeper::Change change, SettingsKeeper::Then then)
{
    std::string dataFolder;
    {
        const std::lock_guard lock(m_mutex);
        settings::Settings changed = m_settings;
        if (auto result = change(changed); !result)
            return result;
        m_settings = std::move(changed);
        dataFolder = m_settings.dataFolder;
    }
    m_keeper.save(std::move(change), std::move(dataFolder), std::move(then));
    return {};
}

} // namespace mirrorlake::control
