#include "verify/background.h"

#ifdef __linux__
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace mirrorlake::verify {

void goToBackground()
{
#ifdef __linux__
    constexpr int nice = 10;
    constexpr int ofThread = 1;        // IOPRIO_WHO_PROCESS
    constexpr int idleClass = 3 << 13; // IOPRIO_CLASS_IDLE
    const auto thread = static_cast<id_t>(::syscall(SYS_gettid));
    ::setpriority(PRIO_PROCESS, thread, nice);
    ::syscall(SYS_ioprio_set, ofThread, 0, idleClass);
#endif
}

} // namespace mirrorlake::verify
