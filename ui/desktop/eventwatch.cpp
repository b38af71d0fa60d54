#include "ui/desktop/eventwatch.h"

#include "ui/downloads/jobtext.h"
#include "ui/format/errortext.h"
#include "ui/parts/upstreamgone.h"

#include <algorithm>

namespace mirrorlake::ui {

using control::MirrorState;
using preload::JobState;

namespace {

bool waitsForSpace(const control::Snapshot &snapshot)
{
    return std::ranges::any_of(snapshot.fills,
                               [](const fill::FillSnapshot &fill) { return fill.state == "waiting for space"; }) ||
           std::ranges::any_of(*snapshot.jobs, [](const preload::Job &job) {
               return job.state == JobState::Waiting && job.waitsFor == preload::WaitFor::Space;
           });
}

} // namespace

std::vector<Event> EventWatch::take(const control::Snapshot &snapshot)
{
    std::vector<Event> events;
    if (snapshot.state == MirrorState::Failed && m_state != MirrorState::Failed && snapshot.failure)
        events.push_back({Event::Kind::MirrorFailed, {}, sentenceFor(snapshot.failure->code), PageId::Overview});
    m_state = snapshot.state;
    lookAtJobs(*snapshot.jobs, events);
    const bool isFull = waitsForSpace(snapshot);
    if (isFull && !m_isDiskFull)
        events.push_back({Event::Kind::DiskFull, {}, {}, PageId::Downloads});
    m_isDiskFull = isFull;
    lookAtUpstream(snapshot, events);
    lookAtClients(snapshot, events);
    if (m_isFirst)
        events.clear();
    m_isFirst = false;
    return events;
}

void EventWatch::lookAtJobs(const std::vector<preload::Job> &jobs, std::vector<Event> &events)
{
    std::map<preload::JobId, JobState> now;
    for (const preload::Job &job : jobs) {
        now.emplace(job.id, job.state);
        const auto before = m_jobs.find(job.id);
        const bool isNews = before == m_jobs.end() || before->second != job.state;
        if (isNews && job.state == JobState::Done)
            events.push_back({Event::Kind::Done, titleOf(job), {}, PageId::Downloads});
        else if (isNews && job.state == JobState::Failed)
            events.push_back({Event::Kind::Failed, titleOf(job), stateTextOf(job).reason, PageId::Downloads});
    }
    m_jobs = std::move(now);
}

void EventWatch::lookAtUpstream(const control::Snapshot &snapshot, std::vector<Event> &events)
{
    const bool isGone = isUpstreamGone(snapshot);
    if (isGone != m_isUpstreamGone)
        events.push_back({isGone ? Event::Kind::UpstreamGone : Event::Kind::UpstreamBack,
                          QString::fromStdString(snapshot.upstream),
                          {},
                          PageId::Overview});
    m_isUpstreamGone = isGone;
}

void EventWatch::lookAtClients(const control::Snapshot &snapshot, std::vector<Event> &events)
{
    for (const meter::ClientFigures &client : snapshot.figures.clients) {
        if (m_clients.insert(client.address).second && client.totalBytes == client.todayBytes)
            events.push_back({Event::Kind::NewClient, QString::fromStdString(client.address), {}, PageId::Clients});
    }
}

} // namespace mirrorlake::ui
