#include "processstart.h"

#include <malloc.h>

#include <csignal>

namespace mirrorlake::app {

namespace {

constexpr int largeBuffer = 128 * 1024; ///< glibc's own beginning

} // namespace

void prepareProcess()
{
    std::signal(SIGPIPE, SIG_IGN);
#ifdef __GLIBC__
    ::mallopt(M_MMAP_THRESHOLD, largeBuffer);
#endif
}

} // namespace mirrorlake::app
