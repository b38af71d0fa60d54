// The command line of mirrorlaked and of the desktop program: the same options, and a few more for the window. Pure.
#pragma once

#include "base/error.h"
#include "exitcodes.h"

#include <string>
#include <vector>

namespace mirrorlake::app {

enum class Program
{
    Headless, ///< mirrorlaked
    Desktop,  ///< mirrorlake
};

struct CommandLine
{
    std::string dataFolder;               ///< empty: not given
    std::string configFile;               ///< empty: not given
    std::vector<std::string> listen;      ///< empty: not given
    std::vector<std::string> assignments; ///< "key=value", weakest first
    bool printConfig = false;
    bool check = false;

    std::string moveTo; ///< Headless only: where the data folder goes; empty: nowhere

    bool start = false; ///< the rest: Desktop only
    std::string page;
    bool hidden = false;
    bool show = false;
    std::vector<std::string> links; ///< of models to add
};

/// Why the program ends before it began: --help and --version (code 0, text for standard output) or a mistake (code 2,
/// standard error).
struct EarlyEnd
{
    ExitCode code = ExitOk;
    std::string text;
};

tl::expected<CommandLine, EarlyEnd> parseCommandLine(Program program, int argc, const char *const *argv);

} // namespace mirrorlake::app
