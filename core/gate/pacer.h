// Wakes whoever waits for its turn: one thread, which sleeps until the earliest is due and then sees to all that are,
// at most every few milliseconds. May be destroyed by one of its own wakes. Thread: any; wakes come on the pacer's own
// and must be short.
#pragma once

#include "base/clock.h"

#include <functional>
#include <memory>
#include <thread>

namespace mirrorlake::gate {

class Pacer
{
public:
    /// Gives the time until it is to be asked again; 0 or less when it is done.
    using Check = std::function<std::chrono::nanoseconds()>;

    explicit Pacer(const Clock &clock);
    ~Pacer();

    /// Asks after this time, at most a quarter of a second, and then as often as it takes.
    void wait(std::chrono::nanoseconds time, Check check);

private:
    class Queue;
    const std::shared_ptr<Queue> m_queue; ///< its thread's too
    std::thread m_thread;                 ///< begun by the first that waits; guarded by the queue
};

} // namespace mirrorlake::gate
