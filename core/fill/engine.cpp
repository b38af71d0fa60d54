#include "fill/engine.h"

#include "base/log.h"
#include "fill/attendant.h"
#include "fill/fillreader.h"
#include "fill/pooltask.h"

#include <algorithm>

namespace mirrorlake::fill {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds busyTick{10}; // while a fill is young and looks for its number of connections
constexpr milliseconds calmTick{50};
constexpr int mostAttendants =
    8; // they mostly wait for the disk; a sync of a large file must not keep a new fill waiting
constexpr std::chrono::seconds youth{2};
constexpr std::chrono::seconds refusalTime{60};

Joined failing(ErrorCode code, const char *message)
{
    return {std::make_shared<FailedBody>(Error{code, message}), false, nullptr};
}

} // namespace

Engine::Engine(FillOptions options, store::BlobStore &store, upstream::Hub &hub, const Clock &clock,
               FillObserver &observer)
    : m_options(options), m_store(store), m_clock(clock),
      m_ledger(m_options.ledgerFile), m_surroundings{m_options, store, hub, clock, observer, m_ledger}
{
    m_workers.setObjectName(QStringLiteral("fill"));
    m_workers.setMaxThreadCount(mostRunning());
    m_attendants.setObjectName(QStringLiteral("fill-attendant"));
    m_attendants.setMaxThreadCount(mostAttendants);
}

Engine::~Engine() = default;

int Engine::mostRunning() const
{
    return std::clamp(std::min(m_options.workers, m_options.perHost), 1, 256);
}

void Engine::start()
{
    m_ticker = std::thread([this] { tickUntilStopped(); });
}

Joined Engine::join(const upstream::FileSource &source, ByteRange want, const ReaderIdentity &reader, Pace pace)
{
    if (source.size < 0)
        return failing(ErrorCode::UpstreamBroken, "upstream does not say how large the file is");
    Joined joined;
    {
        const std::lock_guard lock(m_mutex);
        std::shared_ptr<const Fill> ending;
        if (const auto running = m_fills.find(source.blob); running != m_fills.end()) {
            if (running->second->size() != source.size)
                return failing(ErrorCode::UpstreamBroken, "upstream names two sizes for the same file");
            if (const std::optional<int> id = running->second->join(source, want, reader, pace))
                return {std::make_shared<FillReader>(running->second, *id), false, running->second};
            ending = running->second;
        }
        // A fill leaves the map only when its blob is in the store, so that it is found here or there.
        if (std::shared_ptr<FileBody> stored = m_store.find(source.blob, source.size))
            return {std::move(stored), false, nullptr};
        if (m_isStopping)
            return failing(ErrorCode::Cancelled, "the mirror is stopping");
        if (const auto refused = m_refused.find(source.blob); refused != m_refused.end()) {
            if (m_clock.steady() < refused->second.until)
                return {std::make_shared<FailedBody>(refused->second.why), false, nullptr};
            m_refused.erase(refused);
        }
        const auto fill = std::make_shared<Fill>(source, m_surroundings, weak_from_this(), std::move(ending));
        joined = {std::make_shared<FillReader>(fill, *fill->join(source, want, reader, std::move(pace))), true, fill};
        m_fills.insert_or_assign(source.blob, fill);
        m_lastStart = m_clock.steady();
    }
    m_changed.notify_all();
    schedule();
    return joined;
}

void Engine::letGo(const BlobHash &blob)
{
    std::shared_ptr<Fill> fill;
    {
        const std::lock_guard lock(m_mutex);
        if (const auto running = m_fills.find(blob); running != m_fills.end())
            fill = running->second;
    }
    if (fill)
        fill->letGo();
}

std::vector<std::shared_ptr<Fill>> Engine::fills() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<std::shared_ptr<Fill>> all;
    all.reserve(m_fills.size());
    for (const auto &[hash, fill] : m_fills)
        all.push_back(fill);
    return all;
}

std::vector<FillSnapshot> Engine::snapshot() const
{
    std::vector<FillSnapshot> all;
    for (const std::shared_ptr<Fill> &fill : fills())
        all.push_back(fill->snapshot());
    const std::lock_guard lock(m_mutex);
    for (const auto &[hash, refusal] : m_refused) {
        if (m_clock.steady() < refusal.until && !m_fills.contains(hash))
            all.push_back(refusal.last);
    }
    return all;
}

