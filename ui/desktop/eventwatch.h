// What happened between two snapshots: pre-downloads done and failed, the disk full, upstream gone and back, clients
// that were never seen. The first snapshot is only looked at, so that nothing old is told as news. Pure.
#pragma once

#include "control/snapshot.h"
#include "ui/desktop/event.h"

#include <map>
#include <set>
#include <vector>

namespace mirrorlake::ui {

class EventWatch
{
public:
    std::vector<Event> take(const control::Snapshot &snapshot);

private:
    void lookAtJobs(const std::vector<preload::Job> &jobs, std::vector<Event> &events);
    void lookAtUpstream(const control::Snapshot &snapshot, std::vector<Event> &events);
    void lookAtClients(const control::Snapshot &snapshot, std::vector<Event> &events);

    bool m_isFirst = true;
    control::MirrorState m_state = control::MirrorState::Stopped;
    std::map<preload::JobId, preload::JobState> m_jobs;
    std::set<std::string> m_clients;
    bool m_isDiskFull = false;
    bool m_isUpstreamGone = false;
};

} // namespace mirrorlake::ui
