// Holds requests until enough of them wait, or until somebody releases them; open for ever after. Thread: any.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>

namespace mirrorlake::fakehub {

class Barrier
{
public:
    /// Opens when this many wait at once; 0 waits for release().
    explicit Barrier(int count) : m_count(count) {}

    /// Waits until the barrier is open. False if isGone() said so first: the one who waited hung up.
    bool pass(const std::function<bool()> &isGone);
    void release();

    int waiting() const;
    /// True as soon as at least this many wait; false after the time-out.
    bool waitUntilWaiting(int count, std::chrono::milliseconds timeout = std::chrono::seconds(20)) const;

private:
    const int m_count;
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_changed;
    int m_waiting = 0;
    bool m_isOpen = false;
};

} // namespace mirrorlake::fakehub
