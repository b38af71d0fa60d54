// At most so many transfers to one host at a time. Thread: any; waiting blocks the caller's own thread.
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace mirrorlake::upstream {

class ConnectionSlots
{
public:
    /// Gives its place back when it ends. The ConnectionSlots outlives it.
    class Slot
    {
    public:
        Slot(ConnectionSlots &slots, std::string host) : m_slots(&slots), m_host(std::move(host)) {}
        Slot(Slot &&other) noexcept : m_slots(std::exchange(other.m_slots, nullptr)), m_host(std::move(other.m_host)) {}
        Slot &operator=(Slot &&) = delete;
        ~Slot()
        {
            if (m_slots)
                m_slots->giveBack(m_host);
        }

    private:
        ConnectionSlots *m_slots;
        std::string m_host;
    };

    explicit ConnectionSlots(int perHost) : m_perHost(perHost) {}

    /// Waits for a place at this host; nothing if isCancelled became true first.
    std::optional<Slot> take(const std::string &host, const std::function<bool()> &isCancelled);
    int taken(const std::string &host) const;

private:
    void giveBack(const std::string &host);

    const int m_perHost;
    mutable std::mutex m_mutex;
    std::condition_variable m_freed;
    std::map<std::string, int> m_taken;
};

} // namespace mirrorlake::upstream
