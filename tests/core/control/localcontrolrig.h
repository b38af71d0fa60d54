// A mirror that does what the test says and nothing else, and a control around it whose states can be awaited.
#pragma once

#include "control/localcontrol.h"

#include <QSemaphore>

#include <atomic>
#include <condition_variable>
#include <mutex>

namespace mirrorlake::control {

/// What the mirror of a test does, and what was done to it.
struct Script
{
    std::atomic<bool> holdsStart = false; ///< the factory waits for mayStart
    std::atomic<bool> holdsStop = false;  ///< stop() waits for mayStop or abort()
    std::optional<Error> failure;
    bool throws = false;
    std::vector<std::string> endpoints{"127.0.0.1:4321"};

    QSemaphore startEntered;
    QSemaphore mayStart;
    QSemaphore stopEntered;
    QSemaphore mayStop;
    QSemaphore ticked;
    std::atomic<int> starts = 0;
    std::atomic<int> stops = 0;
    std::atomic<int> aborts = 0;
    std::atomic<int> alive = 0;
    std::atomic<int> ticks = 0;
    std::atomic<std::int64_t> graceMilliseconds = -1;
    std::vector<std::string> listen; ///< what the last start was given
};

class ScriptedMirror final : public RunningMirror
{
public:
    explicit ScriptedMirror(Script &script) : m_script(script) { ++m_script.alive; }
    ~ScriptedMirror() override { --m_script.alive; }

    std::vector<std::string> endpoints() const override { return m_script.endpoints; }
    void tick() override
    {
        ++m_script.ticks;
        m_script.ticked.release();
    }
    MirrorFacts facts() const override
    {
        MirrorFacts facts;
        facts.upstream = "http://upstream.example";
        facts.figures.servedToday = m_script.ticks;
        facts.figures.activeTransfers = 1;
        facts.fills = {{*BlobHash::parse(std::string(40, 'b')), "r", "p", 1, 0, 0, 0, 0, "filling", {}}};
        return facts;
    }
    Operations &operations() override { return noOperations(); }
    void apply(const settings::Settings &) override {}
    void stop(std::chrono::milliseconds grace) override
    {
        m_script.graceMilliseconds = grace.count();
        m_script.stopEntered.release();
        if (m_script.holdsStop)
            m_script.mayStop.acquire();
        ++m_script.stops;
    }
    void abort() override
    {
        ++m_script.aborts;
        m_script.mayStop.release();
    }

private:
    Script &m_script;
};

inline MirrorFactory factoryOf(Script &script)
{
    return [&script](const settings::Settings &settings, Host) -> Result<std::unique_ptr<RunningMirror>> {
        ++script.starts;
        script.listen = settings.server.listen;
        script.startEntered.release();
        if (script.holdsStart)
            script.mayStart.acquire();
        if (script.throws)
            throw std::runtime_error("out of something");
        if (script.failure)
            return fail(*script.failure);
        return std::make_unique<ScriptedMirror>(script);
    };
}

/// A control whose changes of state can be awaited.
class Driven
{
public:
    explicit Driven(Script &script, settings::Settings settings = {}, std::filesystem::path file = {},
                    std::chrono::milliseconds pulse = std::chrono::milliseconds(1))
        : control({.settings = std::move(settings),
                   .settingsFile = std::move(file),
                   .factory = factoryOf(script),
                   .onChange = [this] { changed(); },
                   .pulse = pulse})
    {}

    bool reaches(MirrorState state)
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, std::chrono::seconds(20), [&] { return control.snapshot()->state == state; });
    }

private:
    void changed()
    {
        const std::lock_guard lock(m_mutex);
        m_changed.notify_all();
    }

    std::mutex m_mutex;
    std::condition_variable m_changed;

public:
    LocalControl control;
};

} // namespace mirrorlake::control
