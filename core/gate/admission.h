// How many requests may be under way at once, in all and of one client, and how fast one client may ask. A request is
// under way from its arrival until its reply has been sent, or will not be. Who finds no place waits in a queue, first
// come first served but for clients that are at their own bound, and is turned away after a while. Thread: any.
#pragma once

#include "base/clock.h"

#include <atomic>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

namespace mirrorlake::gate {

struct AdmissionOptions
{
    int most = 2000;                   ///< at once, in all
    int perClient = 0;                 ///< at once; 0: no bound
    int ratePerClient = 0;             ///< a second, with as many at once after a pause; 0: no bound
    std::chrono::milliseconds wait{0}; ///< for a place
    std::size_t longestQueue = 4096;
};

class Admission
{
public:
    Admission(AdmissionOptions options, const Clock &clock);

    /// A place that is given back when its last holder lets go; it may outlive the admission. Null: turned away.
    using Place = std::shared_ptr<void>;
    using Ready = std::function<void(Place)>;
    /// Calls ready once: at once, on the thread of whoever leaves, or from tick().
    void enter(const std::string &client, Ready ready);
    /// Sees to those who wait for time to pass. Twice a second is often enough.
    void tick();
    void setOptions(AdmissionOptions options);

    int count() const;
    int waiting() const;

private:
    class Door;
    std::shared_ptr<Door> m_door;
};

} // namespace mirrorlake::gate
