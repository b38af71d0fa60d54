// Runs all fills: finds or starts the one for a blob, shares the workers among them, and looks after them with one
// ticking thread. Who comes first: fills with a reader that waits for bytes nobody fetches, then fills with readers,
// then what is fetched ahead of need; among equals the one with the fewest connections. Thread: any; no function waits
// for network or for a worker, but shutDown().
#pragma once

#include "fill/chunkworker.h"
#include "fill/fill.h"

#include <QThreadPool>

#include <thread>
#include <unordered_map>

namespace mirrorlake::fill {

class Engine final : public FillHost, public std::enable_shared_from_this<Engine>
{
public:
    Engine(FillOptions options, store::BlobStore &store, upstream::Hub &hub, const Clock &clock,
           FillObserver &observer);
    ~Engine() override;

    void start();
    Joined join(const upstream::FileSource &source, ByteRange want, const ReaderIdentity &reader, Pace pace);
    void letGo(const BlobHash &blob);
    /// What runs, and for a while what was refused.
    std::vector<FillSnapshot> snapshot() const;
    void setLimits(const FillLimits &limits);
    ReaderLedger &ledger() { return m_ledger; }
    void stop();
    /// Waits until no thread of ours runs.
    void shutDown();

    void schedule() override;
    void attend(std::shared_ptr<Fill> fill) override;
    void ended(const Fill &fill) override;
    void refuse(const Fill &fill, const Error &why) override;

private:
    struct Refusal
    {
        Error why;
        Clock::Steady until;
        FillSnapshot last; ///< shown until then
    };

    std::optional<Job> pick();    // with m_mutex held
    std::optional<Job> nextJob(); // for a worker that has ended one
    int mostRunning() const;
    std::vector<std::shared_ptr<Fill>> fills() const;
    void tickUntilStopped();
    void makeRoom();

    const FillOptions m_options;
    store::BlobStore &m_store;
    const Clock &m_clock;
    ReaderLedger m_ledger;
    const FillSurroundings m_surroundings; // depends on: m_options, m_ledger

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::unordered_map<BlobHash, std::shared_ptr<Fill>> m_fills;
    std::unordered_map<BlobHash, Refusal> m_refused;
    FillLimits m_limits;
    Clock::Steady m_lastStart{};
    int m_running = 0;
    bool m_isStopping = false;

    QThreadPool m_workers;
    QThreadPool m_attendants;
    std::thread m_ticker;
};

} // namespace mirrorlake::fill
