// Whose operations are meant: those of the mirror that runs now; while none runs, such as refuse. Thread: any; a mirror
// is not destroyed while it is asked.
#pragma once

#include "control/operations.h"

#include <mutex>

namespace mirrorlake::control {

class RunningOperations
{
public:
    /// nullptr: nobody. Waits for calls that are being passed on.
    void set(Operations *target)
    {
        const std::lock_guard lock(m_mutex);
        m_target = target;
    }
    void call(const std::function<void(Operations &)> &call)
    {
        const std::lock_guard lock(m_mutex);
        call(m_target ? *m_target : noOperations());
    }

private:
    std::recursive_mutex m_mutex; ///< an answer given at once may ask again
    Operations *m_target = nullptr;
};

} // namespace mirrorlake::control
