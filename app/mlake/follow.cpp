#include "follow.h"

#include "tool.h"

#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <thread>

namespace mirrorlake::app {

namespace {

using namespace std::chrono_literals;

std::atomic<bool> isInterrupted{false};

} // namespace

int follow(const Tool &tool, std::int64_t number, const std::string &command,
           const std::function<Result<Watched>()> &look, const std::function<int()> &print)
{
    std::signal(SIGINT, [](int) { isInterrupted = true; });
    const bool isTerminal = ::isatty(STDERR_FILENO) != 0;
    while (true) {
        const Result<Watched> now = look();
        if (!now)
            return tool.failed(now.error());
        const bool isOver = now->number != number || now->isOver;
        if (isTerminal)
            std::fprintf(stderr, "\r\033[K%s", isOver || isInterrupted ? "" : now->line.c_str());
        if (now->number != number) {
            std::fprintf(stderr, "mlake: another one has begun since; %s shows it\n", command.c_str());
            return MlakeUnfinished;
        }
        if (isOver)
            return print();
        if (isInterrupted) {
            std::fprintf(stderr, "it goes on without us; %s shows it, %s --cancel ends it\n", command.c_str(),
                         command.c_str());
            return MlakeUnfinished;
        }
        std::this_thread::sleep_for(200ms);
    }
}

} // namespace mirrorlake::app
