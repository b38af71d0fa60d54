// What becomes of a fill when a chunk has ended: its next attempt, another source, a pause.
#include "fill/fill.h"

#include "base/log.h"
#include "fill/retrypolicy.h"

#include <fmt/format.h>

#include <algorithm>
#include <random>

namespace mirrorlake::fill {

namespace {

constexpr std::chrono::seconds fullPatience{5}; ///< with a full disk, while room may still be made

double jitter()
{
    thread_local std::minstd_rand engine(std::random_device{}());
    return std::uniform_real_distribution<double>(0, 1)(engine);
}

bool isOfTheWholeRoute(const Error &error)
{
    using enum ErrorCode;
    return error.retryAfterSeconds > 0 || error.code == UpstreamUnreachable || error.code == UpstreamNameUnknown ||
           error.code == UpstreamUntrusted || error.code == UpstreamRateLimited;
}

} // namespace

void Fill::finished(const std::shared_ptr<ChunkTask> &task, const Result<void> &result)
{
    std::vector<Wake> wakes;
    std::vector<std::string> blamed;
    bool isAttendantNeeded = false;
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.erase(task->id);
        const Time firstByte = task->firstByteAt.load(std::memory_order_relaxed);
        if (firstByte != Time()) {
            const double latency = std::chrono::duration<double>(firstByte - task->startedAt).count();
            m_latency = m_latency == 0 ? latency : 0.8 * m_latency + 0.2 * latency;
        }
        if (const Chunk *chunk = m_planner.find(task->id)) {
            if (chunk->position >= chunk->range.end || task->isCancelled || isOver())
                m_planner.giveBack(task->id, 0, Time());
            else if (result)
                giveBackFailed(*task, *chunk,
                               {ErrorCode::UpstreamBroken, "upstream sent fewer bytes than it promised"});
            else
                giveBackFailed(*task, *chunk, result.error());
        }
        cancelOvertaken();
        endIfLetGo(m_surroundings.clock.steady());
        if (m_isWrong && m_tasks.empty())
            wakes = mendOrGiveUp(blamed);
        isAttendantNeeded =
            findCare(m_surroundings.clock.steady(), tellAttendantAt).kind != Care::Kind::None && startAttending();
    }
    blame(blamed);
    for (const Wake &wake : wakes)
        wake();
    attendIf(isAttendantNeeded);
    settleIfQuiet();
}

void Fill::giveBackFailed(const ChunkTask &task, const Chunk &chunk, const Error &error)
{
    if (error.code == ErrorCode::UpstreamIgnoresRange && !task.source->mayComeWhole) {
        if (!m_comesWhole) {
            log::warning("fill", "blob {}: upstream sends whole files only; it comes by one connection", hash().text());
            m_notebook.note(false, "upstream sends whole files only; it comes by one connection");
        }
        m_comesWhole = true;
        m_planner.giveBack(task.id, 0, Time());
        return;
    }
    const bool hasProgress = chunk.position > task.begin;
    const int attempts = hasProgress ? 1 : chunk.attempts + 1;
    const RetryDecision decision = decideRetry(error, attempts, jitter());
    log::info("fill", "blob {}: bytes {} to {} did not come (try {}): {}", hash().text(), chunk.position,
              chunk.range.end, attempts, error.message);
    m_notebook.note(true, task.route.empty() ? error.message : fmt::format("{}: {}", task.route, error.message));
    switch (decision.step) {
    case NextStep::OtherRoute:
        if (!task.route.empty())
            avoid({task.route});
        [[fallthrough]];
    case NextStep::Again:
        m_trouble = error;
        m_planner.giveBack(task.id, attempts, m_surroundings.clock.steady() + decision.delay);
        // Other bytes of the file would fare no better: nothing is asked for before the time that upstream has named.
        if (!hasProgress && isOfTheWholeRoute(error))
            m_restUntil = m_surroundings.clock.steady() + decision.delay;
        return;
    case NextStep::OtherSource:
        m_planner.giveBack(task.id, 0, Time());
        dropSource(task.fromSource, error);
        return;
    case NextStep::Pause:
        m_planner.giveBack(task.id, 0, Time());
        if (m_phase == Phase::Filling)
            pause(error);
        return;
    }
}

void Fill::dropSource(const std::shared_ptr<const upstream::FileSource> &source, const Error &why)
{
    std::erase(m_sources, source);
    if (m_sources.empty())
        beginEnding(why);
}

void Fill::avoid(const std::vector<std::string> &routes)
{
    for (const std::string &route : routes) {
        if (std::find(m_avoided.begin(), m_avoided.end(), route) != m_avoided.end())
            continue;
        m_avoided.push_back(route);
        m_notebook.note(true, fmt::format("{} is asked for this file only when there is no other", route));
    }
}

void Fill::blame(const std::vector<std::string> &routes)
{
    for (const std::string &route : routes)
        m_surroundings.hub.wrongBytes(*m_first, route);
}

void Fill::pause(const Error &why)
{
    const bool isNews = m_phase != Phase::Paused || !m_trouble || m_trouble->message != why.message;
    if (isNews) {
        log::warning("fill", "blob {} waits: {}", hash().text(), why.message);
        m_notebook.note(true, "waits: " + why.message);
    }
    const Time now = m_surroundings.clock.steady();
    if (why.code != ErrorCode::NoSpace)
        m_fullSince.reset();
    else if (!m_fullSince)
        m_fullSince = now;
    m_isFullForLong = m_fullSince && now - *m_fullSince >= fullPatience;
    m_phase = Phase::Paused;
    m_trouble = why;
    m_isReserved = false;
    m_retryAt = m_surroundings.clock.steady() + m_surroundings.options.diskRetry;
    cancelTasks();
}

} // namespace mirrorlake::fill
