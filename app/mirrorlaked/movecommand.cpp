#include "movecommand.h"

#include "datamove.h"
#include "eventpipe.h"
#include "exitcodes.h"

#include <atomic>
#include <cstdio>
#include <thread>

namespace mirrorlake::app {

namespace {

constexpr int step = 5; ///< per cent between two lines

const char *wordOf(relocate::MoveProgress::Phase phase)
{
    using enum relocate::MoveProgress::Phase;
    switch (phase) {
    case Counting:
        return "counting";
    case Copying:
        return "copying";
    case Comparing:
        return "comparing";
    case Clearing:
        return "removing the old one";
    }
    return "";
}

/// A line to standard error for each step.
class Teller
{
public:
    void tell(const relocate::MoveProgress &progress)
    {
        const int share = progress.allBytes > 0 ? static_cast<int>(100 * progress.bytes / progress.allBytes) : 0;
        if (progress.phase == m_phase && share < m_share + step)
            return;
        m_phase = progress.phase;
        m_share = share;
        if (m_phase == relocate::MoveProgress::Phase::Copying || m_phase == relocate::MoveProgress::Phase::Comparing)
            std::fprintf(stderr, "%s: %d %%\n", wordOf(m_phase), share);
        else
            std::fprintf(stderr, "%s\n", wordOf(m_phase));
    }

private:
    relocate::MoveProgress::Phase m_phase = relocate::MoveProgress::Phase::Counting;
    int m_share = -step;
};

} // namespace

int moveCommand(const StartUp &startUp, const std::string &to)
{
    EventPipe events;
    std::atomic<bool> isStopped = false;
    std::atomic<bool> isDone = false;
    Result<void> moved;
    std::error_code failure;
    const std::filesystem::path target = std::filesystem::absolute(to, failure).lexically_normal();
    std::thread worker([&] {
        Teller teller;
        moved = moveDataFolder({startUp.settings.dataFolder, target, startUp.settings.store.keepFree},
                               startUp.settingsFile, [&](const relocate::MoveProgress &progress) {
                                   teller.tell(progress);
                                   return !isStopped;
                               });
        isDone = true;
        events.tellStateChanged();
    });
    while (!isDone)
        isStopped = events.next() == Event::EndAsked || isStopped;
    worker.join();
    if (!moved) {
        std::fprintf(stderr, "mirrorlaked: the data folder stays where it is: %s\n", moved.error().message.c_str());
        return exitCodeOf(moved.error());
    }
    std::printf("the data folder is now %s; the old path leads there\n", target.c_str());
    return ExitOk;
}

} // namespace mirrorlake::app
