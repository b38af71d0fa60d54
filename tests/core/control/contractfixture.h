// What holds of every Control, whether the mirror runs in this process or is driven over HTTP: both kinds in front of
// one scripted mirror, and waiting for what they answer.
#pragma once

#include "control/remote/remotecontrol.h"
#include "core/control/contractmirror.h"

#include <QTest>
#include <QtCore/QTemporaryDir>

namespace mirrorlake::control {

constexpr std::chrono::seconds patience{30};

/// One answer that may come on any thread.
template<typename T>
class Answer
{
public:
    Then<T> then()
    {
        return [state = m_state](Result<T> result) {
            const std::lock_guard lock(state->mutex);
            ++state->count;
            state->result = std::move(result);
            state->wake.notify_all();
        };
    }
    Result<T> wait() const
    {
        std::unique_lock lock(m_state->mutex);
        if (!m_state->wake.wait_for(lock, patience, [this] { return m_state->count > 0; }))
            return fail(ErrorCode::Internal, "no answer came");
        return *m_state->result;
    }

private:
    struct State
    {
        std::mutex mutex;
        std::condition_variable wake;
        std::optional<Result<T>> result;
        int count = 0;
    };
    std::shared_ptr<State> m_state = std::make_shared<State>();
};

class ContractFixture : public QObject
{
protected:
    void begin()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        settings::Settings settings;
        settings.dataFolder = m_folder->path().toStdString();
        settings.limits.queueTimeout = std::chrono::seconds(7);
        settings.upstream.token = "hf_secret";
        m_local = std::make_unique<LocalControl>(
            LocalControlOptions{.settings = settings,
                                .settingsFile = m_folder->filePath(QStringLiteral("settings.toml")).toStdString(),
                                .factory = mirrorFactory(),
                                .onChange = onChange(),
                                .pulse = std::chrono::milliseconds(10)});
        m_local->start();
        QVERIFY(reaches(*m_local, MirrorState::Serving));
    }
    void end()
    {
        m_remote.reset();
        m_local.reset();
    }
    static void bothKinds()
    {
        QTest::addColumn<bool>("isRemote");
        QTest::newRow("in-process") << false;
        QTest::newRow("http") << true;
    }
    bool reaches(const Control &control, MirrorState state)
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, patience, [&] { return control.snapshot()->state == state; });
    }
    std::function<void()> onChange()
    {
        return [this] {
            const std::lock_guard lock(m_mutex);
            m_changed.notify_all();
        };
    }
    std::unique_ptr<RemoteControl> remote(std::string key = adminToken)
    {
        return std::make_unique<RemoteControl>(RemoteControlOptions{.url = m_local->snapshot()->localUrl,
                                                                    .token = std::move(key),
                                                                    .look = {},
                                                                    .onChange = onChange(),
                                                                    .retry = std::chrono::milliseconds(20)});
    }
    /// The control that the row names, when it shows a mirror that serves.
    Control *serving()
    {
        QFETCH(bool, isRemote);
        if (!isRemote)
            return m_local.get();
        m_remote = remote();
        return reaches(*m_remote, MirrorState::Serving) ? m_remote.get() : nullptr;
    }
    template<typename T, typename Call>
    static Result<T> answerOf(Call call)
    {
        Answer<T> answer;
        call(answer.then());
        return answer.wait();
    }

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<LocalControl> m_local;
    std::unique_ptr<RemoteControl> m_remote;
};

} // namespace mirrorlake::control
