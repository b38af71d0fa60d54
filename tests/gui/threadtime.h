// What work costs in processor time of its own thread: how busy the machine is beside it does not count.
#pragma once

#include <time.h>

namespace mirrorlake::test {

inline double threadMilliseconds()
{
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

template<class Work>
double cost(Work work)
{
    const double before = threadMilliseconds();
    work();
    return threadMilliseconds() - before;
}

} // namespace mirrorlake::test
