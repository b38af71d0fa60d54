// Keeps a running mirror within its bounds: the sweep, the limits of both sides with their hours, the access log, and
// what all of them say in the snapshot. Thread: tick() and facts() from one timer; apply() from any; operations from
// any, answered on a thread of its own.
#pragma once

#include "accesslog.h"
#include "control/upkeepfacts.h"
#include "control/upkeeporder.h"
#include "fill/filler.h"
#include "gate/gate.h"
#include "settings/settings.h"
#include "upstream/linelimit.h"

#include <condition_variable>
#include <deque>
#include <optional>
#include <thread>

namespace mirrorlake::app {

class Upkeep final : public control::UpkeepService
{
public:
    /// All outlive it.
    struct Parts
    {
        catalog::Catalog &catalog;
        store::BlobStore &store;
        fill::Filler &filler;
        upstream::Hub &hub;
        upstream::LineLimit &line;
        meter::Meter &meter;
        gate::Gate &gate;
        const Clock &clock;
    };

    Upkeep(Parts parts, const settings::Settings &settings, const std::filesystem::path &accessLog);
    ~Upkeep() override;

    void start();
    void tick();
    void apply(const settings::Settings &settings);
    void stop();
    void completed(std::int64_t bytes) { m_sweeper.grew(bytes); }
    std::shared_ptr<control::UpkeepFacts> facts() const;
    /// Memory is scarce: whatever is not asked for by a client now rests.
    bool isMemoryTight() const { return m_isMemoryTight.load(); }

    void upkeep(control::UpkeepOrder order, std::function<void(Result<control::UpkeepAnswer>)> then) override;

private:
    using Task = std::function<void()>;

    void run();
    void applyHours();
    void noteMemory();
    Result<sweep::SweepResult> preview(const control::UpkeepOrder &order);
    Result<control::UpkeepAnswer> carryOut(const control::UpkeepOrder &order);
    Result<control::UpkeepAnswer> carryOutDays(const control::UpkeepOrder &order);
    Result<control::UpkeepAnswer> carryOutTrash(const control::UpkeepOrder &order);
    std::int64_t deleteTrashed(const std::optional<BlobHash> &hash);
    Result<control::UpkeepAnswer> carryOutPin(const control::UpkeepOrder &order);
    Result<control::UpkeepAnswer> forgetWanted(const control::UpkeepOrder &order);

    const Parts m_parts;
    sweep::Sweeper m_sweeper;
    std::optional<AccessLog> m_accessLog;
    std::atomic<bool> m_isMemoryTight{false};
    std::atomic<int> m_memoryPercent{0};
    std::atomic<bool> m_isStopped{false};
    int m_ticks = 0;
    control::ProcessFacts m_process;

    mutable std::mutex m_mutex; ///< guards what follows
    std::condition_variable m_wake;
    settings::EvictionSettings m_eviction;
    BytesPerSecond m_upstreamRate;
    Week m_upstreamWeek;
    control::PriceFacts m_price;
    std::deque<Task> m_tasks;
    bool m_isStopping = false;
    std::thread m_thread; ///< depends on: all above
};

} // namespace mirrorlake::app
