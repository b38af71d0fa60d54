// SIGTERM and SIGINT as calls on the GUI thread: a handler may only write to a pipe, and the event loop reads it. A
// second signal ends the program at once. One per process. Thread: GUI.
#pragma once

#include <QSocketNotifier>

#include <functional>
#include <memory>

namespace mirrorlake::app {

class EndSignals
{
public:
    explicit EndSignals(std::function<void()> onEnd);
    ~EndSignals();
    EndSignals(const EndSignals &) = delete;
    EndSignals &operator=(const EndSignals &) = delete;

private:
    int m_readEnd = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace mirrorlake::app
