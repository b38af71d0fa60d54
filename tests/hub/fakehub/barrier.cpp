#include "fakehub/barrier.h"

namespace mirrorlake::fakehub {

bool Barrier::pass(const std::function<bool()> &isGone)
{
    constexpr std::chrono::milliseconds lookAround{10};
    std::unique_lock lock(m_mutex);
    ++m_waiting;
    if (m_count > 0 && m_waiting >= m_count)
        m_isOpen = true;
    m_changed.notify_all();
    bool isHere = true;
    while (!m_isOpen && isHere) {
        m_changed.wait_for(lock, lookAround);
        isHere = !isGone();
    }
    --m_waiting;
    return isHere;
}

void Barrier::release()
{
    const std::lock_guard lock(m_mutex);
    m_isOpen = true;
    m_changed.notify_all();
}

int Barrier::waiting() const
{
    const std::lock_guard lock(m_mutex);
    return m_waiting;
}

bool Barrier::waitUntilWaiting(int count, std::chrono::milliseconds timeout) const
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, timeout, [&] { return m_isOpen || m_waiting >= count; });
}

} // namespace mirrorlake::fakehub
