#include "upstream/connectionslots.h"

#include <chrono>

namespace mirrorlake::upstream {

std::optional<ConnectionSlots::Slot> ConnectionSlots::take(const std::string &host,
                                                           const std::function<bool()> &isCancelled)
{
    std::unique_lock lock(m_mutex);
    while (m_taken[host] >= m_perHost) {
        if (isCancelled())
            return std::nullopt;
        m_freed.wait_for(lock, std::chrono::milliseconds(200));
    }
    ++m_taken[host];
    return Slot(*this, host);
}

int ConnectionSlots::taken(const std::string &host) const
{
    const std::scoped_lock guard(m_mutex);
    const auto found = m_taken.find(host);
    return found == m_taken.end() ? 0 : found->second;
}

void ConnectionSlots::giveBack(const std::string &host)
{
    {
        const std::scoped_lock guard(m_mutex);
        if (--m_taken[host] == 0)
            m_taken.erase(host);
    }
    m_freed.notify_all();
}

} // namespace mirrorlake::upstream
