// What chunk workers ask of a fill: the next chunk, and where its bytes go.
#include "fill/fill.h"

#include "base/log.h"
#include "fill/chunksize.h"

#include <fmt/format.h>

#include <algorithm>

namespace mirrorlake::fill {

namespace {

constexpr int mostMenders = 4;
constexpr double secondsUnderWay = 0.03; ///< of a connection's bytes, in the buffers of both ends
constexpr double longestTail = 2;        ///< seconds
constexpr BytesPerSecond slowPace{4.0 * 1024 * 1024};

double secondsBetween(Fill::Time from, Fill::Time to)
{
    return std::chrono::duration<double>(to - from).count();
}

double rateOf(const ChunkTask &task, Fill::Time now)
{
    const Fill::Time firstByte = task.firstByteAt.load(std::memory_order_relaxed);
    const double elapsed = firstByte == Fill::Time() ? 0 : secondsBetween(firstByte, now);
    return elapsed > 0 ? static_cast<double>(task.received.load(std::memory_order_relaxed)) / elapsed : 0;
}

} // namespace

int Fill::allowedConnections(std::span<const Demand> demands) const
{
    if (m_comesWhole)
        return 1;
    const int most =
        m_round > 0 ? std::min(mostMenders, m_surroundings.options.perBlob) : m_surroundings.options.perBlob;
    const auto starving = std::count_if(demands.begin(), demands.end(), [this](const Demand &demand) {
        return demand.isWaiting && m_planner.leadOf(demand.from) == 0;
    });
    return std::min(most,
                    std::max(m_ramp.connections(), static_cast<int>(m_tasks.size()) + static_cast<int>(starving)));
}

std::shared_ptr<ChunkTask> Fill::take(Time now)
{
    const std::lock_guard lock(m_mutex);
    if (mayOpen()) {
        m_isOpening = true;
        m_predecessor.reset();
        auto task = std::make_shared<ChunkTask>();
        task->kind = ChunkTask::Kind::Open;
        return task;
    }
    if (m_phase != Phase::Filling || m_isWrong || m_letGoAt || m_sources.empty() || now < m_restUntil)
        return nullptr;
    const std::vector<Demand> demands = m_readers.demands();
    if (static_cast<int>(m_tasks.size()) >= allowedConnections(demands))
        return nullptr;
    const std::optional<Chunk> chunk = nextChunk(demands, now);
    return chunk ? launch(*chunk, now) : nullptr;
}

std::optional<Chunk> Fill::nextChunk(std::span<const Demand> demands, Time now)
{
    if (m_comesWhole)
        return m_planner.next({}, size(), now);
    const FillOptions &options = m_surroundings.options;
    const int connections = std::max(m_ramp.connections(), static_cast<int>(m_tasks.size()) + 1);
    const double perConnection = m_speed.bytesPerSecond() / std::max<std::size_t>(1, m_tasks.size());
    const std::int64_t bytes = chunkBytes({options.chunkStart, options.chunkMin, options.chunkMax,
                                           m_planner.unassigned(), connections, perConnection, m_latency});
    if (std::optional<Chunk> chunk = m_planner.next(demands, bytes, now))
        return chunk;
    if (m_readers.pace())
        return std::nullopt; // what is slow is so because it is meant to be
    if (std::optional<Chunk> half = halveLongest(now))
        return half;
    return m_round == 0 ? raceSlow(now) : std::nullopt;
}

double Fill::slowAfter() const
{
    return std::chrono::duration<double>(m_surroundings.options.slowAfter).count();
}

std::optional<Chunk> Fill::halveLongest(Time now)
{
    const Chunk *longest = m_planner.longest();
    const auto found = longest == nullptr ? m_tasks.end() : m_tasks.find(longest->id);
    if (found == m_tasks.end())
        return std::nullopt;
    // Cutting costs what is under way on its connection: half of what is left must be worth a new request and more.
    const double seconds = std::max(0.1 * slowAfter(), 2 * m_latency);
    const bool isSlow = static_cast<double>(longest->left()) > 2 * seconds * rateOf(*found->second, now);
    const bool isOld = secondsBetween(found->second->startedAt, now) > seconds;
    if (!isSlow || !isOld || longest->left() < 2 * m_surroundings.options.chunkMin.count)
        return std::nullopt;
    // What is under way when the connection is cut was sent in vain: of a fast one that is megabytes, so that these
    // cuts together may cost a four-hundredth of the file, unless the end would have to wait for seconds.
    const double rate = rateOf(*found->second, now);
    const auto underWay = static_cast<std::int64_t>(rate * std::max(secondsUnderWay, m_latency));
    const bool isWorthIt = m_cutInVain + underWay <= size() / 400;
    if (!isWorthIt && static_cast<double>(longest->left()) < longestTail * rate)
        return std::nullopt;
    m_cutInVain += underWay;
    std::optional<Chunk> half = m_planner.halve(longest->id);
    shortenTasks();
    return half;
}

std::optional<Chunk> Fill::raceSlow(Time now)
{
    for (const auto &[id, task] : m_tasks) {
        const Chunk *chunk = m_planner.find(id);
        if (chunk == nullptr || chunk->isRace)
            continue;
        const double silence =
            secondsBetween(std::max(task->startedAt, task->lastByteAt.load(std::memory_order_relaxed)), now);
        const auto left = static_cast<double>(task->end - task->begin - task->received);
        const bool isSlow = silence > slowAfter() || left > slowAfter() * rateOf(*task, now);
        if (!isSlow || secondsBetween(task->startedAt, now) < slowAfter())
            continue;
        task->isRace = true;
        return m_planner.race(id);
    }
    return std::nullopt;
}

std::shared_ptr<ChunkTask> Fill::launch(const Chunk &chunk, Time now)
{
    auto task = std::make_shared<ChunkTask>();
    task->kind = m_round > 0 ? ChunkTask::Kind::Compare : ChunkTask::Kind::Fetch;
    task->id = chunk.id;
    task->begin = chunk.range.begin;
    task->startedAt = now;
    task->fromSource = m_sources.front();
    task->source = task->fromSource;
    if (!m_avoided.empty() || m_comesWhole) {
        upstream::FileSource source = *task->fromSource;
        source.avoidedRoutes = m_avoided;
        source.mayComeWhole = m_comesWhole;
        task->source = std::make_shared<const upstream::FileSource>(std::move(source));
    }
    task->blob = m_blob;
    task->end = chunk.range.end;
    task->isRace = chunk.isRace;
    const std::vector<Demand> demands = m_readers.demands();
    task->isAwaited = std::any_of(demands.begin(), demands.end(), [&chunk](const Demand &demand) {
        return demand.isWaiting && demand.from >= chunk.range.begin && demand.from < chunk.range.end;
    });
    m_tasks.emplace(chunk.id, task);
    return task;
}

void Fill::shortenTasks()
{
    for (const auto &[id, task] : m_tasks) {
        if (const Chunk *chunk = m_planner.find(id))
            task->end.store(chunk->range.end, std::memory_order_relaxed);
    }
}

void Fill::cancelTasks()
{
    for (const auto &[id, task] : m_tasks)
        task->isCancelled = true;
    m_spaceChanged.notify_all();
}

void Fill::cancelOvertaken()
{
    for (const auto &[id, task] : m_tasks) {
        const Chunk *chunk = m_planner.find(id);
        if (chunk != nullptr && chunk->isRace && m_planner.present().contains({chunk->position, chunk->range.end}))
            task->isCancelled = true;
    }
}

void Fill::cancelLingering(Time now)
{
    constexpr double patience = 1.0; // seconds for an exchange to end after its last byte
    for (const auto &[id, task] : m_tasks) {
        const bool hasAll = task->received >= task->end - task->begin;
        if (hasAll &&
            secondsBetween(std::max(task->startedAt, task->lastByteAt.load(std::memory_order_relaxed)), now) > patience)
            task->isCancelled = true;
    }
}

void Fill::opened(Result<std::shared_ptr<store::PartialBlob>> blob)
{
    bool isAttendantNeeded = false;
    {
        const std::lock_guard lock(m_mutex);
        m_isOpening = false;
        if (!blob && !isOver()) {
            pause(blob.error());
        } else if (blob) {
            m_blob = std::move(*blob);
            m_descriptor.store(m_blob->descriptor(), std::memory_order_release);
            for (const ByteRange &piece : m_blob->claimed()) {
                m_planner.hold(piece);
                m_ofEarlierRun.add(piece);
            }
            if (m_ofEarlierRun.count() > 0)
                m_notebook.note(
                    false, fmt::format("goes on: {} of {} bytes are here from before", m_ofEarlierRun.count(), size()));
            if (!isOver()) {
                m_phase = Phase::Filling;
                m_trouble.reset();
                isAttendantNeeded = startAttending();
            }
        }
    }
    attendIf(isAttendantNeeded);
    settleIfQuiet();
}

bool Fill::awaitSpace(const ChunkTask &task)
{
    std::unique_lock lock(m_mutex);
    m_spaceChanged.wait(lock, [&] { return m_isReserved || task.isCancelled; });
    return !task.isCancelled;
}

Pace Fill::pace() const
{
    if (!m_mayBePaced.load(std::memory_order_relaxed))
        return nullptr;
    const std::lock_guard lock(m_mutex);
    return m_readers.pace();
}

void Fill::keepPace(std::int64_t bytes, ChunkTask &task) const
{
    const Pace current = pace();
    if (!current)
        return;
    if (current->rate() < slowPace)
        task.isAwaited.store(true, std::memory_order_relaxed); // progress is seen long before a buffer is full
    current->pass(bytes, [&] { return task.isCancelled || pace() != current; });
}

std::optional<ByteRange> Fill::firstMissing(ByteRange range) const
{
    const std::lock_guard lock(m_mutex);
    return m_planner.present().firstGap(range);
}

void Fill::committed(const ChunkTask &task, ByteRange range, std::int64_t hashedFrom)
{
    std::vector<Wake> wakes;
    {
        const std::lock_guard lock(m_mutex);
        m_planner.commit(task.id, range);
        m_trouble.reset();
        if (task.kind == ChunkTask::Kind::Fetch) {
            m_origins.gave(task.route, range);
            noteUnclaimed(range, hashedFrom);
            wakes = m_readers.takeWaiting({range.begin, std::min(range.end, visibleEnd(range.begin))});
        }
    }
    for (const Wake &wake : wakes)
        wake();
}

void Fill::noteUnclaimed(ByteRange range, std::int64_t hashedFrom)
{
    constexpr std::int64_t pieceSize = store::PartialBlob::pieceSize;
    if (range.isEmpty() || !m_blob->isContinuable())
        return;
    for (std::int64_t begin = range.begin / pieceSize * pieceSize; begin < std::min(range.end, hashedFrom);
         begin += pieceSize) {
        const ByteRange piece{begin, std::min(begin + pieceSize, size())};
        if (m_planner.present().contains(piece))
            m_unclaimed.push_back(piece);
    }
}

void Fill::offer(const ChunkTask &task, std::int64_t begin, std::span<const char> bytes)
{
    if (task.kind == ChunkTask::Kind::Fetch && !task.isRace)
        m_hash.offer(begin, bytes);
    const std::int64_t frontier = m_hash.frontier();
    if (frontier == size())
        return verify();
    bool isAttendantNeeded = false;
    {
        const std::lock_guard lock(m_mutex);
        const bool isBehind = m_planner.present().endOfRun(frontier) - frontier >= tellAttendantAt;
        isAttendantNeeded = (isBehind || m_planner.isComplete()) && m_phase == Phase::Filling && startAttending();
    }
    attendIf(isAttendantNeeded);
}

void Fill::replaced(const ChunkTask &task, ByteRange wrong)
{
    const Error why{ErrorCode::HashMismatch, "bytes that were sent proved wrong and were fetched again"};
    std::vector<Wake> wakes;
    std::vector<ReaderIdentity> named;
    bool wasOfEarlierRun = false;
    {
        const std::lock_guard lock(m_mutex);
        m_hasReplaced = true;
        m_origins.replaced(task.route, wrong);
        m_notebook.note(true, fmt::format("bytes {} to {} were wrong; those of {} replace them", wrong.begin, wrong.end,
                                          task.route));
        named = m_readers.taint(wrong, why, wakes);
        wasOfEarlierRun = m_ofEarlierRun.firstGap(wrong) != std::optional(wrong);
        if (wasOfEarlierRun)
            m_readers.endParts(why, wakes);
    }
    if (wasOfEarlierRun)
        m_surroundings.ledger.rememberUnknown(hash());
    log::warning("fill", "blob {}: bytes {} to {} were wrong and are replaced", hash().text(), wrong.begin, wrong.end);
    for (const ReaderIdentity &reader : named)
        m_surroundings.ledger.remember(hash(), reader, wrong);
    for (const Wake &wake : wakes)
        wake();
}

} // namespace mirrorlake::fill
