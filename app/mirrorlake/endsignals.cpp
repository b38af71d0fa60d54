#include "endsignals.h"

#include "exitcodes.h"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <csignal>

namespace mirrorlake::app {

namespace {

std::atomic<int> writeEnd = -1;
std::atomic<bool> isEndAsked = false;

void onSignal(int)
{
    if (isEndAsked.exchange(true))
        ::_exit(ExitFailed);
    const char byte = 0;
    [[maybe_unused]] const auto written = ::write(writeEnd.load(), &byte, 1);
}

void handle(int number, void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    ::sigaction(number, &action, nullptr);
}

} // namespace

EndSignals::EndSignals(std::function<void()> onEnd)
{
    int ends[2] = {-1, -1};
    if (::pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
        return; // the signals keep their default: they end the program without grace
    m_readEnd = ends[0];
    writeEnd = ends[1];
    m_notifier = std::make_unique<QSocketNotifier>(m_readEnd, QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(), [this, onEnd = std::move(onEnd)] {
        char byte = 0;
        if (::read(m_readEnd, &byte, 1) == 1)
            onEnd();
    });
    handle(SIGTERM, onSignal);
    handle(SIGINT, onSignal);
}

EndSignals::~EndSignals()
{
    if (m_readEnd < 0)
        return;
    handle(SIGTERM, SIG_DFL);
    handle(SIGINT, SIG_DFL);
    m_notifier.reset();
    ::close(m_readEnd);
    ::close(writeEnd.exchange(-1));
}

} // namespace mirrorlake::app