std::optional<Job> Engine::pick()
{
    struct Candidate
    {
        Standing standing;
        const std::shared_ptr<Fill> *fill = nullptr;
    };
    const Clock::Steady now = m_clock.steady();
    std::vector<Candidate> candidates;
    bool hasReaders = false;
    int active = 0;
    int activeWithReaders = 0;
    for (const auto &[hash, fill] : m_fills) {
        const Standing standing = fill->standing(now);
        if (standing.connections > 0) {
            ++active;
            activeWithReaders += standing.priority < 2 ? 1 : 0;
        }
        hasReaders = hasReaders || standing.priority < 2;
        if (standing.mayWork)
            candidates.push_back({standing, &fill});
    }
    std::sort(candidates.begin(), candidates.end(), [](const Candidate &a, const Candidate &b) {
        return std::pair(a.standing.priority, a.standing.connections) <
               std::pair(b.standing.priority, b.standing.connections);
    });
    const int mostAhead = hasReaders ? std::max(1, m_options.perBlob / 8) : m_options.perBlob;
    for (const Candidate &candidate : candidates) {
        const bool isAhead = candidate.standing.priority == 2;
        if (isAhead && (m_limits.restsAhead || candidate.standing.connections >= mostAhead))
            continue;
        const bool isNew = candidate.standing.connections == 0;
        if (m_limits.atOnce > 0 && isNew && (isAhead ? active : activeWithReaders) >= m_limits.atOnce)
            continue;
        if (std::shared_ptr<ChunkTask> task = (*candidate.fill)->take(now))
            return Job{*candidate.fill, std::move(task)};
    }
    return std::nullopt;
}

void Engine::setLimits(const FillLimits &limits)
{
    {
        const std::lock_guard lock(m_mutex);
        m_limits = limits;
    }
    schedule();
}

void Engine::schedule()
{
    const std::lock_guard lock(m_mutex);
    while (!m_isStopping && m_running < mostRunning()) {
        std::optional<Job> job = pick();
        if (!job)
            return;
        ++m_running;
        auto worker = std::make_shared<ChunkWorker>(std::move(*job), m_surroundings, [this] { return nextJob(); });
        m_workers.start(new PoolTask([worker = std::move(worker)] { worker->run(); }));
    }
}

std::optional<Job> Engine::nextJob()
{
    const std::lock_guard lock(m_mutex);
    std::optional<Job> job = m_isStopping ? std::nullopt : pick();
    if (!job)
        --m_running;
    return job;
}

void Engine::attend(std::shared_ptr<Fill> fill)
{
    m_attendants.start(new PoolTask([this, fill = std::move(fill)] {
        if (!attendTo(*fill))
            attend(fill);
    }));
}

void Engine::ended(const Fill &fill)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_fills.find(fill.hash());
    if (found != m_fills.end() && found->second.get() == &fill)
        m_fills.erase(found);
}

void Engine::refuse(const Fill &fill, const Error &why)
{
    FillSnapshot last = fill.snapshot();
    const std::lock_guard lock(m_mutex);
    m_refused.insert_or_assign(fill.hash(), Refusal{why, m_clock.steady() + refusalTime, std::move(last)});
}

void Engine::makeRoom()
{
    std::shared_ptr<Fill> starving;
    std::shared_ptr<Fill> richest;
    int most = 1;
    {
        const std::lock_guard lock(m_mutex);
        if (m_running < mostRunning())
            return;
        const Clock::Steady now = m_clock.steady();
        for (const auto &[hash, fill] : m_fills) {
            const Standing standing = fill->standing(now);
            if (standing.mayWork && standing.connections == 0 && standing.priority < 2)
                starving = fill;
            // What is fetched ahead of need gives way first, with its last connection too: at a pace of its own that
            // one might be held for hours.
            const bool isAhead = standing.priority == 2;
            const int weight = isAhead                     ? 1000 * standing.connections
                               : standing.connections >= 2 ? standing.connections
                                                           : 0;
            if (weight > most) {
                most = weight;
                richest = fill;
            }
        }
    }
    if (starving && richest)
        richest->yieldOne();
}

void Engine::tickUntilStopped()
{
    std::unique_lock lock(m_mutex);
    while (!m_isStopping) {
        if (m_fills.empty()) {
            m_changed.wait(lock, [this] { return m_isStopping || !m_fills.empty(); });
            continue;
        }
        const Clock::Steady now = m_clock.steady();
        lock.unlock();
        for (const std::shared_ptr<Fill> &fill : fills())
            fill->tick(now);
        schedule();
        makeRoom();
        lock.lock();
        const milliseconds pause = now - m_lastStart < youth ? busyTick : calmTick;
        m_changed.wait_for(lock, pause, [this] { return m_isStopping; });
    }
}

void Engine::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
    }
    m_changed.notify_all();
    for (const std::shared_ptr<Fill> &fill : fills())
        fill->end({ErrorCode::Cancelled, "the mirror is stopping"});
}

void Engine::shutDown()
{
    stop();
    if (m_ticker.joinable())
        m_ticker.join();
    m_workers.waitForDone();
    m_attendants.waitForDone();
}

} // namespace mirrorlake::fill
