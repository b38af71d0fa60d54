#include "eventpipe.h"

#include <fcntl.h>
#include <sys/select.h>
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
    sigemptyset(&action.sa_mask);
    ::sigaction(SIGTERM, &action, nullptr);
    ::sigaction(SIGINT, &action, nullptr);
}

/// SIGTERM and SIGINT.
sigset_t endSignals()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    return signals;
}

/// Until something can be read; meanwhile signals are let in.
void waitReadable(const sigset_t &letIn)
{
    int ready = 0;
    do {
        fd_set descriptors;
        FD_ZERO(&descriptors);
        FD_SET(readEnd, &descriptors);
        ready = ::pselect(readEnd + 1, &descriptors, nullptr, nullptr, nullptr, &letIn);
    } while (ready < 0 && errno == EINTR);
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
    sigset_t letIn = m_maskBefore;
    sigdelset(&letIn, SIGTERM);
    sigdelset(&letIn, SIGINT);
    waitReadable(letIn);
    char event = stateChanged;
    [[maybe_unused]] const ssize_t count = ::read(readEnd, &event, 1);
    return event == endAsked ? Event::EndAsked : Event::StateChanged;
}

} // namespace mirrorlake::app
