#include "fill/fill.h"

#include "base/log.h"
#include "base/logscope.h"

#include <algorithm>

namespace mirrorlake::fill {

namespace {

constexpr std::int64_t heldBack = 64 * 1024; // the tail that goes out only when the hash is right
constexpr std::size_t mostSources = 8;
constexpr int fullRetryAfter = 30; ///< seconds that a client is told to wait for room on the disk

bool isSameSource(const upstream::FileSource &a, const upstream::FileSource &b)
{
    return a.repo == b.repo && a.commit == b.commit && a.path == b.path && a.credentials.token == b.credentials.token;
}

void call(const std::vector<Wake> &wakes)
{
    for (const Wake &wake : wakes)
        wake();
}

} // namespace

Fill::Fill(const upstream::FileSource &source, FillSurroundings surroundings, std::weak_ptr<FillHost> host,
           std::shared_ptr<const Fill> predecessor)
    : m_first(std::make_shared<const upstream::FileSource>(source)), m_requestId(log::requestId()),
      m_surroundings(surroundings), m_host(std::move(host)), m_hash(source.blob.kind(), source.size),
      m_planner(source.size, store::PartialBlob::pieceSize), m_sources{m_first},
      m_ramp(std::max(1, surroundings.options.perBlob)), m_predecessor(std::move(predecessor))
{}

// For readers

std::optional<int> Fill::join(const upstream::FileSource &source, ByteRange want, const ReaderIdentity &reader,
                              Pace pace)
{
    const std::lock_guard lock(m_mutex);
    if (isOver())
        return std::nullopt;
    const bool isKnown =
        std::any_of(m_sources.begin(), m_sources.end(), [&](const auto &one) { return isSameSource(*one, source); });
    if (!isKnown && m_sources.size() < mostSources)
        m_sources.push_back(std::make_shared<const upstream::FileSource>(source));
    m_lonelySince.reset();
    m_letGoAt.reset();
    m_hadClients = m_hadClients || !want.isEmpty();
    const int id = m_readers.add(reader, want, std::move(pace));
    notePace();
    return id;
}

void Fill::leave(int reader)
{
    const std::lock_guard lock(m_mutex);
    m_readers.remove(reader);
    notePace();
}

std::int64_t Fill::visibleEnd(std::int64_t from) const
{
    if (m_isVerified)
        return std::max(from, size());
    if (m_round > 0 || m_phase == Phase::Failed)
        return from;
    return std::max(from, std::min(m_planner.present().endOfRun(from), size() - heldBack));
}

std::int64_t Fill::readableEnd(int reader, std::int64_t from)
{
    const std::lock_guard lock(m_mutex);
    const std::int64_t end = m_readers.failure(reader) ? from : visibleEnd(from);
    m_readers.give(reader, from, end);
    return end;
}

void Fill::whenReadable(int reader, std::int64_t from, Wake wake)
{
    bool isUncovered = false;
    {
        const std::lock_guard lock(m_mutex);
        const bool isReady = visibleEnd(from) > from || m_readers.failure(reader) || m_phase == Phase::Failed;
        if (!isReady) {
            m_readers.wait(reader, from, std::exchange(wake, nullptr));
            const double perConnection = m_speed.bytesPerSecond() / std::max<std::size_t>(1, m_tasks.size());
            const auto farAhead =
                std::max<std::int64_t>(2 * store::PartialBlob::pieceSize, static_cast<std::int64_t>(perConnection / 4));
            const bool mayCut = m_phase == Phase::Filling && m_round == 0 && !m_comesWhole;
            if (mayCut && m_planner.cutBefore(from, farAhead))
                shortenTasks();
            const Chunk *chunk = m_planner.covering(from);
            const auto task = chunk == nullptr ? m_tasks.end() : m_tasks.find(chunk->id);
            if (task != m_tasks.end())
                task->second->isAwaited.store(true, std::memory_order_relaxed);
            isUncovered = m_phase == Phase::Filling && m_planner.leadOf(from) == 0;
        }
    }
    if (wake)
        wake();
    if (isUncovered)
        schedule();
}

std::optional<Error> Fill::failure(int reader) const
{
    const std::lock_guard lock(m_mutex);
    if (m_phase == Phase::Failed && !m_isVerified)
        return m_end;
    return m_readers.failure(reader);
}

// For the engine

Standing Fill::standing(Time now) const
{
    const std::lock_guard lock(m_mutex);
    Standing standing;
    standing.connections = static_cast<int>(m_tasks.size());
    standing.priority = m_readers.hasDemand() ? 1 : 2;
    if (m_phase == Phase::Opening) {
        standing.mayWork = mayOpen();
        standing.priority = std::max(0, standing.priority - 1);
        return standing;
    }
    if (m_phase != Phase::Filling || m_letGoAt)
        return standing;
    const std::vector<Demand> demands = m_readers.demands();
    const bool isStarving = std::any_of(demands.begin(), demands.end(), [this](const Demand &demand) {
        return demand.isWaiting && m_planner.leadOf(demand.from) == 0;
    });
    if (isStarving)
        standing.priority = 0;
    standing.mayWork = now >= m_restUntil && standing.connections < allowedConnections(demands) &&
                       (m_planner.hasDue(now) || !m_tasks.empty());
    return standing;
}

void Fill::tick(Time now)
{
    bool isAttendantNeeded = false;
    std::vector<Wake> wakes;
    {
        const std::lock_guard lock(m_mutex);
        const std::int64_t received = m_received.load(std::memory_order_relaxed);
        m_speed.observe(now, received);
        observeRoutes(now);
        RampUp::Sample sample{now, received, static_cast<int>(m_tasks.size()), 0};
        for (const auto &[id, task] : m_tasks)
            sample.delivering += task->firstByteAt.load(std::memory_order_relaxed) != Time() ? 1 : 0;
        m_ramp.observe(sample);
        if (m_phase == Phase::Paused && m_blob == nullptr && now >= m_retryAt)
            m_phase = Phase::Opening;
        if (m_isFullForLong && m_trouble)
            m_readers.endUnserved({m_trouble->code, m_trouble->message, fullRetryAfter}, wakes);
        cancelLingering(now);
        endIfLonely(now);
        endIfLetGo(now);
        isAttendantNeeded = findCare(now, tellAttendantAt).kind != Care::Kind::None && startAttending();
    }
    call(wakes);
    attendIf(isAttendantNeeded);
    settleIfQuiet();
}

bool Fill::isWorthGoingOn() const
{
    switch (m_surroundings.options.withoutReaders) {
    case WithoutReaders::GoOn:
        return true;
    case WithoutReaders::GoOnIfWorthwhile:
        return size() < gibibytes(1).count || m_planner.present().count() + m_planner.held().count() > size() / 2;
    case WithoutReaders::Pause:
    case WithoutReaders::Stop:
        return false;
    }
    return true;
}

void Fill::endIfLonely(Time now)
{
    const bool isLonely =
        m_readers.count() == 0 && (m_phase == Phase::Opening || m_phase == Phase::Filling || m_phase == Phase::Paused);
    if (!isLonely) {
        m_lonelySince.reset();
        return;
    }
    if (!m_lonelySince)
        m_lonelySince = now;
    if (now - *m_lonelySince < m_surroundings.options.lonelyGrace || (m_phase != Phase::Paused && isWorthGoingOn()))
        return;
    if (m_surroundings.options.withoutReaders == WithoutReaders::Stop)
        m_leftover = Leftover::Discard;
    beginEnding({ErrorCode::Cancelled, "nobody reads the file any more"});
}

void Fill::letGo()
{
    {
        const std::lock_guard lock(m_mutex);
        const bool isAlmostDone = m_phase == Phase::Publishing || m_planner.isComplete();
        if (m_readers.count() > 0 || m_hadClients || isAlmostDone || m_letGoAt || isOver())
            return;
        m_letGoAt = m_surroundings.clock.steady();
        m_planner.endWithPieces();
        shortenTasks();
        endIfLetGo(*m_letGoAt);
    }
    settleIfQuiet();
}

void Fill::endIfLetGo(Time now)
{
    if (m_letGoAt && (m_tasks.empty() || now - *m_letGoAt >= m_surroundings.options.lastPieces))
        beginEnding({ErrorCode::Cancelled, "nobody wants the file any more"});
}

void Fill::yieldOne()
{
    const std::lock_guard lock(m_mutex);
    if (m_tasks.empty() || (m_tasks.size() < 2 && m_readers.hasDemand()))
        return;
    const auto last = std::max_element(m_tasks.begin(), m_tasks.end(),
                                       [](const auto &a, const auto &b) { return a.second->begin < b.second->begin; });
    last->second->isCancelled = true;
    m_spaceChanged.notify_all();
}

void Fill::end(const Error &why)
{
    {
        const std::lock_guard lock(m_mutex);
        beginEnding(why);
    }
    settleIfQuiet();
}

void Fill::beginEnding(const Error &why)
{
    // What is verified needs only the disk now, and is let finish.
    if (m_phase == Phase::Publishing)
        cancelTasks();
    if (isOver() || m_phase == Phase::Publishing || m_phase == Phase::Done)
        return;
    m_phase = Phase::Ending;
    m_end = why;
    cancelTasks();
}

void Fill::settleIfQuiet()
{
    Leftover leftover = Leftover::Keep;
    Error why;
    {
        const std::lock_guard lock(m_mutex);
        if (m_phase != Phase::Ending || !m_tasks.empty() || m_isOpening || m_isAttending)
            return;
        m_isAttending = true; // nobody else settles it
        leftover = m_leftover;
        why = m_end;
    }
    if (m_blob && leftover == Leftover::Quarantine) {
        if (const Result<void> moved = m_blob->quarantine(why.message); !moved)
            m_blob->discard();
    } else if (m_blob && (leftover == Leftover::Discard || !m_blob->isContinuable())) {
        m_blob->discard();
    }
    if (const auto host = m_host.lock()) {
        if (leftover == Leftover::Quarantine)
            host->refuse(*this, why);
        host->ended(*this);
    }
    std::vector<Wake> wakes;
    {
        const std::lock_guard lock(m_mutex);
        m_phase = Phase::Failed;
        wakes = m_readers.takeAllWaiting();
    }
    m_hasLetGo.store(true, std::memory_order_release);
    call(wakes);
    if (why.code != ErrorCode::Cancelled)
        m_surroundings.observer.failed(*m_first, why);
}

FillSnapshot Fill::snapshot() const
{
    const std::lock_guard lock(m_mutex);
    FillSnapshot snapshot{
        .blob = hash(), .repo = m_first->repo.text(), .path = m_first->path.text(), .state = {}, .reason = {}};
    snapshot.size = size();
    snapshot.done = m_round > 0 || m_isVerified ? size() : m_planner.present().count() + m_planner.held().count();
    snapshot.connections = static_cast<int>(m_tasks.size());
    snapshot.readers = m_readers.count();
    snapshot.bytesPerSecond = m_speed.bytesPerSecond();
    snapshot.state = stateName(m_surroundings.clock.steady());
    if (isOver())
        snapshot.reason = m_end;
    else if (snapshot.state != "filling" && m_trouble)
        snapshot.reason = *m_trouble;
    return snapshot;
}

const char *Fill::stateName(Time now) const
{
    switch (m_phase) {
    case Phase::Opening:
        return "filling";
    case Phase::Filling:
        if (m_planner.isComplete())
            return "verifying";
        if (m_tasks.empty() && m_planner.held().count() == 0 && m_trouble)
            return now < m_restUntil || !m_planner.hasDue(now) ? "stalled" : "filling";
        return "filling";
    case Phase::Paused:
        return m_trouble && m_trouble->code == ErrorCode::NoSpace ? "waiting for space" : "stalled";
    case Phase::Publishing:
    case Phase::Done:
        return "verifying";
    case Phase::Ending:
    case Phase::Failed:
        return "failed";
    }
    return "failed";
}

bool Fill::mayOpen() const
{
    return m_phase == Phase::Opening && !m_isOpening && (m_predecessor == nullptr || m_predecessor->hasLetGo());
}

bool Fill::startAttending()
{
    if (m_isAttending)
        return false;
    m_isAttending = true;
    return true;
}

void Fill::attendIf(bool isNeeded)
{
    if (!isNeeded)
        return;
    if (const auto host = m_host.lock())
        host->attend(shared_from_this());
}

void Fill::schedule()
{
    if (const auto host = m_host.lock())
        host->schedule();
}

} // namespace mirrorlake::fill
