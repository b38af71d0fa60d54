// What the attendant asks of a fill: what to care for next, and what came of it.
#include "fill/fill.h"

#include "base/log.h"

#include <algorithm>

namespace mirrorlake::fill {

namespace {

constexpr int mostRounds = 3;
constexpr std::int64_t readOnStep = 32 * 1024 * 1024;

} // namespace

Care Fill::nextCare(Care::Kind last)
{
    const std::lock_guard lock(m_mutex);
    // Once reading, it reads until it has caught up, so that workers can go on hashing what they have in hand.
    const Care care = findCare(m_surroundings.clock.steady(), last == Care::Kind::ReadOn ? 1 : tellAttendantAt);
    if (care.kind == Care::Kind::None)
        m_isAttending = false;
    return care;
}

Care Fill::findCare(Time now, std::int64_t leastBehind) const
{
    switch (m_phase) {
    case Phase::Paused:
        return m_blob != nullptr && m_tasks.empty() && now >= m_retryAt ? Care{Care::Kind::Reserve, {}} : Care{};
    case Phase::Publishing:
        if (!m_tasks.empty())
            return {};
        if (!m_unclaimed.empty())
            return {Care::Kind::HashPiece, m_unclaimed.front()};
        return now >= m_retryAt ? Care{Care::Kind::Publish, {}} : Care{};
    case Phase::Filling:
        break;
    case Phase::Opening:
    case Phase::Done:
    case Phase::Ending:
    case Phase::Failed:
        return {};
    }
    if (!m_isReserved)
        return {Care::Kind::Reserve, {}};
    if (const std::optional<ByteRange> piece = heldPiece())
        return {Care::Kind::Recheck, *piece};
    if (!m_unclaimed.empty())
        return {Care::Kind::HashPiece, m_unclaimed.front()};
    if (m_isWrong || (m_round > 0 && !m_planner.isComplete()))
        return {};
    const std::int64_t frontier = m_hash.frontier();
    if (frontier == size())
        return {Care::Kind::Verify, {}};
    const std::int64_t end = m_planner.present().endOfRun(frontier);
    if (end - frontier >= leastBehind || (m_planner.isComplete() && end > frontier))
        return {Care::Kind::ReadOn, {frontier, std::min(end, frontier + readOnStep)}};
    return {};
}

std::optional<ByteRange> Fill::heldPiece() const
{
    constexpr std::int64_t pieceSize = store::PartialBlob::pieceSize;
    const IntervalSet &held = m_planner.held();
    if (held.count() == 0)
        return std::nullopt;
    const auto pieceOf = [this](std::int64_t at) {
        const std::int64_t begin = at / pieceSize * pieceSize;
        return ByteRange{begin, std::min(begin + pieceSize, size())};
    };
    for (const Demand &demand : m_readers.demands()) {
        if (demand.isWaiting && held.contains({demand.from, demand.from + 1}))
            return pieceOf(demand.from);
    }
    return pieceOf(held.ranges().front().begin);
}

void Fill::reserved(const Result<void> &result)
{
    {
        const std::lock_guard lock(m_mutex);
        if (isOver())
            return;
        if (!result) {
            pause(result.error());
            return;
        }
        if (m_phase == Phase::Paused) {
            log::info("fill", "blob {} goes on", hash().text());
            m_notebook.note(false, "goes on");
        }
        m_isReserved = true;
        m_phase = Phase::Filling;
        m_trouble.reset();
        m_fullSince.reset();
        m_isFullForLong = false;
        m_spaceChanged.notify_all();
    }
    schedule();
}

void Fill::rechecked(ByteRange piece, bool isRight)
{
    std::vector<Wake> wakes;
    {
        const std::lock_guard lock(m_mutex);
        m_planner.settle(piece, isRight);
        if (isRight)
            wakes = m_readers.takeWaiting({piece.begin, std::min(piece.end, visibleEnd(piece.begin))});
    }
    for (const Wake &wake : wakes)
        wake();
    if (!isRight)
        schedule();
}

void Fill::pieceHashed()
{
    const std::lock_guard lock(m_mutex);
    if (!m_unclaimed.empty())
        m_unclaimed.pop_front();
}

void Fill::unreadable(std::int64_t position, const Error &why)
{
    constexpr std::int64_t pieceSize = store::PartialBlob::pieceSize;
    const std::lock_guard lock(m_mutex);
    if (isOver())
        return;
    const std::int64_t begin = position / pieceSize * pieceSize;
    m_planner.lose({begin, std::min(begin + pieceSize, size())});
    pause(why);
}

void Fill::verify()
{
    const std::optional<std::string> name = m_hash.finish();
    if (!name)
        return;
    std::vector<Wake> wakes;
    std::vector<std::string> blamed;
    bool isAttendantNeeded = false;
    {
        const std::lock_guard lock(m_mutex);
        if (isOver())
            return;
        if (*name == hash().text()) {
            m_phase = Phase::Publishing;
            m_isVerified = true;
            m_retryAt = Time();
            m_trouble.reset();
            wakes = m_readers.takeAllWaiting();
            blamed = m_origins.suspects();
        } else {
            m_isWrong = true;
            if (m_tasks.empty())
                wakes = mendOrGiveUp(blamed);
        }
        isAttendantNeeded = m_tasks.empty() && startAttending();
    }
    blame(blamed);
    for (const Wake &wake : wakes)
        wake();
    attendIf(isAttendantNeeded);
    schedule();
}

std::vector<Wake> Fill::mendOrGiveUp(std::vector<std::string> &blamed)
{
    std::vector<Wake> wakes;
    m_isWrong = false;
    const std::vector<std::string> routes = m_origins.routes();
    // Which of several routes is wrong shows only when the bytes are right.
    if (routes.size() == 1 && m_round == 0)
        blamed = routes;
    avoid(routes);
    // A round that found nothing to replace has shown that upstream always sends the same wrong bytes.
    const bool isHopeless = m_round == mostRounds || (m_round > 0 && !m_hasReplaced);
    if (isHopeless) {
        const Error why{ErrorCode::HashMismatch,
                        "what upstream sends does not have the hash it names; it is kept in quarantine"};
        for (const ReaderIdentity &reader : m_readers.taint({0, size()}, why, wakes))
            m_surroundings.ledger.remember(hash(), reader, {0, size()});
        m_leftover = Leftover::Quarantine;
        blamed = routes;
        beginEnding(why);
        return wakes;
    }
    ++m_round;
    log::warning("fill", "blob {}: the hash is wrong; all of it is fetched again (round {})", hash().text(), m_round);
    m_notebook.note(true, "the hash of its bytes is wrong; all of it is compared with what upstream sends");
    m_hasReplaced = false;
    m_planner = ChunkPlanner(size(), store::PartialBlob::pieceSize);
    m_unclaimed.clear();
    m_hash.reset();
    return wakes;
}

void Fill::published(const Result<void> &result)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!result) {
            log::warning("fill", "blob {} is right but cannot be put in its place: {}", hash().text(),
                         result.error().message);
            m_notebook.note(true, "it is right but cannot be put in its place: " + result.error().message);
            m_trouble = result.error();
            m_retryAt = m_surroundings.clock.steady() + m_surroundings.options.diskRetry;
            return;
        }
        m_phase = Phase::Done;
    }
    if (const auto host = m_host.lock())
        host->ended(*this);
    m_surroundings.observer.completed(*m_first);
}

} // namespace mirrorlake::fill
