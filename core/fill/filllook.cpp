// What a fill tells of itself.
#include "fill/fill.h"

#include <algorithm>

namespace mirrorlake::fill {

FillLook Fill::look() const
{
    const std::lock_guard lock(m_mutex);
    FillLook look;
    // A last piece that is held back until the hash is right is in the file like the others.
    const bool isRight = m_isVerified;
    look.parts = partMapOf({.size = size(),
                            .present = m_planner.present(),
                            .held = m_planner.held(),
                            .inFlight = m_planner.inFlight(),
                            .hashedEnd = isRight ? size() : m_hash.frontier(),
                            .isMending = m_round > 0 && !isRight});
    for (const auto &[route, given] : m_origins.given()) {
        const auto speed = m_routeSpeeds.find(route);
        look.routes.push_back(
            {route, given.count(), speed == m_routeSpeeds.end() ? 0 : std::max(0.0, speed->second.bytesPerSecond())});
    }
    look.connections = static_cast<int>(m_tasks.size());
    look.readers = m_readers.count();
    return look;
}

std::vector<FillNote> Fill::notesAfter(std::uint64_t number) const
{
    const std::lock_guard lock(m_mutex);
    return m_notebook.after(number);
}

void Fill::observeRoutes(Time now)
{
    for (const auto &[route, given] : m_origins.given())
        m_routeSpeeds[route].observe(now, given.count());
}

} // namespace mirrorlake::fill
