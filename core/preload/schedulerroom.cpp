// The room that jobs of the queue have on the disk.
#include "preload/scheduler.h"

namespace mirrorlake::preload {

/// That the other jobs leave. What a job has taken for its files is gone from the free space already, and counts once.
std::int64_t Scheduler::roomBeside(JobId job, const TakenRoom &taken) const
{
    std::int64_t room = m_parts.store.freeSpace().count;
    for (const auto &[id, running] : m_running) {
        if (id != job && running.run)
            room -= roomWanted(running.run->unfinished(), taken);
    }
    return room;
}

/// Of a job that waits for space. One whose files are not known any more looks for itself when it runs.
bool Scheduler::hasRoom(JobId id) const
{
    const auto roomless = m_roomless.find(id);
    if (roomless == m_roomless.end())
        return true;
    const TakenRoom taken = takenRoom(m_parts.store);
    return roomWanted(roomless->second, taken) <= roomBeside(id, taken);
}

} // namespace mirrorlake::preload
