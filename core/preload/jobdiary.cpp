#include "preload/jobdiary.h"

#include <fmt/format.h>

#include <algorithm>

namespace mirrorlake::preload {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t mostPaces = 64;
constexpr std::size_t mostSaid = 1000;
constexpr auto silence = 60s;
constexpr auto step = 1s;
constexpr auto pause = 10s; ///< without a word the job did not run

log::Level levelOf(const Job &job)
{
    if (job.state == JobState::Failed)
        return log::Level::Error;
    return job.state == JobState::Stalled || job.state == JobState::Waiting ? log::Level::Warning : log::Level::Info;
}

} // namespace

void JobDiary::tell(JobId id, log::Level level, std::string text)
{
    m_catalog.putJobLine(id, {unixSeconds(m_clock.wall()), std::string(nameOf(level)), std::move(text)});
}

void JobDiary::trouble(JobId id, const std::string &text)
{
    const auto now = m_clock.steady();
    if (m_said.size() >= mostSaid)
        std::erase_if(m_said, [now](const auto &one) { return now - one.second.at >= silence; });
    if (m_said.size() >= mostSaid)
        m_said.clear();
    const auto [said, isNew] = m_said.try_emplace({id, text}, Said{now});
    if (!isNew && now - said->second.at < silence) {
        ++said->second.times;
        return;
    }
    const int times = said->second.times;
    tell(id, log::Level::Warning, times > 0 ? fmt::format("{} (and {} times more before)", text, times) : text);
    said->second = {now};
}

void JobDiary::moved(const Job &job)
{
    std::string text(nameOf(job.state));
    if (job.state == JobState::Waiting && job.waitsFor != WaitFor::Nothing)
        text += fmt::format(" ({})", nameOf(job.waitsFor));
    if (!job.reason.text.empty())
        text += ": " + job.reason.text;
    if (const auto waits = m_waits.find(job.id); waits != m_waits.end()) {
        const bool isTrying = job.state == JobState::Queued || job.state == JobState::Resolving;
        if (isTrying || text == waits->second)
            return;
        m_waits.erase(waits);
    }
    if (job.state == JobState::Waiting)
        m_waits.emplace(job.id, text);
    tell(job.id, levelOf(job), std::move(text));
}

void JobDiary::progressed(JobId id, std::int64_t doneBytes)
{
    const auto now = m_clock.steady();
    const auto [found, isNew] = m_paces.try_emplace(id, Pace{now, doneBytes});
    Pace &pace = found->second;
    const auto elapsed = now - pace.at;
    if (isNew || elapsed < step) {
        if (m_paces.size() > mostPaces)
            m_paces.erase(std::ranges::min_element(m_paces, {}, [](const auto &one) { return one.second.at; }));
        return;
    }
    if (elapsed < pause) {
        const double seconds = std::chrono::duration<double>(elapsed).count();
        const double rate = static_cast<double>(std::max<std::int64_t>(doneBytes - pace.done, 0)) / seconds;
        const auto wall = std::chrono::duration_cast<std::chrono::milliseconds>(m_clock.wall().time_since_epoch());
        pace.history.add({wall.count(), 0, rate}, seconds);
    }
    pace.at = now;
    pace.done = doneBytes;
}

void JobDiary::routes(const std::vector<upstream::RouteHealth> &health, std::span<const JobId> running)
{
    for (const upstream::RouteHealth &route : health) {
        const bool isResting = route.state == upstream::RouteHealth::State::Resting;
        const bool hasWorked = route.state == upstream::RouteHealth::State::Working;
        bool &wasResting = m_isResting[route.url];
        if (isResting == wasResting || (wasResting && !hasWorked))
            continue;
        wasResting = isResting;
        for (const JobId id : running)
            trouble(id, route.url + (isResting ? " rests: " + route.lastError : " works again"));
    }
}

void JobDiary::forget(JobId id)
{
    m_paces.erase(id);
    m_waits.erase(id);
    std::erase_if(m_said, [id](const auto &one) { return one.first.first == id; });
}

std::vector<JobRate> JobDiary::rates(JobId id) const
{
    std::vector<JobRate> rates;
    const auto found = m_paces.find(id);
    if (found == m_paces.end())
        return rates;
    // The last seconds are in the finer ring alone.
    for (const meter::Span span : {meter::Span::TenMinutes, meter::Span::Minute}) {
        for (const meter::RatePoint &point : found->second.history.points(span)) {
            if (rates.empty() || point.unixMilliseconds > rates.back().unixMilliseconds)
                rates.push_back({point.unixMilliseconds, point.fromUpstream});
        }
    }
    return rates;
}

std::vector<JobLine> JobDiary::lines(JobId id) const
{
    std::vector<JobLine> lines;
    const auto kept = m_catalog.jobLines(id);
    for (const catalog::JobLine &line : kept ? *kept : std::vector<catalog::JobLine>()) {
        JobLine &one = lines.emplace_back(JobLine{line.at, log::Level::Info, line.text});
        log::parseLevel(line.level, one.level);
    }
    return lines;
}

} // namespace mirrorlake::preload
