// Where the processor's time goes, by function: the whole process is sampled a hundred times a second of processor time
// for as long as asked, by gperftools' libprofiler; pprof reads the result. Nothing runs and no signal comes while
// nobody asks. The signal (SIGPROF, restarting) finds every system call of ours that it can interrupt in a loop.
// Thread: take() any, and never waits; answers come from a thread of its own. One profile at a time.
#pragma once

#include "base/error.h"

#include <QtCore/QThreadPool>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>

namespace mirrorlake::control {

class CpuProfiler
{
public:
    static constexpr std::chrono::seconds longest{60};
    using Then = std::function<void(Result<std::string>)>; ///< the profile; called once

    CpuProfiler();
    ~CpuProfiler();

    /// False, and then is not called, while another is taken. Errors: Io; Cancelled when the mirror stops.
    bool take(std::chrono::seconds duration, Then then);
    /// What is taken ends at once.
    void stop();

private:
    Result<std::string> profile(std::chrono::seconds duration);
    /// False when it was stopped meanwhile.
    bool sleep(std::chrono::seconds duration);

    std::atomic<bool> m_isBusy{false};
    std::mutex m_mutex;
    std::condition_variable m_stopped;
    bool m_isStopping = false; ///< guarded by m_mutex
    QThreadPool m_pool;        // depends on: all above
};

} // namespace mirrorlake::control
