// Watches a run that belongs to the mirror, until it is over: ending the command does not end the run. Thread: one.
#pragma once

#include "base/error.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

namespace mirrorlake::app {

class Tool;

constexpr std::size_t watchedWidth = 118; ///< of a line, so that no terminal breaks it

struct Watched
{
    std::int64_t number = 0; ///< of the run that goes on, or was the last
    bool isOver = false;
    std::string line; ///< how far it is, for a terminal
};

/// The run of this number; command: the one that shows it, "mlake verify", and ends it with --cancel. Gives what print
/// gives at its end, MlakeUnfinished when Ctrl-C left it to go on.
int follow(const Tool &tool, std::int64_t number, const std::string &command,
           const std::function<Result<Watched>()> &look, const std::function<int()> &print);

} // namespace mirrorlake::app
