// The one thread that writes SQLite. Jobs run in the order in which they were put, in transactions of at most 1000,
// once a second or as soon as 1000 wait. What fails for a passing reason (disk full, I/O) is kept and tried again every
// second; beyond a bound the oldest is let go, which costs questions to upstream. What can never work is logged and
// passed over. Thread: put() and flush() from any.
#pragma once

#include "catalog/connection.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace mirrorlake::catalog {

class Writer
{
public:
    using Job =
        std::function<Result<void>(Connection &)>; ///< may run more than once, until its transaction is committed

    struct Hooks
    {
        std::function<void(Writer &)> beforeCommit;            ///< may put() what was gathered elsewhere
        std::function<void(std::uint64_t sequence)> committed; ///< everything up to this is on disk (or was let go)
        std::function<void()> foundDamage;                     ///< SQLite says that the file is damaged
    };

    Writer(std::unique_ptr<Connection> connection, Hooks hooks);
    ~Writer(); ///< tries once more to write all
    Writer(const Writer &) = delete;
    Writer &operator=(const Writer &) = delete;

    /// Gives the job's sequence number. bytes is about the memory it holds.
    std::uint64_t put(Job job, std::size_t bytes = 0);
    /// Waits for an attempt to write all that was put before; its error if it failed.
    Result<void> flush();

private:
    struct Waiting
    {
        Job job;
        std::size_t bytes;
    };

    void work();
    Result<void> writeAll();
    Result<void> writeSome(std::size_t count);
    std::size_t waiting() const;
    void removeFirst(std::size_t count);
    void noteResult(const Result<void> &result);
    void letOldestGo();

    std::unique_ptr<Connection> m_connection;
    Hooks m_hooks;
    bool m_isFailing = false; ///< the thread's own

    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::condition_variable m_flushed;
    std::deque<Waiting> m_waiting; ///< only the thread takes from it
    std::size_t m_waitingBytes = 0;
    std::uint64_t m_firstSequence = 1; ///< of m_waiting.front()
    std::uint64_t m_flushWanted = 0;
    std::uint64_t m_flushDone = 0;
    Result<void> m_flushResult;
    bool m_isStopping = false;

    std::thread m_thread; ///< depends on: all above
};

} // namespace mirrorlake::catalog
