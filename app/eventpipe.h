// What the main thread of a program without windows waits for: signals that ask it to end, and changes of the mirror's
// state. Both arrive as bytes in one pipe, the only thing a signal handler may safely write to. Made before any other
// thread, so that all of them leave these signals to the main thread. One per process.
#pragma once

#include <csignal>

namespace mirrorlake::app {

enum class Event
{
    EndAsked, ///< SIGTERM or SIGINT
    StateChanged,
};

class EventPipe
{
public:
    EventPipe();  ///< takes SIGTERM and SIGINT over
    ~EventPipe(); ///< gives them back
    EventPipe(const EventPipe &) = delete;
    EventPipe &operator=(const EventPipe &) = delete;

    /// Thread: any; does not wait.
    void tellStateChanged();
    /// Waits for the next event.
    Event next();

private:
    sigset_t m_maskBefore{};
};

} // namespace mirrorlake::app
