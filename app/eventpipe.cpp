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

/// The end of a terminal asks for an end too, unless whoever started the program had it ignored (nohup).
bool hangUpCounts()
{
    struct sigaction action
    {};
    return ::sigaction(SIGHUP, nullptr, &action) == 0 && action.sa_handler != SIG_IGN;
}

void setHandler(void (*handler)(int))
{
    struct sigaction action
    {};
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    ::sigaction(SIGTERM, &action, nullptr);
    ::sigaction(SIGINT, &action, nullptr);
    if (hangUpCounts())
        ::sigaction(SIGHUP, &action, nullptr);
}

/// SIGTERM, SIGINT and SIGHUP.
sigset_t endSignals()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGHUP);
    return signals;
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
    const sigset_t signals = endSignals();
    ::pthread_sigmask(SIG_BLOCK, &signals, &m_maskBefore);
    setHandler([](int) { put(endAsked); });
}

EventPipe::~EventPipe()
{
    setHandler(SIG_DFL);
    ::pthread_sigmask(SIG_SETMASK, &m_maskBefore, nullptr);
    ::close(readEnd);
    ::close(writeEnd);
}

void EventPipe::tellStateChanged()
{
    put(stateChanged);
}

Event EventPipe::next()
{
    const sigset_t signals = endSignals();
    ::pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
    char event = stateChanged;
    while (::read(readEnd, &event, 1) < 0 && errno == EINTR) {
    }
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return event == endAsked ? Event::EndAsked : Event::StateChanged;
}

} // namespace mirrorlake::app
