#include "eventpipe.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>

namespace mirrorlake::app {

namespace {

constexpr char endAsked = 'e';
constexpr char stateChanged = 's';

int readEnd = -1;
int writeEnd = -1;

/// A full pipe is no loss: whoever reads it will look at the state anyway, and a second signal follows a first.
void put(char event)
{
    const int kept = errno;
    [[maybe_unused]] const ssize_t count = ::write(writeEnd, &event, 1);
    errno = kept;
}

void setHandler(void (*handler)(int))
{
    struct sigaction action
    {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    ::sigaction(SIGTERM, &action, nullptr);
    ::sigaction(SIGINT, &action, nullptr);
}

} // namespace

EventPipe::EventPipe()
{
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        std::abort();
    readEnd = ends[0];
    writeEnd = ends[1];
    ::fcntl(writeEnd, F_SETFL, O_NONBLOCK);
    setHandler([](int) { put(endAsked); });
}

EventPipe::~EventPipe()
{
    setHandler(SIG_DFL);
    ::close(readEnd);
    ::close(writeEnd);
}

void EventPipe::tellStateChanged()
{
    put(stateChanged);
}

Event EventPipe::next()
{
    char event = stateChanged;
    while (::read(readEnd, &event, 1) < 0 && errno == EINTR) {
    }
    return event == endAsked ? Event::EndAsked : Event::StateChanged;
}

} // namespace mirrorlake::app
