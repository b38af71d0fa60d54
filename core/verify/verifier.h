// Looks through the cache when it is asked to, and at night through a few files by chance, reading on a thread that
// stands behind all others. One look at a time; one by hand ends a nightly one. Thread: any; nothing waits but stop().
#pragma once

#include "verify/inspection.h"

#include <condition_variable>
#include <memory>
#include <optional>
#include <thread>

namespace mirrorlake::verify {

struct Options
{
    BytesPerSecond limit{}; ///< of reading, from the next look on; 0: none
    int nightlyMinute = -1; ///< of the local day; -1: never
    int nightlyFiles = 100;
};

class Verifier
{
public:
    Verifier(Parts parts, Options options);
    ~Verifier(); ///< as stop()

    void start();
    void stop();
    void setOptions(Options options);
    /// Begins the nightly look when its time has come. Now and then.
    void tick();

    /// The number of the look that begins. Errors: BadRequest, TooManyRequests while one that was asked for goes on,
    /// Cancelled after stop().
    Result<std::int64_t> begin(Order order);
    void cancel();
    /// Of what goes on, or of the last one; never null.
    std::shared_ptr<const Report> report() const;

private:
    std::int64_t enqueue(Order order, bool isNightly); // with m_mutex held
    void run();

    const Parts m_parts;
    mutable std::mutex m_mutex; ///< guards what follows
    std::condition_variable m_wake;
    Options m_options;
    std::int64_t m_lastTick;
    std::int64_t m_lastNumber = 0;
    std::optional<Report> m_next;
    std::shared_ptr<Inspection> m_current;
    std::shared_ptr<const Report> m_last = std::make_shared<const Report>();
    bool m_isStopping = false;
    std::thread m_thread; ///< depends on: all above
};

} // namespace mirrorlake::verify
