// Imports folders when it is asked to, one at a time, on a thread that stands behind all others. Thread: any; nothing
// waits but stop().
#pragma once

#include "adopt/adoption.h"

#include <memory>
#include <thread>

namespace mirrorlake::adopt {

class Adopter
{
public:
    /// onTaken: as Adoption's.
    Adopter(Parts parts, std::function<void(std::int64_t)> onTaken);
    ~Adopter(); ///< as stop()

    void stop();

    /// The number of the import that begins. Errors: BadRequest, TooManyRequests while one goes on, Cancelled after
    /// stop().
    Result<std::int64_t> begin(Order order);
    void cancel();
    /// Of what goes on, or of the last one; never null.
    std::shared_ptr<const Report> report() const;

private:
    const Parts m_parts;
    const std::function<void(std::int64_t)> m_onTaken;
    mutable std::mutex m_mutex; ///< guards what follows
    std::int64_t m_lastNumber = 0;
    std::shared_ptr<Adoption> m_current; ///< the last one, also when it is over
    bool m_isStopping = false;
    std::thread m_thread; ///< depends on: all above
};

} // namespace mirrorlake::adopt
